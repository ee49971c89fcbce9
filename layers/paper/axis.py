"""The axis of time: from days to millimetres, and where it has its marks; it runs to the right in every language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from durandline.layers.paper.dates import day_number, day_text, month_text, on_day, year_text
from durandline.layers.paper.lettering import Face
from durandline.layers.paper.symbols import add_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from durandline.layers.paper.frame import Page
    from durandline.layers.words import Words

# How far apart marks may be, from near to far: days, or months.
_STEPS = ((1, 0), (7, 0), (0, 1), (0, 3), (0, 6), (0, 12), (0, 24), (0, 60), (0, 120), (0, 240))
_MONTH = 30.4
_AIR = 1.6  # millimetres between one label and the next mark
LABEL = Face(6.2)


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Days since 1970 from ``first`` to ``last`` over ``width`` millimetres from ``left``."""

    first: float
    last: float
    left: float
    width: float

    def x(self, day: float) -> float:
        """Return where a day is, in millimetres; days outside are put at the nearer end."""
        inside = min(self.last, max(self.first, day))
        return self.left + (inside - self.first) / (self.last - self.first) * self.width

    @property
    def right(self) -> float:
        """The right end in millimetres."""
        return self.left + self.width


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the axis at the beginning of a day, a month or (``strong``) a year."""

    day: int
    label: str
    strong: bool


def ticks_of(scale: TimeScale, words: Words, wide: Callable[[str], float]) -> list[Tick]:
    """Return the marks as close as their labels have room; ``wide`` is how wide a label is in millimetres.

    A month or day is named without its year where an earlier mark names that.
    """
    per_day = scale.width / (scale.last - scale.first)
    found: list[Tick] = []
    for days, months in _STEPS:
        found = _ticks(scale, words, days, months)
        widest = max((wide(tick.label) for tick in found), default=0.0)
        if (days or months * _MONTH) * per_day >= widest + _AIR:
            break
    return found


def draw_axis(page: Page, axes: Axes, scale: TimeScale, top: float, bottom: float, room: float = 0.0) -> float:
    """Draw rules from ``top`` to ``bottom`` and labels below; return where these end, in the units of ``axes``.

    ``room`` is how far the last label may reach beyond the right end.
    """
    strong = Face(LABEL.size, bold=True)
    line = page.spec.scale * 0.12
    high = page.letters.leading(LABEL)
    foot = bottom + page.spec.scale * 0.9
    ticks = ticks_of(scale, page.spec.words, lambda text: page.letters.width(text, strong))
    mixed = not all(tick.strong for tick in ticks)
    for tick in ticks:
        x = scale.x(tick.day)
        marked = tick.strong and mixed
        face = strong if marked else Face(LABEL.size, colour=page.ink.quiet)
        colour = page.ink.quiet if marked else page.ink.rule
        add_line(axes, ((x, top), (x, foot + high * 0.75)), colour, line * (1.5 if marked else 1), zorder=0.5)
        if x + 0.7 + page.letters.width(tick.label, face) <= scale.right + room:
            page.letters.draw(axes, (x + 0.7, foot + page.letters.ascent(face) * 1.1), tick.label, face)
    add_line(axes, ((scale.left, bottom), (scale.right, bottom)), page.ink.quiet, line * 1.5, zorder=0.6)
    return foot + high


def _ticks(scale: TimeScale, words: Words, days: int, months: int) -> list[Tick]:
    begins = [day for day in _begins(scale, days, months) if scale.first <= day_number(day) <= scale.last]
    found = []
    for place, day in enumerate(begins):
        new_year = place == 0 or begins[place - 1].year != day.year
        if months >= 12 or (months and day.month == 1):
            found.append(Tick(day_number(day), year_text(words, day), strong=True))
        elif months:
            named = month_text(words, day)
            label = f"{named} {year_text(words, day)}" if new_year else named
            found.append(Tick(day_number(day), label, strong=False))
        else:
            found.append(Tick(day_number(day), day_text(words, day, year=new_year), strong=new_year and place > 0))
    return found


def _begins(scale: TimeScale, days: int, months: int) -> list[date]:
    """Return the days at which marks may be, from before the scale to after it; weeks begin on Monday."""
    first, last = int(scale.first) - 1, int(scale.last) + 1
    if days:
        return [on_day(day) for day in range(first - (first + 3) % days, last + days, days)]
    begin, end = on_day(first), on_day(last)
    start = (begin.year * 12 + begin.month - 1) // months * months
    stop = end.year * 12 + end.month
    return [date(count // 12, count % 12 + 1, 1) for count in range(start, stop + 1, months)]
