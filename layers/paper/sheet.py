"""The whole sheet: heading, map with its insets, key, what was asked for below it, and notes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from durandline.geo.notices import read_notices
from durandline.layers.paper.arrange import Bounds, arranged, least_height, needed_height
from durandline.layers.paper.below import PARTS
from durandline.layers.paper.canvas import About, settings, to_bytes
from durandline.layers.paper.charts import about_chart, chart_sheet
from durandline.layers.paper.extent import bounds_of, is_landscape
from durandline.layers.paper.frame import Box, Page, new_page
from durandline.layers.paper.graticule import draw_graticule
from durandline.layers.paper.heading import draw_heading, subtitle_of, title_of
from durandline.layers.paper.inset import detail_boxes, detail_edges, draw_details, draw_locator
from durandline.layers.paper.key import draw_key
from durandline.layers.paper.mapping import Drawn, draw_map
from durandline.layers.paper.notes import LAYERS, draw_notes, licences, note_lines, notes_height
from durandline.layers.paper.projection import View, view_of
from durandline.layers.paper.scale import draw_scale, scale_box

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from durandline.layers.paper.content import Content
    from durandline.layers.paper.spec import SheetSpec

EDGE = 9.0  # millimetres of paper left free all round: printers cannot reach it
_GAP = 3.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawn sheet: its page, and what is on its map."""

    page: Page
    drawn: Drawn

    @property
    def figure(self) -> Figure:
        """The figure to save."""
        return self.page.figure


def render_sheet(content: Content, spec: SheetSpec, form: str) -> bytes:
    """Return a sheet as a file of the format ``form``, one of :data:`durandline.layers.paper.canvas.FORMATS`.

    Raises
    ------
    InputError
        There is no ground to show, or a letter is in none of the sheet's fonts.
    """
    spec = fitted(content, spec)
    with settings(spec):
        sheet = draw_sheet(content, spec)
        return to_bytes(sheet.figure, form, spec, about_sheet(content, spec))


def render_chart(kind: str, content: Content, spec: SheetSpec, form: str) -> bytes:
    """Return a chart of :data:`durandline.layers.paper.charts.KINDS` alone as a file of the format ``form``.

    Raises
    ------
    InputError
        The content has no history, or a letter is in none of the sheet's fonts.
    """
    with settings(spec):
        chart = chart_sheet(kind, content, content.told, spec)
        return to_bytes(chart.figure, form, spec, about_chart(kind, content, content.told, spec))


def fitted(content: Content, spec: SheetSpec) -> SheetSpec:
    """Return the spec with the sheet upright or on its side as suits the ground, where that was left open."""
    if spec.landscape is not None:
        return spec
    return replace(spec, landscape=is_landscape(content, spec.parts))


def draw_sheet(content: Content, spec: SheetSpec) -> Sheet:
    """Draw a sheet of a :func:`fitted` spec, and save what comes of it, inside the spec's ``canvas.settings``.

    Raises
    ------
    InputError
        There is no ground to show; see :func:`durandline.layers.paper.extent.bounds_of`.
    """
    page = new_page(spec)
    body = page.box.inner(EDGE)
    head = draw_heading(page, body, content) + _GAP * 0.6
    bounds = bounds_of(content)
    # The notes name the map's scale, which follows from the room that they leave: their height is taken first.
    shown = bounds if content.extent != "line" else None
    foot = notes_height(page, note_lines(page, content, body.width, view_of(bounds, body), shown))
    middle = Box(body.left, body.top + head, body.width, body.height - head - foot - _GAP)
    drawn = _middle(page, middle, content, bounds)
    lines = note_lines(page, content, body.width, drawn.view, shown)
    draw_notes(page, Box(body.left, middle.bottom + _GAP, body.width, foot), lines)
    return Sheet(page, drawn)


def about_sheet(content: Content, spec: SheetSpec) -> About:
    """Return what the file of a sheet says about itself."""
    notices = read_notices()
    subject = f"{subtitle_of(content, spec)} {notices.not_for} {notices.disclaimer}"
    creator = f"durandline {content.tool_version}".strip()
    return About(title_of(content, spec), subject, creator, " ".join(licences(notices, LAYERS)), content.day)


def _middle(page: Page, box: Box, content: Content, bounds: Bounds) -> Drawn:
    """Draw the map with its key, and what was asked for below them."""
    box = _charts(page, box, content, bounds)
    plan = arranged(page, box, content, bounds)
    drawn = _map(page, plan.view, content)
    if plan.locator is not None:
        draw_locator(page, plan.locator, plan.view, content, depth=9)
    draw_key(page, plan.key, drawn, content, plan.columns)
    return drawn


def _charts(page: Page, box: Box, content: Content, bounds: Bounds) -> Box:
    """Draw table and timeline at the foot of ``box``, and return what is left for the map."""
    parts = [part for name, part in PARTS.items() if name in page.spec.parts]
    wanted = [part.height(page, content, box.width) for part in parts]
    room = box.height - least_height(page, box, content, bounds) - _GAP * len(parts)
    share = min(1.0, room / sum(wanted)) if wanted else 1.0
    heights = [each * share for each in wanted]
    if content.extent == "line" and "timeline" in page.spec.parts:  # lanes take what neither map nor key can use
        left = box.height - sum(heights) - _GAP * len(parts)
        spare = left - needed_height(page, Box(box.left, box.top, box.width, left), content, bounds)
        heights[0] += max(0.0, spare)
    for part, high in zip(reversed(parts), reversed(heights), strict=True):
        part.draw(page, Box(box.left, box.bottom - high, box.width, high), content)
        box = Box(box.left, box.top, box.width, box.height - high - _GAP)
    return box


def _map(page: Page, view: View, content: Content) -> Drawn:
    outside = page.layer(page.box, "frame", depth=8)
    longest = min(view.box.width * 0.22, 45 * page.spec.scale)
    details = detail_boxes(view, content) if content.extent == "line" else {}
    foot = scale_box(view, page, longest, content, list(details.values()))
    drawn = draw_map(page, view, content, taken=[foot, *details.values()], edges=detail_edges(view, content, details))
    lines = page.layer(view.box, "graticule", depth=1.05)
    draw_graticule(lines, outside, view, page)
    draw_scale(page.layer(view.box, "scale", depth=2), foot, view, page, longest)
    small = draw_details(page, view, content, details, depth=3)
    page.outline(outside, view.box, width=0.7)
    return replace(drawn, details=small)
