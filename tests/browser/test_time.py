"""Time on the page: typed, slid, stepped, played, dragged on the timeline; bars reached by keys; chips; the phone."""

from __future__ import annotations

import re

import pytest
from support.maps import evaluate_with_map, settle
from support.pages import at_rest

pytestmark = pytest.mark.browser


def state(page):
    return evaluate_with_map(page, "map.durandline.store.get()")


def test_a_date_is_typed_exactly_and_what_is_wrong_is_said(page):
    settle(page)
    field, error = page.locator(".dl-date"), page.locator(".dl-date-error")
    for text, on in [("۲۰۲۱-۰۸-۱۵", {"day": "2021-08-15"}), ("2025-03-01T14:00+05:00", {"second": 1740819600})]:
        field.fill(text)
        field.press("Enter")
        assert state(page)["on"] == on
        assert error.inner_text() == ""
    for text in ("1/3/2025", "2025-02-30", "1850-01-01"):
        field.fill(text)
        field.press("Enter")
        assert error.inner_text()
        assert field.get_attribute("aria-invalid") == "true"
        assert state(page)["on"] == {"second": 1740819600}


def test_slider_and_line_of_the_timeline_are_one_date(page):
    settle(page)
    slider, handle = page.locator(".dl-slider"), page.locator(".dl-time-handle")
    handle.scroll_into_view_if_needed()
    before = handle.bounding_box()["x"]
    slider.focus()
    for key, day in [("ArrowRight", "2025-03-02"), ("PageDown", "2025-01-31"), ("ArrowLeft", "2025-01-30")]:
        slider.press(key)
        assert state(page)["on"] == {"day": day}
    handle.scroll_into_view_if_needed()
    at_rest(page)
    box = handle.bounding_box()
    assert box["x"] < before
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 8, steps=4)
    page.mouse.up()
    day = state(page)["on"]["day"]
    assert day > "2025-02-15"
    assert slider.evaluate("(node) => new Date(node.value * 864e5).toISOString().slice(0, 10)") == day


def test_steps_go_to_the_changes_and_say_them(page):
    settle(page)
    page.locator("[data-keep=bar-next]").click()
    second = state(page)["on"]["second"]
    changed = page.locator(".dl-changed").inner_text()
    assert "Torkham" in changed
    page.wait_for_function("(words) => document.querySelector('.dl-live').textContent.includes(words)", arg=changed)
    body = "map.durandline.status.steps([], 'all', 'both').includes(argument)"
    assert evaluate_with_map(page, body, second)
    page.locator("[data-keep=bar-previous]").click()
    assert state(page)["on"]["second"] < second


def test_bars_are_one_stop_of_the_tab_key_and_lead_to_their_beginning(page):
    settle(page)
    stops = page.locator('.dl-closure-bar[tabindex="0"]')
    assert stops.count() == 1
    stops.focus()
    focused = "document.activeElement.getAttribute('aria-label')"
    first = page.evaluate(focused)
    page.keyboard.press("ArrowRight")
    second = page.evaluate(focused)
    assert first.split(":")[0] == second.split(":")[0]
    assert first != second
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused).split(":")[0] != second.split(":")[0]
    assert re.search(r"shut .+; .*(day|end not reported)", page.evaluate(focused))
    page.keyboard.press("Enter")
    at_rest(page)
    shown = state(page)
    assert shown["chosen"]
    assert shown["on"] != {"day": "2025-03-01"}
    assert evaluate_with_map(page, "map.durandline.status.closuresAt(argument.on).length", shown) > 0
    assert stops.count() == 1
    assert "dl-closure-bar" in page.evaluate("document.activeElement.getAttribute('class')")


def test_playing_goes_on_in_time_and_stops_when_asked(page):
    settle(page)
    button = page.locator("[data-keep=bar-play]")
    button.click()
    page.wait_for_function("() => document.querySelector('.dl-date').value > '2025-04-01'")
    button.click()
    stopped = state(page)
    at_rest(page)
    assert not stopped["playing"]
    assert state(page)["on"] == stopped["on"]


def test_with_less_motion_asked_for_a_press_is_one_step(page_of, record_map):
    page = page_of(record_map, reduced_motion="reduce")
    settle(page)
    page.locator("[data-keep=bar-play]").click()
    at_rest(page)
    assert state(page)["on"] == {"day": "2025-03-08"}
    assert not state(page)["playing"]


def test_filters_are_chips_that_take_themselves_away(page):
    settle(page)
    page.locator("[data-keep=bar-flow]").select_option("transit")
    page.locator("[data-keep=bar-window]").select_option("90")
    page.locator("[data-keep=bar-crossings]").click()
    page.locator(".dl-opened:visible input").first.check()
    page.keyboard.press("Escape")
    chips = page.locator(".dl-filter-chip")
    assert chips.count() == 3
    chips.filter(has_text="transit").click()
    assert chips.count() == 2
    assert state(page)["flow"] == "all"
    page.locator("[data-keep=bar-clear]").click()
    assert chips.count() == 0
    assert state(page)["crossings"] == []
    assert state(page)["window"] == {"kind": "all"}


def test_on_a_phone_the_filter_is_a_sheet_and_nothing_is_wider_than_the_screen(page_of, record_map):
    page = page_of(record_map, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    settle(page)
    fields, button = page.locator(".dl-filters"), page.locator(".dl-sheet-button")
    assert not fields.is_visible()
    assert page.locator(".dl-bar").bounding_box()["height"] < 125
    button.click()
    assert fields.is_visible()
    assert button.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert not fields.is_visible()
    assert button.evaluate("(node) => node === document.activeElement")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator(".dl-lane-name").count() < evaluate_with_map(page, "map.durandline.status.crossings.length")
