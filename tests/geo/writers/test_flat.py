"""Frames as flat tables: plain values, one meaning for each column, ids that tell rows apart."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from durandline.geo.datasets import written
from durandline.geo.views import VIEWS
from durandline.geo.writers.flat import claim_text, feature_ids, flat, table_out

CLAIM = {"claimant": "Pakistan", "measure": "killed_or_injured", "whom": "soldiers", "min": 10, "max": 12}
SOURCES = [
    {"publisher": "The Paper", "url": "https://paper.example/1", "kind": "original"},
    {"publisher": "Radio", "url": "", "kind": "repost"},
]


def incidents(*rows):
    given_rows = [{"incident_id": f"i{at}"} | row for at, row in enumerate(rows)]
    shapes = [row.pop("geometry", None) for row in given_rows]
    return gpd.GeoDataFrame(pd.DataFrame(given_rows), geometry=gpd.GeoSeries(shapes, crs="EPSG:4326"))


def test_columns_are_those_of_the_view_and_values_are_plain():
    made = flat(
        incidents({"sources": SOURCES, "claims": [CLAIM, CLAIM | {"max": None}], "same_as": ("a", "b")}), "incidents"
    )
    assert tuple(made.columns) == (*VIEWS["incidents"].columns, "geometry")
    row = made.iloc[0]
    assert row["source_publishers"] == "The Paper; Radio"
    assert row["source_urls"] == "https://paper.example/1; "
    assert (
        row["claims"]
        == "Pakistan: killed or injured 10-12 soldiers; Pakistan: killed or injured at least 10 soldiers"
    )
    assert row["same_as"] == "a; b"


@pytest.mark.parametrize(
    "empty",
    [{"sources": [], "claims": [], "same_as": ()}, {"sources": [{"publisher": "", "url": ""}]}, {"notes": ""}],
)
def test_what_is_empty_is_none(empty):
    made = flat(incidents(empty), "incidents").iloc[0]
    for name in ("source_publishers", "source_urls", "claims", "same_as", "notes", "dataset"):
        assert made[name] is None


def test_numbers_and_truth_values_have_their_types():
    rows = [{"located": True, "redistribute": True, "radius_m": 500}, {"located": False, "redistribute": None}]
    made = flat(incidents(*rows), "incidents")
    assert made["located"].dtype == np.bool_
    assert made["redistribute"].dtype == "boolean"
    assert made["radius_m"].dtype == np.float64
    assert made["redistribute"].isna().tolist() == [False, True]
    claims = flat(pd.DataFrame({"claim_id": ["a", "b"], "min": [1, None], "source_ids": [("x", "y"), ()]}), "claims")
    assert claims["min"].dtype == "Int64"
    assert claims["source_ids"].tolist() == ["x; y", None]
    assert "geometry" not in claims


def test_empty_geometries_are_none_and_the_index_counts_from_0():
    frame = incidents({"geometry": shapely.Point()}, {"geometry": shapely.Point(70, 34)}, {})
    frame.index = [7, 7, 9]
    made = flat(frame, "incidents")
    assert made.geometry.tolist() == [None, shapely.Point(70, 34), None]
    assert made.index.tolist() == [0, 1, 2]
    assert made.crs.to_epsg() == 4326


def test_a_table_is_of_points_unless_there_is_more():
    line = shapely.LineString([(70, 34), (71, 35)])
    assert table_out(incidents({"geometry": shapely.Point(70, 34)}, {}), "incidents").geometry == "Point"
    assert table_out(incidents({"geometry": line}, {}), "incidents").geometry == "Geometry"
    assert table_out(pd.DataFrame({"claim_id": ["a"]}), "claims").geometry == ""


@pytest.mark.parametrize("table", written(geometry=True))
def test_no_rows_make_an_empty_table(table):
    made = flat(gpd.GeoDataFrame({"x": []}, geometry=[], crs="EPSG:4326"), table)
    assert len(made) == 0
    assert feature_ids(made, table) == []


def test_a_claim_says_who_says_how_many():
    assert claim_text(CLAIM | {"min": None, "whom": ""}) == "Pakistan: killed or injured up to 12"
    assert claim_text(CLAIM | {"min": 12}) == "Pakistan: killed or injured 12 soldiers"


def test_ids_are_made_from_the_key_and_a_second_row_of_it_is_counted():
    rows = [{"incident_id": "a", "place_id": "x"}, {"incident_id": "a", "place_id": "x"}, {"incident_id": "a"}]
    assert feature_ids(flat(incidents(*rows), "incidents"), "incidents") == ["a:x", "a:x-2", "a"]


@given(st.lists(st.sampled_from(("a", "a-2", "a-2-2", "b", "")), max_size=12))
def test_ids_tell_rows_apart_whatever_the_keys(keys):
    frame = pd.DataFrame({"place_id": pd.Series([key or None for key in keys], dtype=object)})
    made = feature_ids(frame, "places")
    assert len(set(made)) == len(keys)
    assert all(made)
    assert set(keys) - {""} <= set(made)
