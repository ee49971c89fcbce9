"""The scale bar, true where it stands: its length on the paper is a geodesic length on the ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from durandline.layers.paper.dates import digits
from durandline.layers.paper.frame import Box
from durandline.layers.paper.ground import points_in
from durandline.layers.paper.lettering import Face

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from durandline.layers.paper.content import Content
    from durandline.layers.paper.frame import Page
    from durandline.layers.paper.projection import View

_STEPS = (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)  # kilometres
_HIGH = 1.1  # millimetres
_ROOMY = 14.0  # millimetres at A4, from which on the middle of the bar has its number too
_CLEAR = 3.5  # millimetres: no mark of incidents reaches further from its point
_FACE = Face(5.8)


def scale_bar(view: View, longest: float) -> tuple[float, float]:
    """Return kilometres, and their length in millimetres of at most ``longest``, at the foot of the view."""
    metres = view.ground_metres(longest, view.box.height * 0.95)
    km = max((step for step in _STEPS if step * 1000 <= metres), default=_STEPS[0])
    return km, km * 1000 / metres * longest


def scale_box(view: View, page: Page, longest: float, content: Content, taken: Sequence[Box] = ()) -> Box:
    """Return what the scale bar covers, in the millimetres of the view: a corner that most is left free of.

    It stays clear of ``taken`` if it can; then of the border line, of incidents, and lower corners come first.
    """
    _, length = scale_bar(view, longest)
    high = page.letters.leading(_FACE) + _HIGH + 1.0
    beside = page.letters.width(_words(view, page, longest), _FACE)
    boxes = [
        Box(left, top, length + beside, high)
        for top in (view.box.height - 2.0 - high, 2.0)
        for left in (2.0, view.box.width - 2.0 - length - beside)
    ]
    lines = view.shapes(content.frames["border"].geometry)
    _, x, y = points_in(content.frames["incidents"], view)

    def covered(box: Box) -> tuple[bool, bool, int]:
        left, top, right, bottom = _corners(box.inner(-_CLEAR))
        marks = np.count_nonzero((x > left) & (x < right) & (y > top) & (y < bottom))
        crossed = any(line.intersects(shapely.box(*_corners(box))) for line in lines)
        return any(box.overlaps(other) for other in taken), crossed, int(marks)

    return min(boxes, key=covered)  # the first of those that are alike


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
    words = page.spec.words
    page.letters.draw(axes, (box.left, base), digits(words, "0"), _FACE, halo=halo)
    if length > _ROOMY * scale:
        page.letters.draw(axes, (box.left + length / 2, base), digits(words, f"{km / 2:g}"), _FACE, align="center",
                          halo=halo)  # fmt: skip
    page.letters.draw(axes, (box.left + length, base), _words(view, page, longest), _FACE, align="center", halo=halo)


def _words(view: View, page: Page, longest: float) -> str:
    km, _ = scale_bar(view, longest)
    return page.spec.words("distance.km", number=digits(page.spec.words, f"{km:g}"))


def _corners(box: Box) -> tuple[float, float, float, float]:
    return box.left, box.top, box.right, box.bottom
