"""What a file is made of: tables with what each column means, and what the file says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import geopandas as gpd

from durandline.geo.schema.tables import Table


@dataclass(frozen=True, slots=True)
class TableOut:
    """One table to write: a flat frame (EPSG:4326, plain values only) and its columns' meaning.

    ``geometry`` says what the rows' geometry is: ``Point``, ``LineString``, ``Polygon``, ``Geometry`` (mixed), or
    empty for a table without one.
    """

    name: str
    frame: gpd.GeoDataFrame
    table: Table
    geometry: str = "Point"


@dataclass(frozen=True, slots=True)
class About:
    """What every file says of itself, as far as its format can.

    ``asked`` are the filters that made it (since, until, known_by, coarsen, embed_restricted ...), by option name.
    """

    title: str
    as_of: str
    licence: str
    attribution: str
    disclaimer: str
    data_version: str = ""
    tool_version: str = ""
    asked: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def members(self) -> dict[str, object]:
        """Return it as a flat mapping without empty parts, in a fixed order."""
        made: dict[str, object] = {
            "title": self.title,
            "as_of": self.as_of,
            "licence": self.licence,
            "attribution": self.attribution,
            "disclaimer": self.disclaimer,
            "data_version": self.data_version,
            "tool_version": self.tool_version,
            "asked": dict(self.asked),
        }
        return {name: value for name, value in made.items() if value}
