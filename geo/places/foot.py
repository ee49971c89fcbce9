"""The foot of a point on a segment: the nearest point of it, by geodesic distance."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod

Floats = NDArray[np.float64]

_GEOD: Final = Geod(ellps="WGS84")
_ROUNDS: Final = 12
_STILL_M: Final = 1e-4


def foot(points: Floats, starts: Floats, ends: Floats) -> tuple[Floats, Floats, Floats]:
    """Return longitude, latitude and geodesic distance of the foot of each point on its own segment.

    Parameters
    ----------
    points, starts, ends
        Arrays of one shape (n, 2), degrees EPSG:4326, longitude first. Segments are straight in degrees, no longer
        than a few kilometres and not empty.

    Returns
    -------
    lon, lat, distance_m
        Degrees, degrees and metres; the foot is exact to a tenth of a millimetre along the segment.
    """
    # Walk along the segment by the part of the way to the point that leads along it, until that part is nothing.
    # Each round leaves (distance / earth radius)² of the error, so that a few are enough at any distance.
    share = np.full(len(points), 0.5)
    heading, _, length = _GEOD.inv(starts[:, 0], starts[:, 1], ends[:, 0], ends[:, 1])
    for _ in range(_ROUNDS):
        here = starts + share[:, None] * (ends - starts)
        towards, _, distance = _GEOD.inv(here[:, 0], here[:, 1], points[:, 0], points[:, 1])
        along = np.asarray(distance) * np.cos(np.radians(np.asarray(towards) - np.asarray(heading)))
        moved = np.clip(share + along / np.maximum(length, 1e-9), 0.0, 1.0)
        step = np.abs(moved - share) * np.asarray(length)
        share = moved
        if not (step > _STILL_M).any():
            break
    here = starts + share[:, None] * (ends - starts)
    _, _, distance = _GEOD.inv(here[:, 0], here[:, 1], points[:, 0], points[:, 1])
    return here[:, 0], here[:, 1], np.asarray(distance, dtype=float)
