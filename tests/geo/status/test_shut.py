"""How long it was shut: least and most, by hand-made cases and by law."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.command import run
from support.records import record, report

from durandline.geo.record import Record
from durandline.geo.status.closures import closures
from durandline.geo.status.crossing_status import Status
from durandline.geo.status.shut import shut_spans
from durandline.geo.status.stats import days_shut
from durandline.geo.time.clock import DAY, iso_minute
from durandline.geo.time.moment import Moment, parse_moment
from durandline.geo.time.partial import bounds
from durandline.geo.time.spans import subtract

NOW = bounds("2020-12-31", "PK").latest


def moment(second):
    return Moment(iso_minute(second), is_day=False)


def shut(tmp_path, reports, leaf="commercial", direction="both"):
    spans = shut_spans(Status(record(tmp_path, reports)), "a", leaf, direction, NOW)
    return spans.within(bounds("2020-01-01", "PK").earliest, NOW)


def test_both_ends_known_to_the_day_leave_two_days_of_doubt(tmp_path):
    reports = [report("shut", "closed", "2020-01-10", side="PK"), report("opened", "open", "2020-01-20", ends="shut")]
    least, most = shut(tmp_path, reports)
    assert (round(least, 2), round(most, 2)) == (9.0, 11.0)


def test_ends_known_to_the_minute_leave_none(tmp_path):
    reports = [
        report("shut", "closed", "2020-01-10T21:00+05:00"),
        report("opened", "open", "2020-01-20T09:00+05:00", ends="shut"),
    ]
    assert shut(tmp_path, reports) == pytest.approx((9.5, 9.5))


def test_without_an_end_the_least_runs_to_the_last_word_and_the_most_to_the_next_contrary_one(tmp_path):
    reports = [
        report("shut", "closed", "2020-01-10T00:00+05:00", side="PK"),
        report("still", "closed", "2020-01-10T00:00+05:00", side="PK", said_on="2020-01-14"),
        report("open", "open", "2020-02-09T00:00+05:00", side="PK"),
    ]
    assert shut(tmp_path, reports) == pytest.approx((5.0, 30.0), abs=0.01)


def test_a_window_for_a_flow_is_taken_out_for_that_flow_alone(tmp_path):
    reports = [
        report("shut", "closed", "2020-01-10T00:00+05:00", side="PK"),
        report("window", "restricted", "2020-01-12T00:00+05:00", flows="pedestrian", side="PK",
               until="2020-01-14T00:00+05:00"),
        report("opened", "open", "2020-01-20T00:00+05:00", ends="shut", side="PK"),
    ]  # fmt: skip
    assert shut(tmp_path, reports, "pedestrian") == pytest.approx((8.0, 8.0))
    assert shut(tmp_path, reports) == pytest.approx((10.0, 10.0))


def test_shut_in_one_direction_is_not_shut_in_both(tmp_path):
    reports = [report("shut", "closed", "2020-01-10", direction="AF_to_PK", until="2020-01-12")]
    assert shut(tmp_path, reports) == (0.0, 0.0)
    assert shut(tmp_path, reports, direction="AF_to_PK")[1] > 2


def test_either_gate_shuts_the_passage_and_the_days_are_not_counted_twice(tmp_path):
    reports = [
        report("af", "closed", "2020-01-10T00:00+05:00", side="AF", until="2020-01-15T00:00+05:00"),
        report("pk", "closed", "2020-01-13T00:00+05:00", side="PK", until="2020-01-20T00:00+05:00"),
    ]
    assert shut(tmp_path, reports) == pytest.approx((10.0, 10.0))


@pytest.fixture(scope="module")
def shipped():
    return Status(Record())


@given(data=st.data())
def test_the_least_lies_within_the_most_and_periods_add_up(shipped, data):
    crossing = data.draw(st.sampled_from(["torkham", "spin_boldak_chaman", "kharlachi", "angoor_adda"]))
    leaf = data.draw(st.sampled_from(["commercial", "pedestrian", "patients", "returnees"]))
    now = bounds("2026-11-23", "PK").latest
    spans = shut_spans(shipped, crossing, leaf, data.draw(st.sampled_from(["both", "AF_to_PK"])), now)
    assert subtract(spans.least, spans.most) == []
    edges = sorted(data.draw(st.lists(st.integers(1_400_000_000, now), min_size=2, max_size=6, unique=True)))
    parts = [spans.within(one, two) for one, two in pairwise(edges)]
    whole = spans.within(edges[0], edges[-1])
    assert sum(part[0] for part in parts) == pytest.approx(whole[0])
    assert sum(part[1] for part in parts) == pytest.approx(whole[1])
    assert whole[1] <= (edges[-1] - edges[0]) / DAY + 1e-9


def test_years_and_months_add_up_to_the_whole(shipped):
    on = parse_moment("2026-01-01")
    year = days_shut(shipped, ["torkham"], ("cargo",), "both", "year", on)
    month = days_shut(shipped, ["torkham"], ("cargo",), "both", "month", on)
    (whole,) = days_shut(shipped, ["torkham"], ("cargo",), "both", "crossing", on)
    for name in ("cargo_known_days", "cargo_min"):  # where no day is known, the most is not told
        assert sum(row[name] or 0 for row in year) == pytest.approx(whole[name], abs=1)
        assert sum(row[name] or 0 for row in month) == pytest.approx(whole[name], abs=10)
    assert all((row["cargo_reported_max"] or 0) <= row["days"] for row in month)


def test_nought_is_not_said_where_nothing_is_known(shipped):
    on = parse_moment("2026-01-01")
    rows = days_shut(shipped, ["torkham", "spin_boldak_chaman"], ("cargo", "people"), "both", "year", on)
    unknown = [row for row in rows if not row["cargo_known_days"]]
    assert {row["period"] for row in unknown} >= {"2014", "2015", "2019", "2022"}
    assert all(row["cargo_min"] is row["cargo_reported_max"] is None for row in unknown)
    assert all(0 <= row["cargo_min"] <= row["cargo_known_days"] + 0.1 for row in rows if row not in unknown)


def test_days_known_are_those_on_which_the_status_knows(tmp_path):
    reports = [
        report("shut", "closed", "2020-01-10T00:00+05:00", side="PK", said_on="2020-01-12"),
        report("open", "open", "2020-03-01T00:00+05:00", said_on="2020-03-01"),
    ]
    status = Status(record(tmp_path, reports))
    start, end = (bounds(day, "PK").earliest for day in ("2020-01-01", "2020-12-31"))
    known = shut_spans(status, "a", "commercial", "both", NOW).known_within(start, end)
    seconds = range(start, end, 3600)
    said = [status.passage("a", "commercial", "AF_to_PK", moment(each)).state != "unknown" for each in seconds]
    assert known == pytest.approx(sum(said) / 24, abs=0.1)
    assert 20 < known < 40


def test_closures_agree_with_what_is_known_of_them(shipped):
    found = {each["report_id"]: each for each in closures(shipped, parse_moment("2026-11-23"))}
    chaman = found["2016-08-18-chaman-closure"]
    assert (chaman["start"], chaman["end"], chaman["over"]) == ("2016-08-18", "2016-09-01", True)
    assert 13 <= chaman["days_min"] <= 14 <= chaman["days_max"] < 15.1  # two clocks
    endless = [each for each in found.values() if each["days_max"] is None]
    assert endless
    assert all(each["end_latest"] is None and not each["over"] and each["end"] == "" for each in endless)


def test_a_closure_does_not_end_before_it_has_and_counts_to_the_day_asked_about(shipped):
    during = [
        each
        for each in closures(shipped, parse_moment("2025-12-01"))
        if each["crossing_id"] == "torkham" and each["start"].startswith("2025-10")
    ]
    assert any(each["still_shut"] for each in during)
    assert all(each["days_min"] <= 52 for each in during if not each["end"])


def test_a_crossing_that_was_asked_for_and_never_reported_shut_is_named_and_not_dropped():
    asked = run("closures", "badini", "torkham", "--stats", "year", "--on", "2025-03-01")
    said = " ".join(asked.err.split())
    assert "badini" not in asked.out
    assert "not reported shut in that time: badini." in said
    only = run("closures", "torkham", "--stats", "year", "--on", "2025-03-01")
    assert "not reported shut" not in only.err
