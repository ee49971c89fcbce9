"""GeoJSON by column: every value as it was, RFC 7946 and RFC 8142 kept, the same bytes each time."""

from __future__ import annotations

import contextlib
import io
import json

import geopandas as gpd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from support.flats import ABOUT, TABLE, awkward, flat_table, rows, values
from support.rfc7946 import RULES

from durandline.geo.writers import geojson as writer
from durandline.geo.writers.geojson import RECORD_SEPARATOR, geojson, geojson_sequence

CLOCKWISE = shapely.Polygon([(0, 0), (0, 1), (1, 1), (1, 0)])
SHAPES = {
    "LineString": shapely.LineString([(70.12345678, 34), (71, 35)]),
    "Polygon": CLOCKWISE,
    "Geometry": shapely.MultiPolygon([CLOCKWISE, shapely.transform(CLOCKWISE, lambda at: at + 3)]),
}


def text(table):
    return b"".join(geojson(table, ABOUT)).decode()


def as_values(features):
    return [
        feature["properties"]
        | {"geometry": tuple(feature["geometry"]["coordinates"]) if feature["geometry"] else None}
        for feature in features
    ]


@settings(max_examples=60)
@given(st.lists(rows, max_size=8))
def test_what_goes_in_comes_out(given_rows):
    table = flat_table(given_rows)
    read = json.loads(text(table))
    assert as_values(read["features"]) == values(table)
    for rule in RULES.values():
        assert rule(text(table), read) == []


def test_every_awkward_text_comes_out_also_through_gdal(tmp_path):
    table = awkward()
    path = tmp_path / "a.geojson"
    path.write_bytes(b"".join(geojson(table, ABOUT)))
    assert as_values(json.loads(path.read_text("utf-8"))["features"]) == values(table)
    read = gpd.read_file(path)
    cut_at_nul = [words.split("\0")[0] for words in table.frame["words"].tolist()[:-1]]  # GDAL's strings end there
    assert read["words"].tolist()[:-1] == cut_at_nul
    assert read.crs.to_epsg() == 4326


@pytest.mark.parametrize("kind", SHAPES)
def test_shapes_are_rounded_and_turn_the_right_way(kind):
    table = flat_table([{"geometry": SHAPES[kind]}, {}], kind)
    read = json.loads(text(table))
    for rule in RULES.values():
        assert rule(text(table), read) == []
    assert read["features"][1]["geometry"] is None
    wanted = shapely.set_precision(SHAPES[kind], 1e-6)
    assert shapely.geometry.shape(read["features"][0]["geometry"]).normalize().equals_exact(wanted.normalize(), 1e-9)


def test_heights_empty_points_and_minus_zero_do_not_get_in():
    shapes = [shapely.Point(-0.0, -1e-9, 5), shapely.Point(), None]
    read = json.loads(text(flat_table([{"geometry": shape} for shape in shapes])))
    assert [each["geometry"] for each in read["features"]] == [
        {"type": "Point", "coordinates": [0.0, 0.0]}, None, None,
    ]  # fmt: skip
    assert "-0.0" not in text(flat_table([{"geometry": shapes[0]}]))
    assert read["bbox"] == [0.0, 0.0, 0.0, 0.0]


def test_it_says_whose_it_is_and_what_each_column_means():
    read = json.loads(text(flat_table([{}])))
    assert next(iter(read)) == "type"
    assert read["licence"] == ABOUT.licence
    assert read["asked"] == {"since": "2024-01-01"}
    assert read["dictionary"] == {field.name: read["dictionary"][field.name] for field in TABLE.fields}
    assert read["dictionary"]["size"] == "How large it is. Unit: m."
    assert "bbox" not in read


def test_a_lone_surrogate_is_escaped_and_comes_back():
    made = b"".join(geojson(flat_table([{"words": "a\ud800b"}]), ABOUT))
    assert b"a\\ud800b" in made
    assert json.loads(made)["features"][0]["properties"]["words"] == "a\ud800b"


def test_an_infinite_number_is_null():
    assert json.loads(text(flat_table([{"size": float("inf")}])))["features"][0]["properties"]["size"] is None


@pytest.mark.parametrize("count", [0, 1, 2, 3, 6, 7])
def test_pieces_make_one_file(monkeypatch, count):
    table = flat_table([{"words": str(at)} for at in range(count)])
    whole, sequence = text(table), b"".join(geojson_sequence(table))
    monkeypatch.setattr(writer, "PIECE", 3)
    assert text(table) == whole
    assert b"".join(geojson_sequence(table)) == sequence
    assert len(json.loads(whole)["features"]) == count


def test_a_sequence_is_a_separator_a_feature_and_a_line_feed_each():
    table = awkward()
    made = b"".join(geojson_sequence(table)).decode()
    parts = made.split(RECORD_SEPARATOR)
    assert parts[0] == ""
    assert all(part.endswith("}\n") and part.count("\n") == 1 for part in parts[1:])
    assert as_values(map(json.loads, parts[1:])) == values(table)
    assert b"".join(geojson_sequence(table, separator="")).decode() == made.replace(RECORD_SEPARATOR, "")


def test_gdal_reads_both_kinds_of_sequence(tmp_path):
    for name, separator in (("a.geojsonl", ""), ("a.geojsons", RECORD_SEPARATOR)):
        (tmp_path / name).write_bytes(b"".join(geojson_sequence(awkward(), separator)))
        assert len(gpd.read_file(tmp_path / name)) == len(awkward().frame)


@pytest.mark.tools
def test_others_have_nothing_to_say():
    import geojson_validator
    from geojson_pydantic import FeatureCollection
    from loguru import logger

    logger.disable("geojson_validator")
    read = json.loads(text(awkward()))
    assert len(FeatureCollection(**read).features) == len(awkward().frame)
    with contextlib.redirect_stdout(io.StringIO()):
        assert geojson_validator.validate_structure(read, check_crs=True) == {}
        assert geojson_validator.validate_geometries(read)["invalid"] == {}
