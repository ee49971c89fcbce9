"""The page on paper, as pictures: one designed sheet of one to three pages, whoever prints it, however it is told."""

from __future__ import annotations

import io
import subprocess

import pytest
from PIL import Image
from support import browser as chromium
from support.maps import evaluate_with_map, settle
from support.pages import at_rest, open_page
from support.printed import Printed, share

pytestmark = pytest.mark.browser
LAND, CLOSED, NOW = "#f4f1e9", "#a3180f", "#b3261e"
PAPERS = [("A4", False), ("A4", True), ("Letter", False), ("Letter", True)]
BOXES = """() => {
  const all = (name, tell) => [...document.querySelectorAll(name)].map(tell);
  const box = (node) => (({ left, top, right, bottom }) => [left, top, right, bottom])(node.getBoundingClientRect());
  const fills = (mark) => [...mark.querySelectorAll("g > :first-child")].map((node) => node.getAttribute("fill"));
  const flag = ".dl-paper-mark:has(.dl-badge)";
  const names = ".dl-paper-label.dl-label-crossing:not(.dl-label-small) .dl-label-name";
  return {
    badges: all(flag + " .dl-badge-plate", box),
    fills: all(flag, (mark) => fills(mark).filter((fill) => fill && fill.startsWith("#"))),
    names: all(names, (node) => [node.textContent, ...box(node)]),
    line: all(".dl-paper-map path[stroke-dasharray='7 4']", (path) => path.getAttribute("stroke"))[0],
    map: all(".dl-paper-map", box)[0],
    time: all(".dl-paper-time", box)[0],
  };
}"""


def pdf(page, paper="A4", landscape=False):
    return Printed(page.pdf(format=paper, landscape=landscape))


def date(page, day):
    page.locator(".dl-date").fill(day)
    page.locator(".dl-date").press("Enter")


@pytest.fixture(scope="module")
def dark_page(browser, record_map):
    """The page on a dark screen, open for all papers; its language is given."""
    context, page = open_page(browser, record_map, color_scheme="dark")
    settle(page)
    yield page
    context.close()


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize(("paper", "landscape"), PAPERS, ids=["A4", "A4 landscape", "Letter", "Letter landscape"])
def test_one_to_three_pages_with_map_timeline_and_states(dark_page, paper, landscape, language):
    evaluate_with_map(dark_page, "map.durandline.store.send({type: 'language', language: argument})", language)
    settle(dark_page)
    made = pdf(dark_page, paper, landscape=landscape)
    assert 1 <= len(made.pages) <= 3
    assert {size[0] > size[1] for size in made.sizes} == {landscape}
    assert made.share("#ffffff", part=(0, 0, 1, 0.03)) == 1  # light, though the screen is dark
    assert made.share(LAND) > 0.2
    assert sum(made.share(CLOSED, page=at) for at in range(2)) > 0.002
    on_time = next(at for at in range(len(made.pages)) if made.share(NOW, page=at) > 0)
    assert made.share(CLOSED, page=on_time, part=(0.1, 0, 0.9, 1)) > 0.002
    assert "© OpenStreetMap contributors" in made.text
    assert "Not for decisions about travel or safety." in made.text
    assert "Who's On First" in made.text
    assert "recognised it as one" in made.text
    if language == "en":
        for said in ("State of knowledge shown for 1 Mar 2025", "Shut to cargo and people, both ways", "no report:"):
            assert said in made.text


@pytest.fixture
def on_paper(page_of, record_map):
    """The page as it is printed, in a window."""

    def emulated(at="", size=(760, 1080)):
        page = page_of(record_map, at=at, viewport={"width": 1280, "height": 800})
        settle(page)
        page.emulate_media(media="print")
        page.set_viewport_size({"width": size[0], "height": size[1]})
        at_rest(page)
        return page

    return emulated


@pytest.mark.parametrize("at", ["", "#on=2025-10-20&lang=ur", "#view=34.1/71.1/9"])
def test_each_flag_stands_by_its_name_with_the_colour_of_its_state(on_paper, at):
    page = on_paper(at)
    found = page.evaluate(BOXES)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    assert found["names"]
    for name, *box in found["names"]:
        gaps = [apart(box, badge) for badge in found["badges"]]
        assert min(gaps) < 6, name
        assert sorted(gaps)[1:2] == [] or sorted(gaps)[1] > min(gaps), name
    for badge, fills in zip(found["badges"], found["fills"], strict=True):
        if badge[0] > 0 and badge[3] < picture.height:
            assert len(fills) == 2
            shown = picture.crop(tuple(badge))
            assert [fill for fill in fills if share(shown, fill, slack=12) < 0.03] == []


def apart(one, other):
    """Return how far two boxes are from each other."""
    across = max(one[0] - other[2], other[0] - one[2], 0)
    return (across**2 + max(one[1] - other[3], other[1] - one[3], 0) ** 2) ** 0.5


