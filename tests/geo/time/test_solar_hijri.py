"""The Solar Hijri calendar: new years and leap years as calendars print them, and days that follow one another."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from durandline.geo.errors import DateError
from durandline.geo.time.solar_hijri import FIRST_YEAR, LAST_YEAR, is_leap, month_length, to_gregorian

# Nawroz as printed calendars of Kabul and Tehran have it.
NEW_YEARS = {
    1300: "1921-03-21", 1336: "1957-03-21", 1357: "1978-03-21", 1371: "1992-03-21", 1375: "1996-03-20",
    1376: "1997-03-21", 1380: "2001-03-21", 1383: "2004-03-20", 1387: "2008-03-20", 1391: "2012-03-20",
    1395: "2016-03-20", 1399: "2020-03-20", 1400: "2021-03-21", 1402: "2023-03-21", 1403: "2024-03-20",
    1404: "2025-03-21", 1405: "2026-03-21",
}  # fmt: skip
LEAP_YEARS = (1350, 1354, 1358, 1362, 1366, 1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408)


@pytest.mark.parametrize(("year", "day"), NEW_YEARS.items())
def test_a_year_begins_on_its_nawroz(year, day):
    assert to_gregorian(year, 1, 1).isoformat() == day


def test_leap_years_are_those_of_the_calendars():
    assert tuple(year for year in range(1350, 1409) if is_leap(year)) == LEAP_YEARS


@pytest.mark.parametrize(
    ("written", "day"),
    [((1357, 2, 7), "1978-04-27"), ((1400, 5, 24), "2021-08-15"), ((1380, 6, 20), "2001-09-11"),
     ((1403, 12, 30), "2025-03-20"), ((1402, 10, 22), "2024-01-12")],
)  # fmt: skip
def test_days_in_between(written, day):
    assert to_gregorian(*written).isoformat() == day


@given(st.integers(FIRST_YEAR, LAST_YEAR - 1))
def test_the_months_of_a_year_fill_it_to_the_next(year):
    days = sum(month_length(year, month) for month in range(1, 13))
    assert days == 365 + is_leap(year)
    assert to_gregorian(year, 1, 1) + timedelta(days=days) == to_gregorian(year + 1, 1, 1)
    assert to_gregorian(year, 1, 1).month == 3


@given(st.dates(date(1921, 3, 21), date(2121, 3, 20)))
def test_every_day_has_one_date(day):
    year = day.year - 621 - (to_gregorian(day.year - 621, 1, 1) > day)
    into = (day - to_gregorian(year, 1, 1)).days
    month = 1
    while into >= month_length(year, month):
        into -= month_length(year, month)
        month += 1
    assert to_gregorian(year, month, into + 1) == day


@pytest.mark.parametrize(
    "written", [(1402, 12, 30), (1402, 13, 1), (1402, 0, 1), (1402, 7, 31), (0, 1, 1), (9999, 1, 1)]
)
def test_what_is_no_day_of_the_calendar_is_refused(written):
    with pytest.raises(DateError):
        to_gregorian(*written)
