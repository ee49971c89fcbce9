"""Closures are what the status calls closed: row by row, flow by flow, and under ids that last."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from support.records import record, report
from support.statements import FakeRecord, reports

from durandline.geo import frames
from durandline.geo.record import Record
from durandline.geo.status.closures import closures
from durandline.geo.status.crossing_status import Status
from durandline.geo.status.flows import leaves, specificity
from durandline.geo.status.statements import GATES, WAYS
from durandline.geo.time.moment import parse_moment

ON = parse_moment("2026-11-30")
TEN = ("2016-09-01", "2017-02-20", "2019-09-02", "2020-04-01", "2021-10-10", "2023-09-10", "2024-01-20", "2025-03-01",
       "2025-10-20", "2026-02-01")  # fmt: skip


def sides(side):
    return GATES if side == "both" else (side,)


def cells(closure):
    ways = WAYS if closure["direction"] == "both" else (closure["direction"],)
    shut = [leaf for flow in closure["flows"] for leaf in leaves(flow)]
    return set(product(shut, ways, sides(closure["side"])))


def told_of(row):
    flows = row["flows"] if isinstance(row["flows"], tuple) else (row["flows"],)
    ways = WAYS if row["direction"] == "both" else (row["direction"],)
    return set(product(specificity(flows), ways, sides(row["side"])))


def hold_together(status, on):
    """Assert that rows and status say the same of every flow, direction and gate at a moment."""
    found = closures(status, on)
    assert len({each["id"] for each in found}) == len(found)
    shut = [(each["crossing_id"], *cell) for each in found if each["still_shut"] for cell in cells(each)]
    said = {key for key in status.statements if status.at_gate(*key, on).state == "closed"}
    assert set(shut) == said
    assert len(shut) == len(said)  # each in one row
    for each in found:
        for row in (each["report"], *each["also"], *([each["reopening"]] if each["reopening"] else [])):
            assert cells(each) <= told_of(row), (each["id"], row["report_id"])
        end = each["end_latest"]
        assert each["start_earliest"] <= each["start_latest"]
        assert each["closed_from"] < each["closed_until"]
        assert (each["days_max"] is None) == (end is None) == (each["end"] == "")
        assert end is None or each["days_min"] <= each["days_max"] + 1e-9
        assert not (each["over"] and each["still_shut"])


@pytest.fixture(scope="module")
def shipped():
    return Status(Record())


@given(reports())
def test_rows_and_status_say_the_same_whatever_is_reported(rows):
    status = Status(FakeRecord(rows))
    for day in ("2020-01-20", "2020-02-14", "2020-03-30"):
        hold_together(status, parse_moment(day))


@pytest.mark.parametrize("day", TEN)
def test_rows_and_status_say_the_same_of_the_record(shipped, day):
    hold_together(shipped, parse_moment(day))


def test_what_is_said_of_cargo_lengthens_nothing_for_people(tmp_path):
    made = [
        report("shut", "closed", "2020-01-10", side="PK"),
        report("still", "closed", "2020-01-10", side="PK", flows="cargo", said_on="2020-03-01"),
    ]
    found = {each["flows"]: each for each in closures(Status(record(tmp_path, made)), parse_moment("2020-04-01"))}
    assert round(found["cargo",]["days_min"]) == 51
    assert found["people",]["days_min"] == 0
    assert found["people",]["closed_until"] < found["cargo",]["closed_until"]


@pytest.mark.parametrize(("column", "one", "other"), [("direction", *WAYS), ("side", *GATES)])
def test_what_is_said_of_one_direction_or_gate_lengthens_nothing_for_the_other(tmp_path, column, one, other):
    made = [
        report("shut", "closed", "2020-01-10"),
        report("still", "closed", "2020-01-10", said_on="2020-03-01", **{column: one}),
    ]
    found = {each[column]: each for each in closures(Status(record(tmp_path, made)), parse_moment("2020-04-01"))}
    assert set(found) == {one, other}
    assert round(found[one]["days_min"]) == 51
    assert found[other]["days_min"] == 0


def test_a_window_parts_a_closure_for_its_flow_alone(tmp_path):
    made = [
        report("shut", "closed", "2020-01-10T00:00+05:00", side="PK", said_on="2020-01-18"),
        report("window", "restricted", "2020-01-12T00:00+05:00", flows="pedestrian", side="PK",
               until="2020-01-14T00:00+05:00"),
    ]  # fmt: skip
    found = closures(Status(record(tmp_path, made)), parse_moment("2020-01-19"))
    told = [(each["start"], each["end"], each["resumed"]) for each in found if each["flows"] == ("pedestrian",)]
    assert told == [
        ("2020-01-10T00:00+05:00", "2020-01-12T00:00+05:00", False),
        ("2020-01-14T00:00+05:00", "", True),
    ]
    assert [each["end"] for each in found if "cargo" in each["flows"]] == [""]


def test_without_an_end_it_is_not_known_to_go_on(shipped):
    """A missing end was read as still shut: ten crossings on a day on which the status knows of three."""
    on = parse_moment("2025-03-01")
    found = [each for each in closures(shipped, on) if not each["end"]]
    assert {each["crossing_id"] for each in found if not each["still_shut"]}
    assert all(each["closed_until"] > on.second(gate) for each in found if each["still_shut"] for gate in GATES)


def test_ids_last_while_reports_are_added(shipped):
    """An id of half a year before is gone only where what was then two closures is one, with both beginnings told."""
    days = [f"{year}-{day}" for year in range(2015, 2027) for day in ("05-31", "11-30")]
    before: dict[str, set] = {}
    for day in days:
        found = closures(Status(shipped.record, parse_moment(day)), ON)
        now = {each["id"]: cells(each) for each in found}
        for key in set(before) - set(now):
            first = min(before[key])
            joined = [each for each in found if first in cells(each) and each["also"]]
            assert key.split(":")[0] in {row["report_id"] for each in joined for row in each["also"]}, key
        before = now
    assert len(before) > 100


def test_a_later_report_parts_rows_and_keeps_their_ids(tmp_path):
    made = [
        report("shut", "closed", "2020-01-10", side="PK"),
        report("b", "closed", "2020-01-09", said_on="2020-01-12"),
    ]
    later = [
        report("cargo", "closed", "2020-01-10", flows="cargo", side="PK", said_on="2020-01-15"),
        report("patients", "open", "2020-01-13", flows="patients", direction="AF_to_PK", side="PK"),
        report("all", "closed", "2020-01-10", side="PK", said_on="2020-01-16"),
        report("opened", "open", "2020-01-18", side="PK", flows="people", ends="shut"),
    ]
    (tmp_path / "x").mkdir()
    ids = {each["id"] for each in closures(Status(record(tmp_path / "x", made)), ON)}
    for number in range(1, len(later) + 1):
        folder = tmp_path / str(number)
        folder.mkdir()
        now = {each["id"] for each in closures(Status(record(folder, made + later[:number])), ON)}
        assert ids <= now
        ids = now


def test_the_frame_holds_instants_and_truth_values(shipped):
    frame = frames.closures(shipped.record, parse_moment("2025-03-01"))
    for name in ("start_earliest", "end_latest", "shut_at_least_until", "closed_until"):
        assert str(frame[name].dtype) == "datetime64[ms, UTC]", name
    assert frame["still_shut"].dtype == bool
    assert frame["id"].is_unique
    assert (frame["end_earliest"].isna() == (frame["end"] == "")).all()
    torkham = frame[(frame["crossing_id"] == "torkham") & frame["still_shut"] & frame["shuts_cargo"]].iloc[0]
    assert torkham["start_earliest"].isoformat() == "2025-02-20T19:00:00+00:00"
    assert torkham["end_earliest"].isoformat() == "2025-03-19T11:00:00+00:00"
