"""Which incidents may be handed on, and whom to name for those that are shown."""

from __future__ import annotations

from typing import NamedTuple

import geopandas as gpd


class Attribution(NamedTuple):
    """A collection and licence, with how many rows of it there are; either is empty where no row names it."""

    dataset: str
    licence: str
    rows: int


def split(frame: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Return the rows that may be handed on, and those that may not (column ``redistribute``), each numbered anew."""
    may = frame["redistribute"].to_numpy(dtype=bool)
    return frame[may].reset_index(drop=True), frame[~may].reset_index(drop=True)


def attributions(frame: gpd.GeoDataFrame) -> list[Attribution]:
    """Return the collections and licences of the rows, in order of name."""
    counts = frame.groupby(["dataset", "licence"], sort=True).size()
    return [Attribution(str(dataset), str(licence), int(rows)) for (dataset, licence), rows in counts.items()]
