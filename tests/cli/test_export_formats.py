"""``durandline export`` in every format: rows, notices, rights, blurring, the same bytes, and what it refuses."""

from __future__ import annotations

import csv
import importlib
import io
import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest
from python_calamine import CalamineWorkbook
from support.command import run, run_apart

from durandline.geo.datasets import DATASETS, written

DAY = ("--on", "2025-03-01")
ENDINGS = (".geojson", ".geojsonl", ".geojsons", ".csv", ".gpkg", ".fgb", ".parquet", ".xlsx")
HELD = "mine,2025-02-0{day},70.9,34.2,no,Made-up Collection,Terms of its own\n"
OPEN = "mine-too,2025-02-05,70.8,34.3,yes,Made-up Open Data,CC-BY-4.0\n"
HEADER = "incident_id,date,lon,lat,redistribute,dataset,licence\n"


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A file of two incidents, one of which may not be handed on."""
    path = tmp_path_factory.mktemp("own") / "mine.csv"
    path.write_text(HEADER + HELD.format(day=4) + OPEN, encoding="utf-8")
    return path


def rows_of(path, table):
    """Return how many rows of a table a file has, by others' readers."""
    if path.suffix == ".xlsx":
        return len(CalamineWorkbook.from_path(str(path)).get_sheet_by_name(table).to_python()) - 1
    if path.suffix == ".csv":
        return len(list(csv.reader(io.StringIO(path.read_text("utf-8"), newline="")))) - 1
    if path.suffix == ".parquet":
        return len(gpd.read_parquet(path))
    layer = {"layer": table} if path.suffix == ".gpkg" else {}
    return len(pyogrio.read_dataframe(path, datetime_as_string=True, **layer))


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_format_has_every_row_and_twice_the_same_bytes_whatever_the_clock(tmp_path, exported, ending):
    if ending == ".parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed: GeoParquet is an extra")
    wanted = len(json.loads(exported("incidents").read_text("utf-8"))["features"])
    made = []
    for name, environment in (("a", {"TZ": "Asia/Kabul", "LC_ALL": "C"}), ("b", {"TZ": "Pacific/Honolulu"})):
        out = tmp_path / f"{name}{ending}"
        ran = run_apart(
            "export",
            out,
            "--table",
            "incidents",
            *DAY,
            environment={**environment, "PYTHONHASHSEED": str(ord(name))},
        )
        assert (ran.code, ran.out) == (0, ""), ran.err
        assert f"{wanted} rows of incidents" in ran.err
        assert rows_of(out, "incidents") == wanted
        made.append(out.read_bytes())
    assert made[0] == made[1]


def test_a_geopackage_has_all_tables_drawn_as_on_the_map(tmp_path):
    out = tmp_path / "a.gpkg"
    ran = run("export", out, *DAY)
    assert ran.code == 0
    layers = pyogrio.list_layers(out)[:, 0].tolist()
    assert set(layers) - {"layer_styles"} == set(written())
    styles = pyogrio.read_dataframe(out, layer="layer_styles")
    assert set(styles["f_table_name"]) == set(written(geometry=True))
    for table in written():
        assert f" of {table}" in ran.err


def test_a_workbook_has_a_sheet_a_table_and_what_each_column_means(tmp_path):
    out = tmp_path / "a.xlsx"
    assert run("export", out, *DAY).code == 0
    sheets = CalamineWorkbook.from_path(str(out)).sheet_names
    assert sheets == [*(name for name in written() if DATASETS[name].in_workbook), "about", "dictionary"]


def test_tables_named_are_the_only_ones(tmp_path):
    out = tmp_path / "a.gpkg"
    assert run("export", out, *DAY, "--table", "border", "--table", "sources", "--table", "border").code == 0
    assert pyogrio.list_layers(out)[:2, 0].tolist() == ["border", "sources"]


