"""Lines and areas in millimetres as one matplotlib path each layer, with the dashes of the style table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from matplotlib.path import Path as Outline

from durandline.layers.paper.symbols import add_path

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from shapely.geometry.base import BaseGeometry

    from durandline.layers.style import Style

PIXEL = 0.2  # millimetres on A4 for a pixel of the style table: finer than 96 to the inch, since paper is
DOTS = (0.0, (0.9, 2.6))  # a dot and the gap after it, in widths of the line


def outline_of(shapes: Iterable[BaseGeometry]) -> Outline:
    """Return all lines and rings of geometries as one path; points are left out, none gives an empty path."""
    parts = shapely.get_parts(shapely.get_parts(np.asarray(list(shapes), dtype=object)))
    lines = [line for part in parts for line in _lines(part)]
    paths = [Outline(np.asarray(line.coords)[:, :2], closed=line.is_ring) for line in lines]
    return Outline.make_compound_path(*paths) if paths else Outline(np.empty((0, 2)))


def draw_lines(axes: Axes, shapes: Iterable[BaseGeometry], style: Style, scale: float, **look: Any) -> None:  # noqa: ANN401
    """Draw lines in a style of the style table, dotted where it says so; ``scale`` is that of the sheet."""
    drawn = list(shapes)
    if not drawn:
        return
    dotted: dict[str, Any] = {"linestyle": DOTS, "capstyle": "round"} if style.pattern == "dotted" else {}
    add_path(axes, outline_of(drawn), edge=style.colour, width=style.size * PIXEL * scale, **(dotted | look))


def dash_of(text: str, size: float) -> tuple[float, tuple[float, ...]]:
    """Return a stroke pattern in CSS pixels (``7 4``) as matplotlib's, in widths of a line of ``size`` pixels."""
    return 0.0, tuple(float(each) / size for each in text.split())


def _lines(shape: BaseGeometry) -> list[BaseGeometry]:
    match shape.geom_type:
        case "Polygon":
            return [shape.exterior, *shape.interiors]
        case "LineString" | "LinearRing":
            return [shape]
        case _:
            return []
