"""``durandline export``: every table opens where GIS desks open it, and says whose it is."""

from __future__ import annotations

import contextlib
import io
import json

import geopandas as gpd
import pytest
from support import zoo
from support.command import run, run_apart

from durandline.geo.datasets import written
from durandline.geo.record import Record

# What the validator calls problematic but is meant: the border is one long line of many vertices.
MEANT = {"border": {"excessive_vertices"}}


@pytest.mark.parametrize("table", written(geometry=True))
def test_it_opens_in_geopandas_with_as_many_rows(exported, table):
    path = exported(table)
    frame = gpd.read_file(path)
    written = json.loads(path.read_text(encoding="utf-8"))["features"]
    assert frame.crs.to_epsg() == 4326
    assert len(frame) == len(written) > 0
    assert int(frame.geometry.notna().sum()) == sum(each["geometry"] is not None for each in written)
    assert frame.geometry.dropna().is_valid.all()


@pytest.mark.parametrize("table", written(geometry=True))
def test_properties_are_flat_and_alike(exported, table):
    rows = [each["properties"] for each in json.loads(exported(table).read_text(encoding="utf-8"))["features"]]
    assert {tuple(row) for row in rows} == {tuple(rows[0])}
    assert {type(value).__name__ for row in rows for value in row.values()} <= {
        "str", "int", "float", "bool", "NoneType",
    }  # fmt: skip


@pytest.mark.parametrize("table", written(geometry=True))
def test_licence_attribution_and_disclaimer_are_inside(exported, table):
    head = json.loads(exported(table).read_text(encoding="utf-8"))
    for member in ("title", "licence", "attribution", "disclaimer", "as_of"):
        assert head[member].strip()
    assert head["as_of"] == "2025-03-01"


@pytest.mark.tools
@pytest.mark.parametrize("table", written(geometry=True))
def test_geojson_validator_has_nothing_to_say(exported, table):
    import geojson_validator
    from loguru import logger

    logger.disable("geojson_validator")
    read = json.loads(exported(table).read_text(encoding="utf-8"))
    with contextlib.redirect_stdout(io.StringIO()):
        structure = geojson_validator.validate_structure(read, check_crs=True)
        geometries = geojson_validator.validate_geometries(read)
    assert structure == {}
    assert geometries["invalid"] == {}
    assert set(geometries["problematic"]) <= MEANT.get(table, set())


@pytest.mark.parametrize("table", written(geometry=True))
def test_twice_gives_the_same_bytes_and_the_stream_the_same_again(exported, table):
    arguments = ("--table", table, "--on", "2025-03-01")
    ran = run("export", "-", *arguments)
    assert ran.code == 0
    assert ran.out.encode() == exported(table).read_bytes()
    assert ran.out == run("export", "-", *arguments, "-q").out


def test_crossings_and_status_agree_with_the_command_status(exported):
    rows = json.loads(run("status", "--on", "2025-03-01", "--format", "json").out)
    table = [each["properties"] for each in json.loads(exported("status").read_text(encoding="utf-8"))["features"]]
    assert [(row["crossing_id"], row["flow"], row["direction"], row["state"], row["last_said"]) for row in rows] == [
        (row["crossing_id"], row["flow"], row["direction"], row["state"], row["last_said"] or "") for row in table
    ]
    crossings = json.loads(exported("crossings").read_text(encoding="utf-8"))["features"]
    assert [each["id"] for each in crossings] == list(Record().crossing_ids)


def test_every_incident_by_the_day_is_there_also_those_without_a_point(exported):
    written = json.loads(exported("incidents").read_text(encoding="utf-8"))["features"]
    ids = {each["properties"]["incident_id"] for each in written}
    assert ids == {row["incident_id"] for row in Record().rows("incidents") if str(row["date"])[:10] <= "2025-03-01"}
    assert all((each["geometry"] is not None) == each["properties"]["located"] for each in written)


def test_the_window_leaves_out_what_is_outside():
    arguments = ("--table", "incidents", "--since", "2025-10-01", "--until", "2025-10-31", "--on", "2025-12-31")
    written = json.loads(run("export", "-", *arguments).out)["features"]
    assert written
    for each in written:
        row = each["properties"]
        assert row["date"][:10] <= "2025-10-31"
        assert (row["last_day"] or row["date"])[-10:] >= "2025-10-01"


def test_ones_own_incidents_are_in_it_and_the_rest_is_in_the_rejects(tmp_path):
    own = tmp_path / "mine.csv"
    own.write_text(zoo.as_csv(), encoding="utf-8")
    out = tmp_path / "out.geojson"
    ran = run("export", out, "--table", "incidents", "--on", "2026-01-01", "--incidents", own, "--embed-restricted")
    assert ran.code == 3
    mine = [
        each for each in json.loads(out.read_text("utf-8"))["features"] if each["properties"]["origin"] == own.name
    ]
    rejects = (tmp_path / "out.rejects.csv").read_text(encoding="utf-8")
    used = [odd for _, odd in zoo.csv_rows() if odd.used]
    assert len(mine) == len(used)
    assert sum(each["geometry"] is not None for each in mine) == sum(odd.located for odd in used)
    assert rejects.count("\nmine.csv,") == sum(not odd.used for _, odd in zoo.csv_rows())


def test_files_of_one_name_in_two_folders_both_keep_their_rejects(tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "mine.csv").write_text(f"date,place_name\n{folder},Jalalabad\n", encoding="utf-8")
    own = [f"--incidents={tmp_path / folder / 'mine.csv'}" for folder in ("one", "two")]
    assert run("export", tmp_path / "out.geojson", "--table", "incidents", *own).code == 3
    rejects = (tmp_path / "out.rejects.csv").read_text(encoding="utf-8")
    assert "'one'" in rejects
    assert "'two'" in rejects


def test_a_bare_letter_of_no_encoding_is_replaced_not_fatal(tmp_path):
    own = tmp_path / "mine.geojson"
    bad = '{"type":"Feature","properties":{"date":"soon\\ud800","summary":"a\\ud800b","x\\udfff":1},"geometry":null}'
    own.write_text(bad, encoding="utf-8")
    ran = run_apart("export", tmp_path / "out.geojson", "--table", "incidents", "--incidents", own)
    assert ran.code == 3
    assert "Traceback" not in ran.err
    assert "a\ufffdb" in (tmp_path / "out.rejects.csv").read_text(encoding="utf-8")


def test_states_are_of_the_last_day_of_incidents_unless_a_date_is_given(tmp_path):
    window = ("--since", "2025-02-01", "--until", "2025-03-31")
    for options, on in [((), "2025-03-31"), (("--on", "2026-03-01"), "2026-03-01")]:
        out = tmp_path / f"{on}.geojson"
        ran = run("export", out, *window, *options)
        head = json.loads(out.read_text("utf-8"))
        assert head["as_of"] == on
        assert head["asked"]["until"] == "2025-03-31"
        assert ("States are those of 2026-03-01, incidents those up to 2025-03-31." in ran.err) == bool(options)


def test_the_page_says_its_window_and_so_does_the_command(tmp_path):
    out = tmp_path / "a.html"
    ran = run("map", out, "--since", "2025-02-01", "--until", "2025-03-31", "--on", "2026-03-01")
    assert "state of knowledge on 2026-03-01, incidents from 2025-02-01 to 2025-03-31:" in ran.err
    assert "States are those of 2026-03-01, incidents those up to 2025-03-31." in ran.err
    assert "States and incidents are shown for different dates." in out.read_text("utf-8").split("<main>")[0]
