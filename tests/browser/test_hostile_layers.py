"""Each of our layers on somebody's own ``folium.Map``, in a file and in a notebook, with hostile text in every cell.

There ``web.document`` never runs and no policy protects the reader: the layers alone must keep data from running.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape

import folium
import geopandas as gpd
import pandas as pd
import pytest
import shapely
from folium.plugins import MarkerCluster
from support.hostile import HOSTILE, LONE_SURROGATE, LONG, MARK, ran_at_build
from support.maps import mark_popups, point_popups, settle
from support.pages import heard, ran

from durandline import layers
from durandline.geo import frames
from durandline.geo.record import Record
from durandline.geo.time.moment import parse_moment
from durandline.layers.web.leaflet import inlined

pytestmark = pytest.mark.browser
ON = parse_moment("2025-03-01")
VALUES = {**HOSTILE, "lone_surrogate": LONE_SURROGATE, "long": LONG[:20_000]}
# By these words the drawing code chooses; any other text must be as harmless, and is shown all the same.
CHOSEN = {"state", "cargo_state", "people_state", "last_state", "kind", "class", "country", "direction", "measure"}
SHOWN = {  # where the popup of each row shows its text, and how often at least
    "crossings": 8,
    "closures": 2,
    "incidents": 6,
    "movements": 2,
}
CLICK_ALL_LINES = """() => {
  for (const path of document.querySelectorAll(".leaflet-pane path")) {
    path.dispatchEvent(new MouseEvent("click", { bubbles: true, clientX: 300, clientY: 200 }));
  }
}"""
STUB = "L.markerClusterGroup = (options) => L.featureGroup([], options); L.AwesomeMarkers = { icon: L.icon };"


@cache
def sample(kind):
    """A row of each table of the shipped record that is rich in text."""
    record = Record()
    made = {
        "crossings": lambda: frames.crossing_states(record, ON),
        "closures": lambda: frames.closures(record, ON),
        "incidents": lambda: frames.incidents(record),
        "movements": lambda: frames.movements(record, ON),
        "routes": lambda: frames.routes(record),
        "border": lambda: frames.border(record),
        "basemap": lambda: frames.basemap(record),
    }
    frame = made[kind]()
    full = max(
        range(len(frame)), key=lambda at: (frame.geometry.iloc[at] is not None, len(str(dict(frame.iloc[at]))))
    )
    return dict(frame.iloc[full])


def poison(value, text, chosen, key=""):
    """Return a cell with ``text`` in place of every text in it, however deep."""
    if isinstance(value, str):
        return value if key in chosen else text
    if isinstance(value, dict):
        return {name: poison(part, text, chosen, name) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [poison(part, text, chosen, key) for part in value]
    return value


def point(place):
    return round(64.0 + place % 12 * 0.5, 3), round(30.0 + place // 12 * 0.5, 3)


def hostile_frame(kind, *, chosen=CHOSEN, values=None):
    """A frame of layer ``kind`` with one row for each hostile text; points lie apart from one another."""
    rows = []
    for place, text in enumerate((values or VALUES).values()):
        row = poison({name: cell for name, cell in sample(kind).items() if name != "geometry"}, text, chosen)
        shape = shapely.Point(point(place)) if kind in SHOWN else sample(kind)["geometry"]
        rows.append(
            row | {"geometry": shape, "crossing_id": f"{place}"}
            if "crossing_id" in row
            else row | {"geometry": shape}
        )
    # Cells as they are: text of another type than object may refuse what UTF-8 cannot carry.
    columns = {name: pd.Series([row[name] for row in rows], dtype=object) for name in rows[0] if name != "geometry"}
    return gpd.GeoDataFrame(columns, geometry=[row["geometry"] for row in rows], crs="EPSG:4326")


def folium_map(*drawn):
    """Somebody's own map: no tiles, a marker, a cluster, a GeoJSON layer, ours, and folium's layer control."""
    base = folium.Map([33, 68], zoom_start=6, tiles=None, max_zoom=16)
    folium.Marker([34.5, 69.2]).add_to(base)
    folium.Marker([34.0, 71.5]).add_to(MarkerCluster(name="cluster").add_to(base))
    shape = {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [67, 31]}}
    folium.GeoJson(shape, name="shape").add_to(base)
    for layer in drawn:
        layer.add_to(base)
    folium.LayerControl().add_to(base)
    return base


@pytest.fixture(scope="module")
def supplied():
    """What folium's page asks for, with Leaflet from its package; the rest stays empty."""
    links = [*folium.Map.default_js, *folium.Map.default_css, *MarkerCluster.default_js, *MarkerCluster.default_css]
    kinds = {True: "text/javascript", False: "text/css"}
    known = inlined()
    answers = {address: (kinds[address.endswith(".js")], known.get(address, "")) for _, address in links}
    last = dict(MarkerCluster.default_js)["markerclusterjs"]
    return answers | {last: ("text/javascript", STUB)}


