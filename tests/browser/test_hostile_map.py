"""``durandline map`` with hostile text everywhere: shown as text; nothing runs, at build time or in the page."""

from __future__ import annotations

import csv
import io
import json

import pytest
from support.command import run, run_apart
from support.hostile import HOSTILE, LONE_SURROGATE, LONG, ran_at_build
from support.maps import mark_popups, point_popups
from support.pages import at_rest, ran, shows
from support.zoo import COLUMNS

pytestmark = pytest.mark.browser
TEXTS = ("summary", "actors", "notes", "place_name", "source_publisher")
LINES = ("source_url", "kind")  # what is no link and no kind is a warning; the row stays
DAY = ("--on", "2026-01-01")
MAP = "Object.values(window).find((value) => value instanceof L.Map)"


def point(place):
    """Points on a grid in the area, none on another."""
    return round(64.0 + place % 12 * 0.5, 3), round(30.0 + place // 12 * 0.5, 3)


def rows(values):
    for place, (name, value) in enumerate(values.items()):
        lon, lat = point(place)
        cells = dict.fromkeys((*TEXTS, *LINES), value)
        yield {**cells, "incident_id": f"{value}{name}", "date": "2025-12-01", "lon": str(lon), "lat": str(lat)}


def as_csv(values):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows(values))
    return text.getvalue()


def as_geojson(values):
    features = []
    for row in rows(values):
        position = [float(row.pop("lon")), float(row.pop("lat"))]
        geometry = {"type": "Point", "coordinates": position}
        features.append({"type": "Feature", "properties": row, "geometry": geometry})
    return json.dumps({"type": "FeatureCollection", "features": features})


@pytest.mark.parametrize(("name", "written"), [("own.csv", as_csv), ("own.geojson", as_geojson)])
def test_every_hostile_text_in_every_field_is_shown_as_text(page_of, tmp_path, name, written):
    own = tmp_path / name
    own.write_text(written(HOSTILE), encoding="utf-8", newline="")
    out = tmp_path / "map.html"
    made = run("map", out, *DAY, "--incidents", own, "--since", "2025-11-30")
    assert made.code == 3
    assert ": error: " not in made.err
    assert f"{len(HOSTILE)} on the map" in made.err or not made.err.count("Not drawn")
    assert ran_at_build(out.read_text(encoding="utf-8") + made.err) == []
    page = page_of(out)
    popups = point_popups(page, [point(place) for place in range(len(HOSTILE))])
    for (what, value), texts in zip(HOSTILE.items(), popups, strict=True):
        assert len(texts) == 1, what
        assert texts[0].count(value.strip().replace("\0", "")) >= len(TEXTS), (what, texts[0])  # no file keeps a NUL
    page.wait_for_timeout(500)
    assert ran(page) == []
    addresses = page.evaluate("() => [...document.querySelectorAll('a')].map((a) => a.getAttribute('href'))")
    assert [each for each in addresses if not each.startswith(("http://", "https://", "#"))] == []
    assert page.evaluate(
        "() => document.querySelectorAll('body script, main iframe, main img, base, svg[onload]').length"
    ) == (page.evaluate("() => document.querySelectorAll('body > script').length"))


CONTROLS = ("bar-search", "bar-date")
IN_ADDRESS = ("on", "window", "crossing", "crossings", "hide", "flow", "direction", "precision", "search", "layers",
              "tab", "sort", "view", "lang", "theme", "embed")  # fmt: skip


def is_harmless(page):
    """Nothing ran and the page stands as it stood: drawn, and no element came from a text."""
    assert ran(page) == []
    assert page.evaluate("() => document.documentElement.dataset.durandline") == "ready"
    assert page.locator("main iframe, main img, .dl-app script, base, svg[onload]").count() == 0
    assert page.evaluate("() => ({}).polluted") is None


@pytest.fixture
def searched(page_of, tmp_path):
    """A map whose incidents hold all hostile texts."""
    own = tmp_path / "own.csv"
    own.write_text(as_csv(HOSTILE), encoding="utf-8", newline="")
    run("map", tmp_path / "map.html", *DAY, "--incidents", own, "--since", "2025-11-30")
    return page_of(tmp_path / "map.html")


