"""What axe, the accessibility checker, finds in the page: nothing, on a desk and on a phone, a popup open or not."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from support.maps import settle

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
    page.locator(".dl-crossing").first.press("Enter")
    page.locator(".dl-popup").wait_for()
    page.wait_for_timeout(600)  # it fades in, and half faded nothing has its contrast
    assert violations(page) == []
