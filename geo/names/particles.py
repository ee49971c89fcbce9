"""What joins the names of a place text: possessives, particles of Pashto, Dari and Urdu, words for levels.

Each is put as the reader of phrases has it: what is meant first, what holds it behind commas.
"""

from __future__ import annotations

import re
from typing import Final

from durandline.geo.names.fold import fold
from durandline.geo.names.generic_words import generic
from durandline.geo.names.transliterate import is_arabic

# "near Spin Boldak's Wesh bazaar", "10 km north of Khyber's Bara".
_OWNER: Final = re.compile(
    r"^(?P<before>(?:.*(?:[,;(]|\b(?:of|from|in|at|on|to|and|between|near|inside|outside|around|opposite)\b)\s*)?"
    r"(?:the\s+)?)(?P<whole>[^,;()'’\d]{2,40})['’]s\s+(?P<part>[^,;()]+)",
    re.IGNORECASE,
)
_KEYBOARDS: Final = str.maketrans("يىك", "ییک")
_NEAR: Final = re.compile(
    r"^(?P<name>.+?)\s+(?:(?:کے|کی)\s+(?:بالکل\s+|انتہائی\s+)?(?:قریب|نزدیک|پاس)|(?:ته|سره)\s+(?:نږدې|نژدې|نزدې|څېرمه))$"
)
_AT_END: Final = re.compile(r"\s+(?:میں|پر|کې|کی|کښې|کښی)$")
_AT_START: Final = re.compile(r"^(?:په|در|به)\s+")
# Between what holds and what is held: "in", "on", and the genitive of Urdu; before either in Pashto.
_HELD: Final = re.compile(r"\s+(?:میں|پر|کے|کی|کا)\s+|(?:^|\s+)(?:د|په)\s+")
_RANKS: Final = {"tehsil": 0, "district": 1, "province": 2}


def in_order(text: str) -> str:
    """Return a place text with what is meant first and what holds it behind commas, in the words of the reader.

    ``Spin Boldak's Wesh bazaar`` is ``Wesh bazaar, Spin Boldak``; ``د خوست د علیشېرو ولسوالۍ`` the district and then
    Khost; ``A پر B کے قریب`` is ``near B, A``. Other texts come back as they are.
    """
    if "'s " in text or "’s " in text:
        text = _possessives(text)
    if is_arabic(text):
        text = ", ".join(map(_held, re.split(r"\s*[,،؛;]\s*", text)))
    return ", ".join(map(_by_level, text.split(", ")))


def _possessives(text: str) -> str:
    while (found := _OWNER.match(text)) and not all(generic(fold(word)) for word in found["whole"].split()):
        text = f"{found['before']}{found['part']}, {found['whole']}{text[found.end() :]}"
    return text


def _held(text: str) -> str:
    text = text.translate(_KEYBOARDS).strip()
    near = _NEAR.match(text)
    text = _AT_START.sub("", _AT_END.sub("", near["name"] if near else text))
    parts = [part.strip() for part in _HELD.split(text) if part.strip()]
    return ("near " if near else "") + ", ".join(reversed(parts))


def _by_level(text: str) -> str:
    """Return ``ولسوالی گوشته ولایت ننگرهار``, ``Goshta district Nangarhar province`` with the smaller unit first."""
    words = text.split()
    ranks = [_RANKS.get(generic(fold(word)), -1) for word in words]
    places = [place for place, rank in enumerate(ranks) if rank >= 0]
    if len(places) < 2 or len({ranks[place] for place in places}) < len(places):
        return text
    # The word stands before its name in Dari, behind it in Pashto and English.
    starts = places if not places[0] else [0, *(place + 1 for place in places[:-1])]
    units = [words[start:end] for start, end in zip(starts, [*starts[1:], len(words)], strict=True)]
    ordered = sorted(zip((ranks[place] for place in places), units, strict=True), key=lambda each: each[0])
    return ", ".join(" ".join(unit) for _, unit in ordered)
