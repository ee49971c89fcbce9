"""The pictures inside our QGIS styles: shapes and badges as SVG, carried in the style itself.

QGIS reads SVG Tiny 1.2 with ``param(fill)`` and the like for what can be set in its dialogs; a picture that
begins with ``base64:`` needs no file.
"""

from __future__ import annotations

from base64 import b64encode
from xml.etree.ElementTree import Element, SubElement, tostring

from durandline.layers.shapes import corners
from durandline.layers.style import Style

# The badge in CSS pixels: two cells on a plate, whose tip stands on the point; a lesser crossing is a dot there.
BADGE_WIDTH, BADGE_HEIGHT, BELOW = 45.0, 38.0, 7.0
_CELL, _DOT = 20.0, 5.5
_POINT = (BADGE_WIDTH / 2, BADGE_HEIGHT - BELOW)

_LIMBS = (
    "M7.4 4.6l2 .1 1 2 1.9.9-.5 1.1-2.4-1-.5-.9-.5 2.2 1.9 2 .5 3.2-1.4.2-.5-2.8-2.2-2-1.4 4.8-1.4-.4"
    " 1.8-6.5.3-1.4-1 .8-.5 2-1.2-.3.7-2.7z"
)
# A truck and a walker on a field of 16 by 16.
GLYPHS = {
    "cargo": (
        "M1 4.2h8.2v6.6H1z",
        "M10 6.2h2.7l2.3 2.4v2.2h-5z",
        "M3.9 10.2a1.6 1.6 0 1 1-.01 0z",
        "M12 10.2a1.6 1.6 0 1 1-.01 0z",
    ),
    "people": (
        "M8.6 1a1.55 1.55 0 1 1-.01 0z",
        _LIMBS,
    ),
}


def shape_picture(shape: str) -> str:
    """Return a shape whose fill, outline and outline width QGIS sets, as ``base64:`` text."""
    root = _canvas(2.6, 2.6)
    look = {
        "fill": "param(fill) #4a4f57",
        "stroke": "param(outline) #ffffff",
        "stroke-width": "param(outline-width) 0.2",
        "stroke-linejoin": "round",
    }
    _shape(root, shape, (1.3, 1.3), 1.0, look)
    return _packed(root)


def plate_picture() -> str:
    """Return the white plate of a badge."""
    root = _canvas(BADGE_WIDTH, BADGE_HEIGHT)
    middle, tip = _POINT
    foot = tip - 7
    outline = (
        f"M5.5 0.5 H{BADGE_WIDTH - 5.5} Q{BADGE_WIDTH - 0.5} 0.5 {BADGE_WIDTH - 0.5} 5.5 V{foot - 5} "
        f"Q{BADGE_WIDTH - 0.5} {foot} {BADGE_WIDTH - 5.5} {foot} H{middle + 5} L{middle} {tip} L{middle - 5} {foot} "
        f"H5.5 Q0.5 {foot} 0.5 {foot - 5} V5.5 Q0.5 0.5 5.5 0.5 Z"
    )
    SubElement(root, "path", {"d": outline, "fill": "#ffffff", "stroke": "#8b8f96", "stroke-width": "0.6"})
    return _packed(root)


def cell_picture(flow: str, style: Style) -> str:
    """Return one cell of a badge, ``flow`` cargo (left) or people (right), in the look of a state."""
    root = _canvas(BADGE_WIDTH, BADGE_HEIGHT)
    left = 2 if flow == "cargo" else _CELL + 3
    _cell(root, flow, style, (left + _CELL / 2, 2 + _CELL / 2))
    return _packed(root)


def state_picture(style: Style) -> str:
    """Return the look of a state alone, without a glyph."""
    root = _canvas(_CELL, _CELL)
    _cell(root, "", style, (_CELL / 2, _CELL / 2))
    return _packed(root)


