"""Meridians and parallels: thin lines on the map, their degrees outside its frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
import shapely.ops

from durandline.layers.paper.dates import digits
from durandline.layers.paper.lettering import Face
from durandline.layers.paper.outlines import outline_of
from durandline.layers.paper.symbols import add_path

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from durandline.layers.paper.frame import Page
    from durandline.layers.paper.projection import View
    from durandline.layers.words import Words

_STEPS = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0)  # degrees
_CLOSEST = 24.0  # millimetres between two lines
_FACE = 5.2
_END = 4.0  # millimetres: degrees so near to a corner would stand beyond it
MARGIN = 3.2  # millimetres that the degrees take outside the frame, at A4


def draw_graticule(lines: Axes, outside: Axes, view: View, page: Page) -> None:
    """Draw the lines on ``lines``, and their degrees on ``outside``: axes over the whole page.

    Meridians are named below the frame, parallels left of it.
    """
    west, south, east, north = view.bounds()
    step = next((each for each in _STEPS if each / (north - south) * view.box.height >= _CLOSEST), _STEPS[-1])
    meridians = {lon: _line(lon, lon, south - 1, north + 1) for lon in _multiples(west, east, step)}
    parallels = {lat: _line(west - 1, east + 1, lat, lat) for lat in _multiples(south, north, step)}
    drawn = view.shapes([*meridians.values(), *parallels.values()])
    if drawn:
        add_path(lines, outline_of(drawn), edge="#8a8578" if not page.ink.bw else "#999999", width=0.08, alpha=0.55)
    face = Face(_FACE, colour=page.ink.quiet)
    below = shapely.LineString([(0, view.box.height), (view.box.width, view.box.height)])
    beside = shapely.LineString([(0, 0), (0, view.box.height)])
    for lon, line in meridians.items():
        for point in _crossings(view, line, below, _END):
            at = (view.box.left + point.x, view.box.bottom + 0.9 + page.letters.ascent(face))
            page.letters.draw(outside, at, degrees(lon, page.spec.words, "E", "W"), face, align="center")
    for lat, line in parallels.items():
        for point in _crossings(view, line, beside, _END):
            at = (view.box.left - 0.9, view.box.top + point.y)
            _upright(outside, page, at, degrees(lat, page.spec.words, "N", "S"), face)


def degrees(value: float, words: Words, positive: str, negative: str) -> str:
    """Return degrees and minutes as maps of the language write them: ``70° E``, ``34° 30′ N``."""
    whole, part = divmod(round(abs(value) * 60), 60)
    minutes = f" {part:02d}′" if part else ""
    return words(f"sheet.{positive if value >= 0 else negative}", degrees=digits(words, f"{whole}°{minutes}"))


def _upright(outside: Axes, page: Page, at: tuple[float, float], text: str, face: Face) -> None:
    """Set a text that runs up beside the frame."""
    size = page.letters.size(face)
    text = page.letters.laid_out(text)
    outside.text(*at, text, fontsize=size, color=face.colour, rotation=90, ha="right", va="center", parse_math=False)


def _crossings(view: View, line: shapely.LineString, edge: shapely.LineString, end: float) -> list[shapely.Point]:
    """Return where a line meets an edge of the frame, but for ``end`` millimetres at its ends."""
    inner = shapely.ops.substring(edge, end, edge.length - end)
    found = [shapely.intersection(shape, inner) for shape in view.shapes([line])]
    return [point for each in found for point in shapely.get_parts(each) if point.geom_type == "Point"]


def _multiples(low: float, high: float, step: float) -> list[float]:
    first, last = int(np.floor(low / step)), int(np.ceil(high / step))
    return [number * step for number in range(first, last + 1)]


def _line(west: float, east: float, south: float, north: float) -> shapely.LineString:
    return shapely.LineString(np.column_stack([np.linspace(west, east, 60), np.linspace(south, north, 60)]))
