"""One date as people write it, taken apart into its numbers; what their order means is decided over the column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from durandline.geo.ingest.months import GREGORIAN_MONTHS, IGNORED, SOLAR_MONTHS
from durandline.geo.names.fold import fold

Form = Literal["year-first", "year-last", "short-year", "named", "serial"]

_TIMED: Final = re.compile(
    r"(?P<date>.*?\d.*?)(?:\s*[T,]\s*|\s+|(?<=\d{4})\s)"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:[.,]\d+)?)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?\s*(?P<zone>Z|UTC|GMT|PKT|AFT|[+-]\d{2}(?::?\d{2})?)?"
)
_YEAR_FIRST: Final = re.compile(r"(\d{4})\s*([/.\-\s])\s*(\d{1,2})(?:\s*\2\s*(\d{1,2}))?")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})\s*([/.\-\s])\s*(\d{1,2})\s*\2\s*(\d{4})")
_MONTH_YEAR: Final = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{4})")
_SHORT_YEAR: Final = re.compile(r"(\d{1,2})\s*([/.\-\s])\s*(\d{1,2})\s*\2\s*(\d{2})")
_TOGETHER: Final = re.compile(r"((?:1[3-4]|1[89]|2[01])\d{2})(\d{2})(\d{2})")
_YEAR: Final = re.compile(r"(\d{4})(?:\.0+)?")
_SERIAL: Final = re.compile(r"(\d{1,7})(\.\d+)?")
_WORDS: Final = re.compile(r"\d+|[^\W\d_]+")
# PKT and AFT are the clocks of the two sides.
_ZONES: Final = {"Z": "Z", "UTC": "Z", "GMT": "Z", "PKT": "+05:00", "AFT": "+04:30"}
_ORDINAL: Final = frozenset(("st", "nd", "rd", "th", "er"))


@dataclass(frozen=True, slots=True)
class Written:
    """The numbers of a date. ``one`` and ``two`` are day and month in the order written, where a year stands last.

    ``month`` and ``day`` are 0 where nothing is said; ``solar`` tells a Solar Hijri month's name. ``clock`` is the
    time of day as ``hh:mm``, and ``zone`` its offset, where there are any.
    """

    form: Form
    year: int = 0
    month: int = 0
    day: int = 0
    one: int = 0
    two: int = 0
    serial: int = 0
    solar: bool = False
    clock: str = ""
    zone: str = ""


def take_apart(text: str) -> Written | None:
    """Return the numbers of a date written with Latin digits; ``None`` where it is no date."""
    found = _TIMED.fullmatch(text)
    if found is None:
        return _day(text, "", "")
    clock = _clock(int(found["hour"]), int(found["minute"]), (found["half"] or "").replace(".", "").lower())
    return _day(found["date"].strip(" ,"), clock, _zone(found["zone"] or "")) if clock else None


def _day(text: str, clock: str, zone: str) -> Written | None:
    if found := _YEAR_FIRST.fullmatch(text) or _TOGETHER.fullmatch(text):
        year, month, day = (int(part) for part in found.groups("0") if part.isdecimal())
        return Written("year-first", year, month, day, clock=clock, zone=zone)
    if found := _YEAR_LAST.fullmatch(text):
        return Written("year-last", int(found[4]), one=int(found[1]), two=int(found[3]), clock=clock, zone=zone)
    if found := _MONTH_YEAR.fullmatch(text):
        return Written("year-first", int(found[2]), int(found[1]))
    if _SHORT_YEAR.fullmatch(text):
        return Written("short-year")
    if found := _YEAR.fullmatch(text):
        return Written("year-first", int(found[1]))
    if found := _SERIAL.fullmatch(text):
        return Written("serial", serial=int(found[1]), clock=_of_day(float(found[2] or 0)))
    return _named(text, clock, zone)


def _named(text: str, clock: str, zone: str) -> Written | None:
    words = [word if word.isdecimal() else fold(word) for word in _WORDS.findall(text)]
    words = [word for word in words if word not in IGNORED and word not in _ORDINAL and word]
    names = [place for place, word in enumerate(words) if not word.isdecimal()]
    if len(names) != 1 or not 2 <= len(words) <= 3:
        return None
    name = words.pop(names[0])
    solar = name in SOLAR_MONTHS
    month = SOLAR_MONTHS[name] if solar else GREGORIAN_MONTHS.get(name, 0)
    if not month:
        return None
    years = [word for word in words if len(word) == 4]
    days = [word for word in words if len(word) <= 2]
    if len(days) == 2 or (not years and names == [0] and len(words[0]) == 2):  # such as Mar-24
        return Written("short-year")
    if len(years) != 1 or len(years) + len(days) != len(words):
        return None
    day = int(days[0]) if days else 0
    return Written("named", int(years[0]), month, day, solar=solar, clock=clock, zone=zone)


def _clock(hour: int, minute: int, half: str) -> str:
    if half:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def _of_day(part: float) -> str:
    """Return a part of a day as ``hh:mm``; '' for its beginning."""
    minutes = min(round(part * 1440), 1439)
    return f"{minutes // 60:02}:{minutes % 60:02}" if part else ""


def _zone(text: str) -> str:
    if text in _ZONES:
        return _ZONES[text]
    digits = text[1:].replace(":", "")
    return f"{text[0]}{digits[:2]}:{digits[2:] or '00'}" if text else ""
