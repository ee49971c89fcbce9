"""The panel: the chosen crossing in words, as the record has it, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from support.maps import evaluate_with_map, settle

pytestmark = pytest.mark.browser


def send(page, *actions):
    evaluate_with_map(page, "argument.forEach((action) => map.durandline.store.send(action))", list(actions))


def panel(page):
    return page.locator(".dl-panel")


def text(page):
    return panel(page).inner_text()


@pytest.fixture
def chosen(page):
    settle(page)
    send(page, {"type": "choose", "id": "torkham"})
    return page


def test_without_a_choice_it_counts_states_and_tells_what_changed_last(page):
    settle(page)
    rows = panel(page).locator(".dl-counts tbody tr").all_inner_texts()
    assert [row.split()[-2:] for row in rows] == [["0", "0"], ["0", "0"], ["3", "3"], ["20", "20"]]
    assert "21 Feb 2025" in text(page)
    assert "Newest statement: Torkham, last report 6 days old." in text(page)
    panel(page).locator(".dl-changes button").first.click()
    assert panel(page).locator("h2").inner_text() == "Torkham"


def test_it_says_what_was_open_for_whom_since_when_and_how_old_that_is(chosen):
    said = text(chosen)
    assert "Shut to cargo and people, both ways; since 21 Feb 2025; last report 6 days old; confidence A." in said
    assert "Said by\nPakistan" in said
    assert chosen.locator(".dl-panel h2 ~ .dl-names span").all_inner_texts() == ["تورخم", "طورخم"]
    assert panel(chosen).locator(".dl-lines a").first.get_attribute("href").startswith("http")


def test_it_says_when_it_had_last_been_shut_before_and_for_how_long(chosen):
    said = text(chosen)
    before = said[said.index("Last shut before that") :]
    assert [line for line in before.split("\n") if line][1].startswith(
        "12 Aug 2024 to 15 Aug 2024, 08:00 (+05:00) · 2.3 to 3.3 days"
    )
    assert "Days shut, 2 Mar 2024 to 1 Mar 2025" in said


def test_it_goes_to_the_next_and_the_previous_change(chosen):
    chosen.locator("[data-keep=panel-later]").click()
    assert evaluate_with_map(chosen, "map.durandline.store.get().on") == {"second": 1742382000}
    assert chosen.evaluate("document.activeElement.dataset.keep") == "panel-later"
    chosen.locator("[data-keep=panel-earlier]").press("Enter")
    chosen.wait_for_function("() => document.querySelector('.dl-live').textContent.includes('Torkham: ')")
    assert evaluate_with_map(chosen, "map.durandline.store.get().on.second") < 1742382000


def test_incidents_nearby_lead_to_the_table_and_the_map(chosen):
    send(
        chosen,
        {"type": "on", "on": {"day": "2024-08-20"}},
        {"type": "window", "window": {"kind": "days", "days": 30}},
    )
    assert "1 incident within 50 km" in text(chosen)
    chosen.locator(".dl-near .dl-link").click()
    chosen.locator(".dl-popup").get_by_text("Ghurki").first.wait_for()
    chosen.locator("[data-keep=panel-near]").click()
    assert evaluate_with_map(chosen, "[map.durandline.store.get().tab, map.durandline.store.get().crossings]") == [
        "incidents",
        ["torkham"],
    ]
    chosen.wait_for_function("() => document.querySelectorAll('.dl-grid-body tbody tr').length === 1")


def test_figures_stand_by_claimant_and_period(chosen):
    figures = panel(chosen).locator(".dl-figures > li").all_inner_texts()
    assert len(figures) > 3
    assert "Figures of different claimants stand side by side and are never added up." in text(chosen)


def test_focus_goes_to_what_was_chosen_and_back_to_where_it_came_from(page):
    settle(page)
    mark = page.locator(".dl-crossing[aria-label^=Torkham]")
    mark.press("Enter")
    page.wait_for_function("() => document.activeElement.closest('.dl-panel') !== null")
    assert page.evaluate("document.activeElement.textContent") == "Torkham"
    page.keyboard.press("Escape")
    assert evaluate_with_map(page, "map.durandline.store.get().chosen") == ""
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Torkham")
    send(page, {"type": "choose", "id": "kharlachi"})
    panel(page).locator(".dl-close").click()
    assert panel(page).locator("h2").inner_text() == "What was open"


def test_what_was_unfolded_stays_so_while_time_moves(chosen):
    summary = panel(chosen).locator("summary").first
    summary.click()
    send(chosen, {"type": "on", "on": {"day": "2025-03-05"}})
    assert panel(chosen).locator("details").first.get_attribute("open") is not None
