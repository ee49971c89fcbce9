"""Names of crossings beside charts, at the side where the language begins, and the signs for cargo and people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.path import Path as Outline

from durandline.layers.paper.crossings import short_name
from durandline.layers.paper.glyphs import glyph
from durandline.layers.paper.lettering import Face
from durandline.layers.paper.names import name_in
from durandline.layers.paper.symbols import add_path

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from durandline.layers.paper.frame import Page

NAME = Face(6.4)
_WIDTH = 32.0  # millimetres at A4
_SHARE = 0.22  # of the width of the chart, at most
_MOST_LINES = 3


def names_width(page: Page, width: float) -> float:
    """Return the millimetres that names have beside a chart of ``width`` millimetres."""
    return min(_WIDTH * page.spec.scale, width * _SHARE)


def name_lines(page: Page, row: Mapping[str, Any], room: float) -> list[str]:
    """Return the short name of a crossing in the language of the sheet, broken to ``room`` millimetres."""
    return page.letters.wrap(short_name(name_in(row, page.spec.language)), NAME, room)[:_MOST_LINES]


def draw_name(page: Page, axes: Axes, row: Mapping[str, Any], top: float, width: float) -> None:
    """Draw a crossing's name below ``top``, beside a chart that is ``width`` millimetres with its names."""
    room = names_width(page, width) - 1.0
    left = width - room if page.spec.rtl else 0.0
    page.letters.paragraph(axes, (left, top), name_lines(page, row, room), NAME, width=room)


def draw_branch(page: Page, axes: Axes, branch: str, at: tuple[float, float], size: float) -> None:
    """Draw the truck (cargo) or the walker (people) about a point, ``size`` millimetres wide."""
    sign = glyph(branch)
    add_path(axes, Outline(np.asarray(sign.vertices) * size + at, sign.codes), fill=page.ink.quiet)
