"""What axe, the accessibility checker, finds in the page: nothing, on a desk and on a phone, a popup open or not."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from support.maps import evaluate_with_map, point_popups, settle
from support.pages import at_rest

from durandline.layers.words import languages

pytestmark = pytest.mark.browser
SIZES = [(1280, 800), (360, 740)]


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found]


@pytest.mark.parametrize("size", SIZES, ids=["desk", "phone"])
def test_axe_finds_nothing(page_of, record_map, size):
    page = page_of(record_map, viewport={"width": size[0], "height": size[1]})
    settle(page)
    assert violations(page) == []


def test_axe_finds_nothing_in_an_open_popup(page):
    settle(page)
    first = "((rows) => [rows.lon, rows.lat].map((column) => column.find(Number.isFinite)))(map.durandline.incidents)"
    assert point_popups(page, [evaluate_with_map(page, first)])[0]
    page.locator(".dl-popup").wait_for()
    at_rest(page)  # half faded nothing has its contrast
    assert violations(page) == []


@pytest.mark.parametrize("size", SIZES, ids=["desk", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", languages())
def test_axe_finds_nothing_in_any_language_with_a_crossing_chosen_and_the_filter_open(
    page_of, record_map, language, theme, size
):
    at = f"#on=2024-01-20&crossing=torkham&lang={language}&theme={theme}"
    page = page_of(record_map, at=at, viewport={"width": size[0], "height": size[1]})
    settle(page)
    assert page.locator(".dl-app").get_attribute("lang") == language
    assert page.locator(".dl-panel .dl-sentence").first.is_visible()
    if size[0] < 400:
        page.locator(".dl-sheet-button").click()
    page.locator("[data-keep=bar-crossings]").click()
    assert page.locator(".dl-opened:visible").count() == 1
    assert violations(page) == []
