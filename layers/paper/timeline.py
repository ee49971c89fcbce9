"""The timeline: one lane a crossing, when it was shut for cargo and for people, and incidents near it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from durandline.layers.paper.axis import LABEL, TimeScale, draw_axis
from durandline.layers.paper.chart_names import NAME, draw_branch, name_lines, names_width
from durandline.layers.paper.crossings import short_name
from durandline.layers.paper.dates import counted_text, day_text, on_day
from durandline.layers.paper.frame import Box
from durandline.layers.paper.history import BRANCHES, Held, History, days_of
from durandline.layers.paper.lanes import Bar, Lane, lanes_of, most_telling, window_of
from durandline.layers.paper.lettering import Face
from durandline.layers.paper.names import name_in
from durandline.layers.paper.patterns import add_area, add_arrow, add_dots, add_tail, draw_key, key_height
from durandline.layers.paper.symbols import add_line
from durandline.layers.paper.timeline_key import entries_of, with_map
from durandline.layers.paper.timeline_marks import draw_marks

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from durandline.layers.paper.content import Content
    from durandline.layers.paper.frame import Page

_HEAD, _NOTE = Face(6.8, bold=True), Face(6.0)
_ROW, _GAP, _EDGE, _MARKS = 2.1, 0.5, 0.9, 2.0  # millimetres at A4
_FEW, _ROOMY_STRETCH = 2, 1.9  # lanes below a map that are higher than usual: they are what it is about
_LEAST_STRETCH, _MOST_STRETCH = 0.7, 2.4  # how much higher rows are, by the room there is
_GLYPH = 2.3
_THIN = 0.45  # of a row's height: a closure for some only
_STRIP = 0.38  # and the strip of what is known to be open
_LEAST = 0.35  # millimetres: a closure of an hour is still to be seen
Rows = Sequence[tuple[str, float, float]]  # branch, top and height of the rows of a lane
_BEYOND = 2.6  # millimetres at A4 right of the moment shown, for what goes on


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a timeline shows: its lanes, how many had no room, its axis, and how far down in its box it reaches."""

    lanes: Sequence[Lane]
    left_out: int
    scale: TimeScale
    foot: float


def timeline_height(page: Page, content: Content, history: History, width: float) -> float:
    """Return the millimetres that a timeline of all lanes needs; it is drawn in less, with fewer of them."""
    lanes = lanes_of(content, history, window_of(content, history))
    stretch = _ROOMY_STRETCH if len(lanes) <= _FEW else 1.0
    return len(lanes) * _lane_height(page, stretch) + _rest(page, lanes, width)


