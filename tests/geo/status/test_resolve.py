"""The rules by which statements about one gate become a state, one by one."""

from __future__ import annotations

from itertools import groupby

import pytest
from support.records import SOURCES, record, report

from durandline.geo.status.crossing_status import Status
from durandline.geo.status.nearest import crossings_near
from durandline.geo.status.passage import passage_points
from durandline.geo.status.rows import answer_rows, disagreement, sentence
from durandline.geo.time.moment import parse_moment

# What a passage is by the states of the Afghan gate and of the Pakistani gate.
PASSAGE = {
    "closed": {"closed": "closed", "unknown": "closed", "restricted": "closed", "open": "closed"},
    "unknown": {"closed": "closed", "unknown": "unknown", "restricted": "unknown", "open": "unknown"},
    "restricted": {"closed": "closed", "unknown": "unknown", "restricted": "restricted", "open": "restricted"},
    "open": {"closed": "closed", "unknown": "unknown", "restricted": "restricted", "open": "open"},
}


def state_at(tmp_path, reports, when, *, leaf="commercial", way="AF_to_PK", known_by=None):
    known = parse_moment(known_by) if known_by else None
    status = Status(record(tmp_path, reports), known)
    return status.passage("a", leaf, way, parse_moment(when))


def test_nothing_said_is_unknown_and_never_reported(tmp_path):
    answer = state_at(tmp_path, [], "2020-01-01")
    assert (answer.state, answer.knowledge, answer.age_s) == ("unknown", "never_reported", None)


def test_a_closure_holds_from_the_day_it_began(tmp_path):
    reports = [report("shut", "closed", "2020-01-10")]
    assert state_at(tmp_path, reports, "2020-01-09").state == "unknown"
    assert state_at(tmp_path, reports, "2020-01-10").state == "closed"


def test_a_closure_nobody_confirms_is_unknown_after_a_week_and_says_why(tmp_path):
    reports = [report("shut", "closed", "2020-01-10")]
    assert state_at(tmp_path, reports, "2020-01-16").state == "closed"
    later = state_at(tmp_path, reports, "2020-01-20")
    assert (later.state, later.knowledge, later.last_state) == ("unknown", "end_not_reported", "closed")


def test_an_opening_nobody_confirms_is_unknown_after_two_weeks(tmp_path):
    reports = [report("opened", "open", "2020-01-10")]
    assert state_at(tmp_path, reports, "2020-01-20").state == "open"
    later = state_at(tmp_path, reports, "2020-01-30")
    assert (later.state, later.knowledge, later.last_state) == ("unknown", "stale", "open")


def test_a_standing_order_holds_longer(tmp_path):
    reports = [report("shut", "closed", "2020-01-10", standing=True)]
    assert state_at(tmp_path, reports, "2020-02-20").state == "closed"


def test_a_confirmation_keeps_a_closure_fresh_and_the_time_between_known(tmp_path):
    reports = [
        report("shut", "closed", "2020-01-10"),
        report("still", "closed", "2020-01-10", said_on="2020-03-01"),
    ]
    assert state_at(tmp_path, reports, "2020-02-10").state == "closed"
    assert state_at(tmp_path, reports, "2020-03-05").state == "closed"
    assert state_at(tmp_path, reports, "2020-03-20").state == "unknown"


def test_a_reported_reopening_makes_the_whole_closure_known(tmp_path):
    reports = [
        report("shut", "closed", "2020-01-10"),
        report("opened", "open", "2020-06-01", ends="shut"),
    ]
    assert state_at(tmp_path, reports, "2020-05-31").state == "closed"
    assert state_at(tmp_path, reports, "2020-06-01").state == "open"
    assert state_at(tmp_path, reports, "2020-05-31", known_by="2020-05-31").state == "unknown"


def test_a_reopening_counts_from_the_last_second_of_its_day_a_closure_from_the_first(tmp_path):
    reports = [report("shut", "closed", "2020-01-10"), report("opened", "open", "2020-01-12", ends="shut")]
    assert state_at(tmp_path, reports, "2020-01-10T00:30+05:00").state == "closed"
    assert state_at(tmp_path, reports, "2020-01-12T20:00+05:00").state == "closed"
    assert state_at(tmp_path, reports, "2020-01-12").state == "open"


def test_a_closure_and_reopening_on_one_day_has_bounds_and_is_not_empty(tmp_path):
    reports = [report("shut", "closed", "2021-08-15"), report("opened", "open", "2021-08-15", ends="shut")]
    assert state_at(tmp_path, reports, "2021-08-15T12:00+05:00").state == "closed"
    assert state_at(tmp_path, reports, "2021-08-15").state == "open"


