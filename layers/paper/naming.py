"""Setting the names of a map where there is room for them, with lines back to what they had to be moved from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from durandline.layers.paper.border import border_name, boxes_along
from durandline.layers.paper.crossings import gate_label, moved_to, places_of
from durandline.layers.paper.frame import Box
from durandline.layers.paper.ground import town_radius
from durandline.layers.paper.labels import Board, Label, Placed
from durandline.layers.paper.names import area_labels, town_labels
from durandline.layers.paper.symbols import add_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    from matplotlib.axes import Axes

    from durandline.layers.paper.content import Content
    from durandline.layers.paper.crossings import Gate
    from durandline.layers.paper.frame import Page
    from durandline.layers.paper.incidents import Mark
    from durandline.layers.paper.projection import View


# How much worse it is to cover a symbol than a line, where a badge wants to stand, and the outline of a detail.
_HEAVY, _OTHERS, _LIGHT = 8.0, 2.0, 0.5


def set_names(
    page: Page,
    view: View,
    content: Content,
    *,
    towns: gpd.GeoDataFrame,
    gates: Sequence[Gate],
    marks: Sequence[Mark],
    taken: Sequence[Box],
    edges: Sequence[Box] = (),
) -> tuple[list[Gate], list[Placed]]:
    """Return the crossings with their badges in place, and the names of a map that find room.

    Badge and name of a crossing are placed as one block; then come countries, lesser crossings, towns and the line.
    Badges and ``taken`` are covered by none; marks of incidents, dots, lines and ``edges`` only where nothing else is
    free.
    """
    frames = content.frames
    dots = [gate for gate in gates if not gate.formal]
    heavy = [*(gate.box for gate in dots), *(mark.box for mark in marks)]
    soft = [*((box, _HEAVY) for box in heavy), *((box, 1.0) for box in _rings(towns, page))]
    lines = [frames[name] for name in ("border", "routes") if name in frames]
    soft += [(box, _LIGHT) for box in edges]
    soft += [(box, 1.0) for frame in lines for box in boxes_along(frame, view)]
    soft += [(gate.box, _OTHERS) for gate in gates if gate.formal]  # where badges want to stand
    board = Board(view.box.width, view.box.height, taken, soft, symbols=[gate.box for gate in dots])
    settled, names = _blocks(board, gates, view, page, marks)
    labels = [
        *(label for gate in dots if (label := gate_label(gate, view, page)) is not None),
        *area_labels(frames["basemap"], frames["border"], view, page),
        *border_name(frames["border"], view, page.spec),
        *town_labels(towns, page),
    ]
    return settled, [*names, *board.place(labels, [_size(label, page) for label in labels])]


def _blocks(
    board: Board, gates: Sequence[Gate], view: View, page: Page, marks: Sequence[Mark]
) -> tuple[list[Gate], list[Placed]]:
    """Place the badges of formal crossings with their names, known ones first; the others are as they were."""
    moved: dict[str, Gate] = {}
    names: list[Placed] = []
    for gate in sorted((gate for gate in gates if gate.formal), key=lambda each: not each.known):
        label = gate_label(gate, view, page)
        if label is None:
            continue
        placed = board.settle(label, _size(label, page), places_of(gate, gates, view, marks))
        if placed is not None:
            moved[gate.row["crossing_id"]] = moved_to(gate, placed.label.around)
            names.append(placed)
    return [moved.get(gate.row["crossing_id"], gate) for gate in gates], names


def _rings(towns: gpd.GeoDataFrame, page: Page) -> list[Box]:
    r = town_radius(page.spec)
    return [Box(x - r, y - r, 2 * r, 2 * r) for x, y in zip(towns["x"], towns["y"], strict=True)]


def _size(label: Label, page: Page) -> tuple[float, float]:
    widths = [page.letters.width(text, face) for text, face in label.lines]
    return max(widths, default=0.0), sum(page.letters.leading(face, text) for text, face in label.lines)


def draw_name(axes: Axes, placed: Placed, page: Page) -> None:
    """Set a name in its place, towards its symbol, with a line to it where it had to be moved."""
    box, label = placed.box, placed.label
    if placed.led:
        _draw_leader(axes, placed, page)
    middle = label.around.left + label.around.width / 2
    # A name stands towards its symbol, in whatever direction its letters run.
    align = "left" if box.left >= middle else "right" if box.right <= middle else "center"
    x = {"left": box.left, "right": box.right, "center": box.left + box.width / 2}[align]
    y = box.top
    for text, face in label.lines:
        leading, ascent = page.letters.leading(face, text), page.letters.ascent(face)
        base = y + (leading + ascent) / 2
        page.letters.draw(axes, (x, base), text, face, align=align, halo=page.ink.land)
        y += leading


def _draw_leader(axes: Axes, placed: Placed, page: Page) -> None:
    """Draw the line from a name that had to be moved to its symbol."""
    box, around = placed.box, placed.label.around
    start = _nearest(box, (around.left + around.width / 2, around.top + around.height / 2))
    end = _nearest(around, start)
    add_line(axes, (start, end), page.ink.quiet, 0.14 * page.spec.scale)


def _nearest(box: Box, point: tuple[float, float]) -> tuple[float, float]:
    x, y = point
    return min(max(x, box.left), box.right), min(max(y, box.top), box.bottom)
