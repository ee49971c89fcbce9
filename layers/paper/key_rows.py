"""What stands in the key: states with their numbers, incidents by kind, and the lines of the base map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from durandline.geo.notices import read_notices
from durandline.layers.paper.crossings import dot_radius
from durandline.layers.paper.dates import counted_text, number_text
from durandline.layers.paper.ground import ROUTE_DASH, points_in
from durandline.layers.paper.incidents import MOST_RADII, Mark, draw_marks, known_kind, radii_drawn, radius_of, wide
from durandline.layers.paper.outlines import DOTS, PIXEL, dash_of
from durandline.layers.paper.symbols import add_line, add_path, draw_badge, draw_cell, draw_dot, draw_mark, shape_path
from durandline.layers.style import read_styles
from durandline.layers.web.columns import texts

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from durandline.layers.paper.content import Content
    from durandline.layers.paper.frame import Page
    from durandline.layers.paper.mapping import Drawn

Symbol = Callable[["Axes", tuple[float, float]], None]
FLOWS = ("cargo", "people")  # in the order of a badge's cells
STATES = ("open", "restricted", "closed", "unknown")
_CELL = 3.4  # millimetres at A4
_LINES = ("boundary_recognised", "boundary_disputed", "province", "river")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the key: its words, numbers at its end, and what draws its symbol about a point.

    One without a symbol is a heading (``head``) or a remark; ``signs`` are the flows that two columns of
    numbers below it count. ``spare`` ones are left out where there is no room.
    """

    words: str
    numbers: tuple[str, ...] = ()
    symbol: Symbol | None = None
    head: bool = False
    signs: tuple[str, ...] = ()
    spare: bool = False


def entries_of(page: Page, drawn: Drawn, content: Content) -> list[Entry]:
    """Return the entries of the key of a map, in order."""
    return [*_crossings(page, drawn, content), *_incidents(page, drawn, content), *_base(page, drawn, content)]


def count_kinds(content: Content, drawn: Drawn) -> tuple[Counter[str], int, int]:
    """Return how many incidents of each kind are on the map, how many lie outside it, and how many nowhere.

    Each incident counts once, whatever rows tell of it: on the map where one of its places is.
    """
    frame = content.frames["incidents"]
    if not len(frame):
        return Counter(), 0, 0
    numbers, distinct = pd.factorize(texts(frame["incident_id"]))
    located, here = np.zeros(len(distinct), dtype=bool), np.zeros(len(distinct), dtype=bool)
    located[numbers[~(frame.geometry.isna() | frame.geometry.is_empty).to_numpy()]] = True
    here[numbers[points_in(frame, drawn.view)[0]]] = True
    _, first = np.unique(numbers, return_index=True)
    counted = Counter[str]()
    for kind, number in pd.Series(texts(frame["kind"])[first[here]]).value_counts().items():
        counted[known_kind(str(kind))] += int(number)
    return counted, int((located & ~here).sum()), int((~located).sum())


def _crossings(page: Page, drawn: Drawn, content: Content) -> list[Entry]:
    words, ink, size = page.spec.words, page.ink, _CELL * page.spec.scale
    counts = [Counter(gate.states[side] for gate in drawn.gates) for side in (0, 1)]

    def badge(axes: Axes, at: tuple[float, float]) -> None:
        draw_badge(axes, ("open", "closed"), (at[0], at[1] + size * 0.75), size, ink)

    def dot(axes: Axes, at: tuple[float, float]) -> None:
        draw_dot(axes, ("closed", "unknown"), at, dot_radius(page.spec), ink)

    entries = [
        Entry(words["legend.open_for_whom"], signs=FLOWS, head=True),
        Entry(f"{words['sheet.cargo_cell']}\n{words['sheet.people_cell']}", symbol=badge),
    ]
    for state in STATES:
        numbers = tuple(number_text(words, count[state]) for count in counts)
        entries.append(Entry(words.word("state", state), numbers, _cells(page, state, size)))
    if not all(gate.formal for gate in drawn.gates):
        entries.append(Entry(words["legend.small"], symbol=dot))
    nowhere = int(content.frames["crossings"].geometry.isna().sum())
    return [
        *entries,
        *([Entry(counted_text(words, "sheet.crossings_unplaced", nowhere))] if nowhere and not content.focus else []),
    ]