def test_a_window_opens_inside_a_closure_and_what_lay_beneath_holds_again(tmp_path):
    reports = [
        report("shut", "closed", "2017-02-16"),
        report("window", "restricted", "2017-03-07", flows="pedestrian", until="2017-03-08T21:30+05:00"),
        report("opened", "open", "2017-03-21T07:00+05:00", ends="shut"),
    ]
    for when, foot, cargo in (
        ("2017-03-06", "closed", "closed"),
        ("2017-03-07", "restricted", "closed"),
        ("2017-03-08T21:29+05:00", "restricted", "closed"),
        ("2017-03-08T21:30+05:00", "closed", "closed"),
        ("2017-03-21", "open", "open"),
    ):
        assert state_at(tmp_path, reports, when, leaf="pedestrian").state == foot
        assert state_at(tmp_path, reports, when).state == cargo


def test_a_later_general_closure_overrides_an_earlier_lane(tmp_path):
    reports = [
        report("lane", "open", "2020-01-10", flows="patients", standing=True),
        report("shut", "closed", "2020-01-12"),
    ]
    assert state_at(tmp_path, reports, "2020-01-12", leaf="patients").state == "closed"


def test_an_exemption_of_the_same_day_holds_beside_the_general_closure(tmp_path):
    reports = [
        report("shut", "closed", "2018-10-19", until="2018-10-20"),
        report("sick", "open", "2018-10-19", flows="patients", until="2018-10-20"),
    ]
    assert state_at(tmp_path, reports, "2018-10-19", leaf="patients").state == "open"
    assert state_at(tmp_path, reports, "2018-10-20").state == "closed"
    after = state_at(tmp_path, reports, "2018-10-21")
    assert (after.state, after.knowledge) == ("unknown", "end_not_reported")


def test_an_announced_opening_opens_nothing_but_is_shown_beside(tmp_path):
    reports = [
        report("shut", "closed", "2020-01-10"),
        report("promise", "open", "2020-01-12", basis="announced"),
    ]
    answer = state_at(tmp_path, reports, "2020-01-13")
    assert answer.state == "closed"
    assert [each.report_id for each in answer.beside] == ["promise"]


def test_contradictions_of_equal_weight_are_disputed_and_both_kept(tmp_path):
    reports = [report("one", "closed", "2020-01-10"), report("two", "open", "2020-01-10")]
    answer = state_at(tmp_path, reports, "2020-01-11")
    assert (answer.state, answer.knowledge) == ("unknown", "disputed")
    assert {each.report_id for each in answer.support} == {"one", "two"}


def test_sources_that_differ_on_the_first_day_agree_on_the_state_and_the_earlier_one_is_named(tmp_path):
    reports = [report("one", "closed", "2024-01-12"), report("two", "closed", "2024-01-13")]
    answer = state_at(tmp_path, reports, "2024-01-15")
    assert (answer.state, answer.since) == ("closed", "2024-01-12")
    assert {each.report_id for each in answer.support} == {"one", "two"}


def test_an_old_closure_without_end_is_not_joined_to_a_new_one(tmp_path):
    reports = [report("old", "closed", "2016-05-21"), report("new", "closed", "2017-02-17")]
    assert state_at(tmp_path, reports, "2017-02-18").since == "2017-02-17"


@pytest.mark.parametrize("pk", PASSAGE)
@pytest.mark.parametrize("af", PASSAGE)
def test_a_passage_needs_both_gates_and_shows_both(tmp_path, af, pk):
    gates = [(side, state) for side, state in (("AF", af), ("PK", pk)) if state != "unknown"]
    reports = [report(f"r-{side.lower()}", state, "2020-01-10", side=side) for side, state in gates]
    status = Status(record(tmp_path, reports))
    on = parse_moment("2020-01-11")
    answer = status.passage("a", "commercial", "AF_to_PK", on)
    assert answer.state == PASSAGE[af][pk]
    assert [(gate.side, gate.state) for gate in answer.gates] == [("AF", af), ("PK", pk)]
    assert bool(answer.differing) == (af != pk)
    points = passage_points(status, ("a", "commercial", "AF_to_PK"))
    assert [each.state for each in points if each.start <= on.second("AF")][-1] == PASSAGE[af][pk]
    row = answer_rows(status, on, ["a"], "commercial", "AF_to_PK")[0]
    assert (row["af_gate_state"], row["pk_gate_state"]) == (af, pk)
    assert row["pk_gate_age_days"] == (None if pk == "unknown" else 1.0)
    nearest = crossings_near(status, 71.0, 34.0, "commercial", "AF_to_PK", on)[0]
    assert nearest.answer.state == PASSAGE[af][pk]


def test_a_report_without_crossings_bears_on_none(tmp_path):
    reports = [report("all", "closed", "2020-01-10", scope="not_stated", crossing_ids="")]
    assert state_at(tmp_path, reports, "2020-01-10").knowledge == "never_reported"


