"""Pairs of incidents of two collections that lie near each other in space and time, without trying every pair."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]

_GEOD: Final = Geod(ellps="WGS84")
_EARTH_M: Final = 6_371_008.8
_SLACK: Final = 1.01  # no distance on the ellipsoid is that much shorter than on the sphere
_ROUNDING_M: Final = 1.0  # the sphere's points are rounded: one place may lie a hair's breadth from itself
_CELLS: Final = 1 << 12  # more cells than there are along an axis of the sphere, at 10 km
_CHUNK: Final = 2_000_000  # candidate pairs measured at once
_AROUND: Final = tuple(product((-1, 0, 1), repeat=3))


class Spots(NamedTuple):
    """Where (degrees EPSG:4326), how surely (metres) and when (first and last day, as numbers) each row is."""

    lon: Floats
    lat: Floats
    radius_m: Floats
    first: Codes
    last: Codes


def pairs_within(spots: Spots, some: Codes, others: Codes) -> tuple[Codes, Codes, Floats]:
    """Return the pairs of ``some`` and ``others`` whose days touch and whose joined radii reach, with the distance.

    The distance is geodesic, in metres. Rows are sorted into cells of a cube around the sphere, as wide as the
    longest joined radius, and by day; only rows of one day in cells that touch are compared. Each pair comes once.
    """
    if not some.size or not others.size:
        return some[:0], others[:0], np.array([])
    if some.size > others.size:
        two, one, apart = pairs_within(spots, others, some)
        return one, two, apart
    reach = max(float(np.hypot(spots.radius_m[some].max(), spots.radius_m[others].max())), 10_000.0) * _SLACK
    days, rows, cells = _filed(spots, others, reach)
    keys = _key(days, cells)
    order = np.argsort(keys, kind="stable")
    keys, rows = keys[order], rows[order]
    asked_days, asked_rows, asked_cells = _filed(spots, some, reach)
    found = [np.empty((2, 0), dtype=np.int64)]
    for offset in _AROUND:
        wanted = _key(asked_days, asked_cells + np.array(offset))
        start, end = np.searchsorted(keys, wanted, "left"), np.searchsorted(keys, wanted, "right")
        for one, two in _expanded(asked_rows, rows, start, end):
            joined = np.hypot(spots.radius_m[one], spots.radius_m[two])
            near = _sphere_m(spots, one, two) <= joined * _SLACK + _ROUNDING_M
            found.append(np.stack([one[near], two[near]]))
    one, two = np.unique(np.concatenate(found, axis=1), axis=1)
    apart = np.asarray(_GEOD.inv(spots.lon[one], spots.lat[one], spots.lon[two], spots.lat[two])[2])
    fits = apart <= np.hypot(spots.radius_m[one], spots.radius_m[two])
    return one[fits], two[fits], apart[fits]


def _filed(spots: Spots, rows: Codes, width: float) -> tuple[Codes, Codes, Codes]:
    """Return day, row and cell once for every day of every row."""
    counts = spots.last[rows] - spots.first[rows] + 1
    repeated = np.repeat(rows, counts)
    starts = np.repeat(np.cumsum(counts) - counts, counts)
    days = spots.first[repeated] + np.arange(len(repeated)) - starts
    xyz = _unit(spots.lon[repeated], spots.lat[repeated]) * _EARTH_M
    return days, repeated, np.floor(xyz / width).astype(np.int64)


def _key(days: Codes, cells: Codes) -> Codes:
    x, y, z = (cells[:, axis] + _CELLS // 2 for axis in range(3))
    key: Codes = ((days * _CELLS + x) * _CELLS + y) * _CELLS + z
    return key


def _expanded(asked: Codes, rows: Codes, start: Codes, end: Codes) -> Iterator[tuple[Codes, Codes]]:
    """Yield every asked row with the rows in its range, in parts of bounded size."""
    counts = end - start
    hits = np.flatnonzero(counts)
    if not hits.size:
        return
    parts = np.cumsum(counts[hits]) // _CHUNK
    for part in np.unique(parts):
        these = hits[parts == part]
        many = counts[these]
        offsets = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        yield np.repeat(asked[these], many), rows[np.repeat(start[these], many) + offsets]


def _sphere_m(spots: Spots, one: Codes, two: Codes) -> Floats:
    chord = np.linalg.norm(_unit(spots.lon[one], spots.lat[one]) - _unit(spots.lon[two], spots.lat[two]), axis=1)
    distance: Floats = 2 * _EARTH_M * np.arcsin(np.minimum(chord / 2, 1.0))
    return distance


def _unit(lon: Floats, lat: Floats) -> Floats:
    x, y = np.radians(lon), np.radians(lat)
    return np.column_stack([np.cos(y) * np.cos(x), np.cos(y) * np.sin(x), np.sin(y)])
