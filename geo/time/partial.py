"""Dates as precisely as they are known: a year, a month, a day, a minute, or somewhere between two of them.

The notation is ISO 8601's reduced precision: ``2020``, ``2020-03``, ``2020-03-15``,
``2020-03-15T07:00+05:00``; ``A/B`` means one moment that lies between the start of A and the end of B.
A day is a local day of one of the two clocks, so the side whose day it is decides the bounds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from durandline.geo.errors import DateError
from durandline.geo.time.clock import ISLAMABAD, KABUL, to_epoch

Precision = Literal["minute", "day", "month", "year", "range"]

_YEAR = re.compile("[0-9]{4}")
_BEGINS_WITH_YEAR = re.compile("[0-9]{4}(?![0-9])")
_MONTH = re.compile("([0-9]{4})-([0-9]{2})")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(f"{_DAY.pattern}T[0-9]{{2}}:[0-9]{{2}}(:[0-9]{{2}})?(Z|[+-][0-9]{{2}}:[0-9]{{2}})")
_SINGLE = f"({_YEAR.pattern}|[0-9]{{4}}-[0-9]{{2}}|{_DAY.pattern}|{_INSTANT.pattern})"
DATE_PATTERN = f"{_SINGLE}(/{_SINGLE})?"  # the shape alone; the calendar is checked by parse_partial

# The line dates from 1893. What lies outside is a slip, or a Solar Hijri year (1372-1405 are 1993-2026).
FIRST_YEAR, LAST_YEAR = 1800, 2200


class Bounds(NamedTuple):
    """The moments a date may stand for: whole seconds since 1970 UTC, half-open ``[earliest, latest)``.

    An instant known to the minute is taken as that second: ``latest`` is ``earliest + 1``.
    """

    earliest: int
    latest: int


@dataclass(frozen=True, slots=True)
class Partial:
    """A date with its precision; ``first`` and ``last`` are its first and last day, or one instant."""

    text: str
    precision: Precision
    first: date | datetime
    last: date | datetime

    def bounds(self, side: str = "both") -> Bounds:
        """Return the bounds on the clock of ``side`` (AF, PK; ``both`` takes the wider of the two)."""
        return Bounds(_earliest(self.first, side), _latest(self.last, side))


@lru_cache(maxsize=4096)
def parse_partial(text: str) -> Partial:
    """Return the partial date that ``text`` writes.

    Raises
    ------
    DateError
        The text is no such date, its year is not from 1800 to 2200, an instant has no zone, or a range
        runs backwards on one of the two clocks.
    """
    start, slash, end = text.partition("/")
    if not slash:
        return _parse_single(text)
    one, two = _parse_single(start), _parse_single(end)
    if any(_earliest(one.first, side) >= _latest(two.last, side) for side in ("AF", "PK")):
        raise DateError("is a range that ends before it starts: write the earlier moment first.")
    return Partial(text, "range", one.first, two.last)


@lru_cache(maxsize=2**15)  # each day of 40 years on both clocks
def bounds(text: str, side: str = "both") -> Bounds:
    """Return the bounds of a partial date on the clock of ``side``; see :class:`Bounds`."""
    return parse_partial(text).bounds(side)


def _parse_single(text: str) -> Partial:
    if _BEGINS_WITH_YEAR.match(text) and not FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
        raise DateError(
            f"has the year {text[:4]}, outside {FIRST_YEAR} to {LAST_YEAR}: write the Gregorian year in full."
        )
    try:
        if _INSTANT.fullmatch(text):
            moment = datetime.fromisoformat(text)
            return Partial(text, "minute", moment, moment)
        if _DAY.fullmatch(text):
            day = date.fromisoformat(text)
            return Partial(text, "day", day, day)
        if month := _MONTH.fullmatch(text):
            first = date(int(month[1]), int(month[2]), 1)
            return Partial(text, "month", first, _month_end(first))
        if _YEAR.fullmatch(text):
            return Partial(text, "year", date(int(text), 1, 1), date(int(text), 12, 31))
    except ValueError as error:
        raise DateError(f"is no date of the calendar ({error}): check day, month, hour and zone.") from None
    raise DateError(
        "is not a date: write 2020, 2020-03, 2020-03-15, 2020-03-15T07:00+05:00 (with its zone), "
        "or two of them as earliest/latest."
    )


def _month_end(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _earliest(value: date | datetime, side: str) -> int:
    if isinstance(value, datetime):
        return to_epoch(value)
    zone = KABUL if side == "AF" else ISLAMABAD
    return to_epoch(datetime(value.year, value.month, value.day, tzinfo=zone))


def _latest(value: date | datetime, side: str) -> int:
    if isinstance(value, datetime):
        return to_epoch(value) + 1
    zone = ISLAMABAD if side == "PK" else KABUL
    return to_epoch(datetime(value.year, value.month, value.day, tzinfo=zone) + timedelta(days=1))
