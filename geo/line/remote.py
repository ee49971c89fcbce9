"""The pieces of a line that may be the nearest to a point on the other side of the earth."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

_GEOD: Final = Geod(ellps="WGS84")
_SIZES: Final = (512, 64, 8, 1)  # pieces in a group, from round to round


def remote_pieces(points: Floats, vertices: Floats, length_m: Floats) -> tuple[Indices, Indices]:
    """Return pairs (point, piece) with every piece that can be the nearest of each point, points in order.

    Parameters
    ----------
    points, vertices
        Degrees EPSG:4326 (n, 2), longitude first; the vertices in order along the line.
    length_m
        Metres of each piece, between one vertex and the next.
    """
    # A group of pieces is no nearer than its middle less the way along the line from there to its farther end:
    # where that is more than the way to the middle of another, the group is left out; the rest are taken apart.
    gone = np.concatenate([[0.0], np.cumsum(length_m)])
    last = len(length_m)
    heads = np.arange(0, last, _SIZES[0])
    which, start = np.repeat(np.arange(len(points)), len(heads)), np.tile(heads, len(points))
    best = np.full(len(points), np.inf)
    for size, smaller in zip(_SIZES, (*_SIZES[1:], 1), strict=True):
        end = np.minimum(start + size, last)
        middle = (start + end) // 2
        away = _GEOD.inv(points[which, 0], points[which, 1], vertices[middle, 0], vertices[middle, 1])[2]
        np.minimum.at(best, which, away)
        radius = np.maximum(gone[middle] - gone[start], gone[end] - gone[middle])
        kept = away - radius <= best[which] + 1.0
        which, start = np.repeat(which[kept], size // smaller), start[kept]
        start = (start[:, None] + np.arange(0, size, smaller)).ravel()
        inside = start < last
        which, start = which[inside], start[inside]
    return which, start
