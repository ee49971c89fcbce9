"""How points lie to the border: the nearest crossing, the way to it, the way to the reference line, and the side."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pyproj import Geod

from durandline.geo.line.border import Border
from durandline.geo.line.chords import longest, to_space
from durandline.geo.record import Record

Floats = NDArray[np.float64]

_GEOD: Final = Geod(ellps="WGS84")
_BLOCK: Final = 20_000  # points looked at together


class Measured(NamedTuple):
    """For each point: the nearest crossing's id (empty where unknown), metres to it and to the line, and the side."""

    nearest_crossing: NDArray[Any]
    nearest_crossing_m: Floats
    dist_to_line_m: Floats
    line_side: NDArray[np.str_]


def measure(lon: ArrayLike, lat: ArrayLike, record: Record, radius_m: ArrayLike = 0.0) -> Measured:
    """Return how points lie to the crossings and the line of a record, in seconds for a million of them.

    Distances are geodesic (WGS 84), exact to a millimetre anywhere on earth. Of crossings at one distance the one
    that comes first in the table is taken; crossings without a point are passed over, and where none has one
    there is no nearest.

    Parameters
    ----------
    lon, lat
        Degrees EPSG:4326 (n,). Where either is not finite, or the latitude beyond 90, texts are empty and
        numbers NaN.
    record
        Its crossings, and the line of its folder (the shipped one where the folder has none).
    radius_m
        Stated-coverage radius of the points in metres, for the side; not finite counts as zero.

    Raises
    ------
    InputError
        The record's crossings or its line cannot be read.
    """
    x, y = (np.atleast_1d(np.asarray(each, dtype=float)) for each in (lon, lat))
    ids, places = _located(record)
    border = Border.of(record)
    away = border.nearest(x, y).distance_m
    which, metres = _nearest(x, y, places, np.isfinite(away))
    return Measured(ids[which], metres, away, border.side(x, y, radius_m, distance_m=away))


def _located(record: Record) -> tuple[NDArray[Any], Floats]:
    """Return the ids and points (n, 2) of the crossings that have one; an empty id is added at the end."""
    rows = [row for row in record.rows("crossings") if row["lon"] is not None and row["lat"] is not None]
    ids = np.array([str(row["crossing_id"]) for row in rows] + [""], dtype=object)
    return ids, np.array([(row["lon"], row["lat"]) for row in rows], dtype=float).reshape(-1, 2)


def _nearest(x: Floats, y: Floats, places: Floats, known: NDArray[np.bool_]) -> tuple[NDArray[np.intp], Floats]:
    """Return the number of the nearest place of a few (-1: none) and the metres to it."""
    which, metres = np.full(x.shape, -1), np.full(x.shape, np.nan)
    wanted = np.flatnonzero(known) if len(places) else np.empty(0, dtype=np.intp)
    for start in range(0, len(wanted), _BLOCK):
        part = wanted[start : start + _BLOCK]
        which[part], metres[part] = _nearest_of_few(np.column_stack([x[part], y[part]]), places)
    return which, metres


def _nearest_of_few(points: Floats, places: Floats) -> tuple[NDArray[np.intp], Floats]:
    chords = np.sqrt(_squares(to_space(points), to_space(places)))
    which = chords.argmin(axis=1)
    # Only among places about as near does it matter that the way along the surface is another than straight through.
    rivals = chords <= longest(chords.min(axis=1))[:, None]
    metres = _away(points, places[which])
    several = np.flatnonzero(rivals.sum(axis=1) > 1)
    if several.size:
        row, place = np.nonzero(rivals[several])
        ways = np.full((len(several), len(places)), np.inf)
        ways[row, place] = _away(points[several[row]], places[place])
        which[several], metres[several] = ways.argmin(axis=1), ways.min(axis=1)
    return which, metres


def _squares(space: Floats, other: Floats) -> Floats:
    squares = np.zeros((len(space), len(other)))
    for axis in range(3):
        squares += (space[:, axis, None] - other[:, axis]) ** 2
    return squares


def _away(points: Floats, places: Floats) -> Floats:
    return np.asarray(_GEOD.inv(points[:, 0], points[:, 1], places[:, 0], places[:, 1])[2], dtype=float)
