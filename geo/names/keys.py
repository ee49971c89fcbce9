"""Comparable keys of place names: spelling habits, generic words, spacing and script do not count.

A name has two keys. ``full`` keeps vowels and tells spellings apart that differ in sound; ``bones`` keeps the
consonants alone, and is what a Latin spelling and one in Arabic script, where short vowels are not written, share.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from durandline.geo.names.fold import fold
from durandline.geo.names.generic_words import generic
from durandline.geo.names.transliterate import is_arabic, latin

# Marks for ain and hamza inside a romanised word: dropped, so that they do not cut it in two.
_MARKS: Final = re.compile("[\u02bb-\u02bf\u02b9\u02be\u2018\u2019`\u00b4']")
_BRACKETS: Final = re.compile(r"[(\[][^()\[\]]*[)\]]?")

# One sound, one sign: letters that stand for one consonant together (the last of them aspirates of Urdu) or alone.
_CONSONANTS: Final = {
    "zh": "z", "dz": "z", "tch": "C", "ch": "C", "sh": "S", "kh": "X", "gh": "G", "ts": "s", "ph": "f", "ck": "k",
    "c": "k", "q": "k", "v": "w", "bh": "b", "dh": "d", "jh": "j", "lh": "l", "mh": "m", "nh": "n", "rh": "r",
    "th": "t",
}  # fmt: skip
_CONSONANT: Final = re.compile("tch|[zcskgp]h|dz|ts|ck|[bdjlmnrt]h|[cqv]")
# Then, in order: an h inside a word is hardly heard, doubled letters are one, two vowels are one long one.
_SOUNDS: Final = (
    (re.compile(r"(?<=.)h"), ""),
    (re.compile(r"([bdfgjklmnprstwzCSXG])\1+"), r"\1"),
    (re.compile(r"(?:ow|aw|au|ou|oo|uw)(?![aeiouy])"), "u"),
    (re.compile(r"(?:ay|ai|ey|ei|ee|ea|iy|ie)(?![aeou])|(?<=[^aeiou])y(?![aeiou])"), "i"),
)
_VOWELS: Final = str.maketrans("eo", "iu")
_DOUBLE: Final = re.compile(r"([aiu])\1+")
_NOT_BONES: Final = re.compile("(?<!^)[aiuwyh]")
_BONE_SIGNS: Final = str.maketrans("XGqSjiu", "kgkszaa")


class Keys(NamedTuple):
    """What a name is compared by; ``kinds`` are the kinds that its generic words speak for, in their order.

    ``folded`` are the folded words, ``bare`` those of them that are not generic.
    """

    full: str
    bones: str
    kinds: tuple[str, ...]
    folded: str
    bare: str


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """Return one folded word as it sounds: one sign a consonant, three vowels."""
    text = latin(word) if is_arabic(word) else word
    text = _CONSONANT.sub(lambda found: _CONSONANTS[found[0]], text)
    for pattern, sign in _SOUNDS:
        text = pattern.sub(sign, text)
    return _DOUBLE.sub(r"\1", text.translate(_VOWELS))


def bones(full: str) -> str:
    """Return the consonants of a key; a first vowel counts as one, of whatever colour."""
    return _NOT_BONES.sub("", full).translate(_BONE_SIGNS)


@lru_cache(maxsize=65_536)
def _weigh(word: str) -> tuple[str, str]:
    """Return what a word adds to the key, and the kind it speaks for; of the two one is empty."""
    kind = generic(word)
    return ("", kind) if kind else (sound(word), "")


@lru_cache(maxsize=65_536)
def keys(name: str) -> Keys:
    """Return the keys of a name in Latin or Arabic script.

    What stands in brackets is left out, generic words are taken off and kept as kinds; a name of nothing but generic
    words keeps them. An empty name has empty keys. The keys of ``folded`` are the same keys.
    """
    whole = name if name.isascii() and "'" not in name and "`" not in name else _MARKS.sub("", name)
    folded = fold(_BRACKETS.sub(" ", whole) if "(" in whole or "[" in whole else whole) or fold(whole)
    words = folded.split(" ")
    weighed = [_weigh(word) for word in words]
    full = "".join(part for part, _ in weighed) or "".join(map(sound, words))
    kinds = tuple(kind for _, kind in weighed if kind and kind != "link")
    bare = " ".join(word for word, (part, _) in zip(words, weighed, strict=True) if part) or folded
    return Keys(full, bones(full), kinds, folded, bare)