def draw_timeline(page: Page, box: Box, content: Content, history: History, *, name: str = "timeline") -> Drawn:
    """Draw the timeline in ``box``: lanes as high as there is room, the axis below them, the key at the foot.

    Where there is no room for all, those with the fewest closures are left out; how many is said. The axis ends at
    the moment shown, with a line and its date, and runs to the right in every language; names stand where the
    language begins.
    """
    axes = page.layer(box, name, depth=5)
    window = window_of(content, history)
    every = lanes_of(content, history, window)
    scale = page.spec.scale
    rest = _rest(page, every, box.width)
    if len(every) * _lane_height(page, _LEAST_STRETCH) > box.height - rest + 1e-6:
        rest += page.letters.leading(_NOTE)  # for the line that says how many are left out
    most = max(1, int((box.height - rest) / _lane_height(page, _LEAST_STRETCH) + 1e-6))
    lanes = most_telling(every, most)
    stretch = _stretch(page, (box.height - rest) / max(1, len(lanes)))
    names = names_width(page, box.width) + (_GLYPH + 1) * scale
    left = 0.0 if page.spec.rtl else names
    across = TimeScale(*window, left, box.width - names - _BEYOND * scale)
    top = page.letters.leading(LABEL) + 0.8 * scale
    bottom = top + len(lanes) * _lane_height(page, stretch)
    if with_map(page):
        _draw_head(page, axes, lanes, box.width)
    foot = draw_axis(page, axes, across, top, bottom, _BEYOND * scale)
    _draw_moment(page, axes, across, days_of(history.now), (top, bottom))
    for place, lane in enumerate(lanes):
        lane_top = top + place * _lane_height(page, stretch)
        add_line(axes, ((0, lane_top), (box.width, lane_top)), page.ink.rule, 0.12 * scale, zorder=0.5)
        rows = _rows(page, lane_top, stretch)
        if len(lanes) == 1 and (with_map(page) or len(content.focus) == 1):  # the heading names it already
            _draw_flows(page, axes, rows, box.width)
        else:
            _draw_name(page, axes, lane, rows, box.width)
        _draw_lane(page, axes, lane, rows, across, days_of(history.now))
    if not lanes:
        page.letters.draw(axes, (across.left + 1, bottom), page.spec.words["chart.none"], _NOTE)
    entries = entries_of(page, lanes)
    foot = draw_key(page, axes, (0, foot + 1.2 * scale), box.width, entries)
    if len(lanes) < len(every):
        said = counted_text(page.spec.words, "chart.lanes_more", len(every) - len(lanes))
        foot = page.letters.paragraph(axes, (0, foot), [said], _NOTE, width=box.width)
    return Drawn(lanes, len(every) - len(lanes), across, foot)


def _draw_head(page: Page, axes: Axes, lanes: Sequence[Lane], width: float) -> None:
    """Draw what the timeline is called, at the side where the language begins."""
    words = page.spec.words
    said = words["chart.timeline"]
    if len(lanes) == 1:
        said = words("chart.timeline_one", name=short_name(name_in(lanes[0].crossing, page.spec.language)))
    page.letters.paragraph(axes, (0, 0), [said], _HEAD, width=width)


def _stretch(page: Page, room: float) -> float:
    """Return how much higher than usual rows are where a lane has ``room`` millimetres."""
    fixed = _lane_height(page, 0.0)
    return min(_MOST_STRETCH, max(_LEAST_STRETCH, (room - fixed) / (_lane_height(page, 1.0) - fixed)))


def _lane_height(page: Page, stretch: float) -> float:
    return page.spec.scale * (2 * _EDGE + stretch * (2 * _ROW + _GAP) + _MARKS)


def _rest(page: Page, lanes: Sequence[Lane], width: float) -> float:
    """Return what stands above and below the lanes: the date, the axis, the key."""
    key = key_height(page, entries_of(page, lanes), width)
    return 2 * page.letters.leading(LABEL) + key + 3.2 * page.spec.scale


def _rows(page: Page, top: float, stretch: float) -> list[tuple[str, float, float]]:
    """Return branch, top and height of the two rows of a lane."""
    scale = page.spec.scale
    high, gap = _ROW * stretch * scale, _GAP * stretch * scale
    return [(branch, top + _EDGE * scale + place * (high + gap), high) for place, branch in enumerate(BRANCHES)]


def _draw_name(page: Page, axes: Axes, lane: Lane, rows: Rows, width: float) -> None:
    scale, letters, rtl = page.spec.scale, page.letters, page.spec.rtl
    room = names_width(page, width) - 1.0
    lines = name_lines(page, lane.crossing, room)[:2]
    middle = (rows[0][1] + rows[1][1] + rows[1][2]) / 2
    begin = middle - len(lines) * letters.leading(NAME) / 2
    letters.paragraph(axes, (width - room if rtl else 0, begin), lines, NAME, width=room)
    beside = room + 1.0 + _GLYPH * scale / 2
    for branch, row_top, high in rows:
        draw_branch(page, axes, branch, (width - beside if rtl else beside, row_top + high / 2), _GLYPH * scale)


