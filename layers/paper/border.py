"""The border line on paper, dashed and named as policy says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from durandline.geo.notices import read_notices
from durandline.layers.paper.frame import Box
from durandline.layers.paper.labels import Label
from durandline.layers.paper.lettering import Face
from durandline.layers.paper.outlines import PIXEL, dash_of, outline_of
from durandline.layers.paper.symbols import add_path

if TYPE_CHECKING:
    import geopandas as gpd
    from matplotlib.axes import Axes

    from durandline.layers.paper.projection import View
    from durandline.layers.paper.spec import SheetSpec

# Shares of the line in view at which its name is tried, and how often it is set at most.
_SHARES = (0.5, 0.3, 0.7, 0.15, 0.85, 0.4, 0.6, 0.22, 0.78)
_PRIORITY = 22.0
_STEP = 1.0  # millimetres


def draw_border(axes: Axes, frame: gpd.GeoDataFrame, view: View, spec: SheetSpec) -> None:
    """Draw the line on a rim of paper; takes the frame of ``durandline.geo.frames.border``."""
    style, drawn = spec.ink.style("border"), view.shapes(frame.geometry)
    if not drawn:
        return
    path = outline_of(drawn)
    width = style.size * PIXEL * spec.scale
    add_path(axes, path, edge=spec.ink.paper, width=width * 2.4, alpha=0.8, capstyle="round")
    dash = dash_of(read_notices().boundary_dash, style.size)
    add_path(axes, path, edge=style.colour, width=width, linestyle=dash, capstyle="butt")


def border_name(frame: gpd.GeoDataFrame, view: View, spec: SheetSpec) -> list[Label]:
    """Return the line's name as a label that may stand at several places along it; none where it is not in view."""
    within = shapely.box(0, 0, view.box.width, view.box.height)
    parts = shapely.get_parts(shapely.intersection(view.shapes(frame.geometry), within))
    lines = [part for part in parts if part.geom_type == "LineString"]
    if not lines:
        return []
    line = max(lines, key=lambda part: float(part.length))
    name = ((read_notices().boundary_name, Face(6.2, italic=True, colour=spec.ink.quiet)),)
    points = [line.interpolate(share, normalized=True) for share in _SHARES]
    # Each end of the longest piece in view by itself: a long line is named twice.
    halves = (points[0::2], points[1::2]) if line.length > max(view.box.width, 90) * 0.8 else (points,)
    return [_name(name, half) for half in halves]


def boxes_along(frame: gpd.GeoDataFrame, view: View) -> list[Box]:
    """Return small boxes along lines in view, which names keep off where they can."""
    parts = [part for shape in view.shapes(frame.geometry) for part in shapely.get_parts(shape)]
    lines = [part for part in parts if part.geom_type == "LineString"]
    points = [line.interpolate(at * _STEP) for line in lines for at in range(int(line.length / _STEP) + 1)]
    return [Box(point.x - _STEP / 2, point.y - _STEP / 2, _STEP, _STEP) for point in points]


def _name(lines: tuple[tuple[str, Face], ...], points: list[shapely.Point]) -> Label:
    arounds = tuple(Box(point.x - 1, point.y - 1, 2, 2) for point in points)
    return Label(lines, arounds[0], _PRIORITY, others=arounds[1:])
