"""The timeline: what is drawn is what the closures say, in every language, at any width."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

pytest.importorskip("matplotlib")
from matplotlib.colors import to_rgba
from matplotlib.patches import Rectangle
from support import sheets as made
from support.records import record, report

from durandline.geo import frames
from durandline.geo.record import Record
from durandline.geo.status.crossing_status import Status
from durandline.geo.status.flows import leaves
from durandline.geo.time.moment import parse_moment
from durandline.geo.time.partial import bounds
from durandline.layers.paper.axis import TimeScale, ticks_of
from durandline.layers.paper.canvas import settings
from durandline.layers.paper.content import Content
from durandline.layers.paper.frame import Box, new_page
from durandline.layers.paper.history import days_of, history_of
from durandline.layers.paper.lanes import bars_of, lanes_of, most_telling, window_of
from durandline.layers.paper.patterns import fill_of
from durandline.layers.paper.sheet import draw_sheet
from durandline.layers.paper.spec import THEMES, Ink, SheetSpec
from durandline.layers.paper.timeline import draw_timeline, timeline_height
from durandline.layers.words import read_words

ON = parse_moment("2025-03-01")


@pytest.fixture(scope="module")
def content():
    return made.content(since="2023-01-01")


@pytest.fixture(scope="module")
def history():
    return history_of(Status(Record()), ON)


def own(tmp_path, reports, on="2025-03-01", **more):
    """A content and history of a small record."""
    made_of, moment = record(tmp_path, reports), parse_moment(on)
    shown = {
        "crossings": frames.crossing_states(made_of, moment),
        "closures": frames.closures(made_of, moment),
        "incidents": frames.incidents(made_of, None, moment),
    }
    return Content(shown, moment, **more), history_of(Status(made_of), moment)


def drawn(content, history, width=279.0, height=190.0, **spec):
    """What was drawn, its axes, and the rectangles of closures by name."""
    spec = SheetSpec(**spec)
    with settings(spec):
        page = new_page(spec)
        shown = draw_timeline(page, Box(9, 9, width, height), content, history)
        page.figure.canvas.draw()
    axes = page.figure.axes[0]
    bars = {}
    for patch in axes.patches:
        if isinstance(patch, Rectangle) and "|" in str(patch.get_label()):
            bars[patch.get_label()] = (patch.get_x(), patch.get_x() + patch.get_width())
    return shown, axes, bars


def test_bars_are_as_long_as_the_closures_say(content, history):
    window = window_of(content, history)
    shown, _, bars = drawn(content, history)
    scale, checked = shown.scale, 0
    for row in content.frames["closures"].to_dict("records"):
        start = bounds(row["start"], row["side"])
        end = bounds(row["end"], row["side"]) if row["end"] else None
        shut = {leaf for flow in row["flows"] for leaf in leaves(flow)}
        for branch in ("cargo", "people"):
            name = f"{row['id']}|{row['crossing_id']}|{', '.join(row['flows'])}|{branch}|sure"
            if name not in bars:
                continue
            assert shut & set(leaves(branch))
            left, right = bars[name]
            certain = days_of(start.latest - 1)
            if end is None:
                until = certain + row["days_min"]
            elif row["over"]:
                until = max(certain, days_of(end.earliest))
            else:
                until = window[1]
            assert left == pytest.approx(scale.x(certain), abs=0.35)
            assert right - left == pytest.approx(max(0.35, scale.x(until) - scale.x(certain)), abs=0.02)
            checked += 1
    assert checked >= 40


def test_every_closure_that_touches_the_window_is_drawn(content, history):
    window = window_of(content, history)
    shown, _, bars = drawn(content, history)
    assert shown.left_out == 0
    wanted = {
        f"{bar.key}|{bar.crossing}|{bar.flows}|{bar.branch}|sure"
        for bar in bars_of(content, history)
        if bar.reach[1] >= window[0] and bar.sure[1] >= window[0]
    }
    assert wanted <= bars.keys()


def test_days_of_a_bar_are_those_that_the_closure_counts(content, history):
    closures = content.frames["closures"].to_dict("records")
    rows = {row["id"]: row for row in closures}
    for bar in bars_of(content, history):
        row = rows[bar.key]
        if row["end"] and row["over"] and row["flows"] in (["all"], ["cargo"], ["people"]):
            assert bar.sure[1] - bar.sure[0] == pytest.approx(row["days_min"], abs=0.03)
            assert bar.late[1] - bar.early[0] == pytest.approx(row["days_max"], abs=0.03)


def test_a_month_makes_an_uncertain_beginning_and_end(tmp_path):
    closed = report("r1", "closed", "2024-03", said_on="2024-04-02")
    content, history = own(tmp_path, [closed, report("r2", "open", "2024-06", ends="r1", said_on="2024-07-01")])
    bar = next(bar for bar in bars_of(content, history) if bar.branch == "cargo")
    march, june = bounds("2024-03", "both"), bounds("2024-06", "both")
    assert bar.early == (days_of(march.earliest), days_of(march.latest - 1))
    assert bar.sure == (days_of(march.latest - 1), days_of(june.earliest))
    assert bar.late == (days_of(june.earliest), days_of(june.latest - 1))
    assert bar.open == ""


def test_the_end_of_a_closure_is_as_it_is_known(tmp_path):
    old, new = report("r1", "closed", "2024-01-05"), report("r2", "closed", "2025-02-27", crossing_ids="b")
    content, history = own(tmp_path, [old, new])
    found = {bar.key.partition(":")[0]: bar.open for bar in bars_of(content, history)}
    assert found == {"r1": "unsaid", "r2": "held"}


def test_what_came_after_the_moment_shown_is_not_shown(tmp_path):
    rows = [report("r1", "closed", "2025-02-20"), report("r2", "open", "2025-03-10", ends="r1")]
    content, history = own(tmp_path, rows)
    bar = bars_of(content, history)[0]
    assert (bar.sure[1], bar.open) == (days_of(history.now), "held")
    content, history = own(tmp_path, rows, on="2025-03-20")
    assert bars_of(content, history)[0].open == ""


def test_a_closure_for_some_is_not_whole(tmp_path):
    rows = [
        report("r1", "closed", "2024-01-05", flows="patients"),
        report("r2", "closed", "2024-01-05", crossing_ids="b", flows="cargo", direction="AF_to_PK"),
    ]
    content, history = own(tmp_path, rows)
    assert [(bar.branch, bar.whole) for bar in bars_of(content, history)] == [("people", False), ("cargo", False)]


def test_formal_crossings_come_first_and_one_in_focus_in_any_case(content, history):
    window = window_of(content, history)
    kinds = [lane.crossing["kind"] == "formal_international" for lane in lanes_of(content, history, window)]
    assert kinds == sorted(kinds, reverse=True)
    focused = replace(content, focus=("gulistan",))
    assert [lane.key for lane in lanes_of(focused, history, window)] == ["gulistan"]


def test_lanes_that_have_no_room_are_counted(content, history):
    shown, axes, _ = drawn(content, history, height=60)
    assert shown.left_out > 0
    assert f"{shown.left_out} more crossings" in " ".join(text.get_text() for text in axes.texts)


def test_what_is_shut_at_the_moment_shown_is_left_out_last(content, history):
    lanes = lanes_of(content, history, window_of(content, history))
    shut = [lane.key for lane in lanes if any(bar.open == "held" for bar in lane.bars)]
    assert shut == ["torkham", "angoor_adda", "kharlachi"]
    assert [lane.key for lane in most_telling(lanes, 3)] == shut
    assert most_telling(lanes, 99) == lanes


def test_marks_count_each_incident_of_the_window_once(content, history):
    window = window_of(content, history)
    for lane in lanes_of(content, history, window):
        assert all(window[0] <= day < window[1] for day, _ in lane.marks)
    torkham = next(lane for lane in lanes_of(content, history, window) if lane.key == "torkham")
    frame = content.frames["incidents"]
    at = frame[(frame["nearest_crossing"] == "torkham") & (frame["nearest_crossing_m"] <= 50_000 + frame["radius_m"])]
    assert sum(torkham.marks.values()) == at["incident_id"].nunique()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("key", ["maybe", "perhaps", "restricted"])
def test_hatches_are_drawn_in_a_pdf_too(theme, key):
    fill = fill_of(key, Ink(theme))
    assert fill["hatch"]
    assert to_rgba(fill["edgecolor"])[3] == 1  # how clear the edge is, the hatch is in a PDF
    assert fill["linewidth"] == 0


def test_lanes_take_the_height_that_the_map_leaves(content):
    spec = SheetSpec(parts=("map", "timeline"), landscape=False)
    with settings(spec):
        figure = draw_sheet(content, spec).figure
        share = {axes.get_gid(): axes.get_position() for axes in figure.axes}
    assert share["map-ground"].y0 - share["timeline"].y1 < 0.08
    assert share["timeline"].y1 < share["map-ground"].y0


def test_one_lane_names_its_rows_and_not_again_its_crossing():
    spec = SheetSpec(parts=("map", "timeline"), landscape=False)
    with settings(spec):
        figure = draw_sheet(made.content(since="2023-01-01", focus=("torkham",)), spec).figure
        lane = next(axes for axes in figure.axes if axes.get_gid() == "timeline")
        texts = [text.get_text() for text in lane.texts]
    assert {"cargo", "people", "When Torkham was shut"} <= set(texts)
    assert "Torkham" not in texts


@pytest.mark.parametrize("spec", [{}, {"theme": "print-bw"}, {"paper": "square"}, {"paper": "A3"}])
def test_nothing_stands_outside_the_box(content, history, spec):
    width, height = (each - 18 for each in SheetSpec(**spec).size_mm)
    _, axes, _ = drawn(content, history, width, height, **spec)
    renderer = axes.figure.canvas.get_renderer()
    whole = axes.get_window_extent(renderer)
    slack = axes.figure.dpi / 25.4 * 1.0
    for text in axes.texts:
        extent = text.get_window_extent(renderer)
        assert extent.x0 >= whole.x0 - slack, text.get_text()
        assert extent.x1 <= whole.x1 + slack, text.get_text()
        assert extent.y0 >= whole.y0 - slack, text.get_text()


def test_it_is_no_higher_than_it_says(content, history):
    spec = SheetSpec()
    with settings(spec):
        page = new_page(spec)
        height = timeline_height(page, content, history, 279)
        shown = draw_timeline(page, Box(9, 9, 279, height), content, history)
    assert shown.left_out == 0


def test_the_axis_has_marks_that_do_not_touch():
    words = read_words("en")
    for days in (20, 90, 400, 800, 3000, 6000):
        for width in (60, 120, 260):
            scale = TimeScale(18000, 18000 + days, 0, width)
            ticks = ticks_of(scale, words, lambda text: len(text) * 1.3)
            assert ticks
            for one, two in pairwise(ticks):
                assert scale.x(one.day) + len(one.label) * 1.3 <= scale.x(two.day)


def test_an_empty_record_says_so(tmp_path):
    content, history = own(tmp_path, [])
    shown, axes, _ = drawn(content, history)
    assert not shown.lanes
    assert "No closure is on record in this time." in [text.get_text() for text in axes.texts]
