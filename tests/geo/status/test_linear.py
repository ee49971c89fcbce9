"""Twice as many statements are twice as much work: counted in calls, whatever the machine."""

from __future__ import annotations

import sys
from datetime import date, timedelta

import pytest
from support.records import report
from support.statements import FakeRecord

from durandline.geo.status import answer
from durandline.geo.status.answer import Answer
from durandline.geo.status.carried import SHOWN
from durandline.geo.status.closures import closures
from durandline.geo.status.crossing_status import Status
from durandline.geo.status.lookup import Lookup
from durandline.geo.status.over_time import over_time
from durandline.geo.time.moment import parse_moment

ON = parse_moment("2100-01-01")


def bulletin(number, **more):
    told = (date(2000, 1, 1) + timedelta(days=number)).isoformat()
    row = report(f"r{number:06d}", "closed", more.pop("start", told), said_on=told, source_ids=("s",))
    return row | {"crossing_ids": ("a",), "flows": ("all",), "cause": None, **more}


PATTERNS = {
    "a closure a day": bulletin,
    "one closure confirmed daily": lambda number: bulletin(number, start="2000-01-01"),
    "a window a day": lambda number: bulletin(number, until=str(date(2000, 1, 3) + timedelta(days=number))),
    "shut and open by turns": lambda number: bulletin(number, state=("closed", "open", "restricted")[number % 3]),
    "announced daily": lambda number: bulletin(number, basis="announced" if number else "observed"),
    "all of it published years later": lambda number: bulletin(number, said_on=f"20{40 + number % 40}-01-01"),
}


def calls(work):
    """How many calls of functions, Python's own among them, a piece of work makes."""
    seen = 0

    def count(_frame, event, _argument):
        nonlocal seen
        seen += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return seen


def answered(rows):
    status = Status(FakeRecord(rows))
    Lookup(status)
    over_time(status)
    closures(status, ON)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_the_work_grows_with_the_number_of_statements(pattern):
    few, many = ([PATTERNS[pattern](number) for number in range(count)] for count in (150, 600))
    answered(few)  # what is imported or kept the first time is no work of these
    assert calls(lambda: answered(many)) < 4.8 * calls(lambda: answered(few))


def answers_made(rows, monkeypatch):
    """How many answers are made for those over time, and for how many moments."""
    made = 0

    def counting(*parts):
        nonlocal made
        made += 1
        return Answer(*parts)

    with monkeypatch.context() as patched:
        patched.setattr(answer, "Answer", counting)
        found = over_time(Status(FakeRecord(rows)))
    return made, sum(len(course.points) + len(course.days) for course in found.courses)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_one_answer_is_made_for_each_moment_at_which_something_changes(pattern, monkeypatch):
    few, many = ([PATTERNS[pattern](number) for number in range(count)] for count in (150, 300))
    (made, moments), (twice, more) = (answers_made(rows, monkeypatch) for rows in (few, many))
    assert made <= 1.25 * moments
    assert twice <= 1.25 * more
    assert twice <= 2.1 * made


@pytest.mark.parametrize("pattern", PATTERNS)
def test_of_many_statements_the_newest_and_the_first_are_named_and_all_are_counted(pattern):
    status = Status(FakeRecord([PATTERNS[pattern](number) for number in range(100)]))
    for segment in status.timeline("a", "commercial", "AF_to_PK", "PK").segments:
        assert len(segment.support) <= SHOWN
        if segment.carried:
            assert segment.carried.first in segment.support
            assert len(segment.support) == min(SHOWN, segment.carried.count)


def test_the_age_counts_from_the_newest_statement_made_by_then_however_many_there_are():
    status = Status(FakeRecord([bulletin(number, start="2000-01-01") for number in range(100)]))
    found = status.passage("a", "commercial", "AF_to_PK", parse_moment("2000-02-10T12:00+05:00"))
    assert (found.newest.report_id, found.support_count) == ("r000039", 100)
    assert found.age_s == parse_moment("2000-02-10T12:00+05:00").second("AF") - found.said
