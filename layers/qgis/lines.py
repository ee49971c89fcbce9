"""Lines in QGIS: the border, dashed and named by policy, and the corridors."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from durandline.layers.qgis.labels import QUIET, Label, add_labels
from durandline.layers.qgis.renderer import Sheet
from durandline.layers.qgis.xml import Part, add_single, colour, points, quoted


def draw_border(root: Element, sheet: Sheet) -> None:
    """Draw the line dashed on a pale ground, with its name along it."""
    style = sheet.styles["border"]
    dashes = ";".join(points(float(part)) for part in sheet.notices.boundary_dash.split())
    ground = _line("#ffffff", style.size + 2.6, opacity=0.75)
    dashed = {"use_custom_dash": "1", "customdash": dashes, "customdash_unit": "Point", "capstyle": "flat"}
    add_single(root, "line", [ground, _line(style.colour, style.size, dashed)])
    name = quoted(sheet.notices.boundary_name)
    add_labels(root, [Label(name, pixels=11, italic=True, along=True, colour=QUIET, priority=4, away=3)])


def draw_routes(root: Element, sheet: Sheet) -> None:
    """Draw the corridors as pale lines."""
    style = sheet.styles["route"]
    add_single(root, "line", [_line(style.colour, style.size)], opacity=0.55)


def _line(ink: str, width: float, more: dict[str, str] | None = None, opacity: float = 1) -> Part:
    look = {
        "line_color": colour(ink, opacity),
        "line_width": points(width),
        "line_width_unit": "Point",
        "line_style": "solid",
        "capstyle": "round",
        "joinstyle": "round",
    }
    return Part("SimpleLine", look | (more or {}))
