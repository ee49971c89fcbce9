"""The window of incidents and the date of the states: they end together, and where they do not, that is said."""

from __future__ import annotations

import pytest
from support.command import run
from support.maps import evaluate_with_map, settle
from support.pages import at_rest

pytestmark = pytest.mark.browser
WINDOW = ("--since", "2025-02-01", "--until", "2025-03-31")
PARTED = {
    "en": "different dates",
    "ps": "بېلابېلو نېټو",
    "fa": "تاریخ‌های متفاوت",
    "ur": "مختلف تاریخوں",
}


def shown(page):
    state = evaluate_with_map(page, "map.durandline.store.get()")
    return state["on"].get("day"), state["window"].get("since"), state["window"].get("until")


def date(page, day):
    page.locator(".dl-date").fill(day)
    page.locator(".dl-date").press("Enter")


def heading(page):
    return page.locator(".page-subtitle").inner_text()


def address(page):
    at_rest(page)
    return page.evaluate("location.hash")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Make a page with these further options, once for each."""
    folder, known = tmp_path_factory.mktemp("window"), {}

    def page(*options):
        if options not in known:
            known[options] = folder / f"{len(known)}.html"
            assert run("map", known[options], *options, "-q").code == 0
        return known[options]

    return page


def test_a_window_brings_the_date_to_its_end_and_moves_with_it(page):
    settle(page)
    page.locator("[data-keep=bar-window]").select_option("dates")
    assert shown(page) == ("2025-03-01", "2024-03-01", "2025-03-01")
    page.locator("[data-keep=bar-until]").fill("2024-06-30")
    page.locator("[data-keep=bar-since]").fill("2024-06-01")
    assert shown(page) == ("2024-06-30", "2024-06-01", "2024-06-30")
    assert heading(page) == "State of knowledge shown for 30 Jun 2024; incidents from 1 Jun 2024 to 30 Jun 2024"
    assert page.locator(".dl-legend").inner_text().count("1 Jun 2024 to 30 Jun 2024") == 1
    date(page, "2024-07-15")
    assert shown(page) == ("2024-07-15", "2024-06-01", "2024-07-15")
    assert address(page) == "#on=2024-07-15&window=2024-06-01..2024-07-15"


def test_parted_by_the_reader_they_stay_apart_and_heading_and_address_say_so(page):
    settle(page)
    page.locator("[data-keep=bar-window]").select_option("dates")
    page.locator("[data-keep=bar-joined]").uncheck()
    date(page, "2026-03-01")
    assert shown(page) == ("2026-03-01", "2024-03-01", "2025-03-01")
    for language, words in PARTED.items():
        page.locator("[data-keep=bar-language]").select_option(language)
        settle(page)
        assert words in heading(page)
        assert not page.locator("[data-keep=bar-joined]").is_checked()
    page.locator("[data-keep=bar-language]").select_option("en")
    settle(page)
    where = address(page)
    assert where == "#on=2026-03-01&window=2024-03-01..2025-03-01"
    page.reload()
    settle(page)
    assert shown(page) == ("2026-03-01", "2024-03-01", "2025-03-01")
    page.locator("[data-keep=bar-joined]").check()
    assert shown(page) == ("2025-03-01", "2024-03-01", "2025-03-01")
    assert "different" not in heading(page)


def test_a_copied_address_holds_both_even_where_the_date_is_that_of_the_start(page_of, record_map):
    page = page_of(record_map, at="#window=2025-02-01..2025-03-01")
    settle(page)
    assert shown(page) == ("2025-03-01", "2025-02-01", "2025-03-01")
    page.locator("[data-keep=bar-flow]").select_option("cargo")
    assert address(page) == "#on=2025-03-01&window=2025-02-01..2025-03-01&flow=cargo"


def test_the_command_opens_at_the_end_of_the_window_asked_for(made, page_of):
    page = page_of(made(*WINDOW))
    settle(page)
    assert shown(page) == ("2025-03-31", "2025-02-01", "2025-03-31")
    assert heading(page) == "State of knowledge shown for 31 Mar 2025; incidents from 1 Feb 2025 to 31 Mar 2025"
    assert address(page) == ""


def test_the_command_parts_them_where_both_are_given_and_says_so(made, page_of):
    page = page_of(made(*WINDOW, "--on", "2026-03-01"))
    settle(page)
    assert shown(page) == ("2026-03-01", "2025-02-01", "2025-03-31")
    assert PARTED["en"] in heading(page)
    ran = page.evaluate("document.querySelectorAll('.dl-static caption')[2].textContent")
    assert "Incidents from 2025-02-01 to 2025-03-31." in ran


@pytest.mark.parametrize(("options", "warned"), [((), False), (("--on", "2026-03-01"), True)])
def test_in_the_short_form_the_window_is_in_sight(made, page_of, options, warned):
    page = page_of(made(*WINDOW, *options), at="?embed", viewport={"width": 400, "height": 400})
    settle(page)
    note = page.locator(".dl-shown-for")
    assert note.is_visible()
    assert "incidents from 1 Feb 2025 to 31 Mar 2025" in note.inner_text()
    assert (PARTED["en"] in note.inner_text()) == warned


def test_a_file_of_incidents_is_named_after_their_window(page_of, record_map):
    page = page_of(record_map, at="#on=2026-03-01&window=2025-02-01..2025-03-01&tab=incidents")
    settle(page)
    with page.expect_download() as found:
        page.locator("[data-keep=download-csv]").click()
    assert found.value.suggested_filename == "durandline-incidents-2025-02-01_2025-03-01.csv"