def test_every_hostile_text_in_every_control_is_text(searched):
    page = searched
    for keep in CONTROLS:
        field = page.locator(f"[data-keep={keep}]")
        for value in HOSTILE.values():
            field.evaluate(
                "(node, text) => { node.focus(); node.value = text;"
                " ['input', 'change'].forEach((type) => node.dispatchEvent(new Event(type, { bubbles: true }))); }",
                value,
            )
            if keep == "bar-date":
                assert page.locator(".dl-date-error").inner_text()
                assert field.get_attribute("aria-invalid") == "true"
        at_rest(page)
        is_harmless(page)
        field.fill("")
        field.press("Escape")


def test_every_hostile_text_in_every_table_is_text(searched):
    page = searched
    page.locator("[data-keep=tab-incidents]").click()
    page.wait_for_function("() => document.querySelector('.dl-grid-body').getAttribute('aria-busy') === 'false'")
    at_rest(page)
    while page.locator("[data-keep=grid-more]").count():
        page.locator("[data-keep=grid-more]").click()
        at_rest(page)
    text = page.locator(".dl-grid-body").evaluate("(node) => node.textContent")
    assert [what for what, value in HOSTILE.items() if value.strip().replace("\0", "") not in text] == []
    is_harmless(page)


def test_every_hostile_text_in_every_part_of_the_address_is_nothing(page_of, tmp_path, small):
    assert run("map", tmp_path / "map.html", "--on", "2020-01-05", "--data", small).code == 0
    page = page_of(tmp_path / "map.html")
    start = page.evaluate(f"() => {{ const map = {MAP}; return JSON.stringify(map.durandline.store.get()); }}")
    for value in HOSTILE.values():
        for written in ("encodeURIComponent(text)", "text"):
            page.evaluate(
                f"([names, text]) => {{ location.hash = names.map((name) => name + '=' + {written}).join('&'); }}",
                [IN_ADDRESS, value],
            )
        page.wait_for_timeout(20)
        is_harmless(page)
    page.evaluate("() => { location.hash = '#on=2020-01-05'; }")
    at_rest(page)
    end = page.evaluate(f"() => {{ const map = {MAP}; return JSON.stringify(map.durandline.store.get()); }}")
    assert json.loads(end) == json.loads(start) | {"searched": json.loads(end)["searched"]}


def test_what_no_encoding_holds_is_replaced(page_of, tmp_path):
    own = tmp_path / "own.geojson"
    own.write_text(as_geojson({"surrogate": LONE_SURROGATE}), encoding="utf-8")
    assert run("map", tmp_path / "map.html", *DAY, "--incidents", own, "--since", "2025-11-30").code == 3
    page = page_of(tmp_path / "map.html")
    assert "a\ufffdb" in point_popups(page, [point(0)])[0][0]


def test_a_megabyte_in_one_field_is_shown_whole(page_of, tmp_path):
    own = tmp_path / "own.csv"
    own.write_text(f"date,lon,lat,notes\n2025-12-01,64,30,{LONG}\n", encoding="utf-8")
    assert run("map", tmp_path / "map.html", *DAY, "--incidents", own).code == 0
    page = page_of(tmp_path / "map.html")
    assert LONG.strip() in point_popups(page, [(64, 30)])[0][0]


NO_NUL = {name: value for name, value in HOSTILE.items() if "\0" not in value}
ALONE = ("script_end", "title_end", "comment", "jinja_statement", "jinja_os", "stray_expression", "stray_comment",
         "stray_statement", "template_literal", "entity", "bidi_override", "terminal")  # fmt: skip


