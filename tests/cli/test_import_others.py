"""``durandline import`` of ACLED and UCDP exports: codes become ours, rights are kept, deleted events stay out."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from support import exports
from support.command import run

SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "ucdp_ged_pk_1000.csv"


def rows_of(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


@pytest.fixture
def acled(tmp_path):
    path = tmp_path / "acled.csv"
    path.write_text(exports.acled_csv({}, {"location": "Elsewhere"}, {"geo_precision": "3"}), encoding="utf-8")
    return path


def test_acled_rows_come_with_codes_rights_and_attribution(acled, tmp_path):
    ran = run("import", acled, "-o", tmp_path / "out.csv", "--gazetteer", "builtin")
    assert "an ACLED export: 3 rows" in ran.err
    first, _, third = rows_of(tmp_path / "out.csv")
    assert first["incident_id"] == "acled:XXX1"
    assert (first["kind"], first["redistribute"]) == ("exchange_of_fire", "no")
    assert first["dataset"].startswith("ACLED")
    assert (first["precision"], third["precision"]) == ("exact", "province")


def test_deleted_events_are_left_out_and_counted(acled, tmp_path):
    (tmp_path / "deleted.csv").write_text(exports.deleted_csv("XXX2", "XXX9"), encoding="utf-8")
    ran = run("import", acled, "-o", tmp_path / "out.csv", "--deleted", tmp_path / "deleted.csv")
    assert "left out on purpose 1" in ran.err
    assert [row["incident_id"] for row in rows_of(tmp_path / "out.csv")] == ["acled:XXX1", "acled:XXX3"]


def test_the_apis_answer_is_the_same_table(acled, tmp_path):
    (tmp_path / "acled.json").write_text(
        exports.acled_json({}, {"location": "Elsewhere"}, {"geo_precision": "3"}), encoding="utf-8"
    )
    run("import", acled, "-o", tmp_path / "one.csv")
    run("import", tmp_path / "acled.json", "-o", tmp_path / "two.csv")
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


def test_kinds_can_be_overridden(acled, tmp_path):
    (tmp_path / "kinds.csv").write_text(
        "source,event_type,sub_event_type,kind\nacled,Battles,Armed clash,attack\n", encoding="utf-8"
    )
    run("import", acled, "-o", tmp_path / "out.csv", "--kinds", tmp_path / "kinds.csv")
    assert {row["kind"] for row in rows_of(tmp_path / "out.csv")} == {"attack"}


def test_restricted_rows_are_drawn_but_not_exported_unless_said(acled, tmp_path):
    own = ("--incidents", acled, "--on", "2031-12-31", "--since", "2031-01-01", "--gazetteer", "builtin")
    ran = run("export", tmp_path / "out.geojson", "--table", "incidents", *own)
    assert "Left out: 3 incident rows of ACLED" in ran.err
    assert "acled:XXX1" not in (tmp_path / "out.geojson").read_text(encoding="utf-8")
    run("export", tmp_path / "all.geojson", "--table", "incidents", "--embed-restricted", *own)
    made = json.loads((tmp_path / "all.geojson").read_text(encoding="utf-8"))
    assert {each["properties"]["incident_id"] for each in made["features"]} == {f"acled:XXX{n}" for n in (1, 2, 3)}
    assert made["asked"]["embed_restricted"] == "yes"


@pytest.mark.skipif(not SAMPLE.exists(), reason="the real UCDP sample is no part of the project")
def test_every_row_of_a_real_ucdp_export_is_accounted_for_through_import_map_and_export(tmp_path):
    out = tmp_path / "ucdp.csv"
    ran = run("import", SAMPLE, "-o", out, "--gazetteer", "builtin")
    assert "a UCDP GED export: 1,000 rows" in ran.err
    assert "kept 1,000: 1,000 located" in ran.err
    assert len(rows_of(out)) == 1000
    drawn = run("map", tmp_path / "map.html", "--incidents", out, "--gazetteer", "builtin", "--on", "2031-12-31")
    assert drawn.code in (0, 3), drawn.err
    written = run(
        "export", tmp_path / "all.geojson", "--table", "incidents", "--incidents", out, "--gazetteer", "builtin",
        "--on", "2031-12-31",
    )  # fmt: skip
    assert written.code in (0, 3), written.err
    features = json.loads((tmp_path / "all.geojson").read_text(encoding="utf-8"))["features"]
    assert sum(each["properties"]["incident_id"].startswith("ucdp:") for each in features) == 1000


FORMATS = ("geojson", "geojsonl", "csv", "gpkg", "fgb", "parquet", "xlsx")


@pytest.mark.parametrize("ending", FORMATS)
def test_rows_of_acled_under_other_names_are_in_no_export(ending, tmp_path):
    if ending == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed: GeoParquet is an extra")
    renamed = exports.acled_csv({"notes": "SECRETNOTE", "location": "SECRET"}).replace("event_date", "When: date", 1)
    (tmp_path / "mine.csv").write_text(renamed, encoding="utf-8")
    out = tmp_path / f"out.{ending}"
    ran = run("export", out, "--incidents", tmp_path / "mine.csv", "--table", "incidents", "--on", "2031-12-31")
    assert "Left out: 1 incident row" in ran.err
    assert b"SECRET" not in unpacked(out)
    run("export", out, "--incidents", tmp_path / "mine.csv", "--table", "incidents", "--on", "2031-12-31",
        "--embed-restricted", "--overwrite")  # fmt: skip
    assert b"SECRETNOTE" in unpacked(out)


def unpacked(path):
    """Return the bytes of a file with what is packed in it."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return b"".join(map(book.read, book.namelist()))
    if path.suffix == ".parquet":
        return str(pytest.importorskip("pyarrow.parquet").read_table(path).to_pylist()).encode()
    return path.read_bytes()
