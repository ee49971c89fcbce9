"""The truck and the walker as matplotlib paths, from the SVG outlines that the other outputs draw."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
from matplotlib.path import Path as Outline

from durandline.layers.qgis.svg import GLYPHS

FIELD = 16.0  # the side of the square on which they are drawn
_TOKEN = re.compile(r"([a-zA-Z])|(-?(?:\d+\.?\d*|\.\d+))")
Point = tuple[float, float]


@cache
def glyph(flow: str) -> Outline:
    """Return the outline of ``cargo`` or ``people`` about the origin, one unit wide; y runs down."""
    parts = [_outline(text) for text in GLYPHS[flow]]
    whole = Outline.make_compound_path(*parts)
    return Outline((np.asarray(whole.vertices) - FIELD / 2) / FIELD, whole.codes)


def _outline(text: str) -> Outline:
    """Return one outline of straight lines, or a circle, which is written as an arc back to its beginning."""
    at: Point = (0.0, 0.0)
    points: list[Point] = []
    command, numbers = "", [token.groups() for token in _TOKEN.finditer(text)]
    values: list[float] = []
    for letter, number in numbers:
        if letter:
            command, values = letter, []
            continue
        values.append(float(number))
        if command == "a" and len(values) == 7:
            # From the top of the circle round to nearly the same point: its centre lies a radius below.
            return _circle((at[0], at[1] + values[0]), values[0])
        moved = _moved(command, values, at)
        if moved is not None:
            at, values = moved, []
            points.append(at)
    codes = [Outline.MOVETO] + [Outline.LINETO] * (len(points) - 1) + [Outline.CLOSEPOLY]
    return Outline([*points, points[0]], codes)


def _circle(centre: Point, radius: float) -> Outline:
    around = Outline.unit_circle()
    return Outline(np.asarray(around.vertices) * radius + centre, around.codes)


def _moved(command: str, values: list[float], at: Point) -> Point | None:
    """Return where a complete command of ``M h H v V l L`` leads, or nothing while it lacks numbers."""
    x, y = at
    match command, values:
        case "h", [dx]:
            return x + dx, y
        case "H", [to]:
            return to, y
        case "v", [dy]:
            return x, y + dy
        case "V", [to]:
            return x, to
        case "l", [dx, dy]:
            return x + dx, y + dy
        case (("M" | "L"), [to_x, to_y]):
            return to_x, to_y
        case _:
            return None
