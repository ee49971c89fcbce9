"""Rows whose coordinates lie in another country than the one they state."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from durandline.geo.incidents.validate import in_region
from durandline.geo.ingest.distinct import Distinct
from durandline.geo.line.border import Border
from durandline.geo.names.countries import SIDES, names, without_country
from durandline.geo.record import Record
from durandline.geo.schema.columns import Column
from durandline.geo.schema.findings import Finding
from durandline.geo.schema.precision import POINT_ERROR_M

_OTHER: Final = {"AF": "PK", "PK": "AF"}


def abroad(
    values: dict[str, Column], placed: NDArray[np.bool_], rows: NDArray[np.int64], file: str, record: Record
) -> list[Finding]:
    """Return a warning for each row whose point lies beyond the line from the one country of its side that it states.

    The country is that of ``admin_text``, else of ``place_name``; a row that states both sides, or neither, is not
    looked at. Beyond is farther from the line than the row's radius, and at least than a settlement's point errs
    (2 km). Only the two countries of the line are told apart.
    """
    lon, lat = values["lon"], values["lat"]
    looked_at = placed & in_region(lon, lat)
    stated = np.where(looked_at, _stated(values["admin_text"]), "")
    rest = looked_at & (stated == "")
    stated[rest] = _stated(values["place_name"][rest])
    at = np.flatnonzero(stated != "")
    if not at.size:
        return []
    border = Border.of(record)
    # First the side alone, which is quick; the way to the line of those few that lie on the other one.
    side = border.side(lon[at], lat[at], distance_m=np.full(len(at), np.inf))
    at = at[side != stated[at]]
    away = np.atleast_1d(border.nearest(lon[at], lat[at]).distance_m)
    allowed = np.maximum(np.nan_to_num(values["radius_m"][at]), POINT_ERROR_M)
    return [
        Finding(
            file, int(rows[place]), "lat", "other-country", "warning", f"{lat[place]:g}, {lon[place]:g}",
            f"lies {metres / 1000:.0f} km inside {names()[_OTHER[stated[place]]]}, but the row says "
            f"{names()[stated[place]]}; it is kept at its coordinates.",
            "Check the coordinates and the country.",
        )
        for place, metres in zip(at[away > allowed], away[away > allowed], strict=True)
    ]  # fmt: skip


def _stated(texts: Column) -> Column:
    """Return the one side that each text states, AF or PK; empty where it is none or both."""
    column = Distinct.of(texts)
    sides = [without_country(text)[0] & SIDES if text else frozenset() for text in column.texts]
    return column.column([next(iter(each)) if len(each) == 1 else "" for each in sides])
