"""The scale bar, true where it stands: its length on the paper is a geodesic length on the ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from durandline.layers.paper.frame import Box
from durandline.layers.paper.lettering import Face

if TYPE_CHECKING:
    import geopandas as gpd
    from matplotlib.axes import Axes

    from durandline.layers.paper.frame import Page
    from durandline.layers.paper.projection import View

_STEPS = (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)  # kilometres
_HIGH = 1.1  # millimetres
_ROOMY = 14.0  # millimetres at A4, from which on the middle of the bar has its number too
_FACE = Face(5.8)


def scale_bar(view: View, longest: float) -> tuple[float, float]:
    """Return kilometres, and their length in millimetres of at most ``longest``, at the foot of the view."""
    metres = view.ground_metres(longest, view.box.height * 0.95)
    km = max((step for step in _STEPS if step * 1000 <= metres), default=_STEPS[0])
    return km, km * 1000 / metres * longest


def scale_box(view: View, page: Page, longest: float, border: gpd.GeoDataFrame) -> Box:
    """Return what the scale bar covers, in the millimetres of the view: a lower corner that the line leaves free."""
    _, length = scale_bar(view, longest)
    high = page.letters.leading(_FACE) + _HIGH + 1.0
    beside = page.letters.width(_words(view, page, longest), _FACE)
    left, right = (Box(at, view.box.height - 2.0 - high, length + beside, high)
                   for at in (2.0, view.box.width - 2.0 - length - beside))  # fmt: skip
    lines = view.shapes(border.geometry)
    taken = [any(line.intersects(shapely.box(*_corners(box))) for line in lines) for box in (left, right)]
    return right if taken == [True, False] else left


def draw_scale(axes: Axes, box: Box, view: View, page: Page, longest: float) -> None:
    """Draw the bar in its :func:`scale_box`: two halves, with 0, the half and the whole above it."""
    km, length = scale_bar(view, longest)
    scale = page.spec.scale
    top = box.bottom - _HIGH * scale
    for start, fill in ((0.0, page.ink.text), (0.5, page.ink.paper)):
        half = Box(box.left + start * length, top, length / 2, _HIGH * scale)
        page.outline(axes, half, fill=fill, width=0.5)
    base = top - 0.8
    halo = page.ink.land
    page.letters.draw(axes, (box.left, base), "0", _FACE, halo=halo)
    if length > _ROOMY * scale:
        page.letters.draw(axes, (box.left + length / 2, base), f"{km / 2:g}", _FACE, align="center", halo=halo)
    unit = page.spec.words("distance.km", number=f"{km:g}")
    page.letters.draw(axes, (box.left + length, base), unit, _FACE, align="center", halo=halo)


def _words(view: View, page: Page, longest: float) -> str:
    km, _ = scale_bar(view, longest)
    return page.spec.words("distance.km", number=f"{km:g}")


def _corners(box: Box) -> tuple[float, float, float, float]:
    return box.left, box.top, box.right, box.bottom
