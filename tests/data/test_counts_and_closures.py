"""The record against its own counts: no gate is called shut throughout while people or trucks are counted there."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from durandline.geo.record import Record
from durandline.geo.status.counts import FLOW_OF_MEASURE
from durandline.geo.status.crossing_status import Status
from durandline.geo.status.flows import leaves
from durandline.geo.time.moment import parse_moment

LISTED = Path(__file__).with_name("counts_inside_closures.csv")
FLOWS = {measure: leaves(flow) for measure, flow in FLOW_OF_MEASURE.items()}


def counts(record):
    """Movement, first and last day of each dated count above nought of one crossing, running totals by their rise."""
    totals = defaultdict(list)
    for row in record.rows("movements"):
        start, end, least = row["period_start"] or row["period_end"], row["period_end"], row["min"]
        if row["scope"] != "listed" or len(row["crossing_ids"]) != 1 or row["measure"] not in FLOWS or not least:
            continue
        if not all(each and len(str(each)) == 10 for each in (start, end)):
            continue
        if not row["cumulative"]:
            yield row, date.fromisoformat(str(start)), date.fromisoformat(str(end))
        elif row["period_start"]:
            series = (row["crossing_ids"], row["measure"], row["direction"], start, row["unit"])
            totals[series].append((date.fromisoformat(str(end)), least, row))
    for series in totals.values():
        series.sort(key=lambda each: each[:2])
        for (before, less, _), (day, more, row) in pairwise(series):
            if more > less and day > before:
                yield row, before + timedelta(days=1), day


def called_shut_throughout(status, row, first, last):
    ways = ("AF_to_PK", "PK_to_AF") if row["direction"] == "both" else (str(row["direction"]),)
    days = [first + timedelta(days=each) for each in range((last - first).days + 1)]
    answers = (
        status.passage(row["crossing_ids"][0], leaf, way, parse_moment(f"{day}T{hour:02}:00+05:00"))
        for hour in range(1, 24, 3)  # a lane of two and a half hours is met
        for leaf in FLOWS[row["measure"]]
        for way in ways
        for day in days
    )
    return all(each.state == "closed" or each.knowledge == "disputed" for each in answers)


@pytest.fixture(scope="module")
def record():
    return Record()


def test_every_count_inside_a_closure_is_answered_by_a_lane_or_listed_with_its_reason(record):
    status, seen = Status(record), 0
    inside = set()
    for row, first, last in counts(record):
        seen += 1
        if called_shut_throughout(status, row, first, last):
            inside.add(str(row["movement_id"]))
    with LISTED.open(encoding="utf-8", newline="") as stream:
        listed = {row["movement_id"]: row["reason"] for row in csv.DictReader(stream)}
    assert seen > 100
    assert inside == set(listed)
    assert all(listed.values())


def test_a_count_fills_no_lane_longer_than_two_weeks(record):
    for row in record.rows("reports"):
        if "-returnees-counted" in str(row["report_id"]):
            days = date.fromisoformat(str(row["until"])) - date.fromisoformat(str(row["from"]))
            assert days < timedelta(days=14), row["report_id"]
            assert "count" in str(row["notes"]).lower() or "Counted" in str(row["notes"]), row["report_id"]
