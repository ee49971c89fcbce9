"""What ``export`` puts into a file: the tables asked for, less rows that may not be handed on, and whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING

import pandas as pd

from durandline.cli.asked import Asked
from durandline.cli.text import count
from durandline.geo.areas import incident_areas
from durandline.geo.flat import table_out
from durandline.geo.formats.content import About, TableOut
from durandline.geo.incidents.joined import DATASET
from durandline.geo.incidents.rights import attributions, split
from durandline.geo.notices import read_notices
from durandline.geo.plain import own_claims, plain_table
from durandline.geo.schema.views import PLAIN

if TYPE_CHECKING:
    import geopandas as gpd

    from durandline.geo.time.moment import Moment

LAYER_OF = {  # whose attribution a table without a layer of its own has
    **dict.fromkeys(("status", "places"), "crossings"),
    "incident_areas": "incidents",
    **dict.fromkeys(("reports", "policies", "sources", "claims", "incident_places"), "record"),
}
_OF_INCIDENTS = ("incidents", "incident_areas")


def collection(frame: gpd.GeoDataFrame, table: str, on: Moment) -> str:
    """Return a frame of the record as GeoJSON text, with the notices of its table and what each column means."""
    from durandline.geo.formats.geojson_out import geojson

    return b"".join(geojson(table_out(frame, table), notice([table], on))).decode("utf-8")


def notice(names: Sequence[str], on: Moment) -> About:
    """Return what a file of these tables of the record says of itself."""
    said = read_notices().of_file(dict.fromkeys(LAYER_OF.get(name, name) for name in names))
    return About(
        title=f"durandline: {', '.join(names)}",
        as_of=on.text,
        licence=said["licence"],
        attribution=said["attribution"],
        disclaimer=said["disclaimer"],
        tool_version=version("durandline"),
    )


@dataclass
class Export:
    """The tables of one file, made when they are first asked for; ``told`` is what there is to say of them."""

    asked: Asked
    told: list[str] = field(default_factory=list)

    @cached_property
    def incidents(self) -> gpd.GeoDataFrame:
        """The incidents that may be written."""
        every = self.asked.frame("incidents")
        if self.asked.coarsen:
            from durandline.geo.incidents.coarsen import told

            self.told += told(every)
        if self.asked.embed_restricted:
            return every
        kept, held = split(every)
        for dataset, licence, number in attributions(held):
            whose = f"{dataset or 'a collection without a name'} ({licence or 'no licence given'})"
            self.told.append(f"Left out: {count(number, 'incident row')} of {whose} that may not be handed on.")
        if len(held):
            self.told.append("--embed-restricted writes them all the same, and the file says so.")
        return kept

    def table(self, name: str) -> TableOut:
        """Return one table, flat."""
        return table_out(self._frame(name), name)

    def about(self, names: Sequence[str]) -> About:
        """Return what the file says of itself: the notices of its tables, and what it was asked for."""
        about = replace(
            notice(names, self.asked.on), data_version=self.asked.record.digest, asked=self.asked.filters()
        )
        if not set(names) & set(_OF_INCIDENTS):
            return about
        lent = [one for one in attributions(self.incidents) if one.dataset != DATASET]
        licences = [*about.licence.split("; "), *(one.licence for one in lent)]
        texts = [about.attribution, *(f"Incidents: {one.dataset}" for one in lent if one.dataset)]
        return replace(
            about,
            licence="; ".join(dict.fromkeys(filter(None, licences))),
            attribution="; ".join(dict.fromkeys(texts)),
        )

    def _frame(self, name: str) -> pd.DataFrame:
        if name == "incidents":
            return self.incidents
        if name == "incident_areas":
            return incident_areas(self.incidents)
        if name in {table.name for table in PLAIN}:
            shown = frozenset(self.incidents["incident_id"])
            made = plain_table(self.asked.record, name, self.asked.on, self.asked.known_by, shown)
            return pd.concat([made, own_claims(self.incidents)], ignore_index=True) if name == "claims" else made
        return self.asked.frame(name)
