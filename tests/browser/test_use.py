"""Using the page: with a keyboard, on a narrow screen, without JavaScript, on paper; and what its head declares."""

from __future__ import annotations

import re

import pytest
from support.command import run
from support.hostile import MARK
from support.maps import evaluate_with_map, settle
from support.pages import at_rest, heard

from durandline.geo.record import Record

pytestmark = pytest.mark.browser
TABS = 80


def focused(page):
    return page.evaluate("() => document.activeElement.className || document.activeElement.tagName")


def tab_to(page, name):
    """Press Tab until an element of class ``name`` has the focus; return what had it on the way."""
    passed = []
    for _ in range(TABS):
        page.keyboard.press("Tab")
        passed.append(str(focused(page)))
        if name in passed[-1].split():
            return passed
    raise AssertionError(f"Tab never reached {name}: {passed}")


def test_tab_reaches_a_crossing_enter_tells_of_it_escape_closes_it_and_the_focus_is_back(page):
    tab_to(page, "dl-crossing")
    name = page.evaluate("() => document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Enter")
    panel = page.locator(".dl-panel")
    assert name.split(": cargo ")[0] in panel.inner_text()
    assert page.evaluate("() => document.querySelector('.dl-panel').contains(document.activeElement)")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.querySelector('.dl-panel').contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert page.evaluate("() => document.activeElement.getAttribute('aria-label')") == name


def test_without_the_panel_enter_opens_a_popup_escape_closes_it_and_the_focus_is_back(page):
    page.evaluate("() => (location.hash = '#embed=1')")
    page.reload()
    settle(page)
    tab_to(page, "dl-crossing")
    name = page.evaluate("() => document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Enter")
    popup = page.locator(".dl-popup")
    popup.wait_for()
    assert name.split(": cargo ")[0] in popup.inner_text()
    assert "dl-popup" in focused(page)
    page.keyboard.press("Escape")
    popup.wait_for(state="detached")
    assert page.evaluate("() => document.activeElement.getAttribute('aria-label')") == name


def test_tab_reaches_every_crossing_that_is_drawn(page):
    reached = set()
    for _ in range(TABS + 120):
        page.keyboard.press("Tab")
        label = page.evaluate("() => document.activeElement.getAttribute('aria-label') || ''")
        reached.add(label.split(": cargo ")[0])
    assert {row["name_en"] for row in Record().rows("crossings") if row["lon"] is not None} <= reached


def test_the_first_tab_offers_to_skip_to_the_tables(page):
    settle(page)
    page.keyboard.press("Tab")
    assert "page-skip" in focused(page)
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.hash === '#tables'")


def test_what_has_the_focus_can_be_seen(page):
    for name in ("dl-crossing", "dl-legend-button"):
        tab_to(page, name)
        outline = page.evaluate(
            "() => { const style = getComputedStyle(document.activeElement);"
            " return style.outlineStyle !== 'none' || style.boxShadow !== 'none'; }"
        )
        assert outline, name


def test_layers_go_and_come_with_their_boxes(page):
    shown = page.locator(".dl-crossing").count()
    box = page.locator(".dl-legend label", has_text="Crossings").locator("input")
    box.uncheck()
    assert page.locator(".dl-crossing").count() == 0
    box.check()
    assert page.locator(".dl-crossing").count() == shown > 0


def test_links_lead_to_sources_alone_and_tell_them_nothing(page):
    links = page.evaluate(
        """() => [...document.querySelectorAll('a')].map((a) =>
          [a.getAttribute('href'), a.rel, a.target, a.referrerPolicy])"""
    )
    assert len(links) > 100
    assert page.locator("meta[name=referrer]").get_attribute("content") == "no-referrer"  # that of every link
    for address, relation, target, policy in links:
        assert re.match(r"https?://|#", address), address
        assert policy == ""
        assert not target or "noopener" in relation.split(), address


def test_the_head_declares_title_language_policy_and_fetches_nothing(page, record_map):
    assert page.title() == "Crossings of the Durand Line"
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("html").get_attribute("dir") == "ltr"
    policy = page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content")
    assert "default-src 'none'" in policy
    assert "script-src 'sha256-" in policy
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
    text = record_map.read_text(encoding="utf-8")
    assert (
        re.findall(r"<(?:script|link|img|iframe|object|embed|source|video|audio)\b[^>]*\b(?:src|href)=", text) == []
    )
    assert page.locator("h1").count() == 1


def test_a_script_that_is_not_ours_does_not_run(page_of, record_map):
    page = page_of(record_map, quiet=False)
    page.evaluate(
        f"""() => {{
          const script = document.createElement("script");
          script.textContent = "window.{MARK} = 1";
          document.body.append(script);
          document.body.insertAdjacentHTML("beforeend", '<img src="x:" onerror="window.{MARK} = 2">');
        }}"""
    )
    page.wait_for_timeout(300)
    assert page.evaluate(f"() => window.{MARK}") is None
    assert any("Content Security Policy" in said for said in heard(page).console)


def test_where_all_is_drawn_nothing_is_said_of_what_is_missing(page):
    assert page.locator(".page-noscript").is_hidden()