@pytest.mark.parametrize("name", ["csv", "geojsonl", "geojsons"])
def test_text_formats_go_to_stdout(tmp_path, name):
    ran = run("export", "-", *DAY, "--format", name)
    out = tmp_path / "a.txt"
    assert run("export", out, *DAY, "--format", name).code == 0
    assert ran.out.encode() == out.read_bytes()
    assert "23 rows of crossings" in ran.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-", "--format", "gpkg"], ["stdout", "out.gpkg"]),
        (["a.geojson", "--table", "crossings", "--table", "border"], ["one table", ".gpkg"]),
        (["a.geojson", "--table", "claims"], ["claims has no geometry", ".csv"]),
        (["a.geojson", "--hxl"], ["--hxl", ".csv"]),
        (["a.csv", "--table", "incident_places", "--coarsen", "grid"], ["incident_places", "--coarsen"]),
        (["a.shp"], ["a.shp", ".gpkg", ".xlsx"]),
    ],
)
def test_what_cannot_be_written_is_refused_with_advice(tmp_path, monkeypatch, arguments, told):
    monkeypatch.chdir(tmp_path)
    ran = run("export", *arguments, *DAY)
    assert ran.code in (1, 2)
    assert [each for each in told if each not in ran.err] == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("table", written(geometry=False))
def test_plain_tables_keep_to_what_is_shown(table):
    rows = list(csv.DictReader(io.StringIO(run("export", "-", "--format", "csv", "--table", table, *DAY).out)))
    every = list(csv.DictReader(io.StringIO(run("export", "-", "--format", "csv", "--table", table).out)))
    assert 0 < len(rows) < len(every)
    assert all(row in every for row in rows)


def test_reports_are_those_said_by_then():
    arguments = ("export", "-", "--format", "csv", "--table", "reports", *DAY)
    rows = list(csv.DictReader(io.StringIO(run(*arguments, "--known-by", "2024-06-01").out)))
    assert rows
    assert max(row["said_on"][:10] for row in rows) <= "2024-06-01"


def said_by(path, table):
    """Return what a file says of itself, by the means of its format."""
    if path.suffix == ".gpkg":
        with closing(sqlite3.connect(path)) as database:
            rows = [*database.execute("SELECT description FROM gpkg_contents WHERE table_name = ?", (table,))]
            return " ".join(cell for row in rows for cell in row)
    if path.suffix == ".xlsx":
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("about").to_python()
        return " ".join(str(cell) for row in sheet for cell in row)
    if path.suffix == ".parquet":
        return importlib.import_module("pyarrow.parquet").read_schema(path).metadata[b"durandline"].decode("utf-8")
    return path.read_bytes().decode("utf-8", errors="replace")  # text, or a text within


@pytest.mark.parametrize("table", ["crossings", "closures", "incidents", "movements", "places", "border"])
@pytest.mark.parametrize("ending", [".geojson", ".gpkg", ".xlsx", ".fgb", ".parquet", ".csv"])
def test_whose_points_and_lines_they_are_is_said_where_the_table_has_them(tmp_path, table, ending):
    if ending == ".parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed: GeoParquet is an extra")
    out = tmp_path / f"a{ending}"
    ran = run("export", out, "--table", table, *DAY)
    said = ran.err if ending == ".csv" else said_by(out, table)
    owed = ("© OpenStreetMap contributors",) if table == "border" else ("Who's On First", "GeoNames")
    assert [name for name in owed if name not in said] == []
    if table != "border":
        assert "OpenStreetMap contributors" not in said
        if ending != ".gpkg":  # its descriptions name works; their licences stand in its metadata
            assert "whosonfirst.org/docs/licenses" in said


@pytest.mark.parametrize("table", ["reports", "sources"])
def test_a_table_without_points_owes_nobody_for_points(tmp_path, table):
    ran = run("export", tmp_path / "a.csv", "--table", table, *DAY)
    assert "durandline's own" in ran.err
    assert "Who's On First" not in ran.err


def ids(path):
    return {each["properties"]["incident_id"] for each in json.loads(path.read_text("utf-8"))["features"]}


@pytest.mark.parametrize("table", ["incidents", "incident_areas"])
def test_rows_that_may_not_be_handed_on_are_left_out_and_that_is_said(tmp_path, own, table):
    out = tmp_path / "a.geojson"
    ran = run("export", out, "--table", table, *DAY, "--incidents", own, "--gazetteer", "builtin")
    assert "Left out: 1 incident row of Made-up Collection (Terms of its own)" in ran.err
    assert "mine" not in ids(out)
    assert "Terms of its own" not in out.read_text("utf-8")


