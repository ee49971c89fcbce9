"""GeoPackage out: every table a layer that says what it is, typed, timed, styled, and the same bytes each time."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from support.hostile import MARKUP

from durandline.geo.errors import InputError
from durandline.geo.schema.fields import Field
from durandline.geo.schema.tables import Table
from durandline.geo.time.partial import bounds
from durandline.geo.writers import geopackage_columns
from durandline.geo.writers.content import About, TableOut
from durandline.geo.writers.geopackage import write_geopackage

ABOUT = About(
    "Made up", "2025-03-01", "CC-BY-4.0", "Somebody's tables", "Not for decisions.", asked={"since": "2024"}
)
FIELDS = (
    Field("incident_id", "text", "Key.", required=True),
    Field("kind", "choice", "What kind of thing.", choices=("attack", "shelling")),
    Field("date", "date", "Day it happened."),
    Field("last_day", "date", "Last day of it."),
    Field("radius_m", "number", "Radius.", unit="m"),
    Field("killed", "integer", "How many were killed."),
    Field("located", "boolean", "Whether a point is known."),
    Field("summary", "text", "What happened."),
)
INCIDENTS = Table("incidents", "incident_id", "one thing that happened", FIELDS)
CLOSURES = Table(
    "closures",
    "report_id",
    "one closure",
    (Field("report_id", "id", "Key."), Field("side", "choice", "Whose gate.", choices=("AF", "PK", "both")),
     Field("start", "date", "When it began."), Field("closed_until", "instant", "When it ends.", unit="UTC")),
)  # fmt: skip
NOTES = Table("notes", "note_id", "one note", (Field("note_id", "id", "Key."),))


def incidents(**columns):
    given = {
        "incident_id": ["a", "b", "c"],
        "kind": ["attack", None, "shelling"],
        "date": ["2024-01-05", "2024-02", "2024-03-01T07:00+05:00"],
        "last_day": ["2024-01-06", None, ""],
        "radius_m": [500.0, None, 1.5],
        "killed": [3, None, 0],
        "located": [True, False, True],
        "summary": ["په تورخم کې", "{{ 1 }} <b>", ""],
    }
    shapes = [shapely.Point(71.1, 34.1), None, shapely.Point(66.4, 30.9)]
    return TableOut("incidents", gpd.GeoDataFrame(given | columns, geometry=shapes, crs=4326), INCIDENTS)


def closures():
    given = {
        "report_id": ["x", "y", "z"],
        "side": ["PK", "AF", "both"],
        "start": ["2024-01-05", "2024-01-05", "2024"],
        "closed_until": pd.to_datetime(["2024-01-08T01:00:01Z", None, None], utc=True).astype("datetime64[ms, UTC]"),
    }
    return TableOut("closures", gpd.GeoDataFrame(given, geometry=[shapely.Point(71, 34)] * 3, crs=4326), CLOSURES)


def notes():
    return TableOut("notes", gpd.GeoDataFrame({"note_id": ["n"]}, geometry=[None], crs=4326), NOTES, geometry="")


@pytest.fixture
def written(tmp_path):
    path = tmp_path / "out.gpkg"
    write_geopackage(
        path, [incidents(), closures(), notes()], ABOUT, styles={"incidents": "<qgis/>", "other": "<qgis/>"}
    )
    return path


def rows(path, sql, *values):
    with sqlite3.connect(path) as database:
        found = database.execute(sql, values).fetchall()
    database.close()
    return found


def test_every_table_is_a_layer_in_the_order_given(written):
    assert [list(each) for each in pyogrio.list_layers(written)] == [
        ["incidents", "Point"],
        ["closures", "Point"],
        ["notes", None],
        ["layer_styles", None],
    ]
    assert rows(written, "SELECT data_type, srs_id FROM gpkg_contents WHERE table_name = 'incidents'") == [
        ("features", 4326)
    ]


def test_columns_have_the_types_of_their_fields(written):
    types = {row[1]: row[2] for row in rows(written, "PRAGMA table_info(incidents)")}
    assert {name: types[name] for name in ("incident_id", "date", "radius_m", "killed", "located", "start_time")} == {
        "incident_id": "TEXT",
        "date": "TEXT",
        "radius_m": "REAL",
        "killed": "INTEGER",
        "located": "BOOLEAN",
        "start_time": "DATETIME",
    }
    assert rows(written, "SELECT fid, kind, killed, radius_m, summary FROM incidents ORDER BY fid") == [
        (1, "attack", 3, 500.0, "په تورخم کې"),
        (2, None, None, None, "{{ 1 }} <b>"),
        (3, "shelling", 0, 1.5, ""),
    ]


def test_geopandas_reads_it_back(written):
    read = gpd.read_file(written, layer="incidents")
    assert read.crs.to_epsg() == 4326
    assert read.geometry.to_list() == [shapely.Point(71.1, 34.1), None, shapely.Point(66.4, 30.9)]
    assert read["located"].tolist() == [True, False, True]


def test_incidents_have_the_widest_bounds_of_their_days(written):
    assert rows(written, "SELECT start_time, end_time FROM incidents ORDER BY fid") == [
        ("2024-01-04T19:00:00.000Z", "2024-01-06T19:30:00.000Z"),
        ("2024-01-31T19:00:00.000Z", "2024-02-29T19:30:00.000Z"),
        ("2024-03-01T02:00:00.000Z", "2024-03-01T02:00:01.000Z"),
    ]


def test_instants_are_instants_in_utc_and_null_where_there_is_none(written):
    assert rows(written, "SELECT closed_until FROM closures ORDER BY fid") == [
        ("2024-01-08T01:00:01.000Z",), (None,), (None,),
    ]  # fmt: skip
    types = {row[1]: row[2] for row in rows(written, "PRAGMA table_info(closures)")}
    assert types["closed_until"] == "DATETIME"
    assert "start_time" not in types
    said = json.loads(rows(written, "SELECT metadata FROM gpkg_metadata WHERE id = 3")[0][0])
    assert {each["name"]: each["type"] for each in said["fields"]}["closed_until"] == "datetime"


def test_a_table_without_dates_gets_no_times(tmp_path):
    out = incidents()
    bare = dataclasses.replace(out, frame=out.frame.drop(columns=["date", "last_day"]))
    write_geopackage(tmp_path / "out.gpkg", [bare], ABOUT, styles={})
    assert "start_time" not in pyogrio.read_info(tmp_path / "out.gpkg", layer="incidents")["fields"]


def test_layers_of_points_have_a_spatial_index(written):
    found = rows(written, "SELECT table_name FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index'")
    assert sorted(found) == [("closures",), ("incidents",)]
    assert rows(written, "SELECT count(*) FROM rtree_incidents_geom") == [(2,)]


def test_it_says_what_it_is(written):
    whole, *tables = rows(written, "SELECT md_scope, mime_type, metadata FROM gpkg_metadata ORDER BY id")
    assert whole[:2] == ("dataset", "application/json")
    assert json.loads(whole[2]) == ABOUT.members()
    assert [json.loads(each[2])["fields"][0]["name"] for each in tables] == ["incident_id", "report_id", "note_id"]
    references = (
        "SELECT reference_scope, table_name, md_file_id, md_parent_id, timestamp FROM gpkg_metadata_reference"
    )
    assert rows(written, references) == [
        ("geopackage", None, 1, None, "2025-03-01T00:00:00.000Z"),
        ("table", "incidents", 2, 1, "2025-03-01T00:00:00.000Z"),
        ("table", "closures", 3, 1, "2025-03-01T00:00:00.000Z"),
        ("table", "notes", 4, 1, "2025-03-01T00:00:00.000Z"),
    ]
    ((described,),) = rows(written, "SELECT description FROM gpkg_contents WHERE table_name = 'incidents'")
    assert described.startswith("One row is one thing that happened. As of 2025-03-01.")
    assert ABOUT.disclaimer in described


def test_every_column_is_described(written):
    for layer in ("incidents", "closures", "notes"):
        columns = {row[1] for row in rows(written, f"PRAGMA table_info({layer})")} - {"fid", "geom"}
        known = rows(written, "SELECT column_name, description FROM gpkg_data_columns WHERE table_name = ?", layer)
        assert {name for name, text in known if text} == columns
    ((unit,),) = rows(written, "SELECT description FROM gpkg_data_columns WHERE column_name = 'radius_m'")
    assert unit == "Radius. Unit: m."
    listed = "SELECT value FROM gpkg_data_column_constraints WHERE constraint_name = 'incidents_kind'"
    assert rows(written, listed) == [("attack",), ("shelling",)]


def test_styles_are_the_default_of_their_layers(written):
    found = rows(written, "SELECT * FROM layer_styles")
    assert [row[1:7] for row in found] == [("", "", "incidents", "geom", "incidents", "<qgis/>")]
    assert rows(written, "SELECT useAsDefault FROM layer_styles") == [(1,)]
    assert rows(written, "SELECT update_time FROM layer_styles") == [("2025-03-01T00:00:00.000Z",)]
    contents = "SELECT data_type, last_change FROM gpkg_contents WHERE table_name = 'layer_styles'"
    assert rows(written, contents) == [("attributes", "2025-03-01T00:00:00.000Z")]


def test_without_styles_there_is_no_table_of_them(tmp_path):
    write_geopackage(tmp_path / "out.gpkg", [incidents()], ABOUT, styles={})
    assert rows(tmp_path / "out.gpkg", "SELECT name FROM sqlite_master WHERE name = 'layer_styles'") == []


def test_sqlite_finds_nothing_wrong(written):
    assert rows(written, "PRAGMA integrity_check") == [("ok",)]
    assert rows(written, "PRAGMA foreign_key_check") == []


@pytest.mark.parametrize("kind", ["Point", "Geometry"])
def test_tables_may_be_empty(tmp_path, kind):
    out = incidents()
    write_geopackage(
        tmp_path / "out.gpkg", [dataclasses.replace(out, frame=out.frame[:0], geometry=kind)], ABOUT, styles={}
    )
    read = gpd.read_file(tmp_path / "out.gpkg", layer="incidents")
    assert len(read) == 0
    assert {"incident_id", "killed", "start_time"} <= set(read.columns)


def test_a_column_without_a_value_keeps_its_type(tmp_path):
    none = [None, None, None]
    out = incidents(kind=none, killed=none, radius_m=none, located=none, date=none, last_day=none)
    write_geopackage(tmp_path / "out.gpkg", [out], ABOUT, styles={})
    types = {row[1]: row[2] for row in rows(tmp_path / "out.gpkg", "PRAGMA table_info(incidents)")}
    assert [types[name] for name in ("kind", "killed", "radius_m", "located", "date", "end_time")] == [
        "TEXT", "INTEGER", "REAL", "BOOLEAN", "TEXT", "DATETIME",
    ]  # fmt: skip


def test_points_and_lines_may_lie_in_one_layer(tmp_path):
    out = incidents()
    shapes = [shapely.Point(1, 2), shapely.LineString([(1, 2), (3, 4)]), None]
    mixed = dataclasses.replace(out, frame=out.frame.set_geometry(shapes, crs=4326), geometry="Geometry")
    write_geopackage(tmp_path / "out.gpkg", [mixed], ABOUT, styles={})
    assert gpd.read_file(tmp_path / "out.gpkg", layer="incidents").geometry.to_list() == shapes


@pytest.mark.parametrize("tables", [[], [incidents(), incidents()]])
def test_a_file_needs_tables_with_names_of_their_own(tmp_path, tables):
    with pytest.raises(InputError, match="one or more tables, each with a name of its own"):
        write_geopackage(tmp_path / "out.gpkg", tables, ABOUT, styles={})


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(), min_size=3, max_size=3))
@example(["a\0b", "\ud800", "\ufeff\x1f\r\n"])
@example(list(MARKUP.values())[:3])
def test_any_text_comes_back_as_it_was(tmp_path, texts):
    path = tmp_path / "out.gpkg"
    path.unlink(missing_ok=True)
    found = write_geopackage(path, [incidents(summary=pd.Series(texts, dtype=object))], ABOUT, styles={})
    wanted = [
        "".join("\ufffd" if char == "\0" or "\ud800" <= char <= "\udfff" else char for char in text) for text in texts
    ]
    assert [row[0] for row in rows(path, "SELECT summary FROM incidents ORDER BY fid")] == wanted
    assert [(each.column, each.rule, each.level) for each in found] == (
        [("summary", "not-storable", "warning")] if wanted != texts else []
    )


def test_the_clock_that_gdal_is_given_is_given_back(tmp_path):
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "2001-01-01T00:00:00.000Z"})
    try:
        write_geopackage(tmp_path / "out.gpkg", [incidents()], ABOUT, styles={})
        assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") == "2001-01-01T00:00:00.000Z"
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def test_an_instant_is_said_in_utc(tmp_path):
    about = dataclasses.replace(ABOUT, as_of="2025-03-01T02:00+05:00")
    write_geopackage(tmp_path / "out.gpkg", [incidents()], about, styles={})
    assert rows(tmp_path / "out.gpkg", "SELECT last_change FROM gpkg_contents") == [("2025-02-28T21:00:00.000Z",)]


def test_two_processes_write_the_same_bytes(tmp_path):
    folders = str(Path(__file__).parents[2]), str(Path(__file__).parent)
    code = (
        f"import sys; sys.path[:0] = {folders!r}\n"
        "from pathlib import Path\n"
        "import test_geopackage as test\n"
        "tables = [test.incidents(), test.closures(), test.notes()]\n"
        "test.write_geopackage(Path(sys.argv[1]), tables, test.ABOUT, styles={'incidents': '<qgis/>'})\n"
    )
    digests = set()
    for name in ("one.gpkg", "other.gpkg"):
        subprocess.run([sys.executable, "-c", code, tmp_path / name], check=True)
        digests.add(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
        time.sleep(1.1)  # a clock that got in would show
    assert len(digests) == 1


def test_a_date_is_read_once_however_many_rows_have_it(tmp_path, monkeypatch):
    read = []
    monkeypatch.setattr(geopackage_columns, "bounds", lambda text, side: read.append(text) or bounds(text, side))
    frame = pd.concat([incidents().frame] * 1_000, ignore_index=True)
    write_geopackage(tmp_path / "out.gpkg", [dataclasses.replace(incidents(), frame=frame)], ABOUT, styles={})
    found = rows(tmp_path / "out.gpkg", "SELECT count(*), count(DISTINCT start_time) FROM incidents")
    assert found == [(3_000, 3)]
    assert len(read) == 6  # three first days and three last
