"""The short form for an article, ``?embed`` or ``#embed=1``: the map, its bar and who it is owed to, at any width."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from support.maps import evaluate_with_map, settle
from support.pages import at_rest

pytestmark = pytest.mark.browser
ADDRESSES = ("?embed", "?embed=1", "#embed=1", "#on=2024-01-13&embed=1")
GONE = (".page-foot", ".dl-panel", ".dl-time", ".dl-tables", ".page-tables")
SIZES = {"column": (640, 420), "phone": (320, 480), "wide": (1200, 600)}


def state(page, name):
    return evaluate_with_map(page, f"map.durandline.store.get().{name}")


@pytest.fixture
def embedded(page_of, record_map):
    def open_at(address, size=SIZES["column"]):
        page = page_of(record_map, at=address, viewport={"width": size[0], "height": size[1]})
        settle(page)
        return page

    return open_at


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_map_bar_and_attribution_are_shown(embedded, address):
    page = embedded(address)
    assert [name for name in GONE if page.locator(name).first.is_visible()] == []
    assert page.locator(".leaflet-container").is_visible()
    assert page.locator(".dl-bar .dl-date").is_visible()
    page.locator(".dl-notes summary").click()
    assert "OpenStreetMap" in page.locator(".dl-notes").inner_text()
    assert page.locator("h1").bounding_box()["height"] > 1  # read out, not seen
    assert page.locator(".page-head").bounding_box()["height"] <= 1
    assert state(page, "on") == {"day": "2024-01-13" if "on=" in address else "2025-03-01"}


@pytest.mark.parametrize("size", SIZES.values(), ids=list(SIZES))
def test_it_fills_its_frame_and_nothing_scrolls(embedded, size):
    page = embedded("?embed", size)
    whole = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    assert whole[0] <= size[0]
    assert whole[1] <= size[1]
    box = page.locator(".leaflet-container").bounding_box()
    assert box["width"] == size[0]
    assert box["height"] >= size[1] * 0.5
    assert page.locator(".dl-notes").bounding_box()["x"] >= 0


@pytest.mark.parametrize("address", ["?embed", "?embed#lang=ur"])
@pytest.mark.parametrize("size", [(320, 240), *SIZES.values()], ids=["least", *SIZES])
def test_who_drew_the_line_is_named_in_view_without_anything_being_opened(embedded, size, address):
    page = embedded(address, size)
    credit = page.locator(".dl-credit a", has_text="© OpenStreetMap contributors")
    assert credit.get_attribute("href") == "https://www.openstreetmap.org/copyright"
    box, scale = credit.bounding_box(), page.locator(".leaflet-control-scale").bounding_box()
    assert box["x"] >= scale["x"] + scale["width"]
    assert box["x"] + box["width"] <= size[0]
    assert box["y"] + box["height"] <= size[1]
    middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    assert page.evaluate("([x, y]) => document.elementFromPoint(x, y).textContent", middle) == credit.inner_text()


def test_without_being_asked_for_it_is_the_whole_page(embedded):
    page = embedded("#search=embed", (1280, 800))
    assert page.locator(".page-head").is_visible()
    assert page.locator(".dl-panel").is_visible()
    assert not page.evaluate("document.documentElement.classList.contains('dl-embed')")


def test_its_own_address_stays_short_and_keeps_what_is_set(embedded):
    page = embedded("?embed")
    page.locator(".dl-date").fill("2024-01-13")
    page.locator(".dl-date").press("Enter")
    at_rest(page)
    address = page.evaluate("location.search + location.hash")
    assert address.startswith("?embed")
    assert "on=2024-01-13" in address
    page.reload()
    settle(page)
    assert state(page, "on") == {"day": "2024-01-13"}
    assert state(page, "embed") is True


def test_a_crossing_tells_of_itself_in_a_popup(embedded):
    page = embedded("#embed=1&on=2024-01-13")
    page.locator(".dl-crossing[aria-label^='Torkham:']").press("Enter")
    page.locator(".dl-popup").wait_for()
    assert "closed" in page.locator(".dl-popup").inner_text()


@pytest.mark.parametrize("size", SIZES.values(), ids=list(SIZES))
def test_axe_finds_nothing(embedded, size):
    page = embedded("?embed", size)
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found] == []


def test_in_a_frame_of_somebody_elses_page_it_works_without_rights(page_of, record_map, tmp_path):
    """A frame with no origin of its own, as sites that guard themselves use it; the network stays cut."""
    text = record_map.read_text(encoding="utf-8").replace("&", "&amp;").replace('"', "&quot;")
    article = tmp_path / "article.html"
    frame = f'<iframe sandbox="allow-scripts" width=600 height=400 title="map" srcdoc="{text}"></iframe>'
    article.write_text(f"<!DOCTYPE html><meta charset=utf-8><title>article</title>{frame}", encoding="utf-8")
    page = page_of(article)
    inner = page.frame_locator("iframe")
    inner.locator(".dl-crossing").first.wait_for()
    inner.locator(".dl-date").fill("2024-01-13")
    inner.locator(".dl-date").press("Enter")
    inner.locator(".dl-crossing[aria-label^='Torkham: cargo closed']").wait_for()


SMALL = [(320, 240), (360, 300), (480, 270), (800, 240)]
# Whether the open popup lies within the map, nothing covers it, and all that it says can be scrolled to.
WHOLE = """async () => {
  const popup = [...document.querySelectorAll(".dl-popup-frame")].pop();
  await Promise.all(popup.getAnimations({ subtree: true }).map((one) => one.finished));
  const wrapper = popup.querySelector(".leaflet-popup-content-wrapper");
  const box = wrapper.getBoundingClientRect();
  const ground = document.querySelector(".leaflet-container").getBoundingClientRect();
  const content = popup.querySelector(".leaflet-popup-content");
  const [left, top, right, bottom] = [box.left + 6, box.top + 6, box.right - 6, box.bottom - 6];
  const spots = [[left, top], [right, top + 34], [left, bottom], [right, bottom]];
  const close = popup.querySelector(".leaflet-popup-close-button").getBoundingClientRect();
  spots.push([(close.left + close.right) / 2, (close.top + close.bottom) / 2]);
  content.scrollTop = content.scrollHeight;
  return {
    inside: [box.left - ground.left, box.top - ground.top, ground.right - box.right, ground.bottom - box.bottom]
      .every((room) => room >= 0),
    covered: spots.filter(([x, y]) => !popup.contains(document.elementFromPoint(x, y))),
    end: content.lastElementChild.getBoundingClientRect().bottom <= box.bottom + 1,
    height: content.clientHeight,
  };
}"""


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("size", SMALL, ids=lambda size: f"{size[0]}x{size[1]}")
def test_in_a_small_frame_the_answer_lies_whole_within_the_map(embedded, size, language):
    page = embedded(f"?embed#lang={language}", size)
    marks = page.locator(".dl-crossing")
    for at in range(0, marks.count(), 3):
        marks.nth(at).evaluate("(node) => node.focus({ preventScroll: true })")
        page.keyboard.press("Enter")
        page.locator(".dl-popup").wait_for()
        settle(page)
        found = page.evaluate(WHOLE)
        assert found["inside"], (at, found)
        assert found["covered"] == [], (at, found)
        assert found["end"], (at, found)
        assert found["height"] >= 80, (at, found)
        page.keyboard.press("Escape")
        page.locator(".dl-popup").wait_for(state="detached")


def test_it_stays_whole_when_the_frame_is_turned(embedded):
    page = embedded("?embed", (480, 270))
    page.locator(".dl-crossing[aria-label^='Torkham:']").press("Enter")
    page.locator(".dl-popup").wait_for()
    for width, height in [(320, 480), (320, 240), (800, 600)]:
        page.set_viewport_size({"width": width, "height": height})
        settle(page)
        found = page.evaluate(WHOLE)
        assert found["inside"], (width, height, found)
        assert found["covered"] == [], (width, height, found)


def test_in_a_small_frame_incidents_tell_of_themselves_within_the_map(embedded):
    page = embedded("?embed#view=34.125/71.09/13", (320, 240))
    evaluate_with_map(
        page,
        "void map.fire('click', { containerPoint: map.latLngToContainerPoint([34.1152, 71.0853]).add([0, 10]) })",
    )
    page.wait_for_function(
        "() => document.querySelector('.dl-popup') && !document.querySelector('.dl-popup [aria-busy]')"
    )
    settle(page)
    found = page.evaluate(WHOLE)
    assert found["inside"], found
    assert found["covered"] == [], found
