"""One coordinate as people write it: ``34°06'53"N``, ``34 06 53 N``, ``N34.1147``, ``71d05m``."""

from __future__ import annotations

import re
from typing import Final, Literal

Axis = Literal["lat", "lon"]

_HEMISPHERE: Final = r"[NSEWnsew]"
_DEGREES: Final = re.compile(
    rf"""(?P<before>{_HEMISPHERE})?\s*(?P<sign>[+-])?\s*
    (?P<degrees>\d{{1,3}}(?:\.\d+)?)
    (?:\s*(?:°|º|˚|d(?:eg)?|:|-|\s)\s*(?P<minutes>\d{{1,2}}(?:\.\d+)?)
        (?:\s*(?:['′’ʹ´]|m(?:in)?|:|-|\s)\s*(?P<seconds>\d{{1,2}}(?:\.\d+)?)\s*(?:["″”ʺ]|''|′′|’’|s(?:ec)?)?
        |\s*(?:['′’ʹ´]|m(?:in)?)?)
    |\s*(?:°|º|˚|d(?:eg)?)?)\s*
    (?P<after>{_HEMISPHERE})?""",
    re.VERBOSE,
)
_HYPHENED: Final = re.compile(r"\d\s*-")
_OF_AXIS: Final = {"lat": "NS", "lon": "EW"}
_DIRECTIONS: Final = {"شمال": "N", "جنوب": "S", "شرق": "E", "غرب": "W", "مشرق": "E", "مغرب": "W"}
DECIMALS = 7  # about a centimetre


def decimal_degrees(text: str, axis: Axis) -> str | None:
    """Return a coordinate in decimal degrees as text; ``None`` where it is none, or contradicts itself.

    A contradiction is a sign beside a hemisphere letter that denies it, two different letters, a letter of the
    other axis, 60 minutes or seconds or more, or a fraction of a degree with minutes after it. Hyphens between
    degrees and minutes are taken as such only beside a letter (``34-06-53N``): without one they may be a span.
    """
    for word, letter in _DIRECTIONS.items():
        text = re.sub(rf"{word}ی?", letter, text)
    found = _DEGREES.fullmatch(text.strip())
    if found is None:
        return None
    letters = {letter.upper() for letter in (found["before"], found["after"]) if letter}
    if len(letters) > 1 or not letters <= set(_OF_AXIS[axis]):
        return None
    if not letters and _HYPHENED.search(text):
        return None
    negative = bool(letters & {"S", "W"})
    if found["sign"] == "-" and letters and not negative:
        return None
    sign = "-" if negative or found["sign"] == "-" else ""
    degrees, minutes, seconds = found["degrees"], found["minutes"], found["seconds"]
    if minutes is None:
        return f"{sign}{degrees}"
    return _sum(sign, degrees, minutes, seconds)


def hemisphere(text: str) -> str:
    """Return the axis that a text's only hemisphere letter speaks of, ``lat`` or ``lon``; empty without one."""
    letters = set(re.findall(rf"(?<![A-Za-z]){_HEMISPHERE}(?![A-Za-z])", text.strip())) if text else set()
    axes = {"lat" if letter.upper() in "NS" else "lon" for letter in letters}
    return axes.pop() if len(axes) == 1 else ""


def _sum(sign: str, degrees: str, minutes: str, seconds: str | None) -> str | None:
    whole_but_last = (degrees, minutes) if seconds else (degrees,)
    if any("." in part for part in whole_but_last) or float(minutes) >= 60 or float(seconds or 0) >= 60:
        return None
    value = int(degrees) + float(minutes) / 60 + float(seconds or 0) / 3600
    return sign + (f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".") or "0")
