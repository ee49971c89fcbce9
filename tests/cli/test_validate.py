"""``durandline validate``: every problem of the zoo at once, each with where it is and what to do about it."""

from __future__ import annotations

import csv
import io
import json

import pytest
from support import zoo
from support.command import run

from durandline.geo.schema.tables import TABLES

FORMS = {"zoo.csv": zoo.as_csv, "zoo.geojson": zoo.as_geojson}
ALSO_TOLD = {"zoo.csv": ("degrees",)}


def expected(name):
    return zoo.csv_rows() if name == "zoo.csv" else list(enumerate(zoo.geojson_rows(), 1))


@pytest.fixture(params=FORMS)
def file(request, tmp_path):
    path = tmp_path / request.param
    path.write_text(FORMS[request.param](), encoding="utf-8", newline="")
    return path


def findings(path):
    ran = run("validate", path, "--format", "json")
    assert ran.code == 3
    return json.loads(ran.out)


def test_each_row_is_found_for_what_is_wrong_with_it_and_nothing_else(file):
    told = [each for each in findings(file) if each["row"] == 0]
    assert sorted(each["rule"] for each in told) == sorted([*zoo.TOLD, *ALSO_TOLD.get(file.name, ())])
    found = [each for each in findings(file) if each["row"]]
    for number, odd in expected(file.name):
        of_row = [each for each in found if each["row"] == number]
        assert tuple(sorted(each["rule"] for each in of_row)) == odd.rules, odd.name
        assert any(each["level"] == "error" for each in of_row) == (not odd.used), odd.name
    assert {each["row"] for each in found} == {number for number, odd in expected(file.name) if odd.rules}


def test_each_finding_says_what_is_wrong_in_words(file):
    for each in findings(file):
        assert each["file"] == file.name
        assert each["level"] in (("error", "warning") if each["row"] else ("warning", "note"))
        assert each["message"].endswith((".", "zone)."))
        assert each["column"] or each["rule"] in ("ragged-row", "geometry", "repeated")
        if each["value"] and each["column"] not in ("", "geometry"):
            assert len(each["value"]) < 1000


def test_the_value_is_what_stands_in_the_file(file):
    rows = {number: odd.cells for number, odd in expected(file.name)}
    for each in findings(file):
        cell = rows.get(each["row"], {}).get(each["column"])
        if cell and each["rule"] not in ("far-away", "null-island", "nul"):
            assert each["value"].strip() == cell.strip()


def test_near_misses_are_suggested(file):
    said = {each["value"]: each["suggestion"] for each in findings(file)}
    assert "shelling" in said["Shellings"]
    assert "swapped" in said["71.08, 34.11"]


def test_text_csv_and_json_list_the_same(file):
    found = findings(file)
    text = run("validate", file)
    table = run("validate", file, "--format", "csv", "--raw-cells")
    assert text.code == table.code == 3
    assert len(text.out.splitlines()) == len(found)
    assert [{name: str(value) for name, value in each.items()} for each in found] == list(
        csv.DictReader(io.StringIO(table.out))
    )
    for line, each in zip(text.out.splitlines(), found, strict=True):
        assert line.startswith(f"{file.name}:{each['row']}: " if each["row"] else f"{file.name}: ")
        assert each["suggestion"] in line


def test_the_count_adds_up(file):
    total = len(expected(file.name))
    good = sum(odd.used for _, odd in expected(file.name))
    errors = [each for each in findings(file) if each["level"] == "error"]
    assert all(each["row"] for each in errors)
    said = run("validate", file).err
    assert f"{good} good rows" in said
    assert f"{len(errors)} errors" in said
    assert len({each["row"] for each in errors}) == total - good
    assert run("validate", file, "-q").err == ""


def test_a_good_file_has_nothing_to_report(tmp_path):
    good = tmp_path / "good.csv"
    good.write_text("date,place_name,kind\n2024-03-05,Jalalabad,attack\n", encoding="utf-8")
    ran = run("validate", good)
    assert (ran.code, ran.out) == (0, "")
    assert "1 good row, 0 errors, 0 warnings" in ran.err


def test_the_stream_is_read_too():
    ran = run("validate", "-", given="date,lat,lon\nsoon,34,71\n")
    assert ran.code == 3
    assert ran.out.startswith("stdin:2: date 'soon': error: ")


@pytest.mark.parametrize("name", TABLES)
def test_the_shipped_tables_have_nothing_to_report(name):
    from importlib.resources import files

    ran = run("validate", files("durandline.data") / f"{name}.csv")
    assert (ran.code, ran.out) == (0, "")


FILES = {
    "empty": b"",
    "blank": b"\n\n",
    "header_only": b"date,lat,lon\n",
    "no_date_column": b"day,lat,lon\n2024-01-01,34,71\n",
    "doubled_column": b"date,date,lat,lon\n2024-01-01,,34,71\n",
    "cp1256": "date,place_name\n2024-01-01,تورخم\n".encode("cp1256"),
    "utf_16": "date,place_name\n2024-01-01,x\n".encode("utf-16"),
    "not_json": b'{"type": "FeatureCollection", "features": [',
    "json_without_features": b'{"a": 1}',
    "features_no_list": b'{"type": "FeatureCollection", "features": {}}',
    "features_of_nothing": b'{"type": "FeatureCollection", "features": [null, 1, "x", [], {}]}',
    "deep": b'{"a":' * 100_000,
    "json_list": b"[1, 2]",
    "open_quote": b'date,lat,lon,summary\n2024-01-01,34,71,"never closed\n',
    "semicolons": b"date;lat;lon\n2024-01-01;34;71\n",
    "nul_everywhere": b"\0" * 100,
    "binary": bytes(range(256)) * 4,
    "steering": b"da\x1b[31mte,\x1b]0;x\x07\n1,2\n",
}
USABLE = {
    "header_only": 0, "no_date_column": 0, "cp1256": 0, "semicolons": 0, "utf_16": 3,
    "features_of_nothing": 3, "open_quote": 3,
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_is_refused_with_advice(tmp_path, name):
    path = tmp_path / "mine"
    path.write_bytes(FILES[name])
    ran = run("validate", path)
    assert ran.code == USABLE.get(name, 1), ran
    if name not in USABLE:
        assert ran.out == ""
        assert ran.err.startswith("Error: mine")
    assert "\x1b" not in ran.err


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffdate,lat,lon\n2024-01-01,34,71\n",
        "date,lat,lon\r\n2024-01-01,34,71\r\n",
        "date,lat,lon\r2024-01-01,34,71\r",
        "date,lat,lon\n\n\n2024-01-01,34,71",
        '"date","lat","lon"\n"2024-01-01","34","71"\n',
        "lon,lat,date\n71,34,2024-01-01\n",
    ],
    ids=["mark", "crlf", "cr", "blank_lines", "quotes", "order"],
)
def test_a_file_may_be_written_in_any_of_these_ways(tmp_path, text):
    path = tmp_path / "mine.csv"
    path.write_bytes(text.encode("utf-8"))
    ran = run("validate", path)
    assert (ran.code, ran.out) == (0, "")
