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


WINDOW = {"type": "window", "window": {"kind": "dates", "since": "2024-01-01", "until": "2024-12-31"}}
TORKHAM = {"type": "crossing", "id": "torkham", "wanted": True}
WITHIN = ("--since", "2024-01-01", "--until", "2024-12-31")
APART = {"type": "join", "joined": False}
FILTERS = {  # what is chosen in the page, and the options of the command that say the same
    "instant": ([on_action("2024-01-13T12:00+05:00")], ("--on", "2024-01-13T12:00+05:00")),
    "crossing": ([TORKHAM], ("--on", "2025-03-01", "--crossing", "torkham")),
    "precision": ([{"type": "precision", "precision": "near"}], ("--on", "2025-03-01", "--precision", "near")),
    "all": (
        [WINDOW, APART, on_action("2025-02-10"), TORKHAM, {"type": "precision", "precision": "district"}],
        ("--on", "2025-02-10", *WITHIN, "--crossing", "torkham", "--precision", "district"),
    ),
}


def rows_of(text):
    return sorted(csv.reader(io.StringIO(text.decode("utf-8") if isinstance(text, bytes) else text)))


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("table", TABLES)
def test_under_a_filter_both_files_are_the_exports(page, table, name):
    actions, options = FILTERS[name]
    settle(page)
    send(page, *actions)
    assert by_id(downloaded(page, table, "geojson")) == by_id(exported(table, "geojson", *options))
    assert rows_of(downloaded(page, table, "csv")) == rows_of(exported(table, "csv", *options))


def test_of_some_kinds_the_file_holds_what_the_export_does(page):
    settle(page)
    kinds = evaluate_with_map(page, "map.durandline.limits.kinds")
    wanted = ("attack", "shelling")
    send(page, *({"type": "kind", "kind": kind, "shown": False} for kind in kinds if kind not in wanted))
    options = ("--on", "2025-03-01", *(each for kind in wanted for each in ("--kind", kind)))
    found = by_id(downloaded(page, "incidents", "geojson"))
    assert found == by_id(exported("incidents", "geojson", *options))
    assert {each["properties"]["kind"] for each in found.values()} == set(wanted)


def test_rows_that_may_not_be_handed_on_are_left_out_and_that_is_said(page_of, tmp_path):
    lines = [
        "incident_id,date,lon,lat,summary,dataset,licence,redistribute",
        "kept,2025-02-01,71.1,34.1,May be handed on.,Open Rows,CC-BY-4.0,yes",
        "held-a,2025-02-02,71.1,34.1,secret words,Closed Rows,no redistribution,no",
        "held-b,2025-02-03,71.2,34.1,secret words,Closed Rows,no redistribution,no",
    ]
    own = tmp_path / "own.csv"
    own.write_text("\n".join(lines) + "\n", encoding="utf-8")
    out = tmp_path / "map.html"
    options = ("--on", "2025-03-01", "--since", "2025-02-01", "--incidents", own)
    assert run("map", out, *options, "-q").code in (0, 3)
    assert "secret words" not in out.read_text(encoding="utf-8")
    page = page_of(out)
    settle(page)
    for form in ("geojson", "csv"):
        text = downloaded(page, "incidents", form).decode("utf-8")
        said = page.locator(".dl-downloads [role=status]").inner_text()
        assert "Left out: 2 rows of Closed Rows (no redistribution)" in said
        assert "May be handed on." in text
        assert "held-" not in text
        assert "Closed Rows" not in text
        ran = run("export", "-", "--table", "incidents", "--format", form, *options, "-q")
        theirs = ran.out
        if form == "csv":
            assert rows_of(text.encode()) == rows_of(theirs)
        else:
            assert by_id(text) == by_id(theirs)


def test_the_file_holds_what_the_table_shows(page):
    settle(page)
    send(page, {"type": "crossing", "id": "torkham", "wanted": True}, {"type": "flow", "flow": "commercial"})
    rows = by_id(downloaded(page, "closures", "geojson")).values()
    assert rows
    assert {row["properties"]["crossing_id"] for row in rows} == {"torkham"}
    assert len(rows) == page.locator(".dl-grid-body tbody tr").count()
