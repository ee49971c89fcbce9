"""The questions that the map is for, answered on a phone by taps alone, with no network; nothing is typed."""

from __future__ import annotations

import re

import pytest
from support.maps import evaluate_with_map, settle
from support.pages import at_rest

from durandline.geo.record import Record
from durandline.geo.status.crossing_status import Status
from durandline.geo.time.moment import parse_moment

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}


@pytest.fixture
def phone(page_of, record_map):
    page = page_of(record_map, **PHONE)
    settle(page)
    return page


def tap(page, selector, **options):
    found = page.locator(selector, **options).first
    found.scroll_into_view_if_needed()
    found.tap()
    at_rest(page)


def rows(page):
    page.wait_for_function("() => document.querySelector('.dl-grid-body').getAttribute('aria-busy') === 'false'")
    return page.locator(".dl-grid-body tbody tr").all_inner_texts()


def choose_crossing(page, name):
    tap(page, "[data-keep=tab-crossings]")
    rows(page)
    tap(page, ".dl-grid-body .dl-link", has_text=name)
    return page.locator(".dl-panel")


def test_what_was_open_for_trucks_on_the_first_of_march(phone):
    tap(phone, ".dl-sheet-button")
    phone.locator("[data-keep=bar-flow]").select_option("commercial")
    tap(phone, "[data-keep=bar-done]")
    counts = phone.locator(".dl-counts tbody tr").all_inner_texts()
    assert [int(row.split()[-1]) for row in counts] == [0, 0, 3, 20]
    states = {re.split(r"[\n\t]", row)[0].strip(): row for row in rows(phone)}
    status, moment = Status(Record()), parse_moment("2025-03-01")
    for key, row in status.record.keyed("crossings").items():
        state = status.headline(key, "cargo", moment).state
        assert re.search(rf"\b{state}\b", states[row["name_en"]]), key
    assert "1 Mar 2025" in phone.locator(".page-subtitle").inner_text()


def test_what_happened_near_spin_boldak_in_the_month_before(phone):
    panel = choose_crossing(phone, "Spin Boldak")
    tap(phone, ".dl-sheet-button")
    phone.locator("[data-keep=bar-window]").select_option("30")
    tap(phone, "[data-keep=bar-done]")
    assert re.search(r"\b0 incidents within 50 km 3\d Jan 2025 to 1 Mar 2025", panel.inner_text())
    tap(phone, ".dl-sheet-button")
    phone.locator("[data-keep=bar-window]").select_option("365")
    tap(phone, "[data-keep=bar-done]")
    count = int(re.search(r"(\d+) incidents? within 50 km", panel.inner_text())[1])
    tap(phone, "[data-keep=panel-near]")
    assert len(rows(phone)) == count > 0
    assert evaluate_with_map(phone, "map.durandline.store.get().crossings") == ["spin_boldak_chaman"]


def test_when_torkham_had_last_been_shut_before_that_and_for_how_long(phone):
    panel = choose_crossing(phone, "Torkham")
    said = panel.inner_text()
    before = said[said.index("Last shut before that") :]
    assert re.search(r"12 Aug 2024 to 15 Aug 2024.* 2\.3 to 3\.3 days", before)
    assert panel.locator("section", has_text="Closures").locator("a[href^=http]").count() > 0


def test_how_many_were_returned_through_which_crossing_that_winter(phone):
    tap(phone, "[data-keep=tab-movements]")
    said = " ".join(rows(phone))
    assert "returned" in said or "deported" in said
    assert "Torkham" in said
    panel = choose_crossing(phone, "Torkham")
    figures = panel.locator(".dl-figures > li").all_inner_texts()
    assert [text for text in figures if re.search(r"\d.*(people|families)", text)]
    assert "never added up" in panel.inner_text()


def test_what_the_sources_are(phone):
    panel = choose_crossing(phone, "Torkham")
    links = panel.locator(".dl-source-line a").evaluate_all("(nodes) => nodes.map((node) => node.href)")
    assert links
    assert all(re.match(r"https?://", link) for link in links)
    tap(phone, "[data-keep=tab-incidents]")
    rows(phone)
    cells = phone.locator(".dl-grid-body tbody tr td:last-child")
    assert all(text.strip() for text in cells.all_inner_texts())
    assert "Attribution and licences" in phone.locator(".page-foot").inner_text()


def test_what_was_shut_is_named_without_a_filter_and_one_tap_tells_of_it(phone):
    panel = phone.locator(".dl-panel")
    assert panel.locator(".dl-named .dl-link").all_inner_texts() == ["Torkham", "Angoor Adda", "Kharlachi"]
    tap(phone, ".dl-named .dl-link", has_text="Torkham")
    assert panel.locator("h2").inner_text() == "Torkham"
    assert re.search(r"\d+ incidents? within 50 km 31 Jan 2025 to 1 Mar 2025", panel.inner_text())


def test_on_a_phone_no_table_is_wider_than_the_screen(phone):
    for tab in ("crossings", "closures", "incidents", "movements"):
        tap(phone, f"[data-keep=tab-{tab}]")
        assert rows(phone)
        region = phone.locator(".dl-scroll")
        assert region.evaluate("(node) => node.scrollWidth <= node.clientWidth"), tab
