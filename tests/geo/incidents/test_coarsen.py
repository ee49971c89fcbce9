"""Blurring: the radius covers where it was, nothing gives the place back, and the row says that it was done."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from support.own import RECORD, own

from durandline.geo.errors import UnknownNameError
from durandline.geo.frames import incidents
from durandline.geo.incidents.coarsen import STEPS_M, coarsen, told
from durandline.geo.incidents.frame import positions
from durandline.geo.schema.vocabulary import COARSENINGS

GEOD = Geod(ellps="WGS84")
BLANK = ("place_text", "summary", "notes")
SPOTS = st.lists(
    st.tuples(st.floats(60, 75), st.floats(28, 38), st.sampled_from(["", 0, 700, 25_000])), min_size=1, max_size=20
)
ANYWHERE = st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90), st.just("")), min_size=1, max_size=20)


def frame(spots):
    return own(
        *({"lon": x, "lat": y, "radius_m": r, "summary": f"row {n}"} for n, (x, y, r) in enumerate(spots))
    ).frame


def away(before, after):
    known = before["located"].to_numpy()
    (x, y), (u, v) = ([each[known] for each in positions(one)] for one in (before, after))
    return GEOD.inv(x, y, u, v)[2], known


@pytest.mark.parametrize("how", COARSENINGS)
@given(spots=SPOTS | ANYWHERE)
@settings(max_examples=25)
def test_the_radius_covers_where_it_was(how, spots):
    before = frame(spots)
    after = coarsen(before, how, RECORD)
    apart, known = away(before, after)
    needed = apart + before["radius_m"].fillna(0)[known]
    assert (after["radius_m"][known] >= needed - 1e-3).all()
    assert len(after) == len(before)
    assert (after["located"] == after.geometry.notna()).all()
    assert after["coarsened"].isin([how, "grid"] if how == "district" else [how]).all()


@pytest.mark.parametrize("how", COARSENINGS)
def test_nothing_that_names_the_place_is_left(how):
    secret = {"place_name": "Hidden Village", "admin_text": "Hidden District", "summary": "At Hidden Village",
              "notes": "Hidden", "fatalities_min": 3, "source_publisher": "P", "actors": "a",
              "lat": 34.123456}  # fmt: skip
    before = own(secret).frame
    after = coarsen(before, how, RECORD)
    row = after.iloc[0]
    assert "Hidden" not in after.drop(columns="geometry").to_csv()
    assert all(row[name] == "" for name in BLANK)
    kept = ["kind", "date", "actors", "claims", "sources", "origin"]
    assert after[kept].equals(before[kept])
    assert row["incident_id"] != before["incident_id"].iloc[0]
    assert f"{row.geometry.y:.6f}" != "34.123456"


def test_rows_of_one_cell_look_alike():
    after = coarsen(frame([(70.91, 34.21, 500), (70.99, 34.29, 500)]), "grid", RECORD)
    assert after.geometry.iloc[0] == after.geometry.iloc[1]
    assert (after.geometry.iloc[0].x, after.geometry.iloc[0].y) == (70.95, 34.25)
    assert after["radius_m"].nunique() == 1
    assert after["radius_m"].iloc[0] % 1000 == 0


def test_a_crossings_radius_is_one_of_few():
    after = coarsen(frame([(70.9 + n / 50, 34.2, 700) for n in range(30)]), "crossing", RECORD)
    assert set(after["radius_m"]) <= set(STEPS_M)
    torkham = RECORD.keyed("crossings")["torkham"]
    assert set(after["place_id"]) == {"torkham"}
    assert (after.geometry.iloc[0].x, after.geometry.iloc[0].y) == (torkham["lon"], torkham["lat"])
    assert after["name_ps"].iloc[0] == torkham["name_ps"]


def test_the_district_is_that_of_the_place_else_the_one_stated_else_one_that_reaches_there():
    place = {"lat": "", "lon": "", "place_name": "Wana"}
    rows = [place, {"admin_text": "Kurram"}, {"lon": 71.020635, "lat": 34.332569}, {"lon": 151.2, "lat": -33.9}]
    after = coarsen(own(*rows).frame, "district", RECORD)
    assert after["place_name"].tolist()[1:] == ["Kurram", "Lal Pura", ""]
    assert "South Waziristan" in after["place_name"].iloc[0]
    assert after["coarsened"].tolist() == ["district", "district", "district", "grid"]
    assert (after["precision"][:3] != "exact").all()


@pytest.mark.parametrize("how", COARSENINGS)
@pytest.mark.parametrize("precision", ["district", "province", "line", "country"])
def test_a_fine_point_given_with_a_coarse_class_is_blurred_too(how, precision):
    before = own({"precision": precision, "lon": 70.912345, "lat": 34.212345}).frame
    after = coarsen(before, how, RECORD)
    apart, _ = away(before, after)
    assert apart[0] > 0
    assert after["radius_m"].iloc[0] >= apart[0] + before["radius_m"].iloc[0]
    assert after["coarsened"].iloc[0] == (how if precision == "district" else "grid")
    assert (after["place_name"].iloc[0] == "") is (after["coarsened"].iloc[0] == "grid")


def test_what_came_blurred_stays_as_it_is():
    before = own({"coarsened": "grid", "radius_m": 9000, "summary": "s", "place_name": "A"}).frame
    for how in COARSENINGS:
        assert coarsen(before, how, RECORD).equals(before)


def test_a_stretch_becomes_a_point():
    name = "Afghanistan-Pakistan border (South Waziristan)"
    before = own({"lat": "", "lon": "", "place_name": name}).frame
    assert before.geometry.iloc[0].geom_type == "LineString"
    assert coarsen(before, "grid", RECORD).geometry.iloc[0].geom_type == "Point"


@pytest.mark.parametrize("how", COARSENINGS)
def test_the_record_can_be_blurred_and_is_measured_anew(how):
    before = incidents(RECORD)
    after = coarsen(before, how, RECORD)
    assert after["incident_id"].tolist() == before["incident_id"].tolist()
    assert list(after.columns) == list(before.columns)
    again = coarsen(after, how, RECORD)
    assert again.equals(after)
    if how == "crossing":
        assert (after["nearest_crossing_m"][after["located"] & (after["place_id"] != "")] < 1).all()
    assert coarsen(before.drop(columns="nearest_crossing"), how, RECORD).columns.tolist() != before.columns.tolist()


def test_links_follow_the_new_keys():
    rows = [{"dataset": "A", "summary": "x"}, {"dataset": "B", "summary": "y"}]
    before = incidents(RECORD, own=[own(*rows).frame], measured=False)
    after = coarsen(before, "grid", RECORD)
    mine = after[after["origin"] == "mine.csv"]
    assert sorted(mine["incident_id"]) == sorted(others[0] for others in mine["same_as"])


def test_it_says_in_words_what_it_did():
    (line,) = told(coarsen(own({}).frame, "grid", RECORD))
    assert line.startswith("1 incident coarsened by grid: ")
    assert told(own({}).frame) == []


def test_there_is_no_other_way():
    with pytest.raises(UnknownNameError, match="grid, district, crossing"):
        coarsen(own({}).frame, "county", RECORD)


def test_an_empty_frame_stays_empty():
    empty = own({}).frame.iloc[:0]
    assert len(coarsen(empty, "grid", RECORD)) == 0
    assert np.isfinite(STEPS_M).all()
