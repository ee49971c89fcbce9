"""The name keys of an added gazetteer, made once when it is added: most of the time that its loading would take.

They hold as long as the code and the words that make keys are the same; after a change of these they are made anew
whenever the gazetteer is loaded, until it is added again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from durandline.geo.gazetteer.gazetteer import Entry, Gazetteer
from durandline.geo.names.generic_words import WORDS_FILE
from durandline.geo.names.index import Found, Index

_MAKERS: Final = ("fold.py", "generic_words.py", "index.py", "keys.py", "transliterate.py")
_PARTS: Final = ("folded", "full")


def prepared(entries: Sequence[Entry]) -> dict[str, str]:
    """Return the keys of entries as texts to keep: JSON of entry numbers by key, and the mark of what made them."""
    index = Index(entry.names for entry in entries)
    parts = {part: json.dumps(getattr(index, part), ensure_ascii=False, separators=(",", ":")) for part in _PARTS}
    return {**parts, "mark": mark()}


def carry_index(before: Gazetteer, after: Gazetteer, entries: Sequence[Entry], kept: Mapping[str, str]) -> None:
    """Give a gazetteer the index of the one before it and the kept keys of the entries that were put behind.

    ``entries`` are those that ``kept`` was made of; ``after`` may have left some out, and taken others with other
    names: the keys of these are made anew. Where other code made the keys, nothing is done, and ``after`` makes its
    index itself.
    """
    if kept.get("mark") != mark():
        return
    start = len(before.entries)
    numbers = {id(entry): number for number, entry in enumerate(entries)}
    moved: dict[int, int] = {}
    changed: list[int] = []
    for place, entry in enumerate(after.entries[start:], start):
        if (number := numbers.get(id(entry))) is None:
            changed.append(place)
        else:
            moved[number] = place
    anew = Index(after.entries[place].names for place in changed)
    index = Index(())
    for part in _PARTS:
        found = dict(getattr(before.index, part))
        _add(found, json.loads(kept[part]), moved)
        _add(found, getattr(anew, part), dict(enumerate(changed)))
        setattr(index, part, found)
    after.index = index


def _add(found: dict[str, Found], more: Mapping[str, Sequence[int]], moved: Mapping[int, int]) -> None:
    """Add the numbers of each key that have a new place, in order."""
    for key, numbers in more.items():
        new = tuple(moved[number] for number in numbers if number in moved)
        if new:
            found[key] = tuple(sorted(found[key] + new)) if key in found else new


@cache
def mark() -> str:
    """Return the SHA-256 of the code and the words that make keys; empty where they cannot be read."""
    made = hashlib.sha256()
    try:
        for name in _MAKERS:
            made.update((files("durandline.geo.names") / name).read_bytes())
        made.update((files("durandline.data") / WORDS_FILE).read_bytes())
    except OSError:
        return ""
    return made.hexdigest()
