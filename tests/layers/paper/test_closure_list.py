"""The closures in words: one row for each closure in the window, and those that have no room are counted."""

from __future__ import annotations

import pytest

pytest.importorskip("matplotlib")
from support import sheets as made

from durandline.layers.paper.canvas import settings
from durandline.layers.paper.closure_list import closure_rows, draw_closures
from durandline.layers.paper.dates import date_text
from durandline.layers.paper.frame import Box, new_page
from durandline.layers.paper.lanes import window_of
from durandline.layers.paper.spec import SheetSpec
from durandline.layers.words import read_words

WORDS = read_words("en")


@pytest.fixture(scope="module")
def content():
    return made.content(since="2023-01-01", focus=("torkham",))


def test_each_closure_of_the_window_has_its_row(content):
    rows = closure_rows(content, WORDS, window_of(content, content.history))
    closures = content.frames["closures"]
    began = closures[(closures["crossing_id"] == "torkham") & (closures["start"] >= "2023")]
    wanted = {date_text(WORDS, start) for start in began["start"]}
    assert len(wanted) <= len(rows) <= len(began)
    for start in wanted:
        assert any(start in row[0] for row in rows)


def test_what_came_after_the_moment_shown_is_not_told(content):
    rows = closure_rows(content, WORDS, window_of(content, content.history))
    assert rows[0][:3] == ("since 21 Feb 2025, still shut on the date shown", "8 to 9 days", "cargo and people")
    assert not any("Mar 2025" in cell for row in rows for cell in row)


def test_an_end_that_nobody_reported_is_said(content):
    rows = closure_rows(content, WORDS, window_of(content, content.history))
    unsaid = [row for row in rows if "end not reported" in row[0]]
    assert unsaid
    assert all(row[1].startswith("at least") for row in unsaid)


@pytest.mark.parametrize(("height", "some"), [(190.0, 0), (25.0, 1)])
def test_rows_that_have_no_room_are_counted(content, height, some):
    spec = SheetSpec()
    with settings(spec):
        page = new_page(spec)
        left = draw_closures(page, Box(9, 9, 279, height), content, window_of(content, content.history))
    assert bool(left) == bool(some)
    said = " ".join(text.get_text() for text in page.figure.axes[0].texts)
    assert (f"{left} more rows" in said) == bool(left)
