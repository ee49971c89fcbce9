"""The strip above each picture of an animation: its date, large, and how far through the window it is."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Rectangle

from durandline.layers.paper.canvas import settings
from durandline.layers.paper.fonts import require_glyphs

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from durandline.layers.paper.spec import SheetSpec

HEIGHT_MM = 15.0  # on A4
_POINT = 25.4 / 72
_MARGIN_MM = 8.0
_SHARE = 0.42  # of the width, left to the line that shows how far


def date_strip(text: str, share: float, ends: tuple[str, str], spec: SheetSpec) -> bytes:
    """Return a PNG as wide as the sheet: ``text`` large, and a line from ``ends[0]`` to ``ends[1]``.

    ``share`` is how much of that line is past, from 0 to 1. Time runs to the right in every language; the date stands
    where the language begins.

    Raises
    ------
    InputError
        A letter is in none of the sheet's fonts.
    """
    require_glyphs((text, *ends), spec.families)
    width, height = spec.size_mm[0], HEIGHT_MM * spec.scale
    with settings(spec):
        figure = Figure(figsize=(width / 25.4, height / 25.4), dpi=spec.dpi, facecolor=spec.ink.paper)
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, width), ylim=(0, height))
        axes.set_axis_off()
        _draw(axes, text, share, ends, spec)
        stream = BytesIO()
        figure.savefig(stream, format="png", dpi=spec.dpi, metadata={"Software": None})
    return stream.getvalue()


def share_of(day: str, first: str, last: str) -> float:
    """Return how much of the days from ``first`` to ``last`` is past on ``day``, from 0 to 1; 1 for a single day."""
    at, begin, end = (date.fromisoformat(each).toordinal() for each in (day, first, last))
    return 1.0 if end == begin else min(1.0, max(0.0, (at - begin) / (end - begin)))


def _draw(axes: Axes, text: str, share: float, ends: tuple[str, str], spec: SheetSpec) -> None:
    width, height = spec.size_mm[0], HEIGHT_MM * spec.scale
    margin, run = _MARGIN_MM * spec.scale, _SHARE * width
    large: dict[str, Any] = {"fontweight": "bold", "fontsize": 0.62 * height / _POINT, "color": spec.ink.text}
    x, align = (width - margin, "right") if spec.rtl else (margin, "left")
    axes.text(x, height / 2, text, ha=align, va="center_baseline", **large)
    left = margin if spec.rtl else width - margin - run
    y, thick = 0.58 * height, 0.05 * height
    axes.add_patch(Rectangle((left, y - thick / 2), run, thick, color=spec.ink.rule, linewidth=0))
    axes.add_patch(Rectangle((left, y - thick / 2), run * share, thick, color=spec.ink.text, linewidth=0))
    axes.add_patch(Circle((left + run * share, y), 0.13 * height, color=spec.ink.text, linewidth=0))
    small: dict[str, Any] = {"fontsize": 8 * spec.scale, "color": spec.ink.quiet, "va": "top"}
    axes.text(left, 0.36 * height, ends[0], ha="left", **small)
    axes.text(left + run, 0.36 * height, ends[1], ha="right", **small)
