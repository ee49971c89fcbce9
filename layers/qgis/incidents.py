"""Incidents in QGIS: marks by kind, those close together sharing one, and the areas in which they are placed."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from durandline.layers.qgis.renderer import Sheet, counted, plain_marker, shape_marker
from durandline.layers.qgis.xml import Class, Part, add_categorised, add_clustered, colour, points

_REACH = 22  # CSS pixels within which marks are one, as on the page
_GROUP, _AREA, _REST = "several", "radius", "other"


def draw_incidents(root: Element, sheet: Sheet) -> None:
    """Draw incidents by kind; a kind that is missing or not in the style table looks like ``other``."""
    kinds = [each for each in sheet.of("incidents") if each.key not in (_GROUP, _AREA)]
    classes = [
        Class("" if each.key == _REST else each.key, sheet.words[each.label_key], [shape_marker(each)])
        for each in kinds
    ]
    group = sheet.styles[_GROUP]
    mark = plain_marker("circle", group.size * 2, group.fill, group.colour)
    add_clustered(root, "kind", classes, _REACH, counted(mark, group.colour, growing=group.size))


def draw_areas(root: Element, sheet: Sheet) -> None:
    """Draw areas as dotted outlines without a fill: many lie on one place, and what lies beneath stays to be seen."""
    style = sheet.styles[_AREA]
    look = {
        "style": "no",
        "outline_color": colour(style.colour, 0.55),
        "outline_style": "dot",
        "outline_width": points(1),
        "outline_width_unit": "Point",
    }
    add_categorised(root, "precision", [Class("", sheet.words[style.label_key], [Part("SimpleFill", look)])], "fill")
