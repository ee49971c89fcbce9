"""What map, table, panel and timeline show is what geo/status says, at every change on record and about it.

The page is asked in one loop: its own waits are shortened to nothing and layers that say no state are off, so that
all of the record goes through the browser.
"""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from support.maps import evaluate_with_map, settle
from support.pages import at_rest

from durandline.geo.record import Record
from durandline.geo.status.changes import changes
from durandline.geo.status.crossing_status import Status
from durandline.geo.time.clock import iso_minute, local_day
from durandline.geo.time.moment import Moment, parse_moment
from durandline.layers.web.sections import flow_words
from durandline.layers.web.status_pack import pack_status
from durandline.layers.words import read_words

pytestmark = pytest.mark.browser
STATUS = Status(Record())
IDS = STATUS.record.crossing_ids
WORDS = read_words()
LAST = pack_status(STATUS, parse_moment("2025-03-01"))["range"]["last"]
CHANGES = changes(STATUS, 0, LAST)
BRANCHES = ("cargo", "people")
BARE_DAYS = ("2008-01-01", "2025-03-01")
# Long waits stay: after them the sheet for print is made, which no test here looks at.
HURRY = (
    "(() => { const wait = window.setTimeout; window.setTimeout = (call, ms) => wait(call, ms > 500 ? ms : 0); })()"
)

# For each [moment, crossing]: names of the marks, rows of the table, sentences of the panel, and where the instant
# stands in the timeline, as a share of its width.
READ = """async (asked) => {
  const map = Object.values(window).find((value) => value instanceof L.Map);
  const { store } = map.durandline;
  const texts = (selector) => [...document.querySelectorAll(selector)].map((node) => node.textContent);
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const table = document.querySelector(".dl-grid-body");
  const states = (row) => [3, 4].map((place) => row.querySelector(`td:nth-child(${place}) .dl-chip`).textContent);
  const seen = [];
  ["incidents", "basemap", "border"].forEach((layer) => store.send({ type: "show", layer, shown: false }));
  for (const [on, crossing] of asked) {
    store.send({ type: "on", on });
    store.send({ type: "choose", id: crossing });
    const marks = [...document.querySelectorAll(".dl-crossing")].map((node) => node.ariaLabel);
    const panel = [texts(".dl-panel h2")[0], texts(".dl-panel .dl-sentence > span:last-child")];
    do {
      await frame();
    } while (table.getAttribute("aria-busy") === "true");
    const rows = [...table.querySelectorAll("tbody tr")].map((row) => [row.dataset.row, states(row)]);
    const plot = document.querySelector(".dl-time-plot").clientWidth;
    const moment = parseFloat(document.querySelector(".dl-time-now").style.left) / plot;
    seen.push({ marks, panel, rows, moment });
  }
  return seen;
}"""

# The strips of each lane: name, and by row (from above) [state, from, to] as shares of the width.
STRIPS = """() => {
  const width = document.querySelector(".dl-time-plot").clientWidth;
  const number = (node, name) => Number(node.getAttribute(name));
  return [...document.querySelectorAll(".dl-lane")].map((lane) => {
    const strips = [...lane.querySelectorAll(":scope > .dl-strip")].map((node) => [
      number(node, "y"),
      node.getAttribute("class").replace(/.*dl-strip-/, ""),
      number(node, "x") / width,
      (number(node, "x") + number(node, "width")) / width,
    ]);
    return [lane.getAttribute("aria-label"), strips];
  });
}"""


def instant(second: int) -> Moment:
    text = iso_minute(second, "PK")
    return Moment(f"{text[:16]}:{second % 60:02d}{text[16:]}", is_day=False)


def asked():
    """By crossing: each change; of every third also a second before, one after, and the day; and two more days.

    Which third it is differs from crossing to crossing.
    """
    for place, crossing in enumerate(IDS):
        seconds = sorted({each.second for each in CHANGES if each.crossing_id == crossing})
        third = set(seconds[place % 3 :: 3])
        days = sorted({*BARE_DAYS, *(local_day(second, "PK") for second in third)})
        for second in seconds:
            yield from (({"second": second + more}, crossing) for more in ((-1, 0, 1) if second in third else (0,)))
        yield from (({"day": day}, crossing) for day in days)


