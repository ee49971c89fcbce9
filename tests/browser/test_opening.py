"""How the page opens: the whole line in view beside the legend, whatever the screen, with names in the language."""

from __future__ import annotations

import pytest
from support.maps import evaluate_with_map, settle
from support.pages import at_rest

pytestmark = pytest.mark.browser

# Centres of the marks of crossings that are out of view or under a control, by their names.
_HIDDEN = """(() => {
  const inside = ({ x, y }, box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
  const boxOf = (node) => node.getBoundingClientRect();
  const controls = [...map.getContainer().querySelectorAll('.leaflet-control')].map(boxOf);
  return [...document.querySelectorAll('.dl-crossing')].filter((mark) => {
    const box = boxOf(mark);
    const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
    return !inside(middle, boxOf(map.getContainer())) || controls.some((each) => inside(middle, each));
  }).map((mark) => mark.getAttribute('aria-label'));
})()"""
# How many names of crossings are shown, and those of them that a control covers.
_COVERED = """(() => {
  const boxOf = (node) => node.getBoundingClientRect();
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const controls = [...map.getContainer().querySelectorAll('.leaflet-control')].map(boxOf);
  const all = [...document.querySelectorAll('.dl-label-crossing')];
  const labels = all.filter((each) => each.style.visibility === 'visible');
  const covered = labels.filter((each) => controls.some((box) => meet(boxOf(each), box)));
  return [labels.length, covered.map((each) => each.innerText)];
})()"""
SCREENS = [(360, 740), (820, 1180), (1100, 600), (1366, 768), (1920, 1080)]


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_no_crossing_is_out_of_view_or_under_a_control(page_of, record_map, width, height):
    page = page_of(record_map, viewport={"width": width, "height": height})
    settle(page)
    assert page.locator(".dl-crossing").count() > 10
    assert evaluate_with_map(page, _HIDDEN) == []
    number, covered = evaluate_with_map(page, _COVERED)
    assert number >= 3
    assert covered == []


def test_a_view_that_nobody_chose_fits_the_window_when_that_changes(page):
    settle(page)
    for width, height in reversed(SCREENS):
        page.set_viewport_size({"width": width, "height": height})
        at_rest(page)
        if width >= 1300:  # with less, the legend that is open covers what it covers
            assert evaluate_with_map(page, _HIDDEN) == []
        assert evaluate_with_map(page, "map.durandline.store.get().view") is None
    assert "view=" not in page.evaluate("() => location.hash")


def test_a_view_that_was_chosen_is_kept_when_the_window_changes(page):
    settle(page)
    evaluate_with_map(page, "void map.setView([34.1, 71.1], 9, { animate: false })")
    page.set_viewport_size({"width": 1100, "height": 700})
    at_rest(page)
    assert evaluate_with_map(page, "map.getZoom()") == 9
    lat, lon = evaluate_with_map(page, "[map.getCenter().lat, map.getCenter().lng]")
    assert (round(lat, 1), round(lon, 1)) == (34.1, 71.1)


@pytest.mark.parametrize(("language", "name"), [("en", "Kabul"), ("ps", "کابل"), ("fa", "کابل"), ("ur", "کابل")])
def test_towns_and_countries_have_their_names_in_the_language(page, language, name):
    evaluate_with_map(page, "void map.durandline.store.send({ type: 'language', language: argument })", language)
    page.locator(".dl-name-city", has_text=name).first.wait_for(state="visible")
    countries = [text for text in page.locator(".dl-name-country").all_inner_texts() if text]
    assert len(countries) >= 3
    assert all(text.isascii() == (language == "en") for text in countries)
