"""Answers over time are the answers at every moment, each worked out by itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.records import record, report
from support.statements import DAYS, FakeRecord, day, reports

from durandline.geo.record import Record
from durandline.geo.status.answer import less_open
from durandline.geo.status.crossing_status import Status
from durandline.geo.status.flows import HEADLINE
from durandline.geo.status.over_time import FLOWS, last_second, over_time, whole
from durandline.geo.status.rows import disagreement
from durandline.geo.status.statements import WAYS
from durandline.geo.status.summary import crossing_state
from durandline.geo.time.clock import DAY
from durandline.geo.time.moment import Moment, parse_moment


def instant(second):
    return Moment(datetime.fromtimestamp(second, UTC).isoformat(), is_day=False)


def bare(number):
    return Moment((date(1970, 1, 1) + timedelta(days=number)).isoformat(), is_day=True)


def expected(status, lane, when):
    """The answer of a lane at a moment by the plain questions that a status is asked."""
    crossing, flow, direction = lane
    if flow == "all":
        return whole(*(expected(status, (crossing, branch, direction), when) for branch in HEADLINE))
    if direction != "both":
        return status.passage(crossing, HEADLINE.get(flow, flow), direction, when)
    if flow in HEADLINE:
        return status.headline(crossing, flow, when)
    return less_open([status.passage(crossing, flow, way, when) for way in WAYS])


def shape(answer):
    beside, support = ([each.report_id for each in held] for held in (answer.beside, answer.support))
    return (
        answer.state, answer.knowledge, answer.last_state, answer.since, answer.age_s, answer.borne_out,
        answer.decided_by, support, beside, disagreement(answer), answer.confidence,
        [gate.told for gate in answer.gates], answer.support_count,
        [each.count_id for each in answer.figures],
    )  # fmt: skip


def compare(found, status, lane, when):
    course = found.courses[found.lanes[lane]]
    if when.is_day:
        number = (date.fromisoformat(when.text) - date(1970, 1, 1)).days
        place, clock = course.on_day(number), lambda side: last_second(number, side)
    else:
        place, clock = course.at_second(when.second("PK")), when.second
    assert shape(found.told[place].at(clock)) == shape(expected(status, lane, when)), (lane, when.text)


def around(course):
    """Every change point with a second either side, every day of a change with the days beside it."""
    for second in course.points[1:]:
        yield from (instant(second + step) for step in (-1, 0, 1))
        yield from (bare(second // DAY + step) for step in (-1, 0, 1))
    yield from (bare(number + step) for number in course.days[1:] for step in (-1, 0))


@settings(max_examples=60)
@given(reports(), st.sampled_from(FLOWS), st.sampled_from(["both", *WAYS]), st.integers(-5, (DAYS + 60) * 4))
def test_a_look_up_is_the_answer_at_that_moment(rows, flow, direction, quarter):
    status = Status(FakeRecord(rows))
    found = over_time(status)
    lane = ("a", flow, direction)
    course = found.courses[found.lanes[lane]]
    for when in {each.text: each for each in (instant(1577818800 + quarter * DAY // 4), *around(course))}.values():
        compare(found, status, lane, when)


def test_a_look_up_of_the_record_is_the_answer_at_every_change_and_beside_it():
    status = Status(Record())
    found = over_time(status)
    lanes = {course: lane for lane, course in found.lanes.items()}
    for number, lane in lanes.items():
        for when in {each.text: each for each in around(found.courses[number])}.values():
            compare(found, status, lane, when)


def test_every_lane_of_the_record_has_its_answers_however_they_are_shared():
    status = Status(Record())
    found = over_time(status)
    points = sorted({point for course in found.courses for point in course.points[1:]})
    assert set(found.lanes) == {
        (crossing, flow, way) for crossing in status.record.crossing_ids for flow in FLOWS for way in ("both", *WAYS)
    }
    for number, lane in enumerate(found.lanes):
        for second in points[number % 97 :: len(points) // 4]:
            compare(found, status, lane, instant(second))
            compare(found, status, lane, bare(second // DAY))


def test_no_step_says_the_same_as_the_one_before_it():
    found = over_time(Status(Record()))
    for course in found.courses:
        for answers in (course.answers, course.day_answers):
            assert all(one != other for one, other in pairwise(answers))
        assert list(course.points) == sorted(set(course.points))
        assert list(course.days) == sorted(set(course.days))


def test_what_was_said_later_is_in_no_known_by_course():
    known_by = parse_moment("2024-02-01")
    found = over_time(Status(Record(), known_by))
    said = [told.said for told in found.told if told.said is not None]
    assert said
    assert max(said) <= known_by.second("AF")


def test_cargo_and_people_together_are_as_the_map_counts_them():
    status = Status(Record())
    for on in map(parse_moment, ("2021-08-20", "2024-01-20", "2025-03-01")):
        for crossing in status.record.crossing_ids:
            cargo, people = (status.headline(crossing, branch, on) for branch in HEADLINE)
            assert whole(cargo, people).state == crossing_state(cargo.state, people.state)


@pytest.mark.parametrize(("told", "state", "age"), [((), "unknown", None), (("closed",), "closed", 0)])
def test_a_crossing_without_statements_is_unknown_for_ever(tmp_path, told, state, age):
    made = record(tmp_path, [report("r", each, "2020-01-01T00:00+05:00") for each in told])
    found = over_time(Status(made))
    course = found.courses[found.lanes["a", "all", "both"]]
    second = parse_moment("2020-01-01T00:00+05:00").second("PK")
    answer = found.told[course.at_second(second)].at(lambda _: second)
    assert (answer.state, answer.age_s) == (state, age)
    never = found.courses[found.lanes["b", "cargo", "AF_to_PK"]]
    assert (len(never.points), len(never.days)) == (1, 1)


def test_days_begin_when_their_last_second_is_one_of_a_state():
    assert last_second(0, "PK") == DAY - 5 * 3600 - 1
    assert last_second(0, "AF") - last_second(0, "PK") == 1800
    assert day(0) == "2020-01-01"


def test_lanes_that_rest_on_the_same_statements_share_one_course():
    found = over_time(Status(Record()))
    assert set(found.lanes.values()) == set(range(len(found.courses)))
    assert len(found.courses) * 4 < len(found.lanes)
