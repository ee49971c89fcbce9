"""The GeoJSON files of a data folder as data: what a feature is, its columns, and what its geometry may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from durandline.geo.schema.fields import Field
from durandline.geo.schema.tables import CROSSINGS, Table

NAMES: Final = tuple(CROSSINGS.field(name) for name in ("name_en", "name_ps", "name_fa", "name_ur"))
_SEVERAL: Final = " Several are separated by '; '."

BORDER: Final = Table(
    "border",
    "line_id",
    "the reference line as it is drawn; it says nothing about its legal status",
    (
        Field("line_id", "id", "Key.", required=True),
        Field("name_key", "id", "Key of its name in the words of the interface."),
        Field("source", "text", "Where it comes from."),
        Field("licence", "text", "Its licence."),
        Field("tolerance_m", "number", "Tolerance it was simplified with.", unit="m", minimum=0),
        Field("deviation_m", "number", "Greatest distance to the line that distances are measured on.", unit="m"),
        Field("timezonefinder", "text", "Version of the package it was taken from."),
        Field("timezonefinder_data", "text", "Version of that package's data."),
    ),
    licence="ODbL-1.0",
)

ROUTES: Final = Table(
    "routes",
    "route_id",
    "one schematic corridor through named towns",
    (
        Field("route_id", "id", "Key.", required=True),
        *NAMES,
        Field("crossing_id", "id", "Key of the crossing.", refers_to="crossings"),
        Field("via", "list", "Towns it runs through, in order." + _SEVERAL),
        Field("schematic", "boolean", "yes: straight between towns, not the course of a road."),
        Field("notes", "text", "How it was drawn."),
    ),
)

BASEMAP: Final = Table(
    "basemap",
    "",
    "one land, country, province, river, lake, boundary or town behind the map",
    (
        Field(
            "kind",
            "choice",
            "What it is.",
            required=True,
            choices=("land", "country", "province", "province_line", "boundary", "river", "lake", "town"),
        ),
        Field("name_en", "text", "Name in Latin letters."),
        *NAMES[1:],
        Field("rank", "integer", "How early it is named: 0 first.", minimum=0, maximum=20),
        Field("country", "text", "Code of the country it lies in."),
        Field("class", "choice", "Standing of a boundary.", choices=("recognised", "disputed")),
    ),
)


@dataclass(frozen=True, slots=True)
class Layer:
    """One GeoJSON file: how many features it has at least and most, and which geometries each may have."""

    file: str
    meaning: str
    licences: str  # of geo/schema/dictionary.py, separated by a space
    table: Table
    shapes: tuple[str, ...]
    least: int = 0
    most: int | None = None


_LINES: Final = ("LineString", "MultiLineString")
_ANY: Final = ("Point", *_LINES, "Polygon", "MultiPolygon")

LAYERS: Final[dict[str, Layer]] = {
    "border": Layer(
        "border.geojson",
        "The reference line as it is drawn, from OpenStreetMap.",
        "ODbL-1.0",
        BORDER,
        _LINES,
        least=1,
    ),
    "border_measure": Layer(
        "border_measure.geojson",
        "The reference line as distances are measured on it, from OpenStreetMap.",
        "ODbL-1.0",
        BORDER,
        ("LineString",),
        least=1,
        most=1,
    ),
    "basemap": Layer(
        "basemap.geojson",
        "Countries, provinces, rivers and towns behind the map, from Natural Earth and GeoNames.",
        "public-domain CC-BY-4.0",
        BASEMAP,
        _ANY,
    ),
    "routes": Layer(
        "routes.geojson",
        "Schematic corridors through named towns; no surveyed roads.",
        "CC-BY-4.0",
        ROUTES,
        _LINES,
    ),
}
