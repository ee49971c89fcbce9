"""The calendar: a row a year for each crossing, a cell a day, on which days it was shut or may have been."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from durandline.layers.paper.chart_names import NAME, draw_branch, draw_name, names_width
from durandline.layers.paper.dates import counted_text, day_number, month_text, on_day, year_text
from durandline.layers.paper.frame import Box
from durandline.layers.paper.history import BRANCHES, History
from durandline.layers.paper.lanes import window_of
from durandline.layers.paper.lettering import Face
from durandline.layers.paper.patterns import Entry, add_area, draw_key, key_height, swatch
from durandline.layers.paper.shut_days import (
    ALL_DAY,
    MAYBE,
    OPEN,
    PART_DAY,
    Run,
    counted,
    crossings_shut,
    runs_of,
    years_of,
)
from durandline.layers.paper.symbols import add_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from durandline.layers.paper.content import Content
    from durandline.layers.paper.frame import Page

_YEAR = Face(6.0)
_LOW, _HIGH = 1.9, 12.0  # millimetres at A4 of a year's row, cargo and people together
_APART = 1.6  # between crossings
_MONTH_GAP = 0.8
_KINDS = ((ALL_DAY, "all_day"), (PART_DAY, "part_day"), (MAYBE, "maybe"), (OPEN, "known_open"))


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the days of a year stand across: twelve months of up to 31 days from ``left``."""

    left: float
    width: float
    gap: float

    @property
    def month(self) -> float:
        """The width of a month of 31 days."""
        return (self.width - 11 * self.gap) / 12

    def x(self, day: date) -> float:
        """Return the left edge of a day."""
        return self.left + (day.month - 1) * (self.month + self.gap) + (day.day - 1) * self.month / 31

    def span(self, first: date, last: date) -> tuple[float, float]:
        """Return the left edge and the width of days within one month."""
        return self.x(first), ((last - first).days + 1) * self.month / 31


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a calendar shows: its crossings, how many had no room, its grid, rows by crossing and year, its foot."""

    crossings: Sequence[str]
    left_out: int
    grid: Grid
    tops: dict[tuple[str, int], float]
    row: float
    foot: float


def draw_calendar(page: Page, box: Box, content: Content, history: History, *, name: str = "calendar") -> Drawn:
    """Draw the calendar in ``box``, rows as high as there is room; crossings without room are left out, and counted.

    Each year's row is halved: above cargo, below people. Months run to the right in every language.
    """
    axes = page.layer(box, name, depth=5)
    scale, window = page.spec.scale, window_of(content, history)
    rows = crossings_shut(content, history, window)
    years = list(years_of(window))
    beside = names_width(page, box.width) + page.letters.width("2000", _YEAR) + 3.5 * scale
    grid = Grid(0.0 if page.spec.rtl else beside, box.width - beside, _MONTH_GAP * scale)
    head = page.letters.leading(_YEAR) * 1.3
    room = box.height - head - key_height(page, _entries(page), box.width) - page.letters.leading(NAME) - 2 * scale
    most = max(1, int(room / ((len(years) * _LOW + _APART) * scale) + 1e-6))
    shown = rows[:most]
    high = min(_HIGH * scale, max(_LOW * scale, (room / max(1, len(shown)) - _APART * scale) / len(years)))
    _draw_months(page, axes, grid, head)
    tops: dict[tuple[str, int], float] = {}
    top = head
    for row in shown:
        key = str(row["crossing_id"])
        tops |= {(key, year[0]): top + place * high for place, year in enumerate(years)}
        _draw_crossing(page, axes, row, (top, high), grid, box.width)
        _draw_years(page, axes, years, (top, high), grid)
        for branch in BRANCHES:
            _draw_runs(page, axes, key, branch, runs_of(history, key, branch, window), grid, tops, high)
        top += len(years) * high + _APART * scale
    if not shown:
        page.letters.draw(axes, (grid.left + 1, top + 4 * scale), page.spec.words["chart.none"], NAME)
        top += 6 * scale
    foot = draw_key(page, axes, (0, top + 0.8 * scale), box.width, _entries(page))
    if len(shown) < len(rows):
        said = counted_text(page.spec.words, "chart.rows_more", len(rows) - len(shown))
        foot = page.letters.paragraph(axes, (0, foot), [said], NAME, width=box.width)
    return Drawn([str(row["crossing_id"]) for row in shown], len(rows) - len(shown), grid, tops, high, foot)


def _entries(page: Page) -> list[Entry]:
    words = page.spec.words
    entries = [(swatch(page, kind), words[f"chart.{key}"]) for kind, key in _KINDS]
    entries[0] = (entries[0][0], f"{entries[0][1]} ({words['chart.rows']})")
    return [*entries, (None, words["chart.blank"]), (None, counted(words))]


def _draw_months(page: Page, axes: Axes, grid: Grid, head: float) -> None:
    for month in range(1, 13):
        first = date(2000, month, 1)
        middle = grid.x(first) + grid.month / 2
        face = Face(_YEAR.size, colour=page.ink.quiet)
        page.letters.draw(axes, (middle, head * 0.72), month_text(page.spec.words, first), face, align="center")


def _draw_crossing(
    page: Page, axes: Axes, row: dict[str, Any], place: tuple[float, float], grid: Grid, width: float
) -> None:
    top, high = place
    line = top - _APART * page.spec.scale * 0.45
    add_line(axes, ((0, line), (width, line)), page.ink.rule, 0.12 * page.spec.scale)
    draw_name(page, axes, row, top, width)
    if high >= 3.6 * page.spec.scale:
        x = grid.left + grid.width + 1.6 if page.spec.rtl else grid.left - 1.6
        for place_in, branch in enumerate(BRANCHES):
            draw_branch(page, axes, branch, (x, top + high * (0.25 + 0.5 * place_in)), min(2.2, high / 2.2))


def _draw_years(
    page: Page, axes: Axes, years: Sequence[tuple[int, float, float]], place: tuple[float, float], grid: Grid
) -> None:
    """Draw the ground of the days in the window, and the years beside it."""
    top, high = place
    words, scale = page.spec.words, page.spec.scale
    every = max(1, -(-int(page.letters.leading(_YEAR) * 100) // int(high * 100)))
    branches = 2.6 * scale if high >= 3.6 * scale else 0.0
    for number, (year, first, last) in enumerate(years):
        row_top = top + number * high
        for month in range(1, 13):
            begin = max(first, day_number(date(year, month, 1)))
            end = min(last, day_number(date(year, month, monthrange(year, month)[1])) + 1)
            if begin < end:
                left, wide = grid.span(on_day(int(begin)), on_day(int(end - 1e-6)))
                add_area(axes, Box(left, row_top + high * 0.07, wide, high * 0.86), "ground", page.ink, depth=0.6)
        if number % every == 0:
            base = row_top + high / 2 + page.letters.ascent(_YEAR) / 2
            x = grid.left + grid.width + 1.2 + branches if page.spec.rtl else grid.left - 1.2 - branches
            label = year_text(words, date(year, 1, 1))
            page.letters.draw(axes, (x, base), label, Face(_YEAR.size, colour=page.ink.quiet),
                              align="left" if page.spec.rtl else "right")  # fmt: skip


def _draw_runs(
    page: Page, axes: Axes, key: str, branch: str, runs: Sequence[Run], grid: Grid,
    tops: dict[tuple[str, int], float], high: float,
) -> None:  # fmt: skip
    half = high * 0.43
    shift = high * (0.07 if branch == BRANCHES[0] else 0.5)
    for run in runs:
        left, wide = grid.span(run.first, run.last)
        box = Box(left, tops[key, run.first.year] + shift, wide, half - high * 0.02)
        add_area(axes, box, run.kind, page.ink, about=f"{key}|{branch}|{run.first}|{run.last}|{run.kind}")
