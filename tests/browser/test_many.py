"""Tens of thousands of incidents on the map: counted by square, marked where they are fewer, opened one by one."""

from __future__ import annotations

import pytest
from support.maps import evaluate_with_map, settle
from support.million import incident_frame
from support.pages import at_rest

from durandline import layers
from durandline.geo import frames
from durandline.geo.notices import read_notices
from durandline.geo.record import Record
from durandline.geo.time.moment import parse_moment
from durandline.layers.instrument import Instrument
from durandline.layers.web.document import render_page
from durandline.layers.words import read_words

pytestmark = pytest.mark.browser
ROWS = 30_000
WITHHELD = 7  # every seventh row may not be handed on


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """A page with the crossings and 30,000 made-up incidents, some of which may not be handed on."""
    frame = incident_frame(ROWS)
    frame["redistribute"] = [row % WITHHELD != 0 for row in range(ROWS)]
    frame["dataset"] = "Example Collection"
    record, on = Record(), parse_moment("2026-01-01")
    made = layers.Map()
    layers.Incidents(frame).add_to(made)
    layers.Crossings(frames.crossing_states(record, on)).add_to(made)
    Instrument(record, on).add_to(made)
    text = render_page(
        made, title="many", words=read_words(), notices=read_notices(), data_version="1", tool_version="1"
    )
    path = tmp_path_factory.mktemp("many") / "many.html"
    path.write_text(text, encoding="utf-8")
    return path, frame


@pytest.fixture
def page(page_of, crowded):
    opened = page_of(crowded[0])
    settle(opened)
    return opened


def view(page, lat, lon, zoom):
    evaluate_with_map(
        page, "void map.setView([argument[0], argument[1]], argument[2], {animate: false})", [lat, lon, zoom]
    )
    at_rest(page)


def hover(page, x, y):
    event = "map.fire('mousemove', { containerPoint: L.point(argument[0], argument[1]) })"
    return evaluate_with_map(page, f"({event}, map.getContainer().classList.contains('dl-over-point'))", [x, y])


def click(page, lat, lon):
    evaluate_with_map(
        page,
        "void map.fire('click', { containerPoint: map.latLngToContainerPoint([argument[0], argument[1]]) })",
        [lat, lon],
    )
    at_rest(page)


# The nearest pixel to a place at which the pointer says that there is something; marks may lie a little way off.
NEAREST = """(() => {
  const { x, y } = map.latLngToContainerPoint([argument[0], argument[1]]);
  const over = (at) => {
    map.fire('mousemove', { containerPoint: at });
    return map.getContainer().classList.contains('dl-over-point');
  };
  for (let away = 0; away <= 24; away += 2) {
    for (let turn = 0; turn < 2 * Math.PI; turn += Math.PI / 12) {
      const at = L.point(x + away * Math.cos(turn), y + away * Math.sin(turn));
      if (over(at)) {
        return at;
      }
    }
  }
})()"""


def reach(page, lat, lon):
    """Click on what is drawn nearest to a place until it opens; each click before leads closer."""
    zoom = 0
    while not page.locator(".dl-popup").count():
        now = evaluate_with_map(page, "map.getZoom()")
        assert now > zoom
        zoom = now
        spot = evaluate_with_map(page, NEAREST, [lat, lon])
        evaluate_with_map(page, "void map.fire('click', { containerPoint: L.point(argument.x, argument.y) })", spot)
        settle(page)


def popup(page):
    page.wait_for_function(
        "() => document.querySelector('.dl-popup') && !document.querySelector('.dl-popup [aria-busy]')"
    )
    return page.locator(".dl-popup").inner_text()


def test_from_afar_there_are_counts_and_a_click_leads_closer(page, crowded):
    assert page.locator(".leaflet-container.dl-crowded").count() == 1
    _, frame = crowded
    row = frame[frame.geometry.notna()].iloc[0]
    zoom = evaluate_with_map(page, "map.getZoom()")
    spot = evaluate_with_map(page, "map.latLngToContainerPoint([argument[0], argument[1]])", [row["lat"], row["lon"]])
    assert hover(page, spot["x"], spot["y"])
    assert not hover(page, 5, 5)
    click(page, row["lat"], row["lon"])
    settle(page)
    assert evaluate_with_map(page, "map.getZoom()") == zoom + 2
    assert page.locator(".dl-popup").count() == 0


@pytest.mark.parametrize("zoom", [6, 9.5, 12])
def test_closer_by_each_can_be_opened_and_says_what_its_row_says(page, crowded, zoom):
    _, frame = crowded
    located = frame[frame.geometry.notna() & frame["redistribute"]]
    row = located.iloc[-1]
    view(page, row["lat"], row["lon"], zoom)
    reach(page, row["lat"], row["lon"])
    text = popup(page)
    for _ in range(500):
        if row["summary"] in text:
            break
        page.locator(".dl-steps button").last.click()
        text = popup(page)
    assert row["summary"] in text
    assert row["date"] in text


def test_of_what_may_not_be_handed_on_kind_day_and_collection_are_told(page, crowded):
    _, frame = crowded
    withheld = frame[frame.geometry.notna() & ~frame["redistribute"]]
    row = withheld.iloc[-1]
    view(page, row["lat"], row["lon"], 14)
    click(page, row["lat"], row["lon"])
    text = popup(page)
    while "Example Collection" not in text:
        page.locator(".dl-steps button").last.click()
        text = popup(page)
    assert "details are not handed on" in text
    assert row["date"] in text
    assert row["summary"] not in text
    assert row["source_url"] not in text


def test_a_filter_that_leaves_few_brings_marks_back_and_counts_are_those_of_the_legend(page, crowded):
    window = {"type": "window", "window": {"kind": "days", "days": 60}}
    evaluate_with_map(page, "void map.durandline.store.send(argument)", window)
    at_rest(page)
    assert page.locator(".leaflet-container.dl-crowded").count() == 0
    _, frame = crowded
    recent = frame[(frame["date"] >= "2025-11-03") & frame.geometry.notna()]
    label = page.locator(".dl-legend > div > label", has_text="Incidents").locator(".dl-number")
    assert label.inner_text() == f"{len(recent):,}"
    unplaced = ((frame["date"] >= "2025-11-03") & frame.geometry.isna()).sum()
    assert page.locator(".dl-unplaced").inner_text().startswith(f"{unplaced} more")
