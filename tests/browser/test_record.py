"""The map of the shipped record, opened from a file without network: what it shows is what the record says."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import expect
from support.command import run
from support.maps import evaluate_with_map, mark_popups, point_popups
from support.pages import heard

from durandline.geo.record import Record

pytestmark = pytest.mark.browser
ON = ("--on", "2025-03-01")
RECORD = Record()
LOCATED = [row for row in RECORD.rows("crossings") if row["lon"] is not None]
BY_THEN = [row for row in RECORD.rows("incidents") if str(row["date"])[:10] <= "2025-03-01"]


def flat(text):
    return " ".join(str(text).split())


def places_of(incident):
    """The rows of places and crossings that an incident names."""
    links = [link for link in RECORD.rows("incident_places") if link["incident_id"] == incident["incident_id"]]
    return [
        RECORD.keyed("places")[link["place_id"]]
        if link["place_id"]
        else RECORD.keyed("crossings")[link["crossing_id"]]
        for link in links
    ]


@pytest.fixture(scope="module")
def popups(browser, record_map):
    """The text of every crossing's popup by its name, of every incident's by its point, and that of the page."""
    from support.pages import open_page

    context, page = open_page(browser, record_map)
    points = sorted(
        {(place["lon"], place["lat"]) for row in BY_THEN for place in places_of(row) if place["lon"] is not None}
    )
    crossings = [(name, flat(text)) for name, text in mark_popups(page)]
    incidents = dict(zip(points, [list(map(flat, texts)) for texts in point_popups(page, points)], strict=True))
    said = heard(page).everything()
    unlocated = flat(page.locator("section:has(> #table-unlocated)").inner_text())
    context.close()
    assert said == {}
    return crossings, incidents, unlocated


def test_it_opens_without_a_word_to_anyone(page):
    page.wait_for_timeout(500)
    assert heard(page).everything() == {}
    assert page.locator(".leaflet-container canvas").count() > 0


def popup_of(popups, crossing):
    found = [text for name, text in popups[0] if name.startswith(f"{crossing['name_en']}: cargo ")]
    assert len(found) == 1, crossing["crossing_id"]
    return found[0]


def in_words(written):
    """Return a date as the page has it in English: 2025, Mar 2025, 1 Mar 2025."""
    year, *rest = written.split("-")
    named = [f"{dt.date(2000, int(rest[0]), 1):%b}"] if rest else []
    return " ".join([*(str(int(day)) for day in rest[1:]), *named, year])


@pytest.mark.parametrize("crossing", LOCATED, ids=lambda row: row["crossing_id"])
def test_each_crossing_is_on_it_and_says_what_the_command_status_says(popups, crossing):
    popup = popup_of(popups, crossing)
    told = run("status", crossing["crossing_id"], *ON).out
    blocks = [block.splitlines() for block in told.split("\n\n")[1:] if not block.startswith("Changes")]
    assert blocks
    for block in blocks:
        lines = flat(" ".join(block))
        for wanted in ("last statement(?: by then)?", "since"):
            if found := re.search(rf"{wanted} (\d[\d/-]+)", lines):
                assert all(in_words(part) in popup for part in found[1].split("/"))
        if found := re.search(r"; by (.+?);|since \S+; by (.+?);", lines):
            assert next(filter(None, found.groups())) in popup
        if found := re.search(r"source: (.+?)(?: \(|$)", "\n".join(block), re.MULTILINE):
            assert found[1] in popup
        head = flat(lines.split("; ")[0])
        state, flows = head.split(" ", 1)
        assert flows in popup or "never" in popup or "No statement" in lines
        assert state.lower() in popup
    for name in ("name_en", "name_ps", "name_fa", "name_ur"):
        assert not crossing[name] or flat(crossing[name]) in popup


def test_crossings_without_a_point_are_not_drawn_but_listed(page, popups):
    names = {row["name_en"] for row in RECORD.rows("crossings")}
    drawn = {name.split(": cargo ")[0] for name, _ in popups[0] if ": cargo " in name}
    assert drawn == {row["name_en"] for row in LOCATED} < names
    listed = page.locator("section:has(> #table-crossings) tbody tr").all_inner_texts()
    assert len(listed) == len(names)
    assert all(any(name in text for text in listed) for name in names)


def test_what_a_scraper_carries_is_named_and_never_linked(page):
    scrapers = [row for row in RECORD.rows("sources") if row["kind"] == "scraper"]
    (cited,) = [row for row in scrapers if "clikati" in str(row["url"])]
    followed = page.eval_on_selector_all("a[href]", "all => all.map((each) => each.href)")
    assert len(followed) > 100
    assert not [row["url"] for row in scrapers if row["url"] in followed]
    named = page.locator("section:has(> #table-closures) td", has_text=str(cited["publisher"]))
    assert named.count()


@pytest.mark.parametrize("incident", BY_THEN, ids=lambda row: row["incident_id"])
def test_each_incident_is_on_it_or_in_the_list_of_those_without_a_point(popups, incident):
    points = {(place["lon"], place["lat"]) for place in places_of(incident) if place["lon"] is not None}
    if not points:
        assert flat(incident["summary"]) in popups[2]
        return
    claims = [row for row in RECORD.rows("claims") if row["incident_id"] == incident["incident_id"]]
    for point in points:
        texts = [text for text in popups[1][point] if flat(incident["summary"]) in text]
        assert texts, point
        text = texts[0]
        assert str(incident["date"]) in text
        for claim in claims:
            assert flat(claim["claimant"]) in text
            for figure in (claim["min"], claim["max"]):
                assert figure is None or f"{figure:,}" in text
        for key in incident["source_ids"]:
            assert flat(RECORD.keyed("sources")[key]["publisher"]) in text


def test_incidents_after_the_day_are_not_on_it(page):
    later = [row for row in RECORD.rows("incidents") if str(row["date"])[:10] > "2025-03-01"]
    text = flat(page.content())
    assert later
    assert [row["incident_id"] for row in later if flat(row["summary"]) in text] == []


def test_the_counts_of_the_legend_are_those_of_the_record(page):
    legend = page.locator(".dl-legend").inner_text()
    assert re.search(rf"Crossings\s+{len(RECORD.rows('crossings'))}\b", legend)


def test_it_says_whose_it_is_and_what_it_must_not_be_used_for(page):
    import tomllib
    from importlib.resources import files

    policy = tomllib.loads((files("durandline.data") / "policy.toml").read_text(encoding="utf-8"))
    text = flat(page.locator("body").inner_text())
    for wanted in (policy["boundary"]["words"], policy["notice"]["disclaimer"], policy["notice"]["not_for"]):
        assert flat(wanted) in text
    assert "1 Mar 2025" in page.locator(".page-head").inner_text()


def test_the_line_is_dashed(page):
    dashes = evaluate_with_map(
        page, "[...document.querySelectorAll('path.leaflet-interactive, svg path')].map((path) => path.getAttribute"
        "('stroke-dasharray')).filter(Boolean)"
    )  # fmt: skip
    assert dashes


def test_a_click_on_an_incident_opens_it(page):
    incident = next(row for row in BY_THEN if len(places_of(row)) == 1 and _far_from_crossings(places_of(row)[0]))
    place = places_of(incident)[0]
    at = evaluate_with_map(
        page,
        "(map.setView([argument[1], argument[0]], 13, { reset: true }), "
        "((box, point) => [box.left + point.x, box.top + point.y])"
        "(map.getContainer().getBoundingClientRect(), map.latLngToContainerPoint([argument[1], argument[0]])))",
        [place["lon"], place["lat"]],
    )
    page.mouse.click(*at)
    expect(page.locator(".dl-popup")).to_contain_text(place["name_en"])


def _far_from_crossings(place):
    return place["lon"] is not None and all(
        abs(place["lon"] - row["lon"]) + abs(place["lat"] - row["lat"]) > 0.2 for row in LOCATED
    )
