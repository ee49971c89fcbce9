"""Incidents on paper: a mark each, those that would cover each other as one with their number, radii about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from durandline.layers.paper.dates import number_text
from durandline.layers.paper.frame import Box
from durandline.layers.paper.ground import points_in
from durandline.layers.paper.lettering import Face
from durandline.layers.paper.outlines import PIXEL, draw_lines
from durandline.layers.paper.symbols import add_path, draw_mark, shape_path
from durandline.layers.style import read_styles
from durandline.layers.web.columns import texts

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt
    from matplotlib.axes import Axes

    from durandline.layers.paper.frame import Page
    from durandline.layers.paper.projection import View
    from durandline.layers.paper.spec import SheetSpec
    from durandline.layers.words import Words

REACH = 4.2  # millimetres on A4 within which places share a mark
LARGEST = 3.4  # millimetres: the radius of the mark of very many
_APART = 1.7  # radii: marks of many reach further, so that they hardly cover each other
_FINE = 0.5  # millimetres: places closer than this are one place before anything else is looked at
MOST_RADII = 150  # more would hide the ground and each other


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at (``x``, ``y``) millimetres: its symbol, its radius, how many incidents, and their widest radius."""

    x: float
    y: float
    key: str
    radius: float
    count: int
    reach: float

    @property
    def box(self) -> Box:
        """What it covers."""
        return Box(self.x - self.radius, self.y - self.radius, 2 * self.radius, 2 * self.radius)


def marks_of(frame: gpd.GeoDataFrame, view: View, spec: SheetSpec) -> list[Mark]:
    """Return the marks of the incidents in view, those of many first; of ``durandline.geo.frames.incidents``.

    An incident that several rows tell of at one mark counts once there. ``reach`` is in millimetres.
    """
    here, x, y = points_in(frame, view)
    if not len(here):
        return []
    ids, kinds, radii = (frame[name].iloc[here] for name in ("incident_id", "kind", "radius_m"))
    rows = pd.DataFrame({"x": x, "y": y, "id": pd.factorize(texts(ids))[0], "kind": texts(kinds)})
    rows["reach"] = pd.to_numeric(radii, errors="coerce").to_numpy() / view.metres
    rows["cell"] = pd.factorize(pd.MultiIndex.from_arrays([rows["y"] // _FINE, rows["x"] // _FINE]), sort=True)[0]
    cells = rows.groupby("cell").agg(x=("x", "mean"), y=("y", "mean"), count=("id", "nunique"))
    first, mark_of = _shared(cells, spec)
    marks = rows.groupby(mark_of[rows["cell"]]).agg(
        count=("id", "nunique"), kind=("kind", "first"), reach=("reach", "max")
    )
    # A mark stands at the place of most of what it stands for, not between two places.
    return [_mark(cells.loc[cell], row, spec) for cell, row in zip(first, marks.to_dict("records"), strict=True)]


def draw_radii(axes: Axes, marks: list[Mark], page: Page) -> None:
    """Draw the radius within which what a mark stands for was placed, where it reaches beyond the mark."""
    style = page.ink.style("radius")
    for mark in wide(marks) if radii_drawn(marks) else []:
        circle = shape_path("circle", (mark.x, mark.y), mark.reach)
        width = 0.16 * page.spec.scale
        add_path(axes, circle, edge=style.colour, width=width, linestyle=(0, (1.2, 2.4)), alpha=0.75)


def wide(marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks whose radius reaches beyond them."""
    return [mark for mark in marks if mark.reach > mark.radius]


def radii_drawn(marks: Sequence[Mark]) -> bool:
    """Return whether the radii of these marks are drawn; the key says where they are too many."""
    return len(wide(marks)) <= MOST_RADII


def draw_stretches(axes: Axes, frame: gpd.GeoDataFrame, view: View, page: Page) -> None:
    """Draw the stretches of a line that some incidents are placed on."""
    lines = frame[(frame.geometry.geom_type == "LineString").to_numpy()]
    style = page.ink.style("several")
    draw_lines(axes, view.shapes(lines.geometry), style, 0.6 * page.spec.scale, alpha=0.45, capstyle="round")


def draw_marks(axes: Axes, marks: list[Mark], page: Page) -> None:
    """Draw the marks, small ones above large ones, with the number in those that stand for several."""
    for mark in sorted(marks, key=lambda each: (-each.radius, each.y, each.x)):
        draw_mark(axes, mark.key, (mark.x, mark.y), mark.radius, page.ink)
        if mark.count > 1:
            face = number_face(mark.count, page)
            base = mark.y + page.letters.ascent(face) / 2
            page.letters.draw(axes, (mark.x, base), short(mark.count, page.spec.words), face, align="center")


def number_face(count: int, page: Page) -> Face:
    """Return the face of the number in a mark; a longer one is set smaller."""
    return Face(6.0 if count < 100 else 5.2, bold=True, colour=page.ink.style("several").colour)


def short(count: int, words: Words) -> str:
    """Return a number as it stands in a mark: thousands as ``12k``, written out where digits are not Latin ones."""
    whole = number_text(words, count)
    return whole if count < 1000 or not whole.isascii() else f"{round(count / 1000):,}k"


def radius_of(key: str, count: int, spec: SheetSpec) -> float:
    """Return the radius of a mark in millimetres; it grows with the number it stands for."""
    base = spec.ink.style(key).size * PIXEL
    return min(base + 0.32 * log2(count), LARGEST) * spec.scale if count > 1 else base * spec.scale


def _mark(cell: pd.Series[float], row: Mapping[str, Any], spec: SheetSpec) -> Mark:
    count = int(row["count"])
    key = "several" if count > 1 else known_kind(str(row["kind"]))
    reach = 0.0 if np.isnan(row["reach"]) else float(row["reach"])
    return Mark(float(cell["x"]), float(cell["y"]), key, radius_of(key, count, spec), count, reach)


def known_kind(key: str) -> str:
    """Return the symbol of an incident's kind: its own, or that of other incidents."""
    style = read_styles().get(key)
    return key if style is not None and style.layer == "incidents" else "other"


def _shared(cells: pd.DataFrame, spec: SheetSpec) -> tuple[list[int], npt.NDArray[np.intp]]:
    """Return the cell at which each mark stands, and the mark of each cell.

    The cell of most incidents takes those within reach that no other has taken, then the next; the more it has to
    stand for, the larger its mark and the further it reaches.
    """
    places, counts = cells[["x", "y"]].to_numpy(), cells["count"].to_numpy()
    mark_of = np.full(len(places), -1, dtype=np.intp)
    first: list[int] = []
    for cell in np.lexsort((np.arange(len(places)), -counts)):
        if mark_of[cell] < 0:
            far = np.where(mark_of < 0, np.hypot(*(places - places[cell]).T), np.inf)
            several = int(counts[far <= REACH * spec.scale].sum())
            reach = max(REACH * spec.scale, radius_of("several", several, spec) * _APART)
            mark_of[far <= reach] = len(first)
            first.append(int(cell))
    return first, mark_of
