"""How charts fill what they draw: shut, perhaps shut, open for some, open, unknown; told apart without colour too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path as Outline

from durandline.layers.paper.frame import Box
from durandline.layers.paper.lettering import POINT, Face

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from durandline.layers.paper.frame import Page
    from durandline.layers.paper.spec import Ink

Draw = Callable[["Axes", "Box"], None]
Entry = tuple[Draw | None, str]
WORDS = Face(6.0)
_SWATCH = 5.0  # millimetres at A4
_SWATCH_HIGH = 2.1
_DENSE = 6  # hatch lines, each a matplotlib unit: 36 an inch
ARROW = 2.2  # millimetres at A4 of the head of what goes on, at most
_TAIL = 3.4  # millimetres at A4 of a bar whose end is not known


def fill_of(key: str, ink: Ink) -> dict[str, Any]:
    """Return how an area is filled.

    ``shut`` is for certain, ``part`` for a part of the time, ``maybe`` is uncertain, ``perhaps``
    the same in a quieter way; ``people`` is shut too, where it
    stands beside cargo; ``restricted``, ``open`` and ``unknown`` are states beneath.
    """
    closed, some = ink.style("closed").fill, ink.style("restricted").fill
    dark = "#000000" if ink.bw else closed
    match key:
        case "shut":
            return {"facecolor": closed, "edgecolor": "none", "linewidth": 0}
        case "people":
            return {"facecolor": _tint(closed, 0.45), "edgecolor": closed, "linewidth": 0.5}
        case "unconfirmed":
            return {"facecolor": _tint(closed, 1 if ink.bw else 0.6), "edgecolor": dark, "linewidth": 0.5}
        case "part":
            return {"facecolor": _tint(closed, 0.5), "edgecolor": "none", "linewidth": 0}
        case "maybe":
            return _hatched(ink.paper, dark, "/" * _DENSE)
        case "perhaps":  # over so long a time that it must not outshout what is certain
            return _hatched(ink.paper, "#9a9a9a" if ink.bw else _tint(closed, 0.5), "/" * (_DENSE - 1))
        case "restricted":
            return _hatched(_tint(some, 0.45), "#555555" if ink.bw else _shade(some), "\\" * (_DENSE - 1))
        case "ground":
            return {"facecolor": "#f0f0f0" if ink.bw else _tint(ink.land, 0.25), "edgecolor": "none", "linewidth": 0}
        case "open":
            return {"facecolor": "#8c8c8c" if ink.bw else _tint(ink.style("open").fill, 0.35), "linewidth": 0}
        case _:
            return {"facecolor": ink.rule, "edgecolor": "none", "linewidth": 0}


def add_area(axes: Axes, box: Box, key: str, ink: Ink, *, about: str = "", depth: float = 1.0) -> None:
    """Fill a rectangle given in the units of ``axes``; ``about`` names it for whoever looks for it in the figure."""
    patch = Rectangle((box.left, box.top), box.width, box.height, label=about, zorder=depth, **fill_of(key, ink))
    axes.add_patch(patch)


def add_dots(axes: Axes, left: float, right: float, y: float, page: Page) -> None:
    """Draw the dotted line that stands for a state that is not known."""
    size = page.spec.scale
    path = Outline([(left, y), (right, y)])
    look: dict[str, Any] = {"linestyle": (0, (0.1, 2.6)), "capstyle": "round", "zorder": 0.8}
    axes.add_patch(PathPatch(path, facecolor="none", edgecolor=page.ink.quiet, linewidth=0.3 * size / POINT, **look))


def add_arrow(axes: Axes, x: float, middle: float, height: float, page: Page) -> float:
    """Draw the head of what goes on beyond ``x``; return where it ends."""
    reach = min(height * 0.85, ARROW * page.spec.scale)
    tip = Outline([(x, middle - height * 0.72), (x + reach, middle), (x, middle + height * 0.72), (x, middle)])
    axes.add_patch(PathPatch(tip, zorder=2.2, **fill_of("shut", page.ink)))
    return x + reach


def add_tail(axes: Axes, x: float, box: tuple[float, float], page: Page) -> float:
    """Draw the end of what nobody said ended: it thins out; ``box`` is top and height. Return where it ends."""
    top, height = box
    tip = x + _TAIL * page.spec.scale
    wedge = Outline([(x, top), (tip, top + height / 2), (x, top + height), (x, top)])
    look = fill_of("maybe", page.ink) | {"linewidth": 0.35 * page.spec.scale}
    look["edgecolor"] = look["hatchcolor"]
    axes.add_patch(PathPatch(wedge, zorder=1.4, joinstyle="round", **look))
    return tip


def swatch(page: Page, key: str, share: float = 1.0) -> Draw:
    """Return what draws a swatch of :func:`fill_of` in the key, over ``share`` of its height."""

    def draw(axes: Axes, box: Box) -> None:
        high = box.height * share
        add_area(axes, box._replace(top=box.top + (box.height - high) / 2, height=high), key, page.ink)

    return draw


def key_height(page: Page, entries: Sequence[Entry], width: float) -> float:
    """Return how high :func:`draw_key` stands in ``width`` millimetres."""
    return len(_rows(page, entries, width)) * _row_height(page)


def draw_key(page: Page, axes: Axes, at: tuple[float, float], width: float, entries: Sequence[Entry]) -> float:
    """Draw swatches with their words from left to right, or from right to left as the language; return the bottom."""
    left, top = at
    size, high = _SWATCH * page.spec.scale, _SWATCH_HIGH * page.spec.scale
    quiet = Face(WORDS.size, colour=page.ink.quiet)
    for row in _rows(page, entries, width):
        x = 0.0
        middle = top + _row_height(page) / 2
        for draw, words, wide in row:
            begin = left + (width - x - size if page.spec.rtl else x)
            if draw is not None:
                draw(axes, Box(begin, middle - high / 2, size, high))
            base = middle + page.letters.ascent(quiet) / 2
            indent = size + 1.0 if draw is not None else 0.0
            beside = (left + width - x - indent) if page.spec.rtl else left + x + indent
            page.letters.draw(axes, (beside, base), words, quiet, align="right" if page.spec.rtl else "left")
            x += wide
        top += _row_height(page)
    return top


def _row_height(page: Page) -> float:
    return page.letters.leading(WORDS) * 1.12


def _rows(page: Page, entries: Sequence[Entry], width: float) -> list[list[tuple[Draw | None, str, float]]]:
    """Return the entries in rows that fit ``width``; words that are too long go on in the next row."""
    rows: list[list[tuple[Draw | None, str, float]]] = [[]]
    used = 0.0
    size = _SWATCH * page.spec.scale + 1.0
    for draw, words in entries:
        lead = size if draw is not None else 0.0
        lines = page.letters.wrap(words, WORDS, width - lead)
        for number, line in enumerate(lines):
            wide = page.letters.width(line, WORDS) + (lead if number == 0 else 0) + 3.5 * page.spec.scale
            if rows[-1] and used + wide - 3.5 * page.spec.scale > width:
                rows.append([])
                used = 0.0
            rows[-1].append((draw if number == 0 else None, line, wide))
            used += wide
    return rows


def _hatched(ground: str, lines: str, hatch: str) -> dict[str, Any]:
    # An edge without colour would make the hatch clear too in a PDF; one without width is not drawn.
    return {"facecolor": ground, "edgecolor": lines, "hatch": hatch, "hatchcolor": lines, "linewidth": 0}


def _tint(colour: str, share: float) -> str:
    """Return a colour mixed with so much white."""
    levels = (round(int(colour[at : at + 2], 16) * (1 - share) + 255 * share) for at in (1, 3, 5))
    return "#" + "".join(f"{level:02x}" for level in levels)


def _shade(colour: str) -> str:
    return "#" + "".join(f"{round(int(colour[at : at + 2], 16) * 0.75):02x}" for at in (1, 3, 5))