def half_picture(flow: str, style: Style) -> str:
    """Return one half of the dot of a lesser crossing, left for cargo, right for people, on a badge's canvas."""
    root = _canvas(BADGE_WIDTH, BADGE_HEIGHT)
    x, y = _POINT
    sweep = 0 if flow == "cargo" else 1
    known = style.pattern != "question"
    arc = f"M{x} {y - _DOT} A{_DOT} {_DOT} 0 0 {sweep} {x} {y + _DOT}"
    SubElement(root, "path", {"d": f"{arc} Z", "fill": style.fill, "stroke": "none"})
    rim = {"d": arc, "fill": "none", "stroke": "#4a4f57", "stroke-width": "1.2"}
    SubElement(root, "path", rim | ({} if known else {"stroke-dasharray": "2 1.6"}))
    return _packed(root)


def empty_picture() -> str:
    """Return a badge's canvas with nothing on it."""
    return _packed(_canvas(BADGE_WIDTH, BADGE_HEIGHT))


def _cell(root: Element, flow: str, style: Style, at: tuple[float, float]) -> None:
    x, y = at
    radius = _CELL / 2 - 1.2
    unknown = style.pattern == "question"
    look = {"fill": style.fill, "stroke": style.colour if unknown else "#ffffff", "stroke-width": "1.2"}
    _shape(root, style.shape, at, radius, look | ({"stroke-dasharray": "2.4 1.8"} if unknown else {}))
    if style.pattern == "striped":
        reach = radius * 0.8
        for shift in (-0.62 * reach, 0.62 * reach):
            ends = (x - reach * 0.4 + shift, y + reach, x + reach * 0.4 + shift, y - reach)
            _line(root, ends, {"stroke": "#ffffff", "stroke-width": "1.6", "stroke-opacity": "0.75"})
    if flow:
        scale = _CELL * 0.62 / 16
        place = f"translate({_plain(x - 8 * scale)} {_plain(y - 8 * scale)}) scale({_plain(scale)})"
        glyph = SubElement(root, "g", {"transform": place, "fill": style.colour})
        glyph.set("fill-opacity", "0.4" if unknown else "1")
        for path in GLYPHS[flow]:
            SubElement(glyph, "path", {"d": path})
    _sign(root, style, at, radius)


def _sign(root: Element, style: Style, at: tuple[float, float], radius: float) -> None:
    """Draw what tells a state apart without colour: the bar of closed, the question mark of unknown."""
    x, y = at
    if style.pattern == "barred":
        reach = radius * 0.66
        ends = (x - reach, y - reach, x + reach, y + reach)
        _line(root, ends, {"stroke": style.fill, "stroke-width": "3.6"})
        _line(root, ends, {"stroke": style.colour, "stroke-width": "1.7"})
    elif style.pattern == "question":
        look = {"text-anchor": "middle", "font-family": "sans-serif", "font-weight": "700", "fill": style.colour}
        size = {"font-size": _plain(radius * 1.5), "x": _plain(x), "y": _plain(y + radius * 0.52)}
        SubElement(root, "text", look | size).text = "?"


def _canvas(width: float, height: float) -> Element:
    size = {"width": _plain(width), "height": _plain(height), "viewBox": f"0 0 {_plain(width)} {_plain(height)}"}
    return Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **size})


def _shape(root: Element, shape: str, at: tuple[float, float], radius: float, look: dict[str, str]) -> None:
    x, y = at
    points = corners(shape)
    if points:
        text = " ".join(f"{_plain(x + px * radius)},{_plain(y + py * radius)}" for px, py in points)
        SubElement(root, "polygon", {"points": text, **look})
    else:
        SubElement(root, "circle", {"cx": _plain(x), "cy": _plain(y), "r": _plain(radius), **look})


def _line(root: Element, ends: tuple[float, float, float, float], look: dict[str, str]) -> None:
    SubElement(root, "line", dict(zip(("x1", "y1", "x2", "y2"), map(_plain, ends), strict=True)) | look)


def _plain(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _packed(root: Element) -> str:
    return "base64:" + b64encode(tostring(root, encoding="utf-8")).decode("ascii")
