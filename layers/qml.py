"""QGIS styles (QML) of our tables, from the one style table: colours, shapes and words as on our map.

For QGIS 3.22 and later. A style holds symbols, labels, the scales at which a layer shows, and which columns its times
are in, so that the temporal controller plays a layer as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from durandline.geo.notices import Notices, read_notices
from durandline.geo.schema.errors import UnknownNameError
from durandline.layers import qml_incidents, qml_lines, qml_places, qml_states
from durandline.layers.qml_sheet import Sheet
from durandline.layers.style import Style, read_styles
from durandline.layers.words import Words

Drawing = Callable[[Element, Sheet], None]

_VERSION = "3.22.0"
_POINT, _LINE, _POLYGON = "0", "1", "2"  # QGIS's numbers of geometry types

# In the order in which they are drawn: the first lies lowest.
_TABLES: dict[str, tuple[Drawing, str]] = {
    "incident_areas": (qml_incidents.draw_areas, _POLYGON),
    "routes": (qml_lines.draw_routes, _LINE),
    "border": (qml_lines.draw_border, _LINE),
    "places": (qml_places.draw_places, _POINT),
    "movements": (qml_places.draw_movements, _POINT),
    "incidents": (qml_incidents.draw_incidents, _POINT),
    "closures": (qml_places.draw_closures, _POINT),
    "status": (qml_states.draw_status, _POINT),
    "crossings": (qml_states.draw_crossings, _POINT),
}
TABLES = tuple(_TABLES)
# The columns of each table that the temporal controller plays, half-open. A closure shows as long as the status is
# closed: where no end is on record it is not known to go on when its last statement has grown too old.
TIMED = {
    "closures": ("closed_from", "closed_until"),
    "incidents": ("start_time", "end_time"),
    "incident_areas": ("start_time", "end_time"),
}
# The scales at which a layer begins to show; areas as on the page, whose circles show from zoom 7.5 on.
NEARER_THAN = {"incident_areas": 3_000_000, "places": 1_500_000}
_FAR = 100_000_000


def qml(table: str, words: Words, styles: Mapping[str, Style] | None = None, notices: Notices | None = None) -> str:
    """Return the style of ``table`` as a QGIS style document.

    Parameters
    ----------
    table
        One of :data:`TABLES`, with the columns of :mod:`durandline.geo.schema.views`.
    words
        The language of legend and labels.
    styles, notices
        Symbols by key, and the name and dashes of the line; those that ship with the package where not given.

    Raises
    ------
    UnknownNameError
        There is no style for such a table.
    """
    if table not in _TABLES:
        raise UnknownNameError(f"There is no QGIS style for table {table!r}. Tables: {', '.join(TABLES)}.")
    draw, shape = _TABLES[table]
    root = Element("qgis", {"version": _VERSION, "styleCategories": "Symbology|Labeling|Rendering|Temporal"})
    root.set("hasScaleBasedVisibilityFlag", "1" if table in NEARER_THAN else "0")
    root.attrib.update({"minScale": str(NEARER_THAN.get(table, _FAR)), "maxScale": "0"})
    _add_times(root, TIMED.get(table))
    draw(root, Sheet(words, styles or read_styles(), notices or read_notices()))
    for name, value in (("blendMode", "0"), ("featureBlendMode", "0"), ("layerOpacity", "1")):
        SubElement(root, name).text = value
    SubElement(root, "layerGeometryType").text = shape
    indent(root, " ")
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + tostring(root, encoding="unicode") + "\n"


def qml_styles(tables: Iterable[str], words: Words) -> dict[str, str]:
    """Return the styles of those ``tables`` that have one, by name: what a GeoPackage carries."""
    return {table: qml(table, words) for table in tables if table in _TABLES}


def _add_times(root: Element, named: tuple[str, str] | None) -> None:
    # Mode 2: start and end from columns; limitMode 0: the end is no part of it.
    times = {"enabled": "1" if named else "0", "mode": "2" if named else "0", "limitMode": "0", "accumulate": "0"}
    columns = dict(zip(("startField", "endField"), named or ("", ""), strict=True))
    none = {
        "startExpression": "",
        "endExpression": "",
        "durationField": "",
        "durationUnit": "min",
        "fixedDuration": "0",
    }
    whole = SubElement(SubElement(root, "temporal", {**times, **columns, **none}), "fixedRange")
    SubElement(whole, "start")
    SubElement(whole, "end")
