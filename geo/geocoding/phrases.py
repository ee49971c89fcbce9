"""What a place text says besides a name: distances and bearings, roads, betweens, borders, containers.

Reads English phrases; what other languages say with particles is put into that order before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from durandline.geo.names.particles import in_order

Shape = Literal["place", "near", "offset", "between", "border", "across", "either"]

BEARINGS: Final = {
    "north": 0.0, "n": 0.0, "northeast": 45.0, "ne": 45.0, "east": 90.0, "e": 90.0, "southeast": 135.0, "se": 135.0,
    "south": 180.0, "s": 180.0, "southwest": 225.0, "sw": 225.0, "west": 270.0, "w": 270.0, "northwest": 315.0,
    "nw": 315.0,
}  # fmt: skip
_KM: Final = {"k": 1.0, "m": 1.609344}  # by the unit's first letter: kilometres, miles
_NUMBERS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip

_NEAR: Final = (
    r"near(?:by)?|close to|around|outside|(?:on the )?outskirts of|(?:in the )?vicinity of|adjacent to|not far from"
    r"|overlooking"
)
_WAY: Final = r"(?:north|south)[- ]?(?:east|west)(?:ern)?|(?:north|south|east|west)(?:ern)?|[ns]?[ew]|[ns]"
_OFFSET: Final = re.compile(
    rf"(?P<number>\d+(?:[.,]\d+)?|{'|'.join(_NUMBERS)})\s*-?\s*(?P<unit>km|kms|kilomet(?:er|re)s?|mi|miles?)\b"
    rf"\s*(?:\([^)]*\)\s*)?(?:to the\s+)?(?P<way>{_WAY})?\b\s*(?:of|from|off|away from)\s+(?:the\s+)?(?P<name>.+)",
    re.IGNORECASE,
)
_WAY_OF: Final = re.compile(rf"^(?:(?:to|in|on) the\s+)?(?:{_WAY}) (?:of|from)\s+(?P<name>.+)", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\bbetween\s+(?P<one>.+?)\s+(?:and|&)\s+(?P<two>[^,(]+)(?P<rest>.*)", re.IGNORECASE)
_ROAD: Final = re.compile(
    r"^(?:(?:on|along|at)\s+)?(?:the\s+)?(?P<one>[^,(]+?)\s*(?:-|–|—|\bto\b)\s*(?P<two>[^,(]+?)\s+"
    r"(?:road|highway|route)\b(?P<rest>.*)",
    re.IGNORECASE,
)
_LINE: Final = re.compile(
    r"\b(?:afghan\w*\s*(?:-|–|/|and)?\s*pak\w*|pak\w*\s*(?:-|–|/|and)?\s*afghan\w*|durand line)\b"
    r"\s*(?:border|frontier|boundary|line)?|\bafghan(?:istan)?\s+(?:border|frontier|boundary)\b",
    re.IGNORECASE,
)
_SHARED: Final = re.compile(
    r"^(?:border|boundary)\s+(?:of\s+|between\s+)?(?P<one>[^/,]+?)\s*(?:/|\band\b)\s*(?P<two>[^,(]+)", re.IGNORECASE
)
_OPPOSITE: Final = re.compile(
    r"^(?:(?:the )?(?:area|side|region)\s+)?(?:opposite(?: to)?|(?:just )?across (?:the (?:border|line) )?from"
    r"|(?:on )?the other side of)\s+(?:the\s+)?(?P<name>.+)",
    re.IGNORECASE,
)
_EITHER: Final = re.compile(r"\s+or\s+|\s+and\s+|\s*/\s*|\s*&\s*", re.IGNORECASE)
_PARTS: Final = re.compile(
    rf"\s*(?:[,;()\[\]،؛]|(?<=\s)[-–—](?=\s)|\b(?:in|of|at|on|from|within|along|towards|{_NEAR})\b)\s*", re.IGNORECASE
)
_BESIDE: Final = re.compile(rf"\s*[(\[](?:{_NEAR})[)\]]", re.IGNORECASE)
_LEADING: Final = re.compile(rf"^\s*(?:in |at |on |the )*(?:{_NEAR})\s+", re.IGNORECASE)
_SCENE: Final = re.compile(r"^(?:the )?(?:location|site|scene|place) of (?:the )?", re.IGNORECASE)
_PLAIN: Final = re.compile(
    r"[,;()\[\]،؛/&–—-]|\b(?:in|of|at|on|or|and|from|border|boundary|within|along|between|towards|road|line|opposite|across)\b|near|close|around|out|vicinity|adjacent|overlook|\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A place text taken apart.

    ``names`` are what is meant, the first the most (of ``between`` two ends, of ``either`` the alternatives);
    ``around`` what it is said to lie in or near, in the order of the text. ``km`` and ``bearing`` (degrees from
    north) as stated; ``None`` where not.
    """

    shape: Shape
    names: tuple[str, ...]
    around: tuple[str, ...] = ()
    km: float | None = None
    bearing: float | None = None


