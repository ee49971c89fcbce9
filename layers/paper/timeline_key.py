"""The key of the timeline: what of it occurs, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from durandline.geo.time.clock import DAY
from durandline.geo.time.spans import subtract, total, union
from durandline.layers.paper.frame import Box
from durandline.layers.paper.history import days_of
from durandline.layers.paper.incidents import known_kind
from durandline.layers.paper.patterns import Draw, Entry, add_area, add_arrow, add_dots, add_tail, swatch
from durandline.layers.paper.symbols import draw_mark
from durandline.layers.style import read_styles

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from durandline.layers.paper.frame import Page
    from durandline.layers.paper.lanes import Lane


def entries_of(page: Page, lanes: Sequence[Lane]) -> Sequence[Entry]:
    """Return swatches and words for what the lanes show."""
    words = page.spec.words
    bars = [bar for lane in lanes for bar in lane.bars]
    held = {one.state for lane in lanes for spans in lane.held.values() for one in spans}
    shown: list[tuple[bool, Draw, str]] = [
        (bool(bars), swatch(page, "shut"), f"{words['chart.shut']} ({words['chart.rows']})"),
        (
            any(_is_wide(bar.early) or _is_wide(bar.late) for bar in bars),
            swatch(page, "maybe"),
            words["chart.uncertain"],
        ),
        (any(bar.open == "unsaid" for bar in bars), _ending(page, "unsaid"), words["chart.unsaid"]),
        (any(bar.open == "held" for bar in bars), _ending(page, "held"), words["chart.held"]),
        (not all(bar.whole for bar in bars), swatch(page, "shut", 0.45), words["chart.part"]),
        (any(map(_is_left, lanes)), swatch(page, "unconfirmed", 0.38), words["chart.unconfirmed"]),
        ("open" in held, swatch(page, "open", 0.38), words["chart.open"]),
        ("restricted" in held, swatch(page, "restricted", 0.6), words["chart.restricted"]),
        ("unknown" in held, _dots(page), words["chart.unknown"]),
    ]
    kinds = {known_kind(kind) for lane in lanes for _, kind in lane.marks}
    order = [key for key, style in read_styles().items() if style.layer == "incidents" and key in kinds]
    marks = [(_mark(page, key), words.word("incident_kind", key)) for key in order]
    if marks and with_map(page):
        marks = [(marks[0][0], words["chart.incidents"])]
    elif marks:
        marks[0] = (marks[0][0], words("chart.incidents_alone", kinds=marks[0][1]))
    return [(draw, text) for wanted, draw, text in shown if wanted] + marks


def with_map(page: Page) -> bool:
    """Tell whether the timeline stands below a map, whose key names the kinds of incidents already."""
    return {"map", "timeline"} <= set(page.spec.parts)


def _is_left(lane: Lane) -> bool:
    """Tell whether a lane was held to be shut for days that no closure covers for certain."""
    for branch, spans in lane.held.items():
        shut = [(days_of(one.start), days_of(one.end)) for one in spans if one.state == "closed"]
        sure = union(
            (round(at * DAY), round(to * DAY)) for at, to in (bar.sure for bar in lane.bars if bar.branch == branch)
        )
        if total(subtract(union((round(at * DAY), round(to * DAY)) for at, to in shut), sure)) > DAY:
            return True
    return False


def _is_wide(span: tuple[float, float]) -> bool:
    return span[1] - span[0] > 1 / 24


def _ending(page: Page, how: str) -> Draw:
    def draw(axes: Axes, box: Box) -> None:
        half = box.width * 0.35 if how == "unsaid" else box.width * 0.6
        add_area(axes, Box(box.left, box.top, half, box.height), "shut", page.ink)
        if how == "unsaid":
            add_tail(axes, box.left + half, (box.top, box.height), page)
        else:
            add_arrow(axes, box.left + half, box.top + box.height / 2, box.height, page)

    return draw


def _dots(page: Page) -> Draw:
    return lambda axes, box: add_dots(axes, box.left, box.right, box.top + box.height / 2, page)


def _mark(page: Page, kind: str) -> Draw:
    def draw(axes: Axes, box: Box) -> None:
        at = (box.left + box.width / 2, box.top + box.height / 2)
        draw_mark(axes, kind, at, box.height * 0.48, page.ink)

    return draw
