"""The search box: names in every script, a list by keyboard, and the incidents that hold the words."""

from __future__ import annotations

import pytest
from support.maps import evaluate_with_map, settle

pytestmark = pytest.mark.browser


@pytest.fixture
def box(page):
    settle(page)
    return page.locator("[data-keep=bar-search]")


def state(page, name):
    return evaluate_with_map(page, f"map.durandline.store.get().{name}")


def options(page):
    return page.locator(".dl-hits [role=option]")


@pytest.mark.parametrize("text", ["torkham", "تورخم", "طورخم", "TORKHAM", "Torkham Gate"])
def test_a_crossing_is_found_by_any_of_its_names_and_chosen_by_keyboard(page, box, text):
    box.fill(text)
    page.wait_for_function("() => document.querySelector('.dl-hits [role=option]') !== null")
    assert box.get_attribute("aria-expanded") == "true"
    assert options(page).first.inner_text().split("\n")[0] == "Torkham"
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == options(page).first.get_attribute("id")
    assert options(page).first.get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    assert state(page, "chosen") == "torkham"
    assert (state(page, "search"), box.input_value()) == ("", "")
    assert options(page).first.is_hidden()


def test_words_keep_to_the_incidents_that_hold_them(page, box):
    everything = evaluate_with_map(
        page, "map.durandline.incidents.total(map.durandline.incidents.mask(map.durandline.store.get()))"
    )
    box.fill("ghurki")
    page.wait_for_function("() => document.querySelectorAll('.dl-hits [role=option]').length > 0")
    shown = evaluate_with_map(
        page, "map.durandline.incidents.total(map.durandline.incidents.mask(map.durandline.store.get()))"
    )
    assert 0 < shown < everything
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert state(page, "search") == "ghurki"


def test_an_incident_is_opened_on_the_map_and_the_words_stay(page, box):
    box.fill("ghurki")
    hit = options(page).filter(has_text="incident").first
    hit.click()
    page.locator(".dl-popup").wait_for()
    assert state(page, "search") == "ghurki"


def test_arrow_keys_go_round_through_the_box_itself(page, box):
    box.fill("torkham")
    options(page).first.wait_for()
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") == options(page).last.get_attribute("id")
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") is None
