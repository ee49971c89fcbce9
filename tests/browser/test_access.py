"""What axe, the accessibility checker, finds in the page: nothing, on a desk and on a phone, a popup open or not."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from support.maps import evaluate_with_map, point_popups, settle

pytestmark = pytest.mark.browser


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found]


@pytest.mark.parametrize("size", [(1280, 800), (360, 740)], ids=["desk", "phone"])
def test_axe_finds_nothing(page_of, record_map, size):
    page = page_of(record_map, viewport={"width": size[0], "height": size[1]})
    settle(page)
    assert violations(page) == []


def test_axe_finds_nothing_in_an_open_popup(page):
    settle(page)
    first = "((rows) => [rows.lon, rows.lat].map((column) => column.find(Number.isFinite)))(map.durandline.incidents)"
    assert point_popups(page, [evaluate_with_map(page, first)])[0]
    page.locator(".dl-popup").wait_for()
    page.wait_for_timeout(600)  # it fades in, and half faded nothing has its contrast
    assert violations(page) == []


@pytest.mark.parametrize("address", ["#theme=dark", "#theme=dark&crossing=torkham&on=2024-01-20"])
def test_axe_finds_nothing_in_the_dark_and_with_a_crossing_chosen(page, address):
    page.evaluate("(address) => (location.hash = address)", address)
    page.reload()
    settle(page)
    page.wait_for_timeout(400)
    assert violations(page) == []
