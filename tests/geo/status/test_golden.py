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


# Crossing, flow, moment, and what each way was: read again from the reports named in the rows.
READ_AGAIN = [
    ("spin_boldak_chaman", "military", "2010-10-05T12:00+05:00", {"PK_to_AF": "open"}),
    ("torkham", "military", "2010-10-05T12:00+05:00", {"PK_to_AF": "closed"}),
    ("torkham", FOOT, "2013-11-23T12:00+05:00", {"AF_to_PK": "closed", "PK_to_AF": "closed"}),
    ("torkham", "patients", "2013-11-23T12:00+05:00", {"AF_to_PK": "closed"}),
    ("torkham", "patients", "2013-11-23T21:00+05:00", {"AF_to_PK": "restricted"}),
    ("angoor_adda", CARGO, "2022-04-15T12:00+05:00", {"AF_to_PK": "closed", "PK_to_AF": "closed"}),
    ("angoor_adda", FOOT, "2022-04-15T12:00+05:00", {"AF_to_PK": "closed", "PK_to_AF": "closed"}),
    ("angoor_adda", CARGO, "2022-04-20T12:00+05:00", {"AF_to_PK": "open", "PK_to_AF": "open"}),
    ("angoor_adda", "returnees", "2023-11-18T12:00+05:00", {"PK_to_AF": "open"}),
    ("angoor_adda", "returnees", "2023-12-30T12:00+05:00", {"PK_to_AF": "open"}),
    ("angoor_adda", CARGO, "2023-11-25T12:00+05:00", {"AF_to_PK": "closed", "PK_to_AF": "closed"}),
    ("kharlachi", CARGO, "2024-01-20T12:00+05:00", {"AF_to_PK": "closed", "PK_to_AF": "closed"}),
    ("kharlachi", CARGO, "2024-01-24T12:00+05:00", {"AF_to_PK": "open", "PK_to_AF": "open"}),
    ("ghulam_khan", CARGO, "2024-01-24T12:00+05:00", {"AF_to_PK": "open", "PK_to_AF": "open"}),
    ("torkham", FOOT, "2025-05-09T12:00+05:00", {"AF_to_PK": "closed", "PK_to_AF": "closed"}),
    ("torkham", "returnees", "2025-05-09T12:00+05:00", {"PK_to_AF": "closed"}),
    ("torkham", CARGO, "2025-05-09T12:00+05:00", {"AF_to_PK": "open", "PK_to_AF": "open"}),
    ("torkham", FOOT, "2025-05-11T12:00+05:00", {"AF_to_PK": "open", "PK_to_AF": "open"}),
    ("spin_boldak_chaman", CARGO, "2025-10-22T12:00+05:00", {"AF_to_PK": "restricted", "PK_to_AF": "closed"}),
    ("spin_boldak_chaman", "returnees", "2025-10-22T12:00+05:00", {"PK_to_AF": "restricted"}),
    ("spin_boldak_chaman", "returnees", "2025-11-25T12:00+05:00", {"PK_to_AF": "open"}),
    ("spin_boldak_chaman", "returnees", "2025-12-06T12:00+05:00", {"PK_to_AF": "closed"}),
    ("spin_boldak_chaman", "returnees", "2026-02-17T12:00+05:00", {"PK_to_AF": "open"}),
    ("torkham", "returnees", "2026-02-27T12:00+05:00", {"PK_to_AF": "open"}),
]


@pytest.mark.parametrize(("crossing", "leaf", "moment", "ways"), READ_AGAIN)
def test_what_a_report_said_of_one_flow_on_one_day(status, crossing, leaf, moment, ways):
    assert {way: status.passage(crossing, leaf, way, parse_moment(moment)).state for way in ways} == ways


def test_families_were_counted_through_a_gate_said_to_be_shut_to_everybody(status):
    for noon in ("2025-06-14T12:00+05:00", "2025-06-20T12:00+05:00"):
        assert status.passage("angoor_adda", "returnees", "PK_to_AF", parse_moment(noon)).state == "open"
        assert states(status, "angoor_adda", CARGO, noon) == {"closed"}


def test_two_officials_figures_of_the_shelling_of_spin_boldak_stand_side_by_side(status):
    claims = [row for row in status.record.rows("claims") if row["incident_id"] == "2020-07-30-spin-boldak-shelling"]
    killed = {row["claimant"]: row["min"] for row in claims if row["measure"] == "killed"}
    assert killed["Afghan Ministry of Defence"] == 9
    assert killed["Governor of Kandahar"] == 15


@pytest.mark.parametrize("crossing", FIVE)
def test_the_five_crossings_shut_on_12_october_2025_have_no_end(status, crossing):
    assert states(status, crossing, CARGO, "2025-10-12") == {"closed"}
    later = status.passage(crossing, CARGO, "AF_to_PK", parse_moment("2027-10-05"))
    assert (later.state, later.knowledge) == ("unknown", "end_not_reported")


# Of three crossings a second page that could not be read says "until further notice".
NOTICES = {f"2025-10-12-{crossing}-closure-still-2025-10-21" for crossing in FIVE[2:]}
UNREAD = {
    crossing: {"2026-10-04-still-closed", *(key for key in NOTICES if f"-{crossing}-" in key)} for crossing in FIVE
}


@pytest.mark.parametrize("crossing", FIVE)
def test_an_article_that_nobody_read_shuts_no_crossing_and_is_shown_beside(status, crossing):
    for day in ("2026-06-01", "2026-10-05", "2026-11-30"):
        answer = status.passage(crossing, CARGO, "AF_to_PK", parse_moment(day))
        assert (answer.state, answer.knowledge, answer.last_state) == ("unknown", "end_not_reported", "closed")
        assert {each.report_id for each in answer.beside if not each.read} == UNREAD[crossing]
        assert not UNREAD[crossing] & {each.report_id for each in answer.support}


@pytest.mark.parametrize(
    ("leaf", "way", "last", "said"),
    [
        (CARGO, "AF_to_PK", "closed", "2026-02-16"),
        (CARGO, "PK_to_AF", "closed", "2026-02-16"),
        ("humanitarian", "PK_to_AF", "closed", "2026-01-02"),
        (FOOT, "AF_to_PK", "closed", "2026-01-14"),
        (FOOT, "PK_to_AF", "closed", "2026-01-14"),
        ("returnees", "PK_to_AF", "open", "2026-02-27"),
    ],
)
def test_torkham_on_30_november_2026_is_unknown_since_the_last_report_that_was_read(status, leaf, way, last, said):
    answer = status.passage("torkham", leaf, way, parse_moment("2026-11-30"))
    assert (answer.state, answer.last_state) == ("unknown", last)
    newest = max(str(status.record.keyed("reports")[each.report_id]["said_on"]) for each in answer.support)
    assert newest == said


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