def test_map_border_and_bars_are_drawn_in_another_window_and_the_screen_comes_back(on_paper):
    page = on_paper()
    found = page.evaluate(BOXES)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    ground, time = picture.crop(tuple(found["map"])), picture.crop(tuple(found["time"]))
    assert share(ground, LAND) > 0.7
    assert share(ground, found["line"], slack=12) > 0.0008
    assert share(time, CLOSED) > 0.05
    assert share(time, NOW) > 0.001
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1280, "height": 800})
    settle(page)
    assert evaluate_with_map(page, "map.durandline.store.get().view") is None
    box = page.locator(".leaflet-container").bounding_box()
    screen = Image.open(io.BytesIO(page.screenshot(clip=box))).convert("RGB")
    assert share(screen, LAND) > 0.5


def test_a_change_just_made_is_printed(page):
    settle(page)
    date(page, "2025-10-20")
    assert "shown for 20 Oct 2025" in pdf(page).text


def test_it_is_right_where_the_browser_tells_nothing(page_of, record_map):
    deaf = (
        "addEventListener('beforeprint', (event) => event.stopImmediatePropagation(), true);"
        "const none = { matches: false, addEventListener() {}, removeEventListener() {} };"
        "const asked = window.matchMedia;"
        "window.matchMedia = (query) => (query === 'print' ? none : asked.call(window, query));"
    )
    page = page_of(record_map, init=deaf, viewport={"width": 360, "height": 640}, color_scheme="dark")
    settle(page)
    page.locator(".dl-date").fill("2025-10-20")
    page.locator(".dl-date").press("Enter")
    page.wait_for_function("() => document.querySelector('.dl-paper').textContent.includes('20 Oct 2025')")
    made = pdf(page)
    assert len(made.pages) <= 3
    assert "shown for 20 Oct 2025" in made.text
    assert made.share(LAND) > 0.2


def test_a_window_for_incidents_and_a_filter_are_named(page_of, record_map):
    page = page_of(record_map, at="#on=2026-03-01&window=2025-02-01..2025-03-31&flow=cargo")
    settle(page)
    text = pdf(page).text
    assert "shown for 1 Mar 2026; incidents from 1 Feb 2025 to 31 Mar 2025." in text
    assert "States and incidents are shown for different dates." in text
    assert "What is filtered: cargo" in text


def test_the_tables_come_on_request_and_the_address_keeps_it(page):
    settle(page)
    few = pdf(page)
    assert "Figures" not in few.text
    page.locator("[data-keep=print-tables]").check()
    at_rest(page)
    assert page.evaluate("location.hash") == "#print=tables"
    page.wait_for_function("() => document.querySelectorAll('.dl-paper-table').length === 4", timeout=20_000)
    summary = (
        "() => [...document.querySelectorAll('.dl-paper-table')].some((each) => /Summary/.test(each.textContent))"
    )
    page.wait_for_function(summary)  # texts of incidents come after
    rows = [page.locator(".dl-paper-table").nth(at).locator("tbody tr").count() for at in range(4)]
    shown = [evaluate_with_map(page, "map.durandline.status.crossings.length")]
    assert rows[:1] == shown
    assert min(rows) > 20
    made = pdf(page)
    assert len(made.sizes) > len(few.sizes)
    assert "Summary" in made.text
    page.locator("[data-keep=print-tables]").uncheck()
    assert len(pdf(page).sizes) == len(few.sizes)


def test_without_scripts_the_tables_are_printed(page_of, record_map):
    page = page_of(record_map, java_script_enabled=False)
    text = pdf(page).text
    assert "State of knowledge shown for 2025-03-01" in text
    for said in ("Closures on record", "Torkham", "OpenStreetMap contributors"):
        assert said in text


def test_the_command_of_the_browser_prints_the_same(record_map, tmp_path):
    """``--print-to-pdf`` prints once the page has loaded, which it has when all is drawn."""
    out = tmp_path / "made.pdf"
    command = [chromium.find(), *chromium.ARGUMENTS, "--headless", f"--user-data-dir={tmp_path / 'profile'}"]
    subprocess.run(
        [*command, f"--print-to-pdf={out}", record_map.resolve().as_uri()],
        check=True,
        capture_output=True,
        timeout=120,
    )
    made = Printed(out.read_bytes())
    assert len(made.pages) <= 3
    assert made.share(LAND) > 0.2
    assert "State of knowledge shown for 1 Mar 2025" in made.text


def test_a_page_has_loaded_when_all_is_drawn(page_of, record_map):
    mark = "addEventListener('load', () => (window.seen = document.documentElement.dataset.durandline));"
    page = page_of(record_map, init=mark)
    assert page.evaluate("window.seen") == "ready"
