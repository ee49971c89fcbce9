"""The same incident told of in several collections: linked, never merged, so that both claims stay.

Two incidents are taken for one when all of this holds:

- they come from different collections (column ``dataset`` without its version, else the file);
- their days touch, and each is known to a week or better;
- their kinds go together (:data:`TOGETHER`), or one of them is ``other``;
- both are located, within 30 km, and lie no further apart than their two radii allow together (the square root of the
  sum of their squares; a missing radius counts as 3.5 km, so that two of these may be 5 km apart);
- each is the best that the other has in that collection: of one kind before of another, then the nearer.
"""

from __future__ import annotations

from itertools import combinations
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from durandline.geo.incidents.collections import collection
from durandline.geo.incidents.frame import Codes, Floats, positions, with_columns
from durandline.geo.incidents.near import Spots, pairs_within
from durandline.geo.schema.columns import Column, filled
from durandline.geo.time.partial import parse_partial

MOST_DAYS: Final = 7
MOST_RADIUS_M: Final = 30_000.0
MISSING_RADIUS_M: Final = 5_000.0 / np.sqrt(2.0)
# An exchange of fire is a shelling to one and an attack to another; a protest is not a flood.
TOGETHER: Final = (
    frozenset({"exchange_of_fire", "shelling", "attack", "seizure_of_post", "fence_dispute"}),
    frozenset({"shelling", "bombing", "attack"}),
)


def linked(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the frame with ``same_as`` filled: the ids of other incidents that tell of the same, sorted.

    Links are mutual; those that rows came with are kept, and made mutual where the other is in the frame.
    """
    if frame.empty:
        return frame
    ids = frame["incident_id"].to_numpy(dtype=object)
    given = frame["same_as"].to_numpy(dtype=object)
    said = np.flatnonzero([bool(others) for others in given])
    one, two = _found(frame)
    if not said.size and not one.size:
        return frame
    links: dict[str, set[str]] = {}
    stated = [(ids[at], other) for at in said for other in given[at]]
    for here, there in [*stated, *zip(ids[one], ids[two], strict=True)]:
        if here != there:
            links.setdefault(here, set()).add(there)
            links.setdefault(there, set()).add(here)
    same_as = filled(tuple(sorted(links[each])) if each in links else () for each in ids)
    return with_columns(frame, {"same_as": same_as})


def groups(frame: gpd.GeoDataFrame) -> Codes:
    """Return a number for each row, equal for rows of one incident: of one id, or linked, also through others."""
    ids = frame["incident_id"].to_numpy(dtype=object)
    codes, distinct = pd.factorize(ids)
    number = {key: code for code, key in enumerate(distinct)}
    root = np.arange(len(distinct))
    same_as = frame["same_as"].to_numpy(dtype=object)
    for at in np.flatnonzero([bool(others) for others in same_as]):
        for other in same_as[at]:
            if other in number:
                _join(root, codes[at], number[other])
    roots = np.array([_root(root, code) for code in range(len(distinct))], dtype=np.int64)
    return np.asarray(pd.factorize(roots[codes])[0], dtype=np.int64) if len(ids) else codes.astype(np.int64)


def _join(root: NDArray[np.int64], one: int, two: int) -> None:
    first, second = sorted((_root(root, one), _root(root, two)))
    root[second] = first


def _root(root: NDArray[np.int64], code: int) -> int:
    while root[code] != code:
        root[code] = root[root[code]]
        code = int(root[code])
    return code


def _found(frame: gpd.GeoDataFrame) -> tuple[Codes, Codes]:
    """Return the positions of rows that tell of the same, as two arrays of pairs."""
    spots, rows = _spots(frame)
    if not rows.size:
        return np.array([], dtype=np.int64), np.array([], dtype=np.int64)
    parts = pd.factorize(collection(frame)[rows])[0]
    kinds = frame["kind"].to_numpy(dtype=object)[rows]
    ids = pd.factorize(frame["incident_id"].to_numpy(dtype=object)[rows], sort=True)[0]
    found = [np.empty((2, 0), dtype=np.int64)]
    for here, there in combinations(range(int(parts.max()) + 1), 2):
        one, two, apart = pairs_within(spots, np.flatnonzero(parts == here), np.flatnonzero(parts == there))
        fits = _together(kinds[one], kinds[two])
        one, two, apart = one[fits], two[fits], apart[fits]
        best = _mutual_best(ids[one], ids[two], kinds[one] != kinds[two], apart)
        found.append(np.stack([one[best], two[best]]))
    pairs = np.concatenate(found, axis=1)
    return rows[pairs[0]], rows[pairs[1]]


def _spots(frame: gpd.GeoDataFrame) -> tuple[Spots, Codes]:
    """Return where and when each row is that may be linked at all, and the positions of these rows."""
    lon, lat = positions(frame)
    radius = frame["radius_m"].to_numpy(dtype=float)
    radius = np.where(np.isfinite(radius), radius, MISSING_RADIUS_M)
    first, last = _days(frame["date"].to_numpy(dtype=object), frame["last_day"].to_numpy(dtype=object))
    rows = np.flatnonzero(np.isfinite(lon) & (radius <= MOST_RADIUS_M) & (last - first < MOST_DAYS))
    return Spots(lon[rows], lat[rows], radius[rows], first[rows], last[rows]), rows


def _days(dates: Column, ends: Column) -> tuple[Codes, Codes]:
    """Return the first and the last day of each row as day numbers."""
    first, last = _ordinals(dates)
    given = np.flatnonzero(ends != "")
    last[given] = np.maximum(last[given], _ordinals(ends[given])[1])
    return first, last


def _ordinals(dates: Column) -> tuple[Codes, Codes]:
    codes, distinct = pd.factorize(dates)
    parsed = [parse_partial(text) for text in distinct]
    days = np.array([(each.first.toordinal(), each.last.toordinal()) for each in parsed], dtype=np.int64)
    days = days.reshape(-1, 2)[codes]
    return days[:, 0].copy(), days[:, 1].copy()


def _together(one: Column, two: Column) -> NDArray[np.bool_]:
    codes_one, kinds_one = pd.factorize(one)
    codes_two, kinds_two = pd.factorize(two)
    table = np.array([[_go_together(a, b) for b in kinds_two] for a in kinds_one], dtype=np.bool_)
    return table[codes_one, codes_two] if len(one) else np.array([], dtype=np.bool_)


def _go_together(one: str, two: str) -> bool:
    return one == two or "other" in {one, two} or any({one, two} <= group for group in TOGETHER)


def _mutual_best(one: Codes, two: Codes, differ: NDArray[np.bool_], apart: Floats) -> Codes:
    """Return which pairs stay when each incident is in one pair at most, the best first."""
    order = np.lexsort((two, one, np.round(apart), differ))
    kept: list[Codes] = []
    while order.size:
        best = ~(pd.Series(one[order]).duplicated() | pd.Series(two[order]).duplicated()).to_numpy()
        kept.append(order[best])
        gone = np.isin(one[order], one[order[best]]) | np.isin(two[order], two[order[best]])
        order = order[~gone]
    return np.concatenate(kept) if kept else np.array([], dtype=np.int64)