def _draw_flows(page: Page, axes: Axes, rows: Rows, width: float) -> None:
    """Draw for each row what it is about: its sign with its word, where the language begins."""
    letters, rtl = page.letters, page.spec.rtl
    size = _GLYPH * page.spec.scale
    for branch, row_top, high in rows:
        middle = row_top + high / 2
        draw_branch(page, axes, branch, (width - size / 2 if rtl else size / 2, middle), size)
        at = width - size - 1 if rtl else size + 1, middle + letters.ascent(NAME) / 2
        letters.draw(axes, at, page.spec.words[f"flow.{branch}"], NAME, align="right" if rtl else "left")


def _draw_lane(page: Page, axes: Axes, lane: Lane, rows: Rows, across: TimeScale, now: float) -> None:
    for branch, row_top, high in rows:
        for held in lane.held[branch]:
            _draw_held(page, axes, held, across, (row_top, high))
        for bar in lane.bars:
            if bar.branch == branch:
                height = high if bar.whole else high * _THIN
                _draw_bar(page, axes, bar, across, (row_top + (high - height) / 2, height), now)
    foot = rows[1][1] + rows[1][2]
    draw_marks(page, axes, lane, across, foot + _MARKS * page.spec.scale * 0.55)


def _draw_held(page: Page, axes: Axes, held: Held, across: TimeScale, row: tuple[float, float]) -> None:
    """Draw what was known beneath the closures: open as a thin strip, for some as stripes, unknown as dots."""
    left, right = (across.x(days_of(second)) for second in (held.start, held.end))
    if right <= left or held.knowledge == "never_reported":
        return
    top, high = row
    if held.state == "unknown":
        add_dots(axes, left, right, top + high / 2, page)
        return
    thick = high * _STRIP * (1.6 if held.state == "restricted" else 1)
    key = "unconfirmed" if held.state == "closed" else held.state
    add_area(axes, Box(left, top + (high - thick) / 2, right - left, thick), key, page.ink, depth=0.9)


def _draw_bar(page: Page, axes: Axes, bar: Bar, across: TimeScale, row: tuple[float, float], now: float) -> None:
    """Draw a closure: hatched where it may have begun or ended, solid where it is certain, its end as it is known."""
    top, high = row
    named = f"{bar.key}|{bar.crossing}|{bar.flows}|{bar.branch}"
    least = _LEAST * page.spec.scale
    for part, span, key in (("early", bar.early, "maybe"), ("late", bar.late, "maybe"), ("sure", bar.sure, "shut")):
        left, right = across.x(span[0]), across.x(span[1])
        wide = right - left
        if part == "sure":  # never too thin to be seen
            left, wide = (left, wide) if wide >= least else (min(left, across.right - least), least)
        if wide > 0 and span[1] >= across.first:
            add_area(
                axes,
                Box(left, top, wide, high),
                key,
                page.ink,
                about=f"{named}|{part}",
                depth=1.5 if part == "sure" else 1.2,
            )
    if bar.open == "held":
        add_arrow(axes, across.x(now), top + high / 2, high, page)
    elif bar.open == "unsaid" and bar.sure[1] >= across.first:
        add_tail(axes, across.x(bar.sure[1]), row, page)


def _draw_moment(page: Page, axes: Axes, across: TimeScale, now: float, rows: tuple[float, float]) -> None:
    """Draw the line of the moment shown with its date above."""
    top, bottom = rows
    x, scale = across.x(now), page.spec.scale
    face = Face(LABEL.size, bold=True)
    add_line(axes, ((x, top - 0.6 * scale), (x, bottom)), page.ink.text, 0.35 * scale, zorder=2.5)
    text = day_text(page.spec.words, on_day(int(now - 1e-6)))
    wide = page.letters.width(text, face)
    at = min(max(x, across.left + wide / 2), across.right + _BEYOND * scale - wide / 2)
    page.letters.draw(axes, (at, top - 1.3 * scale), text, face, align="center")
