"""What ``durandline export`` writes keeps RFC 7946, rule by rule; and each rule notices what breaks it."""

from __future__ import annotations

import json

import pytest
from support.rfc7946 import RULES

from durandline.geo.datasets import written

POINT = {"type": "Point", "coordinates": [71.0, 34.0]}
CLOCKWISE = [[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]


def feature(geometry, **more):
    return {"type": "Feature", "id": "a", "properties": {}, "geometry": geometry} | more


def shape(kind, coordinates):
    return collection(feature({"type": kind, "coordinates": coordinates}))


def collection(*features, **more):
    return {"type": "FeatureCollection", "features": list(features)} | more


GOOD = collection(feature(POINT), feature(None, id="b"), bbox=[71.0, 34.0, 71.0, 34.0])
BAD = {
    "root_has_a_known_type": [{"type": "featurecollection", "features": []}, []],
    "positions_are_lon_lat_and_at_most_a_height": [
        shape("Point", [71.0]),
        shape("Point", [71.0, 134.0]),
        shape("Point", [7912345.0, 4034567.0]),
        shape("Point", [71.0, 34.0, 1.0, 2.0]),
    ],
    "lines_have_two_positions": [shape("LineString", [[71.0, 34.0]]), shape("MultiLineString", [[[71.0, 34.0]]])],
    "rings_are_closed_and_turn_the_right_way": [
        shape("Polygon", [CLOCKWISE]),
        shape("Polygon", [CLOCKWISE[::-1][:-1]]),
        shape("MultiPolygon", [[CLOCKWISE[::-1], CLOCKWISE[::-1]]]),
    ],
    "collections_do_not_nest": [
        collection(feature({"type": "GeometryCollection", "geometries": [
            {"type": "GeometryCollection", "geometries": []}]})),
    ],
    "nothing_crosses_the_antimeridian": [shape("LineString", [[179.0, 0.0], [-179.0, 0.0]])],
    "geometry_is_there_be_it_null": [collection({"type": "Feature", "properties": {}})],
    "properties_are_an_object_or_null": [
        collection({"type": "Feature", "geometry": None}),
        collection(feature(None, properties=[])),
    ],
    "ids_are_texts_or_numbers_of_the_feature_and_unique": [
        collection(feature(None, id=None)),
        collection(feature(None), feature(None)),
        collection(feature(None, id="")),
    ],
    "features_are_a_list": [{"type": "FeatureCollection", "features": {}}, {"type": "FeatureCollection"}],
    "there_is_no_crs": [collection(crs={"type": "name"}), collection(feature(POINT | {"crs": None}))],
    "the_box_is_that_of_the_data": [
        collection(feature(POINT)),
        collection(feature(POINT), bbox=[34.0, 71.0, 34.0, 71.0]),
        collection(bbox=[0, 0, 0, 0]),
    ],
    "members_keep_their_meaning": [
        collection(feature(POINT, features=[])),
        collection(feature(POINT | {"properties": {}})),
        collection(properties={}),
    ],
    "it_is_strict_json": ['{"a":1,"a":2}', '{"a":NaN}', '{"a":-Infinity}', "\ufeff{}", "{'a':1}", '{"a":"\ud800"}'],
    "six_decimals_suffice": [shape("Point", [71.1234567, 34.0])],
}  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_a_good_file_keeps_the_rule(rule):
    assert RULES[rule](json.dumps(GOOD), GOOD) == []


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_notices_what_breaks_it(rule):
    for bad in BAD[rule]:
        text = bad if isinstance(bad, str) else json.dumps(bad)
        assert RULES[rule](text, bad), bad


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("table", written(geometry=True))
def test_every_table_keeps_the_rule(exported, table, rule):
    text = exported(table).read_bytes().decode("utf-8")
    assert RULES[rule](text, json.loads(text)) == []
