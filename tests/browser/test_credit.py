"""Our layers on somebody's own ``folium.Map``: who drew the line is named in view, without anything being opened."""

from __future__ import annotations

import folium
import pytest
from support.maps import settle

from durandline import layers
from durandline.geo import frames
from durandline.geo.record import Record
from durandline.layers.web.leaflet import inlined

pytestmark = pytest.mark.browser
CREDIT = "© OpenStreetMap contributors"


@pytest.fixture
def drawn(page_of, tmp_path):
    def open_map(*made):
        base = folium.Map([33, 68], zoom_start=6, tiles=None)
        for layer in made:
            layer.add_to(base)
        base.save(str(tmp_path / "own.html"))
        links = [*folium.Map.default_js, *folium.Map.default_css]
        known = inlined()
        kinds = {True: "text/javascript", False: "text/css"}
        answers = {address: (kinds[address.endswith(".js")], known.get(address, "")) for _, address in links}
        page = page_of(tmp_path / "own.html", supplied=answers, viewport={"width": 500, "height": 400})
        settle(page)
        return page

    return open_map


def test_the_line_on_ones_own_map_comes_with_its_credit(drawn):
    page = drawn(layers.Border(frames.border(Record())), layers.Basemap(frames.basemap(Record())))
    box = page.get_by_text(CREDIT, exact=True).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 500
    assert box["y"] + box["height"] <= 400


def test_a_map_without_the_line_credits_nobody_for_it(drawn):
    page = drawn(layers.Basemap(frames.basemap(Record())))
    assert page.locator(".dl-notes").inner_text() == "About this map"
