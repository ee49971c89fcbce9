"""QGIS styles (QML) of our tables, from the one style table: colours, shapes and words as on our map.

For QGIS 3.22 and later. A style holds symbols, labels, the scales at which a layer shows, and which columns its times
are in, so that the temporal controller plays a layer as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from durandline.geo.datasets import dataset, drawn
from durandline.geo.errors import UnknownNameError
from durandline.geo.notices import Notices, read_notices
from durandline.layers.qgis import incidents, lines, places, states
from durandline.layers.qgis.renderer import Sheet
from durandline.layers.style import Style, read_styles
from durandline.layers.words import Words, read_words

Drawing = Callable[[Element, Sheet], None]

_VERSION = "3.22.0"
_NUMBERS = {"Point": "0", "Geometry": "0", "LineString": "1", "Polygon": "2"}  # QGIS's, by type of geometry

_DRAWING: dict[str, Drawing] = {
    "incident_areas": incidents.draw_areas,
    "routes": lines.draw_routes,
    "border": lines.draw_border,
    "places": places.draw_places,
    "closures": places.draw_closures,
    "movements": places.draw_movements,
    "incidents": incidents.draw_incidents,
    "status": states.draw_status,
    "crossings": states.draw_crossings,
}
TABLES = drawn()
"""The tables that have a style, in the order in which they are drawn: the first lies lowest."""
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
        One of :data:`TABLES`, with the columns of :mod:`durandline.geo.views`.
    words
        The language of legend and labels.
    styles, notices
        Symbols by key, and the name and dashes of the line; those that ship with the package where not given.

    Raises
    ------
    UnknownNameError
        There is no style for such a table.
    """
    if table not in _DRAWING:
        raise UnknownNameError(f"There is no QGIS style for table {table!r}. Tables: {', '.join(TABLES)}.")
    root = Element("qgis", {"version": _VERSION, "styleCategories": "Symbology|Labeling|Rendering|Temporal"})
    root.set("hasScaleBasedVisibilityFlag", "1" if table in NEARER_THAN else "0")
    root.attrib.update({"minScale": str(NEARER_THAN.get(table, _FAR)), "maxScale": "0"})
    _add_times(root, TIMED.get(table))
    _DRAWING[table](root, Sheet(words, styles or read_styles(), notices or read_notices()))
    for name, value in (("blendMode", "0"), ("featureBlendMode", "0"), ("layerOpacity", "1")):
        SubElement(root, name).text = value
    SubElement(root, "layerGeometryType").text = _NUMBERS[dataset(table).geometry]
    indent(root, " ")
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + tostring(root, encoding="unicode") + "\n"


def qgis_styles(tables: Iterable[str] = (), language: str = "en") -> dict[str, str]:
    """Return the QGIS styles of those ``tables`` that have one, or of all, by name: what a GeoPackage carries.

    Examples
    --------
    >>> sorted(qgis_styles(["closures", "claims"]))
    ['closures']
    """
    wanted = tuple(tables) or TABLES
    return {table: qml(table, read_words(language)) for table in wanted if table in _DRAWING}


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
