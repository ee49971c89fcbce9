"""What every QGIS style is drawn from, and the markers that several of them share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, radians, sin

from durandline.geo.notices import Notices
from durandline.layers.qgis.svg import shape_picture
from durandline.layers.qgis.xml import PT, Part, colour, points
from durandline.layers.style import Style
from durandline.layers.words import Words

_CANVAS = 2.6  # width of a shape's picture in its radii
_EDGE = 1.6  # CSS pixels of white about a mark


@dataclass(frozen=True, slots=True)
class Sheet:
    """Words, symbols by key, and the notices."""

    words: Words
    styles: Mapping[str, Style]
    notices: Notices

    def of(self, layer: str) -> list[Style]:
        """Return the symbols of a layer in their order."""
        return sorted((each for each in self.styles.values() if each.layer == layer), key=lambda each: each.order)


def shape_marker(style: Style, angle: float = 0) -> Part:
    """Return a marker of the shape, fill and edge of ``style``, whose size is its radius in CSS pixels."""
    return Part(
        "SvgMarker",
        {
            "name": shape_picture(style.shape),
            "size": points(style.size * _CANVAS),
            "size_unit": "Point",
            "color": colour(style.fill),
            "outline_color": colour(style.colour),
            "outline_width": points(_EDGE),
            "outline_width_unit": "Point",
            "angle": f"{angle:g}",
        },
    )


def plain_marker(name: str, size: float, fill: str, edge: str) -> Part:
    """Return one of QGIS's own markers, ``size`` CSS pixels wide."""
    return Part(
        "SimpleMarker",
        {
            "name": name,
            "size": points(size),
            "size_unit": "Point",
            "color": colour(fill),
            "outline_color": colour(edge),
            "outline_style": "solid",
            "outline_width": points(_EDGE),
            "outline_width_unit": "Point",
        },
    )


def beside(mark: Part, offset: tuple[float, float], column: str = "") -> Part:
    """Return ``mark`` moved right and down by ``offset`` CSS pixels.

    With a ``column`` that no row lacks it stands in the middle in the legend, where no row is.
    """
    turn = radians(float(mark.properties.get("angle", "0")))
    x, y = offset
    # QGIS turns the way to a mark with the mark: turned back here.
    moved = f"{points(x * cos(turn) + y * sin(turn))},{points(y * cos(turn) - x * sin(turn))}"
    if column:
        expression = f"CASE WHEN \"{column}\" IS NOT NULL THEN '{moved}' ELSE '{moved}' END"
        named = {**mark.properties, "offset_unit": "Point"}
        return Part(mark.kind, named, {**mark.expressions, "offset": expression})
    return replace(mark, properties={**mark.properties, "offset": moved, "offset_unit": "Point"})


def counted(mark: Part, ink: str, growing: float = 0) -> Sequence[Part]:
    """Return ``mark`` with the number of points that share it; it grows with that from the radius ``growing`` on."""
    # As on the page: radius + 2.2 * log2(number), at most 15 pixels.
    grown = {"size": f"2 * min({growing:g} + 2.2 * log(2, @cluster_size), 15) * {PT}"} if growing else {}
    number = {
        "chr": "2",
        "font": "Noto Sans",
        "font_style": "Bold",
        "size": points(11.5),
        "size_unit": "Point",
        "color": colour(ink),
        "outline_width": "0",
        "horizontal_anchor_point": "1",
        "vertical_anchor_point": "1",
    }
    return [replace(mark, expressions=grown), Part("FontMarker", number, {"char": "@cluster_size"})]
