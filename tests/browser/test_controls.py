"""Every control, by mouse and by keyboard: what it sets, what then shows it, and that its address brings it back."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from support.maps import evaluate_with_map, settle
from support.pages import at_rest

from durandline.layers.words import languages, read_words

pytestmark = pytest.mark.browser
KEPT = ("on", "window", "hiddenKinds", "crossings", "chosen", "flow", "direction", "search", "precision", "shown",
        "tab", "sort", "language", "theme")  # fmt: skip


def state(page):
    whole = evaluate_with_map(page, "map.durandline.store.get()")
    return {key: whole[key] for key in KEPT}


def rest(page):
    page.wait_for_function("() => document.querySelector('.dl-grid-body').getAttribute('aria-busy') === 'false'")
    at_rest(page)


def picture(page):
    """What can be read off the page: marks, counts, rows, panel, chips."""
    rest(page)
    return {
        "marks": page.evaluate("() => [...document.querySelectorAll('.dl-crossing')].map((node) => node.ariaLabel)"),
        "legend": page.locator(".dl-legend .dl-number").all_inner_texts(),
        "rows": page.locator(".dl-grid-body tbody tr").all_inner_texts(),
        "panel": page.locator(".dl-panel").inner_text(),
        "lanes": page.locator(".dl-lane-name").all_inner_texts(),
        "chips": page.locator(".dl-filter-chip").all_inner_texts(),
        "head": page.locator(".page-subtitle").inner_text(),
    }


def select_by_key(page, keep, value):
    """Choose an item of a select with the arrow keys, as who has no mouse does."""
    field = page.locator(f"[data-keep={keep}]")
    field.focus()
    place = field.evaluate("(node, value) => [...node.options].findIndex((each) => each.value === value)", value)
    page.keyboard.press("Home")
    for _ in range(place):
        page.keyboard.press("ArrowDown")


def tick(page, opener, value, keyboard):
    button = page.locator(f"[data-keep={opener}]")
    button.press("Enter") if keyboard else button.click()
    box = page.locator(f".dl-opened:visible input[value='{value}']")
    box.press(" ") if keyboard else box.click()
    page.keyboard.press("Escape")
    assert not page.locator(".dl-opened:visible").count()
    assert button.evaluate("(node) => node === document.activeElement")


def typed(page, keep, text, _keyboard):
    field = page.locator(f"[data-keep={keep}]")
    field.fill(text)
    field.press("Enter")


def chosen(page, keep, value, keyboard):
    select_by_key(page, keep, value) if keyboard else page.locator(f"[data-keep={keep}]").select_option(value)


def pressed(page, selector, keyboard):
    node = page.locator(selector).first
    node.press("Enter") if keyboard else node.click()


def box(page, words, keyboard):
    field = page.locator(".dl-legend label", has_text=words).locator("input").first
    field.press(" ") if keyboard else field.click()


JANUARY = {"day": "2024-01-13"}

# What is done, the part of the state that it sets, what that is then (None: anything else), and what of the picture
# it changes.
CONTROLS = {
    "date": (lambda p, k: typed(p, "bar-date", "2024-01-13", k), "on", JANUARY, "marks rows panel head legend"),
    "calendar": (
        lambda p, k: p.locator("[data-keep=bar-picker]").fill("2024-01-13"), "on", JANUARY, "marks rows head",
    ),
    "window": (lambda p, k: chosen(p, "bar-window", "90", k), "window", {"kind": "days", "days": 90}, "legend chips"),
    "flow": (
        lambda p, k: chosen(p, "bar-flow", "pedestrian", k), "flow", "pedestrian", "marks legend rows panel chips",
    ),
    "direction": (lambda p, k: chosen(p, "bar-direction", "AF_to_PK", k), "direction", "AF_to_PK", "marks chips"),
    "precision": (lambda p, k: chosen(p, "bar-precision", "exact", k), "precision", "exact", "legend chips"),
    "kinds": (lambda p, k: tick(p, "bar-kinds", "shelling", k), "hiddenKinds", ["shelling"], "legend chips"),
    "crossings": (
        lambda p, k: tick(p, "bar-crossings", "torkham", k), "crossings", ["torkham"],
        "marks legend rows lanes chips",
    ),
    "search": (lambda p, k: typed(p, "bar-search", "ghurki", k), "search", "ghurki", "legend chips"),
    "theme": (lambda p, k: chosen(p, "bar-theme", "dark", k), "theme", "dark", ""),
    "tab": (lambda p, k: pressed(p, "[data-keep=tab-closures]", k), "tab", "closures", "rows"),
    "sort": (lambda p, k: pressed(p, "[data-keep=sort-crossing]", k), "sort", None, "rows"),
    "mark": (lambda p, k: pressed(p, ".dl-crossing[aria-label^='Torkham:']", k), "chosen", "torkham", "panel lanes"),
    "lane": (lambda p, k: pressed(p, ".dl-lane-name[title='Torkham']", k), "chosen", "torkham", "panel lanes"),
    "row": (lambda p, k: pressed(p, "[data-keep=row-torkham]", k), "chosen", "torkham", "panel lanes"),
    "bar": (
        lambda p, k: p.locator(".dl-closure-bar[tabindex='0']").press("Enter"), "on", None, "panel head rows",
    ),
    "legend kind": (lambda p, k: box(p, "shelling", k), "hiddenKinds", ["shelling"], "legend chips"),
    "legend layer": (lambda p, k: box(p, "Crossings", k), "shown", None, "marks"),
    "previous": (lambda p, k: pressed(p, "[data-keep=bar-previous]", k), "on", None, "head marks"),
    "next": (lambda p, k: pressed(p, "[data-keep=bar-next]", k), "on", None, "head marks"),
}  # fmt: skip


@pytest.mark.parametrize("keyboard", [False, True], ids=["mouse", "keyboard"])
@pytest.mark.parametrize("name", CONTROLS)
def test_a_control_sets_what_it_says_and_its_address_brings_it_back(page, name, keyboard):
    act, part, value, changes = CONTROLS[name]
    settle(page)
    before, was = picture(page), state(page)
    act(page, keyboard)
    settle(page)
    now = state(page)
    assert now[part] != was[part]
    if value is not None:
        assert now[part] == value
    at_rest(page)
    after = picture(page)
    assert [each for each in changes.split() if after[each] == before[each]] == []
    address = page.evaluate("location.hash")
    assert address.startswith("#")
    page.reload()
    settle(page)
    assert state(page) == now
    again = picture(page)
    assert {key: value for key, value in again.items() if value != after[key]} == {}
    assert page.evaluate("location.hash") == address


def test_clear_puts_all_filters_back_and_leaves_the_date(page):
    settle(page)
    before = picture(page)
    for name in ("window", "flow", "direction", "precision", "kinds", "crossings"):
        CONTROLS[name][0](page, False)
    assert page.locator(".dl-filter-chip").count() == 6
    page.locator("[data-keep=bar-clear]").press("Enter")
    assert picture(page) == before
    at_rest(page)
    assert page.evaluate("location.hash") == ""


@pytest.mark.parametrize("language", languages())
def test_a_language_keeps_the_state_and_the_focus(page, language):
    settle(page)
    CONTROLS["crossings"][0](page, False)
    CONTROLS["date"][0](page, False)
    pressed(page, "[data-keep=row-torkham]", False)
    page.locator("[data-keep=bar-language]").focus()
    was = state(page)
    page.locator("[data-keep=bar-language]").select_option(language)
    words = read_words(language)
    page.wait_for_function(
        "(words) => document.querySelector('[data-keep=bar-clear]').textContent === words", arg=words["bar.clear"]
    )
    settle(page)
    assert state(page) == {**was, "language": language}
    assert page.evaluate("document.activeElement.dataset.keep") == "bar-language"
    app = page.locator(".dl-app")
    assert (app.get_attribute("lang"), app.get_attribute("dir")) == (language, words.direction)
    assert page.locator("h1").inner_text() == words["page.title"]
    assert page.locator(".dl-panel h3").first.inner_text() == words["panel.status"]
    assert page.locator("[data-keep=tab-closures]").inner_text() == words["grid.tab_closures"]
    rest(page)
    assert words["state.closed"] in page.locator(".dl-grid-body tbody tr").first.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    at_rest(page)
    page.reload()
    settle(page)
    assert state(page)["language"] == language


@pytest.mark.parametrize("stride", ["1", "30"])
def test_playing_steps_by_the_days_that_were_chosen(page, stride):
    settle(page)
    page.locator("[data-keep=bar-stride]").select_option(stride)
    page.evaluate("""() => {
      const { store } = Object.values(window).find((value) => value instanceof L.Map).durandline;
      window.days = [];
      store.subscribe(({ on }) => window.days.push(on.day));
    }""")
    page.locator("[data-keep=bar-play]").press("Enter")
    page.wait_for_function("() => new Set(window.days).size > 3")
    page.locator("[data-keep=bar-play]").press(" ")
    days = list(dict.fromkeys(page.evaluate("() => window.days")))
    numbers = page.evaluate("(days) => days.map((day) => Date.parse(day) / 864e5)", days)
    assert {later - earlier for earlier, later in pairwise(numbers)} == {int(stride)}


def test_the_legend_is_folded_and_unfolded_by_its_button(page):
    settle(page)
    button, body = page.locator("[data-keep=legend]"), page.locator(".dl-legend-body")
    for press in (button.click, lambda: button.press("Enter")):
        shown = body.is_visible()
        press()
        assert body.is_visible() != shown
        assert button.get_attribute("aria-expanded") == str(not shown).lower()


def test_the_timeline_is_zoomed_folded_and_seen_whole(page):
    settle(page)
    marks = page.locator(".dl-time-mark")
    first = marks.all_inner_texts()
    for keep in ("bar-zoom-plus", "bar-zoom-minus", "bar-zoom-all"):
        page.locator(f"[data-keep={keep}]").press("Enter")
        at_rest(page)
        assert (marks.all_inner_texts() == first) == (keep == "bar-zoom-minus")
    assert re.fullmatch(r"20\d\d", marks.first.inner_text())
    page.locator("[data-keep=bar-fold]").press(" ")
    assert not page.locator(".dl-time-body").is_visible()
    page.locator("[data-keep=bar-fold]").click()
    assert page.locator(".dl-time-body").is_visible()


def test_the_link_is_shown_where_it_cannot_be_copied(page):
    settle(page)
    CONTROLS["flow"][0](page, False)
    page.evaluate("() => Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.locator("[data-keep=bar-share]").click()
    shown = page.locator(".dl-address")
    shown.wait_for()
    assert shown.input_value().endswith("#flow=pedestrian")