def test_the_two_clocks_differ_by_half_an_hour_and_nothing_else(tmp_path):
    reports = [report("shut", "closed", "2020-01-10")]
    status = Status(record(tmp_path, reports))
    afghan = status.timeline("a", "commercial", "AF_to_PK", "AF").starts
    pakistani = status.timeline("a", "commercial", "AF_to_PK", "PK").starts
    assert afghan[1] - pakistani[1] == 1800


def test_both_gates_reopen_in_one_moment(tmp_path):
    reports = [report("shut", "closed", "2020-01-10"), report("opened", "open", "2020-01-12", ends="shut")]
    points = passage_points(Status(record(tmp_path, reports)), ("a", "commercial", "AF_to_PK"))
    states = [state for state, _ in groupby(point.state for point in points)]
    assert states == ["unknown", "closed", "open", "unknown"]


def test_of_two_unknown_gates_the_one_last_told_of_speaks(tmp_path):
    reports = [report("af", "open", "2018-01-10", side="AF"), report("pk", "closed", "2020-01-10", side="PK")]
    answer = state_at(tmp_path, reports, "2020-06-01")
    assert (answer.state, answer.last_state, answer.decided_by) == ("unknown", "closed", ("PK",))


def test_an_order_lends_its_standing_to_no_later_report_and_a_later_report_does_not_shorten_it(tmp_path):
    order = report("order", "closed", "2020-01-10", standing=True)
    soon = report("soon", "closed", "2020-01-10", said_on="2020-01-20")
    late = report("late", "closed", "2020-01-10", said_on="2020-03-05")
    for reports, last, after in (
        ([order], "2020-03-09", "2020-03-11"),
        ([order, soon], "2020-03-09", "2020-03-11"),
        ([order, soon, late], "2020-03-11", "2020-03-13"),
    ):
        assert state_at(tmp_path, reports, last).state == "closed"
        answer = state_at(tmp_path, reports, after)
        assert (answer.state, answer.knowledge) == ("unknown", "end_not_reported")


def unread_sources():
    return [SOURCES[0], SOURCES[0] | {"source_id": "cited", "url": "https://paper.example/2", "kind": "citation"}]


def test_a_source_that_nobody_read_begins_confirms_bridges_and_ends_nothing_and_is_shown_beside(tmp_path):
    shut = report("shut", "closed", "2020-01-10")
    still = report("still", "closed", "2020-01-10", said_on="2020-03-01", standing=True, source_ids="cited")
    opened = report("opened", "open", "2020-01-12", ends="shut", source_ids="cited")
    status = Status(record(tmp_path, [shut, still, opened], sources=unread_sources()))
    for day, state in (("2020-01-15", "closed"), ("2020-01-20", "unknown"), ("2020-03-05", "unknown")):
        answer = status.passage("a", "commercial", "AF_to_PK", parse_moment(day))
        assert (answer.state, answer.last_state) == (state, "closed")
        assert [each.report_id for each in answer.support] == ["shut"]
        assert [each.report_id for each in answer.beside] == ["opened", "still"]
    told = [sentence(each) for each in disagreement(answer)]
    assert told == [
        "somebody: open from 2020-01-12, said on 2020-01-12 (its source was not read: it does not count)",
        "somebody: closed from 2020-01-10, said on 2020-03-01 (its source was not read: it does not count)",
    ]


def test_what_rests_on_a_source_nobody_read_alone_is_shown_for_its_own_time_and_settles_nothing(tmp_path):
    rows = [report("cited", "closed", "2020-01-10", source_ids="cited")]
    status = Status(record(tmp_path, rows, sources=unread_sources()))
    for day, beside in (("2020-01-09", []), ("2020-01-10", ["cited"]), ("2020-01-16", ["cited"]), ("2020-01-18", [])):
        answer = status.passage("a", "commercial", "AF_to_PK", parse_moment(day))
        assert (answer.state, answer.knowledge) == ("unknown", "never_reported")
        assert [each.report_id for each in answer.beside] == beside


def test_a_report_with_one_source_that_was_read_counts(tmp_path):
    rows = [report("both", "closed", "2020-01-10", source_ids="cited;s")]
    status = Status(record(tmp_path, rows, sources=unread_sources()))
    assert status.passage("a", "commercial", "AF_to_PK", parse_moment("2020-01-11")).state == "closed"


def test_an_answer_is_as_sure_as_the_newest_statement_that_carries_it(tmp_path):
    reports = [
        report("shut", "closed", "2020-01-10", confidence="A"),
        report("still", "closed", "2020-01-10", said_on="2020-01-15", confidence="C"),
        report("own", "closed", "2020-01-10", said_on="2020-01-20", confidence=""),
    ]
    for day, confidence in (("2020-01-12", "A"), ("2020-01-15", "C"), ("2020-01-21", "")):
        assert state_at(tmp_path, reports, day).confidence == confidence
