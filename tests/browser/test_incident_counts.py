"""What is drawn of incidents adds up to what is there at every zoom, and each can be reached from what is drawn."""

from __future__ import annotations

import folium
import geopandas as gpd
import numpy as np
import pytest
import shapely
from support.command import run
from support.maps import evaluate_with_map, settle
from support.pages import at_rest

from durandline import layers
from durandline.layers.web.leaflet import inlined

pytestmark = pytest.mark.browser
METRE = 1 / 111_320  # degrees of latitude
# Each mark is one outline of this width, with its number where it stands for several; what is cleared is forgotten.
SPY = """
  const to = CanvasRenderingContext2D.prototype;
  const ours = (context) => context.canvas.classList.contains("dl-canvas");
  const reset = (context) => { if (ours(context)) { window.marks = 0; window.numbers = []; } };
  for (const [name, note] of [
    ["clearRect", reset],
    ["stroke", (context) => { window.marks += ours(context) && Math.abs(context.lineWidth - 1.6) < 0.1 ? 1 : 0; }],
    ["fillText", (context, text, x, y) => { if (ours(context)) { window.numbers.push([Number(text), x, y]); } }],
  ]) {
    const own = to[name];
    to[name] = function (...given) { note(this, ...given); return own.apply(this, given); };
  }
"""
DRAWN = """({
  total: window.marks - window.numbers.length + window.numbers.reduce((sum, [number]) => sum + number, 0),
  numbers: window.numbers,
})"""


def see(page, lat, lon, zoom):
    evaluate_with_map(
        page, "void map.setView([argument[0], argument[1]], argument[2], {animate: false})", [lat, lon, zoom]
    )
    return page.evaluate(DRAWN)


def opened(page):
    """How many the popup steps through; None where none is open."""
    box = page.locator(".dl-popup")
    if not box.count():
        return None
    steps = box.locator(".dl-steps span")
    return int(steps.inner_text().split()[-1]) if steps.count() else 1


@pytest.fixture(scope="module")
def beside_the_record(tmp_path_factory):
    """The record with thirty incidents of one's own, 33 m from the thirteen that the record has at Torkham."""
    folder = tmp_path_factory.mktemp("near")
    rows = [f"own{at},attack,2025-02-01,34.115,71.085,made up" for at in range(30)]
    (folder / "near.csv").write_text("\n".join(["incident_id,kind,date,lat,lon,summary", *rows]), encoding="utf-8")
    made = folder / "near.html"
    assert run("map", made, "--on", "2025-03-01", "--incidents", folder / "near.csv", "-q").code == 0
    return made


def test_a_mark_beside_a_larger_one_is_not_lost_on_zooming_in(page_of, beside_the_record):
    page = page_of(beside_the_record, init=SPY)
    settle(page)
    before = 10_000
    for quarter in range(4 * 4, 14 * 4 + 1):
        drawn = see(page, 34.115, 71.085, quarter / 4)
        most = max(number for number, _, _ in drawn["numbers"])
        assert 43 <= most <= before, quarter / 4
        before = most
    assert before == 43
    number, x, y = max(drawn["numbers"])
    box = page.locator(".leaflet-container").bounding_box()
    page.mouse.click(box["x"] + x, box["y"] + y)
    page.locator(".dl-popup .dl-steps").wait_for()
    assert opened(page) == number


def test_under_a_filter_all_that_is_left_is_drawn(page_of, beside_the_record):
    page = page_of(beside_the_record, init=SPY)
    settle(page)
    evaluate_with_map(page, "void map.durandline.store.send({ type: 'search', text: 'made up' })")
    at_rest(page)
    for zoom in (4, 7.25, 10.75, 11, 13.5, 14):
        assert see(page, 34.115, 71.085, zoom)["total"] == 30
    count = page.locator(".dl-legend .dl-layer", has_text="Incidents").locator(".dl-number").first
    assert count.text_content() == "30"


@pytest.fixture(scope="module")
def strewn():
    """Ninety incidents within 300 m, many at one point, and two without a point."""
    chance = np.random.default_rng(5)
    near = [(71.09 + chance.uniform(-300, 300) * METRE, 34.12 + chance.uniform(-300, 300) * METRE) for _ in range(40)]
    line = [(71.088 + at * 12 * METRE, 34.119) for at in range(20)]
    points = [shapely.Point(at) for at in [*near, *line, *[(71.0903, 34.1231)] * 30]] + [None, None]
    columns = {"incident_id": [f"i{at}" for at in range(len(points))], "kind": "attack", "date": "2025-02-01"}
    return gpd.GeoDataFrame(columns, geometry=points, crs="EPSG:4326")


def test_on_somebodys_own_map_marks_add_up_from_afar_to_the_doorstep(page_of, tmp_path, strewn):
    base = folium.Map([34.12, 71.09], zoom_start=5, tiles=None, max_zoom=18, zoom_snap=0.25)
    layers.Incidents(strewn).add_to(base)
    layers.Legend().add_to(base)
    base.save(str(tmp_path / "map.html"))
    answers = {
        address: ("text/javascript" if address.endswith(".js") else "text/css", inlined().get(address, ""))
        for _, address in [*folium.Map.default_js, *folium.Map.default_css]
    }
    page = page_of(tmp_path / "map.html", supplied=answers, init=SPY, viewport={"width": 1700, "height": 1500})
    settle(page)
    for quarter in range(18 * 4 + 1):
        assert see(page, 34.12, 71.09, quarter / 4)["total"] == 90, quarter / 4
    assert "2 more without a place" in page.locator(".dl-legend").inner_text()
    for zoom in (0, 12, 18):
        for number, x, y in see(page, 34.12, 71.09, zoom)["numbers"]:
            see(page, 34.12, 71.09, zoom)
            evaluate_with_map(page, "void map.closePopup()")
            page.locator(".dl-popup").wait_for(state="detached")
            page.mouse.click(x, y)
            at_rest(page)
            closer = evaluate_with_map(page, "map.getZoom()") > zoom or evaluate_with_map(page, "map._animatingZoom")
            assert closer or opened(page) == number, (zoom, number)
            settle(page)
