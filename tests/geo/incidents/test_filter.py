"""Which incidents a filter lets through."""

from __future__ import annotations

import geopandas as gpd
import pytest
from shapely.geometry import Point

from durandline.geo.incidents.filter import NEAR_M, PRECISIONS, chosen, near_crossing


def frame(*rows):
    base = {
        "incident_id": "a", "kind": "attack", "place_id": "", "precision": "near", "radius_m": 500.0,
        "nearest_crossing": "torkham", "nearest_crossing_m": 100.0, "geometry": Point(71, 34),
    }  # fmt: skip
    return gpd.GeoDataFrame([base | row for row in rows], geometry="geometry", crs="EPSG:4326")


def ids(found):
    return found["incident_id"].tolist()


def test_nothing_asked_keeps_all_as_they_are():
    made = frame({}, {"incident_id": "b"})
    assert chosen(made) is made


def test_kinds_are_any_of_those_named():
    made = frame({}, {"incident_id": "b", "kind": "shelling"}, {"incident_id": "c", "kind": "bombing"})
    assert ids(chosen(made, kinds=["attack", "bombing"])) == ["a", "c"]


@pytest.mark.parametrize(
    ("away", "radius", "near"),
    [(NEAR_M, 0.0, True), (NEAR_M + 1, 0.0, False), (NEAR_M + 400, 500.0, True), (NEAR_M + 1, None, False),
     (None, 1.0, False)],
)  # fmt: skip
def test_a_crossing_is_near_within_50_km_and_the_rows_own_radius(away, radius, near):
    made = frame({"nearest_crossing_m": away, "radius_m": radius})
    assert near_crossing(made).tolist() == ["torkham" if near else ""]
    assert len(chosen(made, crossings=["torkham"])) == near


def test_a_crossing_that_is_the_place_counts_before_the_nearest_one():
    made = frame({"place_id": "kharlachi"}, {"incident_id": "b"}, {"incident_id": "c", "place_id": "some_village"})
    assert near_crossing(made, ["kharlachi", "torkham"]).tolist() == ["kharlachi", "torkham", "torkham"]
    assert ids(chosen(made, crossings=["kharlachi"])) == ["a"]
    assert ids(chosen(made, crossings=["torkham", "kharlachi"])) == ["a", "b", "c"]


@pytest.mark.parametrize(("asked", "kept"), [("exact", "a"), ("near", "ab"), ("district", "abc"), ("", "abcde")])
def test_precision_lets_the_finer_ones_through(asked, kept):
    rows = [
        {"incident_id": key, "precision": each}
        for key, each in zip("abcde", (*PRECISIONS, "province", ""), strict=True)
    ]
    assert "".join(ids(chosen(frame(*rows), precision=asked))) == kept


def test_filters_are_taken_together_and_an_empty_frame_stays_one():
    made = frame({}, {"incident_id": "b", "kind": "shelling"})
    assert ids(chosen(made, ["shelling"], ["torkham"], "near")) == ["b"]
    assert ids(chosen(made.iloc[:0], ["shelling"], ["torkham"], "near")) == []
    assert near_crossing(made.drop(columns=["nearest_crossing", "place_id"])).tolist() == ["", ""]
