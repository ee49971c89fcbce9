"""The ways to ask agree: one answer, a table, a frame, a million at once, what changed, what is near."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from durandline.geo import frames
from durandline.geo.record import Record
from durandline.geo.status.changes import changes
from durandline.geo.status.crossing_status import Status
from durandline.geo.status.flows import LEAVES, leaves, named
from durandline.geo.status.lookup import Lookup
from durandline.geo.status.nearest import crossings_near
from durandline.geo.status.passage import lanes, passage_points
from durandline.geo.status.rows import COLUMNS, answer_rows
from durandline.geo.status.statements import WAYS
from durandline.geo.time.clock import iso_minute
from durandline.geo.time.moment import Moment, parse_moment
from durandline.geo.time.partial import bounds


@pytest.fixture(scope="module")
def status():
    return Status(Record())


@pytest.fixture(scope="module")
def lookup(status):
    return Lookup(status)


def instant(second):
    return Moment(iso_minute(second), is_day=False)


@settings(max_examples=12)
@given(day=st.dates(min_value=date(2008, 1, 1), max_value=date(2026, 11, 1)))
def test_the_record_face_and_the_frame_face_agree(status, day):
    on = parse_moment(day.isoformat())
    rows = answer_rows(status, on)
    frame = frames.status(status.record, on)
    assert len(frame) == len(rows) == len(status.record.crossing_ids) * len(LEAVES) * len(WAYS)
    assert frame.columns.tolist() == [*COLUMNS, "geometry"]
    for name in ("crossing_id", "flow", "direction", "state", "knowledge", "since", "last_said"):
        assert frame[name].tolist() == [row[name] for row in rows]
    assert frame.crs.to_epsg() == 4326


def test_a_million_at_once_says_what_one_by_one_says_at_every_change_and_a_second_before(status, lookup):
    asked = [
        (*lane, second)
        for lane in lanes(status)
        for point in passage_points(status, lane)[1:]
        for second in (point.start, point.start - 1)
    ]
    columns = list(zip(*asked, strict=True))
    answers = lookup.ask(*columns)
    for (crossing, leaf, way, second), state, knowledge in zip(
        asked, answers["state"], answers["knowledge"], strict=True
    ):
        gates = [status.timeline(crossing, leaf, way, side).at(second) for side in ("AF", "PK")]
        found = {gate.state for gate in gates}
        expected = next((each for each in ("closed", "unknown", "restricted") if each in found), "open")
        assert state == expected
        assert knowledge in {gate.knowledge for gate in gates}


def test_what_does_not_exist_is_unknown_and_never_reported(lookup):
    answer = lookup.ask(["nowhere", "torkham"], ["commercial", "ducks"], ["AF_to_PK"] * 2, [0, 10**9])
    assert answer["state"].tolist() == ["unknown", "unknown"]
    assert answer["knowledge"].tolist() == ["never_reported", "never_reported"]
    assert answer["last_said"].tolist() == [-1, -1]
    assert len(lookup.ask([], [], [], np.array([], dtype=np.int64))) == 0


def test_changes_lead_from_one_state_to_the_other(status):
    start, end = bounds("2023-01-01", "PK").earliest, bounds("2023-12-31", "PK").latest
    for lane in lanes(status):
        crossing, leaf, way = lane
        state = status.passage(crossing, leaf, way, instant(start)).state
        for change in changes(status, start, end, leaf):
            if change.crossing_id == crossing and change.direction in ("both", way):
                assert change.before == state
                state = change.after
        assert state == status.passage(crossing, leaf, way, instant(end)).state


def test_changes_over_two_periods_are_those_of_both(status):
    one, two, three = (bounds(day, "PK").earliest for day in ("2024-01-01", "2024-06-15", "2025-04-01"))
    assert changes(status, one, two) + changes(status, two, three) == changes(status, one, three)


def test_the_nearest_open_crossing_from_kabul_in_march_2025_is_torkham(status):
    kabul = (69.1723, 34.5289)
    found = crossings_near(status, *kabul, "commercial", "both", parse_moment("2025-03-25"))
    distances = [each.distance_m for each in found]
    assert distances == sorted(distances)
    first = next(each for each in found if each.passable)
    assert (first.crossing_id, first.answer.state) == ("torkham", "open")
    row = status.record.keyed("crossings")["torkham"]
    assert first.distance_m == pytest.approx(Geod(ellps="WGS84").inv(*kabul, row["lon"], row["lat"])[2])
    located = {key for key, row in status.record.keyed("crossings").items() if row["lon"] is not None}
    assert {each.crossing_id for each in found} == located


def test_no_crossing_is_called_passable_that_is_not_known_to_be(status):
    for each in crossings_near(status, 69.0, 34.0, "all", "both", parse_moment("2025-10-20")):
        assert each.passable == (each.answer.state in ("open", "restricted"))
        assert not each.passable


@given(st.sets(st.sampled_from(LEAVES)))
def test_flows_are_named_shortly_and_exactly(chosen):
    assert {leaf for flow in named(chosen) for leaf in leaves(flow)} == chosen


def test_what_one_gate_was_last_said_to_be_says_nothing_of_the_other(status):
    answer = status.passage("spin_boldak_chaman", "patients", "AF_to_PK", parse_moment("2025-03-01"))
    assert answer.state == "unknown"
    assert answer.top["state"] == answer.last_state
