"""The tables below the map: the same filter and order as the map, by mouse and keyboard, and on paper."""

from __future__ import annotations

import pytest
from support.command import run
from support.maps import evaluate_with_map, settle

pytestmark = pytest.mark.browser

ROWS = ".dl-grid-body tbody tr"


def send(page, *actions):
    evaluate_with_map(page, "argument.forEach((action) => map.durandline.store.send(action))", list(actions))
    rest(page)


def rest(page):
    page.wait_for_function("() => document.querySelector('.dl-grid-body').getAttribute('aria-busy') === 'false'")


def caption(page):
    return page.locator(".dl-grid-body caption").text_content()


def first_column(page):
    return page.locator(f"{ROWS} th .dl-link").all_inner_texts()


def test_tabs_go_round_by_arrow_keys(page):
    settle(page)
    page.locator("[data-keep=tab-crossings]").focus()
    for key, tab in [
        ("ArrowRight", "closures"),
        ("End", "movements"),
        ("ArrowRight", "crossings"),
        ("ArrowLeft", "movements"),
        ("Home", "crossings"),
    ]:
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.dataset.keep") == f"tab-{tab}"
        rest(page)
        assert page.locator("[role=tab][aria-selected=true]").get_attribute("data-keep") == f"tab-{tab}"
        assert page.locator("[role=tabpanel]").get_attribute("aria-labelledby") == page.locator(
            f"[data-keep=tab-{tab}]"
        ).get_attribute("id")
    assert page.locator("[role=tab][tabindex='0']").count() == 1


def test_crossings_are_those_of_the_record_in_its_order(page):
    settle(page)
    rest(page)
    names = first_column(page)
    assert names[0] == "Torkham"
    assert len(names) == evaluate_with_map(page, "map.durandline.status.crossings.length")
    assert caption(page) == "23 crossings; as of 1 Mar 2025."


def test_a_column_sorts_up_and_down_and_says_so(page):
    settle(page)
    page.locator("[data-keep=sort-crossing]").press("Enter")
    rest(page)
    assert page.evaluate("document.activeElement.dataset.keep") == "sort-crossing"
    up = first_column(page)
    assert page.locator("th[aria-sort=ascending]").count() == 1
    page.locator("[data-keep=sort-crossing]").click()
    rest(page)
    assert first_column(page) == up[::-1] == sorted(up, key=str.lower, reverse=True)
    assert page.locator("th[aria-sort=descending]").inner_text().startswith("Crossing")


def test_the_filter_of_the_map_is_the_tables(page):
    settle(page)
    send(page, {"type": "tab", "tab": "incidents"})
    assert page.locator(ROWS).count() == evaluate_with_map(
        page, "map.durandline.incidents.total(map.durandline.incidents.mask(map.durandline.store.get()))"
    )
    send(
        page,
        {"type": "kind", "kind": "shelling", "shown": False},
        {"type": "crossing", "id": "torkham", "wanted": True},
    )
    kinds = page.locator(f"{ROWS} td:nth-child(2)").all_inner_texts()
    assert kinds
    assert "shelling" not in kinds
    assert set(page.locator(f"{ROWS} td:nth-child(4)").all_inner_texts()) == {"Torkham"}
    assert "without shelling" in caption(page)
    assert "; Torkham" in caption(page)


def test_an_empty_table_says_why(page):
    settle(page)
    send(page, {"type": "tab", "tab": "incidents"}, {"type": "search", "text": "nobody wrote this"})
    page.wait_for_function("() => document.querySelector('.dl-grid-more').textContent.includes('Nothing is shown')")
    assert page.locator(".dl-grid-table").first.is_hidden()


def test_a_row_leads_to_the_map(page):
    settle(page)
    page.locator("[data-keep=row-kharlachi]").press("Enter")
    assert evaluate_with_map(page, "map.durandline.store.get().chosen") == "kharlachi"
    assert page.evaluate("document.activeElement.textContent") == "Kharlachi"
    rest(page)
    assert page.locator("tr[aria-current=true]").get_attribute("data-row") == "kharlachi"
    send(page, {"type": "tab", "tab": "incidents"})
    page.locator(f"{ROWS} td:nth-child(6)").first.click()
    page.locator(".dl-popup").wait_for()


def test_many_incidents_come_by_the_hundred_and_five_hundred_on_paper(page_of, tmp_path):
    from support.million import incident_csv

    rows = tmp_path / "many.csv"
    rows.write_text(incident_csv(700), encoding="utf-8")
    out = tmp_path / "many.html"
    assert run("map", out, "--incidents", rows, "--on", "2026-01-01", "-q").code in (0, 1)
    page = page_of(out)
    settle(page)
    send(page, {"type": "tab", "tab": "incidents"})
    assert page.locator(ROWS).count() == 100
    page.locator("[data-keep=grid-more]").press("Enter")
    page.wait_for_function(f"() => document.querySelectorAll('{ROWS}').length === 200")
    assert page.evaluate("document.activeElement.dataset.keep") == "grid-more"
    send(page, {"type": "print", "tables": True})
    page.emulate_media(media="print")
    page.wait_for_function("() => document.querySelectorAll('.dl-paper-table').length === 4")
    assert page.locator(".dl-paper-table").nth(2).locator("tbody tr").count() == 500
    assert "more rows are not shown here." in page.locator(".dl-paper").inner_text()
    page.emulate_media(media="screen")
    send(page, {"type": "print", "tables": False})
    page.wait_for_function("() => document.querySelectorAll('.dl-paper-table').length === 0")


def test_what_the_filter_changed_is_read_out(page):
    settle(page)
    send(page, {"type": "crossing", "id": "torkham", "wanted": True})
    page.wait_for_function(
        "() => document.querySelector('.dl-live').textContent.includes('1 crossing shut to cargo')"
    )
    assert (
        "incidents, 1 crossing shut to cargo, 1 crossing shut to people." in page.locator(".dl-live").text_content()
    )
