"""GeoParquet: the specification's metadata, our dictionary, every value, the same bytes; advice without pyarrow."""

from __future__ import annotations

import json
import sys

import geopandas as gpd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from support.flats import ABOUT, TABLE, awkward, flat_table, rows, values

from durandline.geo.errors import InputError
from durandline.geo.writers.content import TableOut
from durandline.geo.writers.geoparquet import write_geoparquet

parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: pip install 'durandline[parquet]'")

# What version 1.1.0 of the specification asks of the key "geo".
KINDS = ["Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection"]
GEO = {
    "type": "object",
    "required": ["version", "primary_column", "columns"],
    "properties": {
        "version": {"const": "1.1.0"},
        "primary_column": {"type": "string", "minLength": 1},
        "columns": {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {
                "type": "object",
                "required": ["encoding", "geometry_types"],
                "properties": {
                    "encoding": {"const": "WKB"},
                    "geometry_types": {"type": "array", "uniqueItems": True, "items": {"enum": KINDS}},
                    "crs": {"type": ["object", "null"], "required": ["type", "name"]},
                    "edges": {"enum": ["planar", "spherical"]},
                    "orientation": {"const": "counterclockwise"},
                    "bbox": {"type": "array", "minItems": 4, "maxItems": 4, "items": {"type": "number"}},
                    "epoch": {"type": "number"},
                },
            },
        },
    },
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("parquet")


def written(folder, table):
    path = folder / "a.parquet"
    write_geoparquet(path, table, ABOUT)
    return path


def read_back(path, table):
    read = gpd.read_parquet(path, to_pandas_kwargs={"ignore_metadata": True})
    return values(TableOut("things", read.reset_index(drop=True), TABLE, table.geometry))


@settings(max_examples=40)
@given(given_rows=st.lists(rows, max_size=8))
def test_what_goes_in_comes_out(folder, given_rows):
    table = flat_table(given_rows)
    assert read_back(written(folder, table), table) == values(table)


def test_every_awkward_text_comes_out(folder):
    assert read_back(written(folder, awkward()), awkward()) == values(awkward())


def test_types_meaning_and_notices_are_in_the_file(folder):
    schema = parquet.read_schema(written(folder, flat_table([{}])))
    assert {name: str(schema.field(name).type) for name in schema.names} == {
        "thing_id": "string", "date": "string", "words": "string", "size": "double", "count": "int64",
        "known": "bool", "sure": "bool", "geometry": "binary",
    }  # fmt: skip
    assert schema.field("size").metadata == {b"description": b"How large it is. Unit: m.", b"unit": b"m"}
    said = json.loads(schema.metadata[b"durandline"])
    assert (said["licence"], said["row_is"]) == (ABOUT.licence, "one thing")


SHAPES = {
    "Point": [shapely.Point(70, 34), None],
    "LineString": [shapely.LineString([(70, 34), (71, 35)])],
    "Polygon": [shapely.Polygon([(0, 0), (0, 1), (1, 1), (1, 0)])],
    "Geometry": [shapely.Point(70, 34), shapely.LineString([(70, 34), (71, 35)])],
}


@pytest.mark.tools
@pytest.mark.parametrize("kind", SHAPES)
def test_the_metadata_keep_the_specification(folder, kind):
    import jsonschema

    path = written(folder, flat_table([{"geometry": shape} for shape in SHAPES[kind]], kind))
    geo = json.loads(parquet.read_schema(path).metadata[b"geo"])
    jsonschema.validate(geo, GEO)
    column = geo["columns"]["geometry"]
    assert column["geometry_types"] == sorted({shape.geom_type for shape in SHAPES[kind] if shape})
    assert column["bbox"] == shapely.total_bounds([shape for shape in SHAPES[kind] if shape]).tolist()
    assert column["crs"]["id"] == {"authority": "EPSG", "code": 4326}
    assert gpd.read_parquet(path).crs.to_epsg() == 4326


@pytest.mark.tools
def test_the_schema_of_the_specification_notices_what_is_missing():
    import jsonschema

    for bad in ({}, {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": {"encoding": "WKT"}}}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(bad, GEO)


def test_rings_turn_as_the_metadata_say(folder):
    table = flat_table([{"geometry": SHAPES["Polygon"][0]}], "Polygon")
    assert gpd.read_parquet(written(folder, table)).geometry[0].exterior.is_ccw


def test_a_table_without_a_geometry_is_plain_parquet(folder):
    path = written(folder, flat_table([{"words": "x"}], ""))
    assert b"geo" not in parquet.read_schema(path).metadata
    assert parquet.read_table(path).column("words").to_pylist() == ["x"]


def test_a_lone_surrogate_is_replaced(folder):
    path = written(folder, flat_table([{"words": "a\ud800b"}]))
    assert parquet.read_table(path).column("words").to_pylist() == ["a\ufffdb"]


def test_twice_gives_the_same_bytes(folder):
    first = written(folder, awkward()).read_bytes()
    assert written(folder, awkward()).read_bytes() == first


def test_without_pyarrow_there_is_advice(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match=r"durandline\[parquet\]"):
        written(folder, flat_table([{}]))
