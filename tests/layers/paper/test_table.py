"""The table: a row for each crossing with its states, their beginnings and their ages, as the frame has them."""

from __future__ import annotations

from dataclasses import replace

import pytest

pytest.importorskip("matplotlib")
from support import sheets as made

from durandline.layers.paper import table
from durandline.layers.paper.canvas import settings
from durandline.layers.paper.dates import date_text, number_text
from durandline.layers.paper.frame import Box, new_page
from durandline.layers.paper.spec import SheetSpec
from durandline.layers.words import Words, read_words

WORDS = read_words("en")


@pytest.fixture(scope="module")
def content():
    return made.content(since="2023-01-01")


def drawn(content, width=279.0, height=190.0, **spec):
    spec = SheetSpec(**spec)
    with settings(spec):
        page = new_page(spec)
        shown = table.draw_table(page, Box(9, 9, width, height), content)
        needed = table.table_height(page, content, width)
        page.figure.canvas.draw()
    return shown, page.figure.axes[0], needed


def test_rows_say_what_the_frame_says(content):
    frame = content.frames["crossings"].set_index("crossing_id")
    rows = table.rows_of(content, WORDS)
    assert sorted(row.key for row in rows) == sorted(frame.index)
    for row in rows:
        one = frame.loc[row.key]
        assert row.states == (one["cargo_state"], one["people_state"])
        for cell, state in zip(row.cells[1:3], row.states, strict=True):
            assert cell.startswith(WORDS.word("state", state))
        assert row.cells[3].startswith(date_text(WORDS, one["last_said"]) or WORDS["age.no_report"])


def test_what_is_not_known_comes_with_what_was_last_known(content):
    rows = {row.key: row for row in table.rows_of(content, WORDS)}
    assert rows["torkham"].cells[1] == "closed, since 21 Feb 2025, confidence A"
    assert rows["spin_boldak_chaman"].cells[1] == "unknown; last known: open"


def test_no_state_stands_without_its_age(content):
    for row in table.rows_of(content, WORDS):
        if set(row.states) != {"unknown"}:
            assert " d old" in row.cells[3] or "that day" in row.cells[3]


@pytest.mark.parametrize("width", [90.0, 140.0, 200.0, 279.0])
def test_words_stay_in_their_columns_at_any_width(content, width):
    _, axes, _ = drawn(content, width)
    renderer = axes.figure.canvas.get_renderer()
    per_mm = axes.figure.dpi / 25.4
    begin = axes.get_window_extent(renderer).x0
    edges = [sum(table._widths(width)[:number]) for number in range(5)]
    for text in axes.texts:
        extent = text.get_window_extent(renderer)
        left, right = (extent.x0 - begin) / per_mm, (extent.x1 - begin) / per_mm
        column = max(number for number in range(4) if edges[number] <= left + 0.5)
        assert right <= edges[column + 1] + 0.5, text.get_text()


def test_rows_that_have_no_room_are_counted(content):
    shown, axes, needed = drawn(content, height=40)
    assert needed > 40
    assert shown.left_out == len(content.frames["crossings"]) - len(shown.rows) > 0
    assert any(f"{shown.left_out} more crossings" in text.get_text() for text in axes.texts)
    lowest = min(text.get_window_extent().y0 for text in axes.texts)
    assert lowest >= axes.get_window_extent().y0 - 1


def test_all_rows_have_room_in_the_height_it_asks_for(content):
    _, _, needed = drawn(content)
    shown, _, _ = drawn(content, height=needed)
    assert shown.left_out == 0


def test_one_in_focus_stands_alone(content):
    shown, _, _ = drawn(replace(content, focus=("kharlachi",)))
    assert [row.key for row in shown.rows] == ["kharlachi"]


def test_numbers_and_dates_are_in_the_digits_of_the_language():
    ps = Words("ps", "rtl", {**WORDS.table})
    assert number_text(ps, 1234.5) == "۱٬۲۳۴٫۵"
    assert date_text(ps, "2025-03-01") == "۱ Mar ۲۰۲۵"
    assert number_text(WORDS, 1234.0) == "1,234"
    assert date_text(WORDS, "2023-04/2023-08-20") == "Apr 2023 – 20 Aug 2023"
    assert date_text(WORDS, "2025") == "2025"
    assert date_text(WORDS, "2020-01-29T00:00+05:00/2020-01-29T12:00+05:00") == "29 Jan 2020"
    assert date_text(WORDS, "") == ""
