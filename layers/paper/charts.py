"""A chart alone on a sheet: the timeline, the calendar or the bars, with heading and notes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from durandline.geo.errors import UnknownNameError
from durandline.geo.notices import read_notices
from durandline.layers.paper.bars import draw_bars
from durandline.layers.paper.calendar import draw_calendar
from durandline.layers.paper.canvas import About
from durandline.layers.paper.closure_list import draw_closures
from durandline.layers.paper.crossings import short_name
from durandline.layers.paper.dates import day_text, on_day
from durandline.layers.paper.frame import Box, new_page
from durandline.layers.paper.heading import age_of, as_of, draw_heading
from durandline.layers.paper.lanes import window_of
from durandline.layers.paper.names import name_in
from durandline.layers.paper.notes import draw_notes, licences, note_lines, notes_height
from durandline.layers.paper.timeline import draw_timeline

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from durandline.layers.paper.content import Content
    from durandline.layers.paper.frame import Page
    from durandline.layers.paper.history import History
    from durandline.layers.paper.spec import SheetSpec

KINDS = ("timeline", "calendar", "bars")
LAYERS = ("crossings", "closures", "incidents")
_EDGE = 9.0  # millimetres of paper left free all round
_GAP = 3.0


class _Drawn(Protocol):
    @property
    def left_out(self) -> int: ...

    @property
    def foot(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart: its page and how many crossings had no room on it."""

    page: Page
    left_out: int

    @property
    def figure(self) -> Figure:
        """The figure to save."""
        return self.page.figure


def chart_sheet(kind: str, content: Content, history: History, spec: SheetSpec) -> Chart:
    """Draw a chart of :data:`KINDS` on a sheet of its own.

    Call it, and save what comes of it, inside :func:`durandline.layers.paper.canvas.settings`. The window runs from
    ``content.since``, or from the year of the first closure, to the moment shown.

    Raises
    ------
    UnknownNameError
        There is no such chart.
    """
    if kind not in KINDS:
        raise UnknownNameError(f"No chart is called {kind!r}. Charts: {', '.join(KINDS)}.")
    page = new_page(titled(kind, content, history, spec))
    body = page.box.inner(_EDGE)
    head = draw_heading(page, body, content) + _GAP
    lines = note_lines(page, content, body.width)
    foot = notes_height(page, lines)
    draw_notes(page, Box(body.left, body.bottom - foot, body.width, foot), lines)
    middle = Box(body.left, body.top + head, body.width, body.height - head - foot - _GAP)
    match kind:
        case "timeline":
            shown: _Drawn = draw_timeline(page, middle, content, history)
        case "calendar":
            shown = draw_calendar(page, middle, content, history)
        case _:
            shown = draw_bars(page, middle, content, history)
    if len(content.focus) == 1:  # one crossing leaves room to say what each closure was
        below = shown.foot + _GAP
        rest = Box(middle.left, middle.top + below, middle.width, middle.height - below)
        draw_closures(page, rest, content, window_of(content, history))
    return Chart(page, shown.left_out)


def about_chart(kind: str, content: Content, history: History, spec: SheetSpec) -> About:
    """Return what the file of a chart says about itself."""
    notices, named = read_notices(), titled(kind, content, history, spec)
    subject = f"{named.subtitle} {notices.not_for} {notices.disclaimer}"
    creator = f"durandline {content.tool_version}".strip()
    return About(named.title, subject, creator, " ".join(licences(notices, LAYERS)), content.day)


def titled(kind: str, content: Content, history: History, spec: SheetSpec) -> SheetSpec:
    """Return the spec with the title and subtitle of a chart where none was asked for."""
    words = spec.words
    title = words[f"chart.{kind}"]
    if len(content.focus) == 1:
        title = words(f"chart.{kind}_one", name=_name(content, spec))
    first, last = window_of(content, history)
    since, until = (day_text(words, on_day(int(day))) for day in (first, last - 1e-6))
    subtitle = f"{words('chart.window', since=since, until=until)} {as_of(content, spec)} {age_of(content, spec)}"
    return replace(spec, title=spec.title or title, subtitle=spec.subtitle or subtitle)


def _name(content: Content, spec: SheetSpec) -> str:
    rows = content.frames["crossings"].to_dict("records")
    return next(
        short_name(name_in(dict(row), spec.language)) for row in rows if row["crossing_id"] == content.focus[0]
    )
