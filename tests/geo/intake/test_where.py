"""Where rows say they are: the geometry of their format, else columns of coordinates, as in any table."""

from __future__ import annotations

import json

import pytest
from support.own import RECORD

from durandline.geo.formats.raw import Source
from durandline.geo.incidents.own import OwnIncidents, read_own


def taken(name: str, content: str) -> OwnIncidents:
    return read_own(Source(name, content=content.encode()), RECORD)


def points(own: OwnIncidents) -> list[tuple[float, float] | None]:
    return [None if shape is None else (shape.x, shape.y) for shape in own.frame.geometry]


def features(*each: tuple[list[float] | None, dict[str, object]]) -> str:
    listed = [
        {"type": "Feature", "geometry": place and {"type": "Point", "coordinates": place}, "properties": properties}
        for place, properties in each
    ]
    return json.dumps({"type": "FeatureCollection", "features": listed})


def test_json_records_have_coordinates_in_columns_as_a_csv_has():
    row = {"date": "2024-05-01", "place": "Torkham", "latitude": 34.3, "longitude": 71.2}
    assert points(taken("a.json", json.dumps([row]))) == [(71.2, 34.3)]
    assert points(taken("a.json", json.dumps({"data": [row]}))) == [(71.2, 34.3)]
    assert points(taken("a.json", json.dumps(row) + "\n" + json.dumps(row))) == [(71.2, 34.3)] * 2
    assert points(taken("a.json", '[{"date": "2024-05-01", "lat": 34.12, "lng": 71.09}]')) == [(71.09, 34.12)]


@pytest.mark.parametrize("names", [("latitude", "longitude"), ("lat", "lon"), ("y", "x"), ("Lat (N)", "Long (E)")])
def test_a_feature_without_geometry_is_where_its_properties_say(names):
    own = dict(zip(names, (34.3, 71.2), strict=True))
    without = (None, {"date": "2024-05-01", "place": "Torkham", **own})
    with_one = ([70.5, 33.5], {"date": "2024-05-02", "place": "Torkham", **own})
    assert points(taken("a.geojson", features(without))) == [(71.2, 34.3)]
    assert points(taken("a.geojson", features(without, with_one))) == [(71.2, 34.3), (70.5, 33.5)]


def test_both_coordinates_in_one_property_count_too():
    row = (None, {"date": "2024-05-01", "coordinates": "34.3, 71.2"})
    assert points(taken("a.geojson", features(row, ([70.5, 33.5], {"date": "2024-05-01"})))) == [
        (71.2, 34.3), (70.5, 33.5),
    ]  # fmt: skip


def test_one_coordinate_alone_in_the_properties_is_an_error_of_that_row_only():
    own = taken("a.geojson", features((None, {"date": "2024-05-01", "lat": 34}), ([70, 33], {"date": "2024-05-01"})))
    assert (points(own), [row for row, _ in own.rejects], own.read) == ([(70.0, 33.0)], [1], 2)


def test_features_of_which_none_says_where_stay_and_are_said_to_be_nowhere():
    own = taken("a.geojson", features((None, {"date": "2024-05-01"})))
    assert points(own) == [None]
    assert [each.rule for each in own.findings] == ["unlocated"]
