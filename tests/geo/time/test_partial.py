"""Partial dates: their bounds on the two clocks, and what is no date."""

import re
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from durandline.geo.errors import DateError
from durandline.geo.time.clock import ISLAMABAD, KABUL, from_epoch, iso_minute, local_day
from durandline.geo.time.partial import DATE_PATTERN, FIRST_YEAR, LAST_YEAR, Bounds, bounds, parse_partial

SIDES = ("AF", "PK", "both")
HALF_HOUR, DAY = 1800, 86_400
DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
INSTANTS = st.builds(
    lambda day, minute, zone: f"{day}T{minute // 60:02}:{minute % 60:02}{zone}",
    DAYS,
    st.integers(0, 24 * 60 - 1),
    st.sampled_from([KABUL, ISLAMABAD]),
)
SINGLES = st.one_of(DAYS.map(date.isoformat), DAYS.map("{:%Y-%m}".format), DAYS.map("{:%Y}".format), INSTANTS)


def epoch(text):
    return int(datetime.fromisoformat(text).timestamp())


def test_a_day_is_the_local_day_of_its_clock():
    assert bounds("2017-03-21", "PK") == (epoch("2017-03-21T00:00+05:00"), epoch("2017-03-22T00:00+05:00"))
    assert bounds("2017-03-21", "AF") == (epoch("2017-03-21T00:00+04:30"), epoch("2017-03-22T00:00+04:30"))
    assert bounds("2017-03-21", "both") == (epoch("2017-03-21T00:00+05:00"), epoch("2017-03-22T00:00+04:30"))


@pytest.mark.parametrize(
    ("text", "first", "end"),
    [
        ("2020", "2020-01-01", "2021-01-01"),
        ("2020-02", "2020-02-01", "2020-03-01"),
        ("2021-02", "2021-02-01", "2021-03-01"),
        ("2020-12", "2020-12-01", "2021-01-01"),
        ("2018-07-26/2018-07-27", "2018-07-26", "2018-07-28"),
        ("2020-03/2021", "2020-03-01", "2022-01-01"),
    ],
)
def test_months_years_and_ranges_run_from_midnight_to_midnight(text, first, end):
    for side, zone in (("AF", "+04:30"), ("PK", "+05:00")):
        assert bounds(text, side) == (epoch(f"{first}T00:00{zone}"), epoch(f"{end}T00:00{zone}"))


@pytest.mark.parametrize("text", ["2017-03-21T07:00+05:00", "2017-03-21T06:30+04:30", "2017-03-21T02:00Z"])
def test_an_instant_is_one_second_on_any_clock(text):
    start = epoch("2017-03-21T02:00+00:00")
    assert {bounds(text, side) for side in SIDES} == {Bounds(start, start + 1)}
    assert parse_partial(text).precision == "minute"


@given(SINGLES, st.sampled_from(SIDES))
def test_bounds_are_never_empty(text, side):
    found = bounds(text, side)
    assert found.earliest < found.latest
    assert re.fullmatch(DATE_PATTERN, text)


@given(DAYS)
def test_the_clocks_differ_by_half_an_hour_and_nothing_else(day):
    af, pk, both = (bounds(day.isoformat(), side) for side in SIDES)
    assert af.earliest - pk.earliest == af.latest - pk.latest == HALF_HOUR
    assert af.latest - af.earliest == pk.latest - pk.earliest == DAY
    assert both == (pk.earliest, af.latest)


@given(DAYS.filter(lambda day: day < date(LAST_YEAR, 12, 31)), st.sampled_from(["AF", "PK"]))
def test_days_follow_each_other_without_gap_or_overlap(day, side):
    assert bounds(day.isoformat(), side).latest == bounds((day + timedelta(1)).isoformat(), side).earliest


@given(SINGLES, SINGLES)
def test_a_range_is_ordered_on_both_clocks_or_refused(one, two):
    text = f"{one}/{two}"
    ordered = all(bounds(one, side).earliest < bounds(two, side).latest for side in ("AF", "PK"))
    if not ordered:
        with pytest.raises(DateError, match="ends before it starts"):
            parse_partial(text)
        return
    for side in SIDES:
        found = bounds(text, side)
        assert found == (bounds(one, side).earliest, bounds(two, side).latest)
        assert found.earliest < found.latest


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("", "is not a date: write 2020"),
        ("yesterday", "is not a date"),
        ("15.03.2020", "is not a date"),
        ("2020-3-5", "is not a date"),
        ("2020-03-15 07:00", "is not a date"),
        ("2020-03-15T07:00", "with its zone"),
        ("2020-03-15\n", "is not a date"),
        ("۲۰۲۰", "is not a date"),
        ("20200315", "is not a date"),
        ("2020-13", "no date of the calendar"),
        ("2021-02-29", "no date of the calendar"),
        ("2020-03-15T25:00+05:00", "no date of the calendar"),
        ("2020-03-15T07:00+99:00", "no date of the calendar"),
        ("0000", "outside 1800 to 2200"),
        ("9999-12-31", "outside 1800 to 2200"),
        ("0001-01-01T00:00+05:00", "outside 1800 to 2200"),
        ("1704153600000", "is not a date"),
        ("1403-05-12", "Gregorian"),
        ("2020/", "is not a date"),
        ("/2020", "is not a date"),
        ("2020/2021/2022", "is not a date"),
        ("2021/2020", "ends before it starts"),
        ("2018-07-27/2018-07-26", "ends before it starts"),
    ],
)
def test_a_bad_date_is_refused_with_advice(text, advice):
    with pytest.raises(DateError, match=advice):
        parse_partial(text)


@given(st.text(alphabet="0123456789-/T:+Z", max_size=40))
def test_no_text_raises_anything_but_a_date_error(text):
    try:
        found = parse_partial(text)
    except DateError:
        return
    assert re.fullmatch(DATE_PATTERN, text)
    for side in SIDES:
        assert from_epoch(found.bounds(side).latest, "AF")


def test_an_instant_is_shown_on_the_clock_of_the_side():
    second = epoch("2016-06-12T21:00+05:00")
    assert iso_minute(second, "PK") == iso_minute(second) == "2016-06-12T21:00+05:00"
    assert iso_minute(second, "AF") == "2016-06-12T20:30+04:30"
    midnight = epoch("2016-06-13T00:00+05:00")
    assert (local_day(midnight, "PK"), local_day(midnight, "AF")) == ("2016-06-13", "2016-06-12")
