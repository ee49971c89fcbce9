"""The closures that everybody who follows the line knows must come out of the shipped record, by flow."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from durandline.geo.record import Record
from durandline.geo.status.crossing_status import Status
from durandline.geo.time.moment import parse_moment

CARGO, FOOT = "commercial", "pedestrian"
FIVE = ("torkham", "spin_boldak_chaman", "ghulam_khan", "kharlachi", "angoor_adda")


@pytest.fixture(scope="module")
def status():
    return Status(Record())


def states(status, crossing, leaf, when):
    return {status.passage(crossing, leaf, way, parse_moment(when)).state for way in ("AF_to_PK", "PK_to_AF")}


def days(first, last):
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [(start + timedelta(days=each)).isoformat() for each in range((end - start).days + 1)]


# Crossing, flow, first and last day shut, day (or instant) from which it was not.
CLOSURES = [
    ("torkham", CARGO, "2016-06-12", "2016-06-17", "2016-06-18"),
    ("torkham", FOOT, "2016-06-12", "2016-06-17", "2016-06-18"),
    ("spin_boldak_chaman", CARGO, "2016-08-18", "2016-08-31", "2016-09-01"),
    ("spin_boldak_chaman", FOOT, "2016-08-18", "2016-08-31", "2016-09-01"),
    ("torkham", CARGO, "2017-02-16", "2017-03-20", "2017-03-21"),
    ("spin_boldak_chaman", CARGO, "2017-02-17", "2017-03-20", "2017-03-21"),
    ("torkham", FOOT, "2017-02-16", "2017-03-06", "2017-03-21"),
    ("torkham", FOOT, "2017-03-09", "2017-03-20", "2017-03-21"),
    ("spin_boldak_chaman", CARGO, "2017-05-05", "2017-05-26", "2017-05-27"),
    ("spin_boldak_chaman", CARGO, "2021-10-05", "2021-11-01", "2021-11-02"),
    ("spin_boldak_chaman", CARGO, "2022-11-13", "2022-11-20", "2022-11-21"),
    ("torkham", CARGO, "2023-02-19", "2023-02-24", "2023-02-25"),
    ("torkham", CARGO, "2023-09-06", "2023-09-14", "2023-09-15"),
    ("torkham", FOOT, "2023-09-06", "2023-09-14", "2023-09-15"),
    ("torkham", CARGO, "2024-01-13", "2024-01-22", "2024-01-23"),
    ("torkham", CARGO, "2025-02-22", "2025-03-18", "2025-03-19"),
    ("torkham", FOOT, "2025-02-22", "2025-03-21", "2025-03-22"),
]


@pytest.mark.parametrize(("crossing", "leaf", "first", "last", "after"), CLOSURES)
def test_a_known_closure_holds_every_day_and_then_no_more(status, crossing, leaf, first, last, after):
    assert {day: states(status, crossing, leaf, day) for day in days(first, last)} == {
        day: {"closed"} for day in days(first, last)
    }
    assert "closed" not in states(status, crossing, leaf, after)


@pytest.mark.parametrize("crossing", ["torkham", "spin_boldak_chaman"])
@pytest.mark.parametrize("noon", ["2017-03-07T12:00+05:00", "2017-03-08T12:00+05:00"])
def test_two_days_on_foot_inside_the_closure_of_2017(status, crossing, noon):
    assert states(status, crossing, FOOT, noon) == {"restricted"}
    assert states(status, crossing, CARGO, noon) == {"closed"}


def test_one_day_with_an_hour_on_foot_at_chaman_in_october_2021(status):
    assert states(status, "spin_boldak_chaman", FOOT, "2021-10-18") == {"closed"}
    assert states(status, "spin_boldak_chaman", FOOT, "2021-10-19") == {"restricted"}
    assert states(status, "spin_boldak_chaman", FOOT, "2021-10-20") == {"closed"}


def test_an_emergency_route_for_stranded_people_at_chaman_in_november_2022(status):
    lanes = {day: states(status, "spin_boldak_chaman", "stranded", day) for day in days("2022-11-14", "2022-11-20")}
    assert any(found - {"closed"} for found in lanes.values())
    assert all(states(status, "spin_boldak_chaman", CARGO, day) == {"closed"} for day in lanes)


def test_people_were_unaffected_at_torkham_in_january_2024(status):
    for day in days("2024-01-13", "2024-01-22"):
        assert states(status, "torkham", FOOT, day) == {"open"}


def test_torkham_opened_to_cargo_on_19_march_2025_and_on_foot_on_the_22nd(status):
    assert states(status, "torkham", CARGO, "2025-03-19T15:00+05:00") == {"closed"}
    assert "closed" not in states(status, "torkham", CARGO, "2025-03-19T17:00+05:00")
    assert states(status, "torkham", FOOT, "2025-03-20") == {"closed"}


@pytest.mark.parametrize("crossing", FIVE)
def test_the_five_crossings_shut_on_12_october_2025_have_no_end(status, crossing):
    assert states(status, crossing, CARGO, "2025-10-12") == {"closed"}
    later = status.passage(crossing, CARGO, "AF_to_PK", parse_moment("2027-10-05"))
    assert (later.state, later.knowledge) == ("unknown", "end_not_reported")


@pytest.mark.parametrize("crossing", FIVE)
def test_an_article_that_nobody_read_shuts_no_crossing_and_is_shown_beside(status, crossing):
    for day in ("2026-06-01", "2026-10-05", "2026-11-30"):
        answer = status.passage(crossing, CARGO, "AF_to_PK", parse_moment(day))
        assert (answer.state, answer.knowledge, answer.last_state) == ("unknown", "end_not_reported", "closed")
        assert [each.report_id for each in answer.beside if not each.read] == ["2026-10-04-still-closed"]
        assert "2026-10-04-still-closed" not in {each.report_id for each in answer.support}


@pytest.mark.parametrize("day", days("2025-12-12", "2025-12-31"))
def test_relief_goods_that_wait_for_the_afghan_gate_have_no_known_way_through_torkham(status, day):
    answer = status.passage("torkham", "humanitarian", "PK_to_AF", parse_moment(day))
    assert answer.state == "unknown"
    assert {gate.side: (gate.state, gate.last_state) for gate in answer.differing}["AF"] == ("unknown", "closed")


def test_nothing_is_claimed_for_other_crossings_in_october_2025(status):
    for crossing in set(status.record.crossing_ids) - set(FIVE):
        for leaf in (CARGO, FOOT):
            assert states(status, crossing, leaf, "2025-10-15") == {"unknown"}, crossing


@pytest.mark.parametrize(
    ("crossing", "day"),
    [("torkham", "2020-02-20"), ("spin_boldak_chaman", "2023-06-01"), ("ghulam_khan", "2019-01-01")],
)
def test_a_closure_is_not_carried_on_to_a_day_nobody_spoke_of(status, crossing, day):
    for leaf in (CARGO, FOOT):
        assert "closed" not in states(status, crossing, leaf, day)


def test_shut_to_military_cargo_is_not_shut_to_trade(status):
    assert states(status, "torkham", "military", "2012-01-15") >= {"closed"}
    assert "closed" not in states(status, "torkham", CARGO, "2012-01-15")


def test_five_crossings_reopened_in_july_2020_and_nawa_pass_was_not_among_them(status):
    assert states(status, "nawa_pass", CARGO, "2020-07-25") == {"unknown"}