def names_line(text: str) -> bool:
    """Return whether a text names the line itself, and no gate or place on it."""
    return bool(_LINE.search(text))


@lru_cache(maxsize=65_536)
def read_phrase(text: str) -> Phrase:
    """Return a place text taken apart; one that is no phrase is a place of that name."""
    text = _SCENE.sub("", in_order(" ".join(text.split())))
    if not _PLAIN.search(text):
        return Phrase("place", (text,))
    if found := _OFFSET.search(text):
        return _offset(text, found)
    if found := _SHARED.search(text):
        return Phrase("between", _both(found["one"].strip(), found["two"].strip()))
    if found := _BETWEEN.search(text) or _ROAD.search(text):
        return Phrase("between", (found["one"].strip(), found["two"].strip()), _parts(found["rest"]))
    if found := _LINE.search(text):
        around = _parts(f"{text[: found.start()]} , {text[found.end() :]}")
        return Phrase("border", (), tuple(each for each in around if each.casefold() not in {"the", "border"}))
    if found := _OPPOSITE.search(text):
        return Phrase("across", (), _parts(found["name"]))
    if found := _WAY_OF.search(text):
        return Phrase("near", *_head(found["name"]))
    if found := _BESIDE.search(text):
        return Phrase("near", *_head(text[: found.start()] + text[found.end() :]))
    if found := _LEADING.search(text):
        return Phrase("near", *_head(text[found.end() :]))
    return _place(text)


def _offset(text: str, found: re.Match[str]) -> Phrase:
    head = _parts(text[: found.start()])
    anchor, rest = _head(found["name"])
    number = found["number"].lower()
    km = float(_NUMBERS.get(number) or number.replace(",", ".")) * _KM[found["unit"][0].lower()]
    way = re.sub("[- ]|ern$", "", (found["way"] or "").lower())
    return Phrase("offset", (*anchor, *head), rest, km, BEARINGS.get(way))


def _both(one: str, two: str) -> tuple[str, str]:
    """Return two names that may share their last word: ``North/South Waziristan``."""
    shared = two.rpartition(" ")[2] if " " in two and " " not in one else ""
    return f"{one} {shared}".strip(), two


def _head(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    parts = _parts(text)
    return parts[:1], parts[1:]


def _parts(text: str) -> tuple[str, ...]:
    """Return the parts of a text between commas, brackets and prepositions."""
    cut = _PARTS.sub("\n", text).split("\n")
    return tuple(part.strip(" -–—.") for part in cut if part.strip(" -–—."))


def _place(text: str) -> Phrase:
    parts = _parts(text)
    if not parts:
        return Phrase("place", (text,))
    either = tuple(each for each in _EITHER.split(parts[0]) if each)
    if len(either) > 1:
        return Phrase("either", either, parts[1:])
    return Phrase("place", parts[:1], parts[1:])
