"""Which incidents are wanted: of some kinds, at or near some crossings, placed at least so precisely."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from durandline.geo.schema.vocabulary import INCIDENT_KINDS
from durandline.geo.schema.vocabulary import PRECISIONS as ALL_PRECISIONS

PRECISIONS: Final = ALL_PRECISIONS[:3]
"""What ``chosen`` can ask for: exact, near, district; each lets the finer ones through."""
NEAR_M: Final = 50_000.0  # an incident beyond this, its own radius added, tells nothing of a crossing

KINDS: Final = INCIDENT_KINDS


def chosen(
    frame: gpd.GeoDataFrame,
    kinds: Collection[str] = (),
    crossings: Collection[str] = (),
    precision: str = "",
) -> gpd.GeoDataFrame:
    """Return the rows of an incident frame that are wanted, in their order; nothing given keeps all.

    Parameters
    ----------
    frame
        As ``durandline.geo.frames.incidents`` gives it; ``crossings`` needs its measured columns.
    kinds
        Kinds of incident, any of them.
    crossings
        Ids of crossings, any of them: that the row names, or that is its nearest one; see :func:`near_crossing`.
    precision
        One of ``PRECISIONS``: placed so precisely or better. Rows without a place are then left out.
    """
    wanted = np.ones(len(frame), dtype=np.bool_)
    if kinds:
        wanted &= frame["kind"].isin(list(kinds)).to_numpy(dtype=np.bool_)
    if crossings:
        wanted &= _among(near_crossing(frame, crossings), crossings)
    if precision:
        finer = PRECISIONS[: PRECISIONS.index(precision) + 1]
        wanted &= frame["precision"].isin(finer).to_numpy(dtype=np.bool_)
    return frame if wanted.all() else frame[wanted]


def near_crossing(frame: gpd.GeoDataFrame, ids: Collection[str] | None = None) -> NDArray[Any]:
    """Return for each row the id of the crossing it tells of, or ''.

    That is the crossing that is its place; without one, the nearest within :data:`NEAR_M` plus the row's own radius,
    where the frame was measured. ``ids`` are the keys of crossings; without them those that are nearest to some row.
    """
    near = np.full(len(frame), "", dtype=object)
    known: set[str] = set(ids or ())
    if "nearest_crossing" in frame.columns:
        nearest = frame["nearest_crossing"].fillna("").to_numpy(dtype=object)
        reach = NEAR_M + frame["radius_m"].fillna(0).to_numpy(dtype=np.float64)
        apart = frame["nearest_crossing_m"].to_numpy(dtype=np.float64, na_value=np.nan)
        with np.errstate(invalid="ignore"):
            close = apart <= reach
        near[close] = nearest[close]
        known |= set(nearest) - {""}
    if "place_id" in frame.columns and known:
        places = frame["place_id"].fillna("").to_numpy(dtype=object)
        named = _among(places, known)
        near[named] = places[named]
    return near


def _among(values: NDArray[Any], wanted: Collection[str]) -> NDArray[np.bool_]:
    # As objects: text of another type may refuse what UTF-8 cannot carry.
    found: NDArray[np.bool_] = pd.Series(values, dtype=object).isin(list(wanted)).to_numpy(dtype=np.bool_)
    return found
