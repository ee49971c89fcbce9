"""The frame of incidents: window and order, as asked row by row."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.own import RECORD, own

from durandline.geo.frames import incidents
from durandline.geo.incidents.frame import COLUMNS, MEASURED, from_placed
from durandline.geo.incidents.record_incidents import in_window, placed_incidents
from durandline.geo.line.border import Border
from durandline.geo.time.moment import parse_moment
from durandline.geo.time.partial import bounds

DATES = (
    "2024-03-05",
    "2024-03-06",
    "2024-03",
    "2024",
    "2024-03-05T23:45+04:30",
    "2024-03-05/2024-03-07",
    "2023-12-31",
)
MOMENTS = st.sampled_from([None, "2024-03-05", "2024-03-06", "2024-03-05T12:00+05:00", "2024-01-01"])


@given(st.lists(st.tuples(st.sampled_from(DATES), st.sampled_from(["", "2024-03-08"])), max_size=6), MOMENTS, MOMENTS)
@settings(max_examples=50)
def test_the_window_and_the_order_are_those_of_each_row(drawn, since, until):
    rows = [{"incident_id": f"m{n}", "date": date, "last_day": last} for n, (date, last) in enumerate(drawn)]
    frame = own(*rows, {"incident_id": "always", "date": "2024-03-05"}).frame
    window = [parse_moment(each) if each else None for each in (since, until)]
    made = incidents(RECORD, *window, own=[frame], measured=False)
    mine = made[made["origin"] != "record"]
    inside = [
        key
        for key, date, last in zip(frame["incident_id"], frame["date"], frame["last_day"], strict=True)
        if in_window(date, last, *window)
    ]
    assert sorted(mine["incident_id"]) == sorted(inside)
    ordered = [(bounds(row.date), row.incident_id, row.place_id) for row in made.itertuples()]
    assert ordered == sorted(ordered)
    assert made.index.tolist() == list(range(len(made)))


def test_the_records_rows_are_all_there_with_all_columns():
    frame = incidents(RECORD, measured=False)
    placed = placed_incidents(RECORD)
    assert tuple(frame.columns) == (*COLUMNS, "geometry")
    assert len(frame) == len(placed)
    assert frame["incident_id"].tolist() == [row["incident_id"] for row in placed]
    assert set(frame["dataset"]) == {"durandline"}
    assert (frame["precision"] != "").equals(frame["located"])
    pd.testing.assert_frame_equal(frame.drop(columns="geometry"), from_placed(placed).drop(columns="geometry"))


def test_a_window_without_incidents_has_the_same_columns():
    empty = incidents(RECORD, parse_moment("1900-01-01"), parse_moment("1900-01-02"))
    full = incidents(RECORD)
    assert len(empty) == 0
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


def test_distances_are_measured_when_asked_for():
    made = incidents(RECORD, own=[own({"incident_id": "m"}, {"incident_id": "n", "lat": "", "lon": "",
                                                           "place_name": "Atlantis"}).frame])  # fmt: skip
    assert tuple(made.columns) == (*COLUMNS, *MEASURED, "geometry")
    row = made.set_index("incident_id").loc["m"]
    assert row["nearest_crossing"] == "torkham"
    assert row["dist_to_line_m"] == pytest.approx(Border.load().nearest(70.9, 34.2).distance_m, abs=0.5)
    assert row["line_side"] == "AF"
    nowhere = made.set_index("incident_id").loc["n"]
    assert (nowhere["nearest_crossing"], nowhere["line_side"]) == ("", "")
    assert pd.isna(nowhere["dist_to_line_m"])