def test_rows_that_may_be_handed_on_are_attributed(tmp_path, own):
    out = tmp_path / "a.geojson"
    run("export", out, "--table", "incidents", *DAY, "--incidents", own)
    head = json.loads(out.read_text("utf-8"))
    assert "mine-too" in ids(out)
    assert "Made-up Open Data" in head["attribution"]
    assert "embed_restricted" not in head.get("asked", {})


def test_the_user_may_embed_them_and_the_file_says_so(tmp_path, own):
    out = tmp_path / "a.geojson"
    ran = run("export", out, "--table", "incidents", *DAY, "--incidents", own, "--embed-restricted")
    head = json.loads(out.read_text("utf-8"))
    assert "Left out" not in ran.err
    assert {"mine", "mine-too"} <= ids(out)
    assert head["asked"]["embed_restricted"] == "yes"
    assert "Terms of its own" in head["licence"]


@pytest.mark.parametrize("how", ["grid", "district", "crossing"])
def test_places_are_blurred_and_row_and_file_say_so(tmp_path, own, how):
    out = tmp_path / "a.geojson"
    ran = run("export", out, "--table", "incidents", *DAY, "--incidents", own, "--coarsen", how)
    read = json.loads(out.read_text("utf-8"))
    assert read["asked"]["coarsen"] == how
    assert "coarsened" in ran.err
    mine = next(each for each in read["features"] if each["properties"]["incident_id"] == "mine-too")
    assert mine["properties"]["coarsened"]
    assert mine["geometry"]["coordinates"] != [70.8, 34.3]


def test_a_blurred_geopackage_has_no_table_that_names_the_places(tmp_path):
    assert run("export", tmp_path / "a.gpkg", *DAY, "--coarsen", "grid").code == 0
    assert "incident_places" not in pyogrio.list_layers(tmp_path / "a.gpkg")[:, 0]


def test_the_filters_asked_for_are_in_the_file(tmp_path):
    out = tmp_path / "a.geojson"
    run("export", out, "--table", "incidents", *DAY, "--since", "2024-01-01", "--known-by", "2025-02-01")
    assert json.loads(out.read_text("utf-8"))["asked"] == {"since": "2024-01-01", "known_by": "2025-02-01"}


def test_a_cell_that_a_sheet_cannot_hold_is_a_finding(tmp_path):
    own = tmp_path / "mine.csv"
    own.write_text("date,lon,lat,summary\n2025-02-04,70.9,34.2," + "x" * 40_000 + "\n", encoding="utf-8")
    ran = run("export", tmp_path / "a.xlsx", "--table", "incidents", *DAY, "--incidents", own)
    assert ran.code == 3
    assert "so it was cut" in ran.err


@pytest.mark.tools
@pytest.mark.parametrize("table", written())
def test_hxlvalidate_has_nothing_to_say(tmp_path, table):
    made = tmp_path / "a.csv"
    assert run("export", made, "--table", table, *DAY, "--hxl").code == 0
    tool = shutil.which("hxlvalidate", path=str(Path(sys.executable).parent)) or "hxlvalidate"
    command = [tool, "--error-level", "warning", str(made)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_rejects_may_not_take_the_place_of_the_output(tmp_path):
    own, out = tmp_path / "own.csv", tmp_path / "out.csv"
    own.write_text("incident_id,date,lon,lat\na,2024-01-01,71,34\nb,2024-13-01,71,34\n", encoding="utf-8")
    for command in (("export", out, "--table", "incidents"), ("map", out)):
        ran = run(*command, "--incidents", own, "--rejects", out, "--overwrite")
        assert (ran.code, "are one file" in ran.err, out.exists()) == (2, True, False)


def test_an_address_is_refused_with_what_to_do(tmp_path):
    for command in (
        ("export", tmp_path / "out.csv", "--incidents"),
        ("map", tmp_path / "map.html", "--reports"),
        ("validate",),
    ):
        ran = run(*command, "https://example.org/own.csv")
        assert (ran.code, "addresses are not fetched" in ran.err) == (2, True)
