"""Shapes, badges and dots of the style table as vector paths; positions and sizes in millimetres, y running down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D

from durandline.layers.paper.fonts import DEJAVU
from durandline.layers.paper.glyphs import glyph
from durandline.layers.paper.lettering import POINT
from durandline.layers.shapes import corners

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from durandline.layers.paper.spec import Ink

At = tuple[float, float]
_DASH = (0, (2.0, 1.4))


def shape_path(shape: str, at: At, radius: float) -> Outline:
    """Return the outline of a shape of the style table about ``at``."""
    points = corners(shape)
    whole = Outline([*points, points[0]], closed=True) if points else Outline.unit_circle()
    return whole.transformed(Affine2D().scale(radius).translate(*at))


def add_path(
    axes: Axes,
    path: Outline,
    *,
    fill: str = "none",
    edge: str = "none",
    width: float = 0,
    **look: Any,  # noqa: ANN401
) -> None:
    """Draw a path in the units of ``axes``; ``width`` of its line in millimetres."""
    look = {"joinstyle": "round", **look}
    axes.add_artist(PathPatch(path, facecolor=fill, edgecolor=edge, linewidth=width / POINT, **look))


def add_line(axes: Axes, ends: tuple[At, At], colour: str, width: float, **look: Any) -> None:  # noqa: ANN401
    """Draw a straight line, ``width`` in millimetres."""
    add_path(axes, Outline(list(ends)), edge=colour, width=width, capstyle="butt", **look)


def draw_mark(axes: Axes, key: str, at: At, radius: float, ink: Ink) -> None:
    """Draw the symbol of an incident's kind with a thin outline."""
    style = ink.style(key)
    edge = style.colour if style.fill == "#ffffff" else ink.paper
    add_path(axes, shape_path(style.shape, at, radius), fill=style.fill, edge=edge, width=radius * 0.2)


def draw_cell(axes: Axes, flow: str, state: str, at: At, size: float, ink: Ink) -> None:
    """Draw a state as colour, shape and pattern about ``at``, with the glyph of ``flow`` (cargo, people or none)."""
    style = ink.style(state)
    unknown = style.pattern == "question"
    radius = size / 2 * 0.88
    ring: dict[str, Any] = {"linestyle": _DASH} if unknown else {}
    add_path(
        axes, shape_path(style.shape, at, radius), fill=style.fill, edge=ink.edge(state), width=size * 0.06, **ring
    )
    if style.pattern == "striped":
        _stripes(axes, at, radius, size)
    if flow:
        place = Affine2D().scale(size * 0.62).translate(*at)
        add_path(axes, glyph(flow).transformed(place), fill=style.colour, alpha=0.4 if unknown else 1)
    if style.pattern == "barred":
        reach = radius * 0.66
        ends = (at[0] - reach, at[1] - reach), (at[0] + reach, at[1] + reach)
        add_line(axes, ends, style.fill, size * 0.18)
        add_line(axes, ends, style.colour, size * 0.085)
    elif unknown:
        _question(axes, at, radius, style.colour)


def draw_badge(axes: Axes, states: tuple[str, str], tip: At, size: float, ink: Ink) -> None:
    """Draw two cells of ``size``, cargo left and people right, on a plate whose tip stands on ``tip``."""
    x, y = tip
    width, height = badge_size(size)
    gap = size * 0.09
    top, foot = y - height, y - size * 0.28
    plate = _plate(x, y, width, top, foot, size)
    add_path(axes, plate, fill=ink.paper, edge=ink.quiet, width=size * 0.045)
    middle = (top + foot) / 2
    for flow, state, side in (("cargo", states[0], -1), ("people", states[1], 1)):
        draw_cell(axes, flow, state, (x + side * (size + gap) / 2, middle), size, ink)


def badge_size(size: float) -> At:
    """Return the width and height of a badge with cells of ``size``, tip and all."""
    return size * 2.3, size * 1.48


def draw_dot(axes: Axes, states: tuple[str, str], at: At, radius: float, ink: Ink) -> None:
    """Draw a lesser crossing: a half for cargo (left) and for people (right), dashed where neither is known."""
    unknown = all(ink.style(state).pattern == "question" for state in states)
    for state, (start, end) in zip(states, ((90, 270), (270, 450)), strict=True):
        half = Outline.wedge(start, end).transformed(Affine2D().scale(radius).translate(*at))
        add_path(axes, half, fill=ink.style(state).fill)
    ring: dict[str, Any] = {"linestyle": _DASH} if unknown else {}
    add_path(axes, shape_path("circle", at, radius), edge=ink.quiet, width=radius * 0.22, **ring)


def _stripes(axes: Axes, at: At, radius: float, size: float) -> None:
    x, y = at
    reach = radius * 0.8
    for shift in (-0.62 * reach, 0.62 * reach):
        ends = (x - reach * 0.4 + shift, y + reach), (x + reach * 0.4 + shift, y - reach)
        add_line(axes, ends, "#ffffff", size * 0.08, alpha=0.75)


def _question(axes: Axes, at: At, radius: float, colour: str) -> None:
    """Draw the mark as a shape: as text it would be read among the names."""
    sign = TextPath((0, 0), "?", size=1, prop=FontProperties(family=[DEJAVU], weight="bold"))
    box = sign.get_extents()
    place = Affine2D().translate(-(box.x0 + box.x1) / 2, -(box.y0 + box.y1) / 2).scale(radius * 1.5, -radius * 1.5)
    add_path(axes, sign.transformed(place.translate(*at)), fill=colour)


def _plate(x: float, y: float, width: float, top: float, foot: float, size: float) -> Outline:
    """Return the outline of a plate with round corners and a tip at (x, y)."""
    left, right, corner, tip = x - width / 2, x + width / 2, size * 0.22, size * 0.25
    move, line, bend = Outline.MOVETO, Outline.LINETO, Outline.CURVE3
    near, far, low, deep = left + corner, right - corner, top + corner, foot - corner
    steps = [
        (move, (near, top)), (line, (far, top)), (bend, (right, top)), (bend, (right, low)),
        (line, (right, deep)), (bend, (right, foot)), (bend, (far, foot)),
        (line, (x + tip, foot)), (line, (x, y)), (line, (x - tip, foot)),
        (line, (near, foot)), (bend, (left, foot)), (bend, (left, deep)),
        (line, (left, low)), (bend, (left, top)), (bend, (near, top)), (Outline.CLOSEPOLY, (near, top)),
    ]  # fmt: skip
    return Outline([point for _, point in steps], [code for code, _ in steps])