def when(on):
    return parse_moment(on["day"]) if "day" in on else instant(on["second"])


def sentence(line):
    flows, way = flow_words(line.flows, WORDS), WORDS[f"panel.way_{line.direction}"]
    return WORDS(f"panel.is_{line.answer.state}", flows=flows, way=way)


@pytest.fixture
def whole(page_of, record_map):
    """The page with the whole of time in view."""
    page = page_of(record_map, init=HURRY)
    settle(page)
    page.locator("[data-keep=bar-zoom-all]").click()
    at_rest(page)
    return page


def test_all_views_agree_with_the_record_at_every_change(whole):
    moments = list(asked())
    assert len(moments) > 600
    names = {key: row["name_en"] for key, row in STATUS.record.keyed("crossings").items()}
    located = {row["name_en"] for row in STATUS.record.rows("crossings") if row["lon"] is not None}
    span = evaluate_with_map(whole, "map.durandline.status.range")
    wrong = []
    for (on, crossing), seen in zip(moments, whole.evaluate(READ, moments), strict=True):
        moment = when(on)
        states = {key: [STATUS.headline(key, flow, moment).state for flow in BRANCHES] for key in IDS}
        marks = dict(re.fullmatch(r"(.+): cargo (\w+, people \w+); .+", name).groups() for name in seen["marks"])
        assert set(marks) == located
        if marks != {names[key]: ", people ".join(both) for key, both in states.items() if names[key] in located}:
            wrong.append((on, "map", marks))
        if dict(seen["rows"]) != states:
            wrong.append((on, "table", seen["rows"]))
        heading, told = seen["panel"]
        good = [sentence(line) for line in STATUS.lines(crossing, moment)]
        if heading != names[crossing] or [re.split(r"[;.]", text)[0] for text in told] != good:
            wrong.append((on, crossing, told, good))
        if seen["moment"] != pytest.approx(share_of(moment.second("PK"), span), abs=2e-4):
            wrong.append((on, "timeline", seen["moment"]))
    assert wrong[:3] == []


def share_of(second, span):
    """Where a second stands in the range of the page."""
    return (second - span["first"]) / (span["last"] - span["first"])


def spans(crossing, flow, span):
    """[state, from, to] of a crossing's flow over the whole range, as shares of it; what is unknown left out."""
    seconds = sorted({span["first"], *(each.second for each in CHANGES if each.crossing_id == crossing)})
    states = [(second, STATUS.headline(crossing, flow, instant(second)).state) for second in seconds]
    edges = [states[0], *(after for before, after in pairwise(states) if before[1] != after[1])]
    ends = [*(second for second, _ in edges[1:]), span["last"]]
    return [
        (state, share_of(start, span), share_of(end, span))
        for (start, state), end in zip(edges, ends, strict=True)
        if state != "unknown"
    ]


def joined(strips):
    """Strips of one state that touch, as one: what is known of it may change where the state does not."""
    found = []
    for state, start, end in strips:
        if found and found[-1][0] == state and abs(found[-1][2] - start) < 1e-6:
            found[-1] = (state, found[-1][1], end)
        else:
            found.append((state, start, end))
    return found


def test_strips_of_the_timeline_are_the_states_of_the_whole_record(whole):
    ids = {row["name_en"]: key for key, row in STATUS.record.keyed("crossings").items()}
    span = evaluate_with_map(whole, "map.durandline.status.range")
    lanes = whole.evaluate(STRIPS)
    assert len(lanes) > 5
    for name, strips in lanes:
        heights = sorted({y for y, *_ in strips})
        rows = [spans(ids[name], flow, span) for flow in BRANCHES]
        assert len(heights) == len([row for row in rows if row]), name
        for height, good in zip(heights, [row for row in rows if row], strict=True):
            drawn = [(state, start, end) for y, state, start, end in strips if y == height]
            assert [state for state, *_ in joined(drawn)] == [state for state, *_ in joined(good)], name
            for one, other in zip(joined(drawn), joined(good), strict=True):
                assert one[1:] == pytest.approx(other[1:], abs=2e-4), (name, one, other)