@pytest.mark.parametrize("name", [*ALONE, "all_together"])
def test_a_hostile_title_is_a_title(page_of, tmp_path, small, name):
    title = NO_NUL.get(name) or " ".join(NO_NUL.values())
    out = tmp_path / "map.html"
    made = run("map", out, "--on", "2020-01-05", "--data", small, "--title", title)
    assert made.code == 0
    assert ran_at_build(out.read_text(encoding="utf-8") + made.err) == []
    page = page_of(out)
    page.wait_for_timeout(100)
    assert ran(page) == []
    shown = title.translate(
        dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160), 0xFFFE, 0xFFFF, 0xFDD0), "\ufffd")
    )
    assert shows(page, shown, "h1")
    assert page.locator("h1").count() == 1


def test_a_title_that_is_no_text_at_all_is_replaced(tmp_path, small):
    out = tmp_path / "map.html"
    made = run_apart(
        "map", out, "--on", "2020-01-05", "--data", small, "--title", b"caf\xe9".decode("utf-8", "surrogateescape")
    )
    assert made.code == 0, made.err
    assert '<h1 dir="auto">caf\ufffd</h1>' in out.read_text(encoding="utf-8")


NAMES = {name: value.replace("/", "\u2215") for name, value in NO_NUL.items() if len(value.encode()) < 200}


@pytest.mark.parametrize("name", ["img_onerror", "script_end", "jinja_expression", "jinja_os", "template_literal",
                                  "stray_statement", "terminal", "bidi_override", "newlines", "arabic"])  # fmt: skip
def test_a_hostile_file_name_is_a_name(page_of, tmp_path, small, name):
    folder = tmp_path / NAMES[name]
    folder.mkdir()
    own = folder / f"{NAMES[name]}.csv"
    own.write_text("date,lon,lat\n2019-12-01,64,30\nsoon,64,30\n", encoding="utf-8")
    out = folder / f"{NAMES[name]} map.html"
    made = run("map", out, "--on", "2020-01-05", "--data", small, "--incidents", own)
    assert made.code == 3
    assert "\x1b" not in made.err
    assert "\u202e" not in made.err
    assert ran_at_build(out.read_text(encoding="utf-8") + made.err) == []
    page = page_of(out)
    assert own.name in point_popups(page, [(64, 30)])[0][0]
    page.wait_for_timeout(100)
    assert ran(page) == []


def test_hostile_text_in_every_table_of_ones_own_record(page_of, tmp_path, poisoned):
    """All text of crossings, places, reports, incidents, claims, movements and sources is hostile at once."""
    out = tmp_path / "map.html"
    made = run("map", out, *DAY, "--data", poisoned)
    assert made.code == 0, made.err
    told = run("status", *DAY, "--data", poisoned)
    for line in (made.err + told.out + run("status", "torkham", *DAY, "--data", poisoned).out).splitlines():
        assert not [char for char in line if char < " " or char in "\x7f\x9b\u202e"], line
    assert ran_at_build(out.read_text(encoding="utf-8") + told.out) == []
    page = page_of(out)
    for box in page.locator(".dl-legend input").all():
        box.evaluate("(node) => node.checked || node.click()")
    popups = " ".join(text for _, text in mark_popups(page))
    hidden = [name for name, value in HOSTILE.items() if name != "nul" and value.strip() not in popups]
    assert hidden == []
    page.wait_for_timeout(500)
    assert ran(page) == []


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory):
    """The shipped tables with a hostile text put before every free text, each row another one in turn."""
    from importlib.resources import files

    from durandline.geo.formats.csv import read_rows, read_text, write_rows
    from durandline.geo.schema.tables import TABLES

    folder = tmp_path_factory.mktemp("poisoned")
    shipped = files("durandline.data")
    for name in ("basemap.geojson", "border.geojson", "routes.geojson", "stale.toml"):
        (folder / name).write_bytes((shipped / name).read_bytes())
    values = list(HOSTILE.values())
    for name, table in TABLES.items():
        header, found = read_rows(read_text((shipped / f"{name}.csv").read_bytes(), name))
        texts = [field.name for field in table.fields if field.type == "text"]
        rows = [
            cells | {key: f"{values[place % len(values)]} {cells[key]}" for key in texts if cells[key]}
            for place, (_, cells) in enumerate(found)
        ]
        (folder / f"{name}.csv").write_bytes(write_rows(tuple(header), rows).encode("utf-8"))
    return folder