def saved(base, path):
    base.save(str(path))
    return path


def in_a_notebook(base, path):
    # Chromium reads what a notebook puts into its page.
    text = f"<!DOCTYPE html><meta charset=utf-8><title>notebook</title>{base._repr_html_()}"
    path.write_text(text, encoding="utf-8")
    return path


def document(page, written):
    """The page's map: the page itself, or the frame that a notebook puts it in."""
    if written is saved:
        return page
    page.frames[-1].wait_for_function("() => window.L && document.readyState === 'complete'")
    return page.frames[-1]


def no_sign(page, base, path):
    page.wait_for_timeout(400)
    assert ran_at_build(unescape(path.read_text(encoding="utf-8", errors="surrogatepass"))) == []
    marks = [frame.evaluate("() => window.__pwned") for frame in page.frames]
    assert [mark for mark in marks if mark is not None] == []
    assert ran(page) == []
    assert heard(page).everything() == {}
    assert not [frame for frame in page.frames if frame.url.startswith("https://hostile")]


@pytest.mark.parametrize("written", [saved, in_a_notebook], ids=lambda way: way.__name__)
@pytest.mark.parametrize("kind", SHOWN)
def test_hostile_cells_are_shown_as_text_and_nothing_runs(page_of, tmp_path, supplied, kind, written):
    layer = getattr(layers, kind.capitalize())(hostile_frame(kind))
    path = written(folium_map(layer), tmp_path / "map.html")
    page = page_of(path, supplied=supplied)
    where = document(page, written)
    if kind == "incidents":
        texts = [found[0] for found in point_popups(where, [point(place) for place in range(len(VALUES))])]
    else:
        texts = [text for _, text in mark_popups(where)]
    assert len(texts) == len(VALUES)
    for (name, value), text in zip(VALUES.items(), texts, strict=True):
        assert text.count(value) >= SHOWN[kind], (name, text)
    no_sign(page, where, path)


@pytest.mark.parametrize("written", [saved, in_a_notebook], ids=lambda way: way.__name__)
@pytest.mark.parametrize("kind", ["routes", "border", "basemap"])
def test_hostile_cells_of_lines_do_not_run(page_of, tmp_path, supplied, kind, written):
    layer = getattr(layers, kind.capitalize())(hostile_frame(kind, values=HOSTILE))
    path = written(folium_map(layer), tmp_path / "map.html")
    page = page_of(path, supplied=supplied)
    document(page, written).evaluate(CLICK_ALL_LINES)
    no_sign(page, page, path)


@pytest.mark.parametrize("kind", [*SHOWN, "basemap"])
def test_words_that_choose_a_symbol_may_be_anything(page_of, tmp_path, supplied, kind):
    """An unknown state, kind or direction draws something and says what it was given; it stops no layer."""
    layer = getattr(layers, kind.capitalize())(hostile_frame(kind, chosen=set(), values=HOSTILE))
    path = saved(folium_map(layer), tmp_path / "map.html")
    page = page_of(path, supplied=supplied)
    settle(page)
    if kind == "incidents":
        assert all(point_popups(page, [point(place) for place in range(len(HOSTILE))]))
    elif kind in SHOWN:
        assert len(mark_popups(page)) == len(HOSTILE)
    no_sign(page, page, path)


def test_all_layers_and_the_legend_stand_together_on_a_plain_map(page_of, tmp_path, supplied):
    drawn = [getattr(layers, kind.capitalize())(hostile_frame(kind, values=HOSTILE)) for kind in (*SHOWN, "border")]
    base = folium_map(*drawn, layers.Legend())
    path = saved(base, tmp_path / "map.html")
    page = page_of(path, supplied=supplied)
    settle(page)
    assert page.locator(".dl-legend").count() == 1
    names = page.locator(".leaflet-control-layers-overlays label").all_inner_texts()
    assert len(names) == len(drawn) + 2
    for box in page.locator(".leaflet-control-layers-overlays input").all():
        box.evaluate("(node) => { node.click(); node.click(); }")
    no_sign(page, page, path)


# A label in HTML cannot hold what HTML cannot: that shows as the sign for what is not to be written.
NAMES = {key: text for key, text in HOSTILE.items() if text.strip()} | {"proto": "__proto__"}


