"""The bars: days shut each year by crossing, for cargo and people; a whisker for the most that the record allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

from durandline.layers.paper.chart_names import NAME, name_lines
from durandline.layers.paper.dates import counted_text, number_text, on_day, year_text
from durandline.layers.paper.frame import Box
from durandline.layers.paper.history import BRANCHES, History
from durandline.layers.paper.lanes import window_of
from durandline.layers.paper.lettering import Face
from durandline.layers.paper.patterns import Entry, add_area, add_dots, draw_key, key_height, swatch
from durandline.layers.paper.shut_days import YearCount, counted, crossings_shut, year_counts, years_of
from durandline.layers.paper.symbols import add_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from durandline.layers.paper.content import Content
    from durandline.layers.paper.frame import Page
    from durandline.layers.words import Words

_HEAD, _SMALL = Face(6.8, bold=True), Face(5.6)
_PANEL = 24.0  # millimetres at A4 that a panel is high at least
_HIGHEST = 90.0
_COLUMN = 125.0  # and wide
_APART = 6.0
_STEPS = (1, 2, 5, 10, 20, 50, 100)
_FILLS = {"cargo": "shut", "people": "people"}
_BAR, _THICKEST = 0.4, 11.0  # of the room of a year; millimetres at A4


@dataclass(frozen=True, slots=True)
class Drawn:
    """What bars show: counts by crossing and branch, how many had no room, the days at the panels' top, its foot."""

    counts: Mapping[tuple[str, str], Sequence[YearCount]]
    left_out: int
    top_days: float
    foot: float


