"""One map in a box of the sheet: all layers in their order, and the names last, so that none covers another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Rectangle

from durandline.layers.paper.border import draw_border
from durandline.layers.paper.crossings import cell_size, draw_gates, draw_stems, gates_of
from durandline.layers.paper.ground import draw_ground, draw_routes, draw_towns, towns_of
from durandline.layers.paper.incidents import draw_marks, draw_radii, draw_stretches, marks_of
from durandline.layers.paper.names import town_box
from durandline.layers.paper.naming import draw_name, set_names
from durandline.layers.paper.relief import draw_relief, helps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from durandline.layers.paper.content import Content
    from durandline.layers.paper.crossings import Gate
    from durandline.layers.paper.frame import Box, Page
    from durandline.layers.paper.incidents import Mark
    from durandline.layers.paper.labels import Placed
    from durandline.layers.paper.projection import View
    from durandline.layers.paper.spec import SheetSpec


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is on a map: for the key, which counts it, and for the tests, which measure it. ``details`` lie on it."""

    view: View
    gates: Sequence[Gate]
    marks: Sequence[Mark]
    names: Sequence[Placed]
    details: Sequence[Drawn] = ()


def seen(view: View, content: Content, spec: SheetSpec) -> Drawn:
    """Return what a map of ``view`` will show but for its names, without drawing it."""
    marks = marks_of(content.frames["incidents"], view, spec)
    return Drawn(view, gates_of(content.frames["crossings"], view, spec, marks), marks, ())


def draw_map(
    page: Page, view: View, content: Content, *, taken: Sequence[Box] = (), edges: Sequence[Box] = (),
    name: str = "map", depth: float = 1,
) -> Drawn:  # fmt: skip
    """Draw the map of ``view`` in its box; boxes in ``taken``, in its millimetres, stay free of names and towns.

    Names keep off ``edges`` where they can.
    ``name`` begins the ids of its layers; ``depth`` to ``depth + 0.9`` are theirs.
    """
    frames, spec = content.frames, page.spec
    layers = ("ground", "border", "incidents", "crossings", "names")
    axes = {
        layer: page.layer(view.box, f"{name}-{layer}", depth=depth + 0.1 * number)
        for number, layer in enumerate(layers)
    }
    whole = Rectangle((0, 0), view.box.width, view.box.height, facecolor=spec.ink.land, edgecolor="none", zorder=0)
    axes["ground"].add_patch(whole)
    if spec.relief and helps(view):
        draw_relief(axes["ground"], view, spec.ink)
    draw_ground(axes["ground"], frames["basemap"], view, spec)
    if "routes" in frames:
        draw_routes(axes["ground"], frames["routes"], view, spec)
    towns = towns_of(frames["basemap"], view, spec.scale)
    free = [not any(town_box(row, spec).overlaps(box) for box in taken) for row in towns.to_dict("records")]
    towns = towns.loc[np.array(free, dtype=bool)]
    draw_border(axes["border"], frames["border"], view, spec)
    marks = marks_of(frames["incidents"], view, spec)
    gates = gates_of(frames["crossings"], view, spec, marks)
    gates, names = set_names(page, view, content, towns=towns, gates=gates, marks=marks, taken=taken, edges=edges)
    draw_stretches(axes["incidents"], frames["incidents"], view, page)
    draw_radii(axes["incidents"], marks, page)
    draw_stems(axes["incidents"], gates, page, cell_size(view, spec))
    draw_marks(axes["incidents"], marks, page)
    draw_gates(axes["crossings"], gates, page, cell_size(view, spec))
    named = {placed.label.around for placed in names}
    shown = [number for number, row in enumerate(towns.to_dict("records")) if town_box(row, spec) in named]
    draw_towns(axes["ground"], towns.iloc[shown], spec)
    for placed in names:
        draw_name(axes["names"], placed, page)
    return Drawn(view, gates, marks, names)
