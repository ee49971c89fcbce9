"""Incidents on the timeline: at each place on the axis one mark, so that a million of them is a few hundred."""

from __future__ import annotations

from typing import TYPE_CHECKING

from durandline.layers.paper.incidents import known_kind
from durandline.layers.paper.symbols import draw_mark

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from durandline.layers.paper.axis import TimeScale
    from durandline.layers.paper.frame import Page
    from durandline.layers.paper.lanes import Lane

RADIUS = 0.85  # millimetres at A4


def draw_marks(page: Page, axes: Axes, lane: Lane, across: TimeScale, y: float) -> None:
    """Draw the incidents of a lane about the height ``y``; where several kinds meet, the mark for several."""
    radius = RADIUS * page.spec.scale
    for x, kind in places_of(lane, across, radius):
        draw_mark(axes, kind, (x, y), radius, page.ink)


def places_of(lane: Lane, across: TimeScale, radius: float) -> list[tuple[float, str]]:
    """Return where marks stand and of which kind; marks do not overlap."""
    found: list[tuple[float, set[str], int]] = []
    for (day, kind), count in sorted(lane.marks.items()):
        x = across.x(day + 0.5)
        if found and x - found[-1][0] < 2 * radius:
            left, kinds, number = found[-1]
            found[-1] = (left, kinds | {known_kind(kind)}, number + count)
        else:
            found.append((x, {known_kind(kind)}, count))
    return [(x, kinds.pop() if len(kinds) == 1 else "several") for x, kinds, _ in found]
