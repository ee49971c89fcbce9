"""The committed dictionary is the one the schema makes, and an outside validator agrees with the data."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from durandline.geo.schema.dictionary import datapackage
from durandline.geo.schema.tables import TABLES

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT / "data"


def frictionless(folder):
    """Run the validator as its users do; its own warnings are not ours to answer for."""
    ran = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout, ran.stderr
    return json.loads(ran.stdout)


def errors_of(report):
    return [
        (task["name"], error.get("rowNumber"), error["type"]) for task in report["tasks"] for error in task["errors"]
    ]


def make_package(folder, files):
    for name, lines in files.items():
        (folder / f"{name}.csv").write_text("\n".join([",".join(TABLES[name].columns), *lines, ""]))
    (folder / "datapackage.json").write_text(json.dumps(datapackage(folder)))


def test_the_committed_dictionary_is_the_generated_one():
    path = DATA / "scripts" / "dictionary.py"
    spec = importlib.util.spec_from_file_location("build_dictionary", path)
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    committed = (DATA / "datapackage.json").read_bytes().decode("utf-8")
    assert committed == build.descriptor_text(), "run python data/scripts/dictionary.py"


@pytest.mark.tools
def test_frictionless_finds_nothing_in_the_shipped_package():
    report = frictionless(DATA)
    assert errors_of(report) == []
    assert report["valid"]
    listed = {task["name"] for task in report["tasks"]}
    assert listed >= {name for name in TABLES if (DATA / f"{name}.csv").is_file()}


def test_every_column_is_described_in_order():
    resources = {entry["name"]: entry for entry in datapackage(DATA)["resources"]}
    for name, table in TABLES.items():
        if name in resources:
            fields = resources[name]["schema"]["fields"]
            assert tuple(field["name"] for field in fields) == table.columns
            assert all(field["description"] for field in fields)


def test_only_files_that_exist_are_listed(tmp_path):
    assert datapackage(tmp_path)["resources"] == []
    (tmp_path / "claims.csv").write_text("")
    (claims,) = datapackage(tmp_path)["resources"]
    assert "foreignKeys" not in claims["schema"]
    (tmp_path / "incidents.csv").write_text("")
    incidents, claims = datapackage(tmp_path)["resources"]
    assert [incidents["name"], claims["name"]] == ["incidents", "claims"]
    assert claims["schema"]["foreignKeys"] == [
        {"fields": ["incident_id"], "reference": {"resource": "incidents", "fields": ["incident_id"]}}
    ]


INCIDENT = "i1,shelling,2020-03,,Something.,,Somewhere,,,,A,"
CLAIMS = {
    "c1,i1,not stated,killed,,3,,a;b,": "",
    "c2,i1,not stated,killed,,-3,,,": "constraint-error",
    "c3,i1,not stated,slain,,3,,,": "constraint-error",
    "C 4,i1,not stated,killed,,3,,,": "constraint-error",
    "c5,i1,,killed,,3,,,": "constraint-error",
    "c6,i1,not stated,killed,,3,,a;;b,": "constraint-error",
    "c7,i1,not stated,killed,,three,,,": "type-error",
    "c8,i2,not stated,killed,,3,,,": "foreign-key",
}
DATES = {"2020": True, "2020-03-15T07:00+05:00": True, "2020/2021-03": True, "15.3.2020": False, "2020-3": False}


@pytest.mark.tools
def test_the_constraints_bite_where_they_should_and_nowhere_else(tmp_path):
    incidents = [INCIDENT.replace("i1", f"i1{number}").replace("2020-03", day) for number, day in enumerate(DATES)]
    make_package(
        tmp_path,
        {
            "places": ["p1,A place,,,,,town,AF,,,,,,,,,A,"],
            "incidents": [INCIDENT, *incidents],
            # A link names a place or a crossing: the empty reference is none.
            "incident_places": ["i1-p1,i1,p1,,at,A place,", "i1-p2,i1,,,at,nowhere,"],
            "claims": list(CLAIMS),
        },
    )
    expected = [
        *(("incidents", row, "constraint-error") for row, good in enumerate(DATES.values(), 3) if not good),
        *(("claims", row, error) for row, error in enumerate(CLAIMS.values(), 2) if error),
    ]
    assert errors_of(frictionless(tmp_path)) == expected
