"""Incidents: what happened where, with the radius within which it is placed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from durandline.layers.web.embed import Plain
from durandline.layers.web.incident_columns import REQUIRED, pack_incidents
from durandline.layers.web.layer import DataLayer

if TYPE_CHECKING:
    import geopandas as gpd


class Incidents(DataLayer):
    """Incidents on one canvas, grouped by place, with their uncertainty circles when zoomed in.

    Takes the frame of ``durandline.geo.frames.incidents``. Rows without a point are not drawn; they belong in
    the list of unlocated incidents. Of rows that may not be handed on only place, kind, days and whose they are
    reach the page, unless ``embed_restricted``.
    """

    kind = "incidents"
    required = REQUIRED

    def __init__(
        self,
        frame: gpd.GeoDataFrame,
        *,
        show: bool = True,
        name: str | None = None,
        language: str = "en",
        style: Mapping[str, Mapping[str, str | float]] | None = None,
        embed_restricted: bool = False,
    ) -> None:
        self.embed_restricted = embed_restricted
        super().__init__(frame, show=show, name=name, language=language, style=style)

    def pack(self) -> dict[str, Plain]:
        """Return the frame as typed columns."""
        return pack_incidents(self.frame, embed_restricted=self.embed_restricted)

    def embedded(self) -> dict[str, Plain]:
        """Return the columns as they are: they are deflated already."""
        return self.packed
