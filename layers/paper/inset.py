"""Small maps beside or on the large one: where it lies, and what is too close to read on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import shapely
from matplotlib.patches import Rectangle

from durandline.layers.paper.border import draw_border
from durandline.layers.paper.frame import Box
from durandline.layers.paper.ground import draw_ground, placed, points_in
from durandline.layers.paper.incidents import LARGEST
from durandline.layers.paper.lettering import Face
from durandline.layers.paper.mapping import Drawn, draw_map
from durandline.layers.paper.names import name_in
from durandline.layers.paper.outlines import outline_of
from durandline.layers.paper.projection import View, about, view_of
from durandline.layers.paper.scale import draw_scale, scale_box
from durandline.layers.paper.symbols import add_path

if TYPE_CHECKING:
    import geopandas as gpd

    from durandline.layers.paper.content import Content
    from durandline.layers.paper.frame import Page

REGION = (60.0, 28.8, 75.6, 38.2)  # degrees: the line with its surroundings
SIDES = ("AF", "PK")
DETAILS = ("torkham", "spin_boldak_chaman")
_GROUND = 60_000.0  # metres shown in a detail
_LEAST = (42.0, 30.0)  # millimetres: names find no room on a smaller one
_STEP = 1.0  # millimetres
_SHARE = (0.235, 0.30)  # of the map's width and height


def has_locator(view: View) -> bool:
    """Return whether a map shows so small a piece of the region that it helps to say which."""
    west, south, east, north = view.bounds()
    whole = (REGION[2] - REGION[0]) * (REGION[3] - REGION[1])
    inside = west > REGION[0] and south > REGION[1] and east < REGION[2] and north < REGION[3]
    return inside and (east - west) * (north - south) < whole / 2


def draw_locator(page: Page, box: Box, view: View, content: Content, depth: float) -> None:
    """Draw the region with the piece of it that ``view`` shows."""
    small = view_of(REGION, box, margin=0)
    axes = page.layer(box, "locator", depth=depth)
    axes.add_patch(Rectangle((0, 0), box.width, box.height, facecolor=page.ink.land, edgecolor="none"))
    draw_ground(axes, content.frames["basemap"], small, page.spec, bare=True)
    draw_border(axes, content.frames["border"], small, page.spec)
    countries = content.frames["basemap"]
    for row in placed(countries[countries["country"].isin(SIDES) & (countries["kind"] == "country")], small).to_dict(
        "records"
    ):
        face = Face(4.8, colour=page.ink.quiet)
        page.letters.draw(axes, (row["x"], row["y"]), name_in(row, page.spec.scripts[0]), face, align="center")
    ring = outline_of(small.shapes([_ground(view)]))
    colour = page.ink.text  # not red, which says that a crossing is shut
    add_path(axes, ring, fill=colour, alpha=0.14)
    add_path(axes, ring, edge=colour, width=0.35 * page.spec.scale)
    page.outline(axes, Box(0, 0, box.width, box.height), width=0.5)


def detail_boxes(view: View, content: Content) -> dict[str, Box]:
    """Return where on the map of ``view`` each of :data:`DETAILS` goes: corners without the line and any incident.

    Empty where the map shows no more than the details would, or has no two such corners.
    """
    here = placed(content.frames["crossings"], view)
    points = {row["crossing_id"]: (row["x"], row["y"]) for row in here.to_dict("records")}
    if not all(key in points for key in DETAILS) or view.metres * view.box.width < 8 * _GROUND:
        return {}
    width, height = view.box.width * _SHARE[0], view.box.height * _SHARE[1]
    if height < _LEAST[1] or width < _LEAST[0]:
        return {}
    lefts, tops = (0.0, view.box.width - width), (0.0, view.box.height - height)
    corners = [Box(left, top, width, height) for top in tops for left in lefts]
    free = [
        corner
        for corner in corners
        if not _reaches(content.frames["border"], view, corner)
        and not _holds(content.frames["incidents"], view, corner)
    ]
    found: dict[str, Box] = {}
    for key in DETAILS:
        near = sorted(free, key=lambda corner: _distance(corner, points[key]))
        found |= {key: near[0]} if near else {}
        free = near[1:]
    return found


def detail_edges(view: View, content: Content, boxes: dict[str, Box]) -> list[Box]:
    """Return small boxes along the outlines of the ground that details show, which names keep off."""
    edges = [outline.exterior for outline in view.shapes(list(_outlines(view, content, boxes).values()))]
    points = [edge.interpolate(at * _STEP) for edge in edges for at in range(int(edge.length / _STEP) + 1)]
    return [Box(point.x - _STEP / 2, point.y - _STEP / 2, _STEP, _STEP) for point in points]


def draw_details(page: Page, view: View, content: Content, boxes: dict[str, Box], depth: float) -> list[Drawn]:
    """Draw the details in their boxes on the map, and on the map the pieces of ground that they show."""
    outlines, details = _outlines(view, content, boxes), []
    under = page.layer(view.box, "details", depth=1.15)  # above the ground, below all symbols and names
    for number, (key, box) in enumerate(boxes.items(), start=1):
        small = _detail(view, content, key, box)
        on_page = small.box
        level = depth + number
        longest = box.width * 0.4
        foot = scale_box(small, page, longest, content)
        details.append(draw_map(page, small, content, taken=[foot], name=f"detail-{key}", depth=level))
        above = page.layer(on_page, f"detail-{key}-frame", depth=level + 0.95)
        draw_scale(above, foot, small, page, longest)
        page.outline(above, Box(0, 0, box.width, box.height), width=0.8)
        add_path(under, outline_of(view.shapes([outlines[key]])), edge=page.ink.quiet, width=0.2)
    return details


def _detail(view: View, content: Content, key: str, box: Box) -> View:
    """Return the view of a detail in ``box`` on the map of ``view``."""
    point = content.frames["crossings"].set_index("crossing_id").geometry[key]
    on_page = Box(view.box.left + box.left, view.box.top + box.top, box.width, box.height)
    return view_of(about(point.x, point.y, _GROUND), on_page, margin=0)


def _outlines(view: View, content: Content, boxes: dict[str, Box]) -> dict[str, shapely.Polygon]:
    return {key: _ground(_detail(view, content, key, box)) for key, box in boxes.items()}


def _ground(view: View) -> shapely.Polygon:
    """Return the outline of what a view shows, in degrees."""
    width, height = view.box.width, view.box.height
    shares = np.linspace(0, 1, 12, endpoint=False)
    edge = [(share * width, 0.0) for share in shares] + [(width, share * height) for share in shares]
    edge += [((1 - share) * width, height) for share in shares] + [(0.0, (1 - share) * height) for share in shares]
    return shapely.Polygon([view.degrees(*each) for each in edge])


def _reaches(border: gpd.GeoDataFrame, view: View, corner: Box) -> bool:

    area = shapely.box(corner.left, corner.top, corner.right, corner.bottom)
    return any(shape.intersects(area) for shape in view.shapes(border.geometry))


def _holds(incidents: gpd.GeoDataFrame, view: View, corner: Box) -> bool:
    """Return whether the mark of an incident would lie below a detail."""
    _, x, y = points_in(incidents, view)
    box = corner.inner(-LARGEST)
    return bool(np.any((x > box.left) & (x < box.right) & (y > box.top) & (y < box.bottom)))


def _distance(corner: Box, point: Sequence[float]) -> float:
    x, y = corner.left + corner.width / 2, corner.top + corner.height / 2
    return float(np.hypot(x - point[0], y - point[1]))