def test_without_javascript_the_tables_say_it_all(page_of, record_map):
    page = page_of(record_map, java_script_enabled=False)
    assert page.locator(".page-noscript").is_visible()
    record = Record()
    rows = page.locator("section:has(> #table-crossings) tbody tr")
    assert rows.count() == len(record.rows("crossings"))
    assert rows.first.is_visible()
    listed = page.locator("section:has(> #table-incidents), section:has(> #table-unlocated)").all_inner_texts()
    text = " ".join(" ".join(listed).split())
    wanted = [row for row in record.rows("incidents") if str(row["date"])[:10] <= "2025-03-01"]
    assert [row["incident_id"] for row in wanted if " ".join(row["summary"].split()) not in text] == []


NO_STREAMS = "delete window.DecompressionStream"
BROKEN_OFF = "Object.defineProperty(window, 'durandline', { set() { throw Error('broken'); } })"


@pytest.mark.parametrize("broken", [NO_STREAMS, BROKEN_OFF])
def test_where_the_script_cannot_run_or_breaks_off_the_tables_stand(page_of, record_map, broken):
    page = page_of(record_map, init=broken)
    assert page.evaluate("() => document.documentElement.dataset.durandline") == "failed"
    assert page.locator(".page-noscript").is_visible()
    rows = page.locator("section:has(> #table-crossings) tbody tr")
    assert rows.count() == len(Record().rows("crossings"))
    assert rows.first.is_visible()
    assert heard(page).errors
    heard(page).errors.clear()


@pytest.mark.parametrize("width", [320, 360, 800])
def test_nothing_sticks_out_of_a_narrow_screen(page_of, record_map, width):
    page = page_of(record_map, viewport={"width": width, "height": 640}, has_touch=True)
    at_rest(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    assert page.locator(".leaflet-container").bounding_box()["height"] >= 240
    legend = page.locator(".dl-legend").bounding_box()
    assert legend["x"] >= 0
    assert legend["x"] + legend["width"] <= width


def test_on_a_narrow_screen_a_popup_fits(page_of, record_map):
    page = page_of(record_map, viewport={"width": 360, "height": 640})
    page.evaluate("() => (location.hash = '#embed=1')")
    page.reload()
    settle(page)
    tab_to(page, "dl-crossing")
    page.keyboard.press("Enter")
    page.locator(".dl-popup").wait_for()
    at_rest(page)
    box = page.locator(".leaflet-popup").bounding_box()
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= 360


def test_on_paper_tables_asked_for_are_whole_and_the_buttons_are_gone(page_of, record_map):
    page = page_of(record_map, at="#print=tables")
    settle(page)
    page.emulate_media(media="print")
    sections = page.locator(".dl-paper-table")
    sections.nth(3).wait_for()
    crossings, closures, incidents = (sections.nth(at).locator("tbody tr").count() for at in range(3))
    shown = "map.durandline.incidents.total(map.durandline.incidents.mask(map.durandline.store.get()))"
    assert crossings == evaluate_with_map(page, "map.durandline.status.crossings.length")
    assert incidents == evaluate_with_map(page, shown)
    assert closures > 50
    assert sections.first.locator("tbody tr").last.is_visible()
    for gone in (".dl-grid-body", ".dl-app", ".page-foot", ".dl-static"):
        assert not page.locator(gone).first.is_visible()
    cut = page.evaluate(
        "() => [...document.querySelectorAll('.dl-paper, .dl-paper *')]"
        ".filter((node) => node instanceof HTMLElement && node.scrollHeight > node.clientHeight + 1)"
        ".filter((node) => !['visible', 'clip'].includes(getComputedStyle(node).overflowY))"
        ".map((node) => node.className)"
    )
    assert cut == []


def test_who_wants_less_motion_or_darkness_gets_a_readable_page(page_of, record_map):
    page = page_of(record_map, reduced_motion="reduce", color_scheme="dark", forced_colors="active")
    assert page.locator("h1").is_visible()
    assert page.locator(".dl-crossing").count() > 0


@pytest.mark.parametrize("language", ["ps-AF", "fa-IR", "ur-PK", "tr-TR"])
def test_in_any_locale_it_opens_and_reads_the_same(page_of, record_map, page, language):
    other = page_of(record_map, locale=language, timezone_id="Asia/Kabul")
    settle(page)
    settle(other)
    assert other.locator("body").inner_text() == page.locator("body").inner_text()


def test_an_incident_on_a_stretch_of_the_line_is_drawn_as_that(page_of, tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("date,place_name\n2025-02-20,Afghanistan-Pakistan border (South Waziristan)\n", "utf-8")
    path = tmp_path / "map.html"
    ran = run(
        "map", path, "--on", "2025-03-01", "--since", "2025-02-20", "--incidents", own, "--gazetteer", "builtin"
    )
    assert ran.code == 0, ran.err
    page = page_of(path)
    settle(page)
    drawn = page.locator(".leaflet-pane path[stroke-width='6']")
    assert drawn.count() == 1
    assert drawn.get_attribute("d").count("L") >= 5
