"""The Solar Hijri calendar of Iran and Afghanistan, turned into Gregorian days.

Leap years follow the break years that Kazimierz M. Borkowski gives in "The Persian calendar for 3000 years" (Earth,
Moon, and Planets 74, 1996), made to agree with the astronomical new year; a rule of 33 or 2820 years alone does not.
The first six months have 31 days, the next five 30, the last 29, or 30 in a leap year. Both countries count so today;
Afghan dates before 1336 (1957) may have followed the signs of the zodiac more closely and be a day or two off.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Final

from durandline.geo.errors import DateError

# Years at which the count of leap years begins anew (Borkowski 1996). Facts, not code.
BREAKS: Final = (
    -61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210, 1635, 2060, 2097, 2192, 2262, 2324, 2394, 2456, 3178,
)  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1, BREAKS[-1] - 2
YEARS_TO_GREGORIAN = 621  # a year begins in March of the Gregorian year so much later
_MONTHS: Final = (31,) * 6 + (30,) * 5


def is_leap(year: int) -> bool:
    """Return whether a Solar Hijri year has 366 days.

    Raises
    ------
    DateError
        The year is not from 1 to 3176.
    """
    return (_new_year(year + 1) - _check(year)).days == 366


def month_length(year: int, month: int) -> int:
    """Return the number of days of a month, 1 to 12, of a Solar Hijri year.

    Raises
    ------
    DateError
        There is no such month, or the year is not from 1 to 3176.
    """
    if not 1 <= month <= 12:
        raise DateError(f"has the month {month}, and a year has twelve.")
    return _MONTHS[month - 1] if month < 12 else 30 if is_leap(year) else 29


def to_gregorian(year: int, month: int, day: int) -> date:
    """Return the Gregorian day of a Solar Hijri date.

    Raises
    ------
    DateError
        There is no such day in that calendar.
    """
    if not 1 <= day <= month_length(year, month):
        raise DateError(f"has the day {day}, and month {month} of {year} has {month_length(year, month)}.")
    return _check(year) + timedelta(days=sum(_MONTHS[: month - 1]) + day - 1)


def _check(year: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError(f"has the Solar Hijri year {year}, outside {FIRST_YEAR} to {LAST_YEAR}.")
    return _new_year(year)


@lru_cache(maxsize=512)
def _new_year(year: int) -> date:
    """Return the first day of a year: a day of March, found by counting the leap years of both calendars."""
    leaps = -14  # with this start the difference of the counts is 0 where the year begins on 20 March
    for start, end in pairwise(BREAKS):
        if year < end:
            break
        leaps += _leaps_in(end - start)
    into, length = year - start, end - start
    leaps += into // 33 * 8 + (into % 33 + 3) // 4
    if length % 33 == 4 and length - into == 4:
        leaps += 1
    western = year + YEARS_TO_GREGORIAN
    western_leaps = western // 4 - (western // 100 + 1) * 3 // 4 - 150
    return date(western, 3, 20 + leaps - western_leaps)


def _leaps_in(years: int) -> int:
    return years // 33 * 8 + years % 33 // 4