@pytest.mark.parametrize("written", [saved, in_a_notebook], ids=lambda way: way.__name__)
def test_hostile_names_are_shown_as_text_in_layer_control_and_legend(page_of, tmp_path, supplied, written):
    frame = hostile_frame("crossings", values={"one": "x"})
    kinds = [*SHOWN, "border", "routes", "basemap"]
    drawn = [layers.Crossings(frame, name=text) for text in NAMES.values()]
    drawn += [
        getattr(layers, kind.capitalize())(hostile_frame(kind, values={"one": "x"}), name=text)
        for kind, text in zip(kinds, NAMES.values(), strict=False)
    ]
    path = written(folium_map(*drawn, layers.Legend()), tmp_path / "map.html")
    page = page_of(path, supplied=supplied)
    where = document(page, written)
    where.wait_for_function("() => document.querySelectorAll('.dl-legend-body > .dl-layer').length")
    controls = (
        "[...document.querySelectorAll('.leaflet-control-layers-overlays label')].map((one) => one.textContent)"
    )
    legend = "[...document.querySelectorAll('.dl-legend-body > .dl-layer')].map((one) => one.textContent)"
    texts = where.evaluate(controls)
    assert len(texts) == len(drawn) + 2  # with the layers that are not ours
    assert len(set(texts)) == len(texts)
    assert len(where.evaluate(legend)) == len(drawn)
    for key, text in NAMES.items():
        if not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]", text):
            assert any(text.strip() in shown for shown in texts), key
        assert any(text.strip() in shown for shown in where.evaluate(legend)), key
    no_sign(page, where, path)


@pytest.mark.parametrize("written", [saved, in_a_notebook], ids=lambda way: way.__name__)
def test_two_layers_of_one_class_are_switched_apart(page_of, tmp_path, supplied, written):
    drawn = [layers.Crossings(hostile_frame("crossings", values=dict.fromkeys("ab"[:size], "x"))) for size in (1, 2)]
    own = [layers.Incidents(hostile_frame("incidents", values={key: key for key in "abc"[:size]})) for size in (2, 3)]
    path = written(folium_map(*drawn, *own, layers.Legend()), tmp_path / "map.html")
    page = page_of(path, supplied=supplied)
    where = document(page, written)
    where.wait_for_function("() => document.querySelectorAll('.dl-crossing').length === 3")
    labels = where.locator(".leaflet-control-layers-overlays label")
    texts = [text.strip() for text in labels.all_text_contents()]
    assert texts[-4:] == ["Crossings", "Crossings (2)", "Incidents", "Incidents (2)"]
    rows = where.locator(".dl-legend-body > .dl-layer")
    shown = [
        (row.locator("[dir=auto]").text_content(), row.locator(".dl-number").text_content()) for row in rows.all()
    ]
    assert shown == [("Crossings", "1"), ("Crossings (2)", "2"), ("Incidents", "2"), ("Incidents (2)", "3")]
    labels.nth(len(texts) - 3).locator("input").evaluate("(node) => node.click()")
    where.wait_for_function("() => document.querySelectorAll('.dl-crossing').length === 1")
    assert [row.locator("input").is_checked() for row in rows.all()] == [True, False, True, True]
    no_sign(page, where, path)


@pytest.mark.parametrize("name", ["img_onerror", "svg_onload", "template_literal", "script_end"])
def test_the_trap_springs_where_text_is_not_guarded(page_of, tmp_path, supplied, name):
    """The same texts in folium's own tooltip do run: what these tests look for is there to be seen."""
    base = folium_map()
    folium.Marker([33, 68], tooltip=folium.Tooltip(HOSTILE[name], permanent=True)).add_to(base)
    page = page_of(saved(base, tmp_path / "map.html"), supplied=supplied, quiet=False)
    page.wait_for_function(f"() => window.{MARK} !== undefined")
    assert ran(page)


@pytest.mark.parametrize("name", ["jinja_expression", "jinja_statement", "jinja_os"])
def test_the_trap_springs_where_text_is_a_template(tmp_path, name):
    base = folium_map()
    folium.Marker([33, 68], tooltip=HOSTILE[name]).add_to(base)
    text = saved(base, tmp_path / "map.html").read_text(encoding="utf-8")
    assert ran_at_build(text)


def test_our_script_is_in_the_page_once(tmp_path):
    drawn = [layers.Border(hostile_frame("border", values={"one": "x"})) for _ in range(3)]
    text = saved(folium_map(*drawn), tmp_path / "map.html").read_text(encoding="utf-8")
    assert len(re.findall(r"window\.durandline = api", text)) == 1
    assert text.count("durandline.draw(") == 3
