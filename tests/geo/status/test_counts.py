"""A count of people or trucks contradicts a closure where it can be of nothing else, and is shown with it."""

from __future__ import annotations

import pytest
from support.records import SOURCES, record, report

from durandline.geo.status.counts import FLOW_OF_MEASURE, counted, counts
from durandline.geo.status.crossing_status import Status
from durandline.geo.status.flows import leaves
from durandline.geo.status.rows import answer_rows
from durandline.geo.status.statements import WAYS
from durandline.geo.time.moment import parse_moment

SHUT = report("shut", "closed", "2020-01-10", standing=True)


def count(key="c", **more):
    row = {
        "movement_id": key, "scope": "listed", "crossing_ids": "a", "direction": "PK_to_AF",
        "measure": "trucks_total", "period_start": "2020-01-15", "period_end": "2020-01-16",
        "min": 5, "max": 5, "unit": "trucks",
        "cumulative": False, "claimant": "Customs", "source_ids": "s", "confidence": "A",
    }  # fmt: skip
    return row | more


def status_of(tmp_path, reports, *movements, known_by=None, sources=SOURCES):
    made = record(tmp_path, reports, movements=movements, sources=sources)
    return Status(made, parse_moment(known_by) if known_by else None)


def at(status, day, leaf="commercial", way="PK_to_AF"):
    return status.passage("a", leaf, way, parse_moment(day))


def test_a_count_within_a_closure_makes_it_disputed_for_its_days_with_both_shown(tmp_path):
    status = status_of(tmp_path, [SHUT], count())
    for day, state in (
        ("2020-01-14", "closed"),
        ("2020-01-15", "unknown"),
        ("2020-01-16", "unknown"),
        ("2020-01-17", "closed"),
    ):
        answer = at(status, day)
        assert answer.state == state, day
        assert answer.knowledge == ("disputed" if state == "unknown" else "confirmed")
        assert [each.count_id for each in answer.figures] == (["c"] if state == "unknown" else [])
        assert [each.report_id for each in answer.support] == ["shut"]
    assert at(status, "2020-01-15", way="AF_to_PK").state == "closed"
    assert at(status, "2020-01-15", leaf="pedestrian").state == "closed"
    row = answer_rows(status, parse_moment("2020-01-15"), ["a"], "commercial", "PK_to_AF")[0]
    assert (row["figure_ids"], row["report_ids"]) == (("c",), ("shut",))
    assert "Customs: 5 trucks (trucks total), 2020-01-15 to 2020-01-16" in row["disagreement"]


@pytest.mark.parametrize(
    "lane",
    [
        report("lane", "open", "2020-01-16", flows="humanitarian"),
        report("lane", "restricted", "2020-01-16", flows="cargo", direction="PK_to_AF"),
        report("lane", "open", "2020-01-15", flows="military", until="2020-01-15"),
    ],
)
def test_a_count_that_may_be_of_something_else_disputes_nothing(tmp_path, lane):
    status = status_of(tmp_path, [SHUT, lane], count())
    assert status.contradicted == {}


@pytest.mark.parametrize(
    "more",
    [
        {"min": 0, "max": 0},
        {"min": None, "max": 9},
        {"crossing_ids": "a;b"},
        {"scope": "not_stated", "crossing_ids": ""},
        {"measure": "trucks_stranded"},
        {"cumulative": True},
        {"period_start": "2020-01-05"},
        {"period_start": "2020-01-10"},  # what was counted that day may have crossed before it was shut
        {"period_start": None, "period_end": None},
    ],
)
def test_only_a_dated_count_above_nought_of_what_crossed_at_one_crossing_while_it_was_shut_contradicts(
    tmp_path, more
):
    status = status_of(tmp_path, [SHUT], count(**more))
    assert status.contradicted == {}
    assert at(status, "2020-01-15").state == "closed"


def test_a_count_of_both_directions_or_of_no_stated_one_needs_both_shut(tmp_path):
    one_way = report("one", "closed", "2020-01-10", direction="PK_to_AF", standing=True)
    for number, direction in enumerate(("both", None)):
        (tmp_path / str(number)).mkdir()
        assert status_of(tmp_path / str(number), [one_way], count(direction=direction)).contradicted == {}
    disputed = status_of(tmp_path, [SHUT], count(direction="both"))
    assert {at(disputed, "2020-01-15", way=way).knowledge for way in WAYS} == {"disputed"}


def test_a_running_total_contradicts_where_it_rose_between_two_figures_of_one_series(tmp_path):
    def total(key, end, least, **more):
        return count(key, cumulative=True, period_start="2020-01-01", period_end=end, min=least, max=least, **more)

    status = status_of(
        tmp_path, [SHUT], total("one", "2020-01-12", 10), total("two", "2020-01-14", 10),
        total("three", "2020-01-17", 13), total("other", "2020-01-20", 99, claimant="another"),
    )  # fmt: skip
    days = [f"2020-01-{day}" for day in range(11, 21)]
    assert [day for day in days if at(status, day).knowledge == "disputed"] == [
        "2020-01-15",
        "2020-01-16",
        "2020-01-17",
    ]
    (rise,) = counts(status.record)
    assert counted(rise) == "Customs: total rose from 10 to 13 trucks (trucks total), 2020-01-14 to 2020-01-17"


def test_as_known_by_a_day_a_count_says_nothing_before_it_was_published(tmp_path):
    late = [SOURCES[0] | {"published_on": "2020-02-03"}]
    for known_by, state in (("2020-02-02", "closed"), ("2020-02-03", "unknown")):
        (tmp_path / known_by).mkdir()
        assert (
            at(status_of(tmp_path / known_by, [SHUT], count(), known_by=known_by, sources=late), "2020-01-15").state
            == state
        )
    for known_by, state in (("2020-01-15", "closed"), ("2020-01-16", "unknown")):
        (tmp_path / known_by).mkdir()
        assert at(status_of(tmp_path / known_by, [SHUT], count(), known_by=known_by), "2020-01-15").state == state


def test_the_gate_whose_closure_is_contradicted_speaks_for_the_passage(tmp_path):
    shut = SHUT | {"side": "PK"}
    was_open = report("af", "open", "2019-12-01", side="AF", said_on="2020-01-14", until="2019-12-20")
    answer = at(status_of(tmp_path, [shut, was_open], count()), "2020-01-15")
    assert (answer.state, answer.knowledge, answer.decided_by) == ("unknown", "disputed", ("PK",))


def test_every_measure_counts_a_flow_of_the_tree():
    assert all(leaves(flow) for flow in FLOW_OF_MEASURE.values())
