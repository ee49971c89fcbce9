"""While time plays and while it is dragged, all parts of the page show one moment in each frame that is painted."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from support.command import run
from support.maps import evaluate_with_map, settle
from support.million import incident_frame
from support.pages import at_rest

pytestmark = pytest.mark.browser
# How often our canvases were drawn; and one sample after each painted frame of what the parts of the page say.
SPY = """
  window.drawings = 0;
  const own = CanvasRenderingContext2D.prototype.clearRect;
  CanvasRenderingContext2D.prototype.clearRect = function (...given) {
    window.drawings += this.canvas.classList.contains("dl-canvas") ? 1 : 0;
    return own.apply(this, given);
  };
  const textOf = (selector) => (document.querySelector(selector) || { textContent: "" }).textContent;
  const rowOf = (rows, label) => [...document.querySelectorAll(rows)].find((row) => row.textContent.includes(label));
  const cellsOf = (row) => [...(row ? row.querySelectorAll("td, .dl-number") : [])];
  const numbersIn = (row) => cellsOf(row).map((cell) => cell.textContent).join(" ").match(/\\d+/g) || [];
  const names = () => [...document.querySelectorAll(".dl-crossing")].map((node) => node.ariaLabel);
  const onMap = (state, flow) => names().filter((name) => name.includes(`${flow} ${state}`)).length;
  window.sample = () => ({
    subtitle: textOf(".page-subtitle"),
    slider: new Date(Number(document.querySelector(".dl-slider").value) * 864e5).toISOString().slice(0, 10),
    field: document.querySelector(".dl-date").value,
    cursor: document.querySelector(".dl-time-now").dataset.on,
    chosen: textOf(".dl-panel-head + p"),
    states: ["open", "restricted", "closed"].map((state) => ({
      legend: numbersIn(rowOf(".dl-legend li", state)),
      panel: numbersIn(rowOf(".dl-panel .dl-counts tbody tr", state)),
      map: ["cargo", "people"].map((flow) => String(onMap(state, flow))),
    })),
    incidents: textOf(".dl-legend-body > .dl-layer:has(+ .dl-kinds) .dl-number"),
    drawings: window.drawings,
  });
  window.samples = [];
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    if (window.sampling) {
      window.samples.push(window.sample());
    }
  };
  const after = () => {
    channel.port2.postMessage(0);
    uncounted(after);
  };
  uncounted(after);
"""


def check(samples, least):
    """Every sample is of one moment, and there are several moments among them."""
    days = sorted({sample["slider"] for sample in samples})
    assert len(days) >= least
    words = {day: f"{date.fromisoformat(day):%-d %b %Y}" for day in days}
    for sample in samples:
        day = sample["slider"]
        assert sample["field"] == day, sample
        assert sample["cursor"] == day, sample
        assert words[day] in sample["subtitle"], sample
        if sample["chosen"]:
            assert words[day] in sample["chosen"], sample
        for state in sample["states"]:
            assert state["legend"] == state["map"], sample
            assert sample["chosen"] or state["panel"] == state["legend"], sample
    for before, sample in pairwise(samples):
        if before["incidents"] != sample["incidents"]:
            assert before["drawings"] < sample["drawings"], (before, sample)


def sampled(page, act):
    page.evaluate("void (window.samples = [], window.sampling = true)")
    act()
    page.evaluate("void (window.sampling = false)")
    return page.evaluate("window.samples")


def play(page, least):
    evaluate_with_map(page, "void map.durandline.store.send({ type: 'on', on: { day: '2023-06-01' } })")
    at_rest(page)

    def act():
        page.locator("[data-keep=bar-play]").click()
        days = "(least) => new Set(samples.map((each) => each.slider)).size >= least"
        page.wait_for_function(days, arg=least, timeout=90_000)
        page.locator("[data-keep=bar-play]").click()

    return sampled(page, act)


@pytest.mark.parametrize("chosen", ["", "torkham"])
def test_while_it_plays(page_of, record_map, chosen):
    page = page_of(record_map, init=SPY, viewport={"width": 1280, "height": 900})
    settle(page)
    evaluate_with_map(page, "void map.durandline.store.send({ type: 'choose', id: argument })", chosen)
    check(play(page, 25), 10)


def test_while_the_slider_or_the_line_of_the_timeline_is_dragged(page_of, record_map):
    page = page_of(record_map, init=SPY, viewport={"width": 1280, "height": 900})
    settle(page)
    slider, handle = page.locator(".dl-slider").bounding_box(), page.locator(".dl-time-handle").bounding_box()
    for box, x, to in [(slider, slider["x"] + slider["width"] * 0.9, 0.5), (handle, handle["x"] + 4, 0.6)]:

        def drag(box=box, x=x, to=to):
            y = box["y"] + min(8, box["height"] / 2)
            page.mouse.move(x, y)
            page.mouse.down()
            page.mouse.move(x * to, y, steps=40)
            page.mouse.up()
            at_rest(page)

        check(sampled(page, drag), 5)


def test_while_it_plays_over_ten_thousand_incidents(page_of, tmp_path):
    frame = incident_frame(10_000)
    frame.drop(columns="geometry").assign(same_as="").to_csv(tmp_path / "own.csv", index=False)
    made = tmp_path / "many.html"
    assert run("map", made, "--on", "2023-06-01", "--incidents", tmp_path / "own.csv", "-q").code == 3
    page = page_of(made, init=SPY, viewport={"width": 1280, "height": 900})
    settle(page)
    check(play(page, 10), 5)
