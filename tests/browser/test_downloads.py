"""Files that the page hands out are what ``durandline export`` writes for the same filter, value by value."""

from __future__ import annotations

import csv
import io
import json

import pytest
from support.command import run
from support.maps import evaluate_with_map, settle
from support.rfc7946 import RULES

pytestmark = pytest.mark.browser

TABLES = ("crossings", "closures", "incidents", "movements")
MOMENTS = ("2025-03-01", "2024-01-13T12:00+05:00", "2021-12-31")


def send(page, *actions):
    evaluate_with_map(page, "argument.forEach((action) => map.durandline.store.send(action))", list(actions))


def downloaded(page, table, form):
    """The text of the file that the button of ``form`` hands out."""
    send(page, {"type": "tab", "tab": table})
    with page.expect_download() as found:
        page.locator(f"[data-keep=download-{form}]").click()
    name = found.value.suggested_filename
    assert name.startswith(f"durandline-{table}-")
    assert name.endswith(f".{form}")
    return found.value.path().read_bytes()


def exported(table, form, *options):
    ran = run("export", "-", "--table", table, "--format", form, *options, "-q")
    assert ran.code == 0
    return ran.out


def on_action(text):
    if "T" not in text:
        return {"type": "on", "on": {"day": text}}
    from datetime import datetime

    return {"type": "on", "on": {"second": int(datetime.fromisoformat(text).timestamp())}}


def by_id(text):
    return {each["id"]: each for each in json.loads(text)["features"]}


@pytest.mark.parametrize("on", MOMENTS)
@pytest.mark.parametrize("table", TABLES)
def test_geojson_is_the_exports(page, table, on):
    settle(page)
    send(page, on_action(on))
    text = downloaded(page, table, "geojson")
    ours, theirs = by_id(text), by_id(exported(table, "geojson", "--on", on))
    assert ours == theirs
    collection = json.loads(text)
    assert [said for rule in RULES.values() for said in rule(text.decode("utf-8"), collection)] == []
    expected = json.loads(exported(table, "geojson", "--on", on))
    heads = [
        {key: value for key, value in each.items() if key not in ("features", "as_of")}
        for each in (collection, expected)
    ]
    assert heads[0] == heads[1]


@pytest.mark.parametrize("table", TABLES)
def test_csv_is_the_exports(page, table):
    settle(page)
    text = downloaded(page, table, "csv").decode("utf-8")
    ours, theirs = (
        list(csv.reader(io.StringIO(each))) for each in (text, exported(table, "csv", "--on", "2025-03-01"))
    )
    assert ours[0] == theirs[0]
    assert sorted(ours) == sorted(theirs)
    assert "\r" not in text
    assert text.endswith("\n")


def test_incidents_of_a_window_are_those_of_the_export(page):
    settle(page)
    send(page, {"type": "window", "window": {"kind": "dates", "since": "2024-01-01", "until": "2024-12-31"}})
    options = ("--on", "2025-03-01", "--since", "2024-01-01", "--until", "2024-12-31")
    assert by_id(downloaded(page, "incidents", "geojson")) == by_id(exported("incidents", "geojson", *options))


def test_the_file_holds_what_the_table_shows(page):
    settle(page)
    send(page, {"type": "crossing", "id": "torkham", "wanted": True}, {"type": "flow", "flow": "commercial"})
    rows = by_id(downloaded(page, "closures", "geojson")).values()
    assert rows
    assert {row["properties"]["crossing_id"] for row in rows} == {"torkham"}
    assert len(rows) == page.locator(".dl-grid-body tbody tr").count()
