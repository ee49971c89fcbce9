"""The calendar: its cells are the days that the record counts as shut."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

pytest.importorskip("matplotlib")
from matplotlib.patches import Rectangle
from support import sheets as made

from durandline.geo.record import Record
from durandline.geo.status.crossing_status import Status
from durandline.geo.time.moment import parse_moment
from durandline.geo.time.spans import clip, total
from durandline.layers.paper.calendar import Grid, draw_calendar
from durandline.layers.paper.canvas import settings
from durandline.layers.paper.dates import day_number
from durandline.layers.paper.frame import Box, new_page
from durandline.layers.paper.history import history_of, second_of
from durandline.layers.paper.lanes import window_of
from durandline.layers.paper.shut_days import ALL_DAY, MAYBE, OPEN, PART_DAY, runs_of
from durandline.layers.paper.spec import SheetSpec

DAY = 86_400


@pytest.fixture(scope="module")
def content():
    return made.content(since="2020-01-01")


@pytest.fixture(scope="module")
def history():
    return history_of(Status(Record()), parse_moment("2025-03-01"))


def drawn(content, history, height=190.0, **spec):
    spec = SheetSpec(**spec)
    with settings(spec):
        page = new_page(spec)
        shown = draw_calendar(page, Box(9, 9, 279, height), content, history)
    cells = {
        patch.get_label(): patch
        for patch in page.figure.axes[0].patches
        if isinstance(patch, Rectangle) and "|" in str(patch.get_label())
    }
    return shown, page.figure.axes[0], cells


def days_of_runs(runs):
    return {
        run.first + timedelta(days=shift): run.kind
        for run in runs
        for shift in range((run.last - run.first).days + 1)
    }


def test_each_day_says_what_the_spans_say(content, history):
    window = window_of(content, history)
    for branch in ("cargo", "people"):
        shut = history.shut["torkham", branch]
        found = days_of_runs(runs_of(history, "torkham", branch, window))
        assert found
        for number in range(int(window[0]), int(window[1])):
            day = date(1970, 1, 1) + timedelta(days=number)
            start, end = second_of(number), second_of(number + 1)
            parts = (shut.least, shut.most, shut.known)
            least, most, known = (total(clip(spans, start, end)) / DAY for spans in parts)
            wanted = ALL_DAY if least >= 0.98 else PART_DAY if least > 0.001 else MAYBE if most > 0.001 else None
            wanted = wanted or (OPEN if known > 0.001 else None)
            assert found.get(day) == wanted, (branch, day)


def test_cells_stand_where_their_days_are(content, history):
    shown, _, cells = drawn(content, history)
    assert cells
    for label, patch in cells.items():
        key, branch, first, last, _ = label.split("|")
        first, last = date.fromisoformat(first), date.fromisoformat(last)
        assert first.month == last.month
        assert patch.get_x() == pytest.approx(shown.grid.x(first))
        assert patch.get_width() == pytest.approx(((last - first).days + 1) * shown.grid.month / 31)
        top = shown.tops[key, first.year]
        middle = patch.get_y() + patch.get_height() / 2
        assert (middle < top + shown.row / 2) == (branch == "cargo")
        assert top <= patch.get_y() < patch.get_y() + patch.get_height() <= top + shown.row


def test_all_shut_days_of_those_shown_are_drawn(content, history):
    shown, _, cells = drawn(content, history)
    window = window_of(content, history)
    for key in shown.crossings:
        for branch in ("cargo", "people"):
            for run in runs_of(history, key, branch, window):
                assert f"{key}|{branch}|{run.first}|{run.last}|{run.kind}" in cells


def test_every_day_of_a_year_has_a_place_of_its_own():
    grid = Grid(10.0, 200.0, 0.8)
    days = [date(2024, 1, 1) + timedelta(days=shift) for shift in range(366)]
    lefts = [grid.x(day) for day in days]
    assert all(two - one >= grid.month / 31 - 1e-9 for one, two in pairwise(lefts))
    assert grid.x(date(2024, 12, 31)) + grid.month / 31 == pytest.approx(210.0)


def test_crossings_that_have_no_room_are_counted(content, history):
    shown, axes, _ = drawn(content, history, height=70)
    assert shown.left_out > 0
    assert any(f"{shown.left_out} more crossing" in text.get_text() for text in axes.texts)


def test_one_in_focus_is_there_though_never_shut(content, history):
    shown, _, cells = drawn(replace(content, focus=("gulistan",)), history, theme="print-bw")
    assert (list(shown.crossings), cells) == (["gulistan"], {})


def test_nothing_is_drawn_after_the_day_shown(content, history):
    _, _, cells = drawn(content, history)
    assert max(label.split("|")[3] for label in cells) <= "2025-03-01"
    assert day_number(date(1970, 1, 2)) == 1