def _incidents(page: Page, drawn: Drawn, content: Content) -> list[Entry]:
    words = page.spec.words
    kinds, outside, nowhere = count_kinds(content, drawn)
    entries = [Entry(words["sheet.here"], (number_text(words, kinds.total()),), head=True)]
    order = [key for key, style in read_styles().items() if style.layer == "incidents"]
    shown = sorted(kinds, key=order.index)
    entries += [
        Entry(words.word("incident_kind", key), (number_text(words, kinds[key]),), _mark(page, key)) for key in shown
    ]
    if not kinds:
        entries.append(Entry(words["sheet.none_here"]))
    if any(mark.count > 1 for mark in drawn.marks):
        entries.append(Entry(words["sheet.several"], symbol=_several(page)))
    if not radii_drawn(drawn.marks):
        entries.append(Entry(words("sheet.radii_left_out", number=number_text(words, MOST_RADII))))
    elif wide(drawn.marks):
        entries.append(Entry(words["legend.radius"], symbol=_ring(page)))
    entries += [Entry(counted_text(words, "sheet.outside", outside))] if outside else []
    return [*entries, *([Entry(counted_text(words, "sheet.unplaced", nowhere))] if nowhere else [])]


def _base(page: Page, drawn: Drawn, content: Content) -> list[Entry]:
    """Return the lines that are in view."""
    words, name = page.spec.words, read_notices().boundary_name
    here = _lines_here(content, drawn)
    entries = [Entry(words["layer.basemap"], head=True)]
    entries += [Entry(name, symbol=_line(page, "border"))] if "border" in here else []
    entries += [Entry(words["layer.routes"], symbol=_line(page, "route"))] if "route" in here else []
    lines = (key for key in _LINES if key in here)
    return [*entries, *(Entry(words[f"basemap.{key}"], symbol=_line(page, key), spare=True) for key in lines)]


def _lines_here(content: Content, drawn: Drawn) -> set[str]:
    """Return the symbols of the lines that are in view."""
    frame, box = content.frames["basemap"], drawn.view.box
    disputed = (frame["class"] == "disputed").to_numpy()
    lines = (frame.geometry.geom_type != "Point").to_numpy()
    groups = {
        "border": content.frames["border"].geometry,
        "route": content.frames["routes"].geometry if "routes" in content.frames else [],
        "boundary_recognised": frame.geometry[(frame["kind"] == "boundary").to_numpy() & ~disputed],
        "boundary_disputed": frame.geometry[(frame["kind"] == "boundary").to_numpy() & disputed],
        "province": frame.geometry[frame["kind"].isin(["province", "province_line"]).to_numpy() & lines],
        "river": frame.geometry[(frame["kind"] == "river").to_numpy()],
    }
    whole = shapely.box(0, 0, box.width, box.height)
    return {
        key for key, shapes in groups.items() if any(line.intersects(whole) for line in drawn.view.shapes(shapes))
    }


def _cells(page: Page, state: str, size: float) -> Symbol:
    def draw(axes: Axes, at: tuple[float, float]) -> None:
        for flow, side in (("cargo", -0.54), ("people", 0.54)):
            draw_cell(axes, flow, state, (at[0] + side * size, at[1]), size, page.ink)

    return draw


def _mark(page: Page, key: str) -> Symbol:
    radius = read_styles()[key].size * PIXEL * page.spec.scale
    return lambda axes, at: draw_mark(axes, key, at, radius, page.ink)


def _ring(page: Page) -> Symbol:
    colour, scale = page.ink.style("radius").colour, page.spec.scale

    def draw(axes: Axes, at: tuple[float, float]) -> None:
        circle = shape_path("circle", at, 1.7 * scale)
        add_path(axes, circle, edge=colour, width=0.16 * scale, linestyle=(0, (1.2, 2.4)))

    return draw


def _several(page: Page) -> Symbol:
    def draw(axes: Axes, at: tuple[float, float]) -> None:
        draw_marks(axes, [Mark(*at, "several", radius_of("several", 3, page.spec), 3, 0)], page)

    return draw


def _line(page: Page, key: str) -> Symbol:
    style = page.ink.style(key)
    dashes = {
        "border": dash_of(read_notices().boundary_dash, style.size),
        "boundary_disputed": DOTS,
        "route": ROUTE_DASH,
    }
    look = {"linestyle": dashes[key]} if key in dashes else {}

    width = style.size * PIXEL * page.spec.scale * (0.6 if key == "route" else 1)

    def draw(axes: Axes, at: tuple[float, float]) -> None:
        half = 3.6 * page.spec.scale
        add_line(axes, ((at[0] - half, at[1]), (at[0] + half, at[1])), style.colour, width, **look)

    return draw
