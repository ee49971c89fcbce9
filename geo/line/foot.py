"""The foot of a point on a segment: the nearest point of it, by geodesic distance."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod

from durandline.geo.line.chords import heading

Floats = NDArray[np.float64]

_GEOD: Final = Geod(ellps="WGS84")
_ROUNDS: Final = 12
_STILL_M: Final = 1e-4


def foot(points: Floats, starts: Floats, ends: Floats, share: Floats) -> tuple[Floats, Floats, Floats]:
    """Return longitude, latitude and geodesic distance of the foot of each point on its own segment.

    Parameters
    ----------
    points, starts, ends
        Arrays of one shape (n, 2), degrees EPSG:4326, longitude first. Segments are straight in degrees, no longer
        than a few kilometres and not empty.
    share
        A guess where on the segment the foot is (0: start, 1: end); the better, the fewer the rounds.

    Returns
    -------
    lon, lat, distance_m
        Degrees, degrees and metres; the foot is exact to a tenth of a millimetre along the segment.
    """
    # Walk along the segment by the part of the way to the point that leads along it, until that part is nothing.
    # Each round leaves (distance / earth radius)² of the error, so that a few are enough at any distance.
    share, found = share.copy(), np.empty((3, len(points)))
    left, way = np.arange(len(points)), ends - starts
    for _ in range(_ROUNDS):
        here = starts[left] + share[left, None] * way[left]
        towards, _, away = _GEOD.inv(here[:, 0], here[:, 1], points[left, 0], points[left, 1])
        found[:, left] = here[:, 0], here[:, 1], away
        ahead, metres = heading(here[:, 1], way[left])
        moved = np.clip(share[left] + away * np.cos(np.radians(towards) - ahead) / metres, 0.0, 1.0)
        still = np.abs(moved - share[left]) * metres <= _STILL_M
        share[left] = moved
        left = left[~still]
        if not left.size:
            break
    return found[0], found[1], found[2]