def draw_bars(page: Page, box: Box, content: Content, history: History, *, name: str = "bars") -> Drawn:
    """Draw a panel for each crossing in ``box``; those that have no room are left out, and counted.

    In each year cargo stands left and people right, as on the map; years run to the right in every language.
    """
    axes = page.layer(box, name, depth=5)
    scale, window = page.spec.scale, window_of(content, history)
    rows = crossings_shut(content, history, window)
    entries = _entries(page, window)
    room = box.height - key_height(page, entries, box.width) - page.letters.leading(NAME) - 2 * scale
    columns = max(1, min(len(rows), int(box.width / (_COLUMN * scale))))
    deep = max(1, int((room + _APART * scale) / ((_PANEL + _APART) * scale)))
    shown = rows[: columns * deep]
    counts = {
        (str(row["crossing_id"]), branch): year_counts(history, str(row["crossing_id"]), branch, window)
        for row in shown
        for branch in BRANCHES
    }
    top_days = top_of(max((count.most for several in counts.values() for count in several), default=0.0))
    lines = max(1, ceil(len(shown) / columns))
    wide = (box.width - (columns - 1) * _APART * scale) / columns
    high = min(_HIGHEST * scale, (room - (lines - 1) * _APART * scale) / lines)
    for place, row in enumerate(shown):
        column = columns - 1 - place % columns if page.spec.rtl else place % columns
        panel = Box(column * (wide + _APART * scale), place // columns * (high + _APART * scale), wide, high)
        _draw_panel(page, axes, panel, row, counts, top_days)
    if not shown:
        page.letters.draw(axes, (1, 6 * scale), page.spec.words["chart.none"], NAME)
    below = lines * (high + _APART * scale) - _APART * scale if shown else 8 * scale
    foot = draw_key(page, axes, (0, below + 1.6 * scale), box.width, entries)
    if len(shown) < len(rows):
        said = counted_text(page.spec.words, "chart.rows_more", len(rows) - len(shown))
        foot = page.letters.paragraph(axes, (0, foot), [said], NAME, width=box.width)
    return Drawn(counts, len(rows) - len(shown), top_days, foot)


def top_of(most: float) -> float:
    """Return the days at the top of the panels: the next line above the most, but no more than a year."""
    step = _step(most)
    return min(366.0, max(1.0, ceil(most / step) * step))


def grid_days(top: float) -> list[int]:
    """Return the numbers of days at which there are lines: at most five, from nought on."""
    return list(range(0, int(top) + 1, _step(top)))


def _step(top: float) -> int:
    return next((each for each in _STEPS if top / each <= 4.2), _STEPS[-1])


def _entries(page: Page, window: tuple[float, float]) -> list[Entry]:
    words = page.spec.words

    def whisker(axes: Axes, box: Box) -> None:
        middle = box.left + box.width / 2
        _draw_whisker(page, axes, middle, box.bottom, box.top, box.height)

    def dots(axes: Axes, box: Box) -> None:
        add_dots(axes, box.left, box.left + box.width, box.top + box.height / 2, page)

    return [
        (swatch(page, "shut"), f"{words['flow.cargo']}: {words['chart.least']}"),
        (swatch(page, "people"), f"{words['flow.people']}: {words['chart.least']}"),
        (whisker, words["chart.most"]),
        (dots, words["chart.none_known"]),
        *((None, said) for said in (*_short_years(words, window), counted(words))),
    ]


def _short_years(words: Words, window: tuple[float, float]) -> list[str]:
    """Say which years of the window are counted in part."""
    shown = []
    for year, first, last in years_of(window):
        if last - first < 365:
            label = year_text(words, on_day(0).replace(year=year))
            shown.append(words("chart.short_year", year=label, days=number_text(words, round(last - first))))
    return shown


def _draw_panel(
    page: Page, axes: Axes, panel: Box, row: dict[str, Any], counts: Mapping[tuple[str, str], Sequence[YearCount]],
    top_days: float,
) -> None:  # fmt: skip
    letters, scale = page.letters, page.spec.scale
    key = str(row["crossing_id"])
    heading = name_lines(page, row, panel.width)[:1]
    top = letters.paragraph(axes, (panel.left, panel.top), heading, _HEAD, width=panel.width)
    top += letters.leading(_SMALL) * 1.1
    ground = panel.bottom - letters.leading(_SMALL) * 1.2
    per_day = (ground - top) / top_days
    quiet = Face(_SMALL.size, colour=page.ink.quiet)
    gutter = letters.width("000", _SMALL) + 1.2 * scale
    left = panel.left if page.spec.rtl else panel.left + gutter
    wide = panel.width - gutter
    for days in grid_days(top_days):
        y = ground - days * per_day
        strong = days == 0
        add_line(axes, ((left, y), (left + wide, y)), page.ink.quiet if strong else page.ink.rule,
                 (0.2 if strong else 0.12) * scale, zorder=0.5)  # fmt: skip
        x, align = (left + wide + 0.8 * scale, "left") if page.spec.rtl else (left - 0.8 * scale, "right")
        letters.draw(
            axes, (x, y + letters.ascent(_SMALL) / 2), number_text(page.spec.words, days), quiet, align=align
        )
    years = counts[key, BRANCHES[0]]
    slot = wide / len(years)
    every = ceil((letters.width("2000", _SMALL) + 1.0) / slot)
    for place, count in enumerate(years):
        begin = left + place * slot
        if place % every == 0:
            label = year_text(page.spec.words, on_day(0).replace(year=count.year))
            base = ground + letters.leading(_SMALL)
            letters.draw(axes, (begin + slot / 2, base), label, quiet, align="center")
        for side, branch in enumerate(BRANCHES):
            one = counts[key, branch][place]
            thick = min(slot * _BAR, _THICKEST * scale)
            middle = begin + slot / 2 + (side - 0.5) * thick * 1.12
            _draw_count(page, axes, (middle, ground), thick, one, per_day, f"{key}|{branch}")


def _draw_count(
    page: Page, axes: Axes, foot: tuple[float, float], wide: float, count: YearCount, per_day: float, name: str
) -> None:
    """Draw one bar with its whisker, and its numbers where there is room."""
    x, ground = foot
    if not count.known:
        add_dots(axes, x - wide / 2, x + wide / 2, ground - 0.5 * page.spec.scale, page)
        return
    top = ground - count.least * per_day
    if count.least:
        fill = _FILLS[name.partition("|")[2]]
        add_area(axes, Box(x - wide / 2, top, wide, ground - top), fill, page.ink, about=f"{name}|{count.year}")
    if count.most - count.least >= 0.1:
        _draw_whisker(page, axes, x, top, ground - count.most * per_day, wide)
    numbers = [number_text(page.spec.words, each if each < 1 else round(each)) for each in (count.least, count.most)]
    label = numbers[0] if numbers[0] == numbers[1] else "–".join(numbers)
    if count.most and page.letters.width(label, _SMALL) <= wide * 1.06:
        y = ground - count.most * per_day - 0.7 * page.spec.scale
        page.letters.draw(axes, (x, y), label, _SMALL, align="center", halo=page.ink.paper)


def _draw_whisker(page: Page, axes: Axes, x: float, bottom: float, top: float, wide: float) -> None:
    """Draw a line from the least to the most, with a bar across its end."""
    thick, half = 0.18 * page.spec.scale, min(wide * 0.3, 1.0 * page.spec.scale)
    add_line(axes, ((x, bottom), (x, top)), page.ink.quiet, thick, zorder=1.2)
    add_line(axes, ((x - half, top), (x + half, top)), page.ink.quiet, thick, zorder=1.2)
