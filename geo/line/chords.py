"""Straight ways through the earth: cheap to compute, and a sure bound on the ways along its surface."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# WGS 84 (NGA.STND.0036): the longer half-axis in metres and the flattening.
_A: Final = 6_378_137.0
_F: Final = 1 / 298.257223563
_E2: Final = _F * (2 - _F)
# The ellipsoid bends nowhere more than a ball of radius b²/a, nowhere less than one of a²/b.
_SMALL_BALL_M: Final = _A * (1 - _F) ** 2
_LARGE_BALL_M: Final = _A / (1 - _F)
_SLACK_M: Final = 0.1  # above what squared distances of doubles lose, some centimetres


def to_space(points: Floats) -> Floats:
    """Return the geocentric coordinates (n, 3), metres, of points (n, 2) on the ellipsoid, degrees EPSG:4326."""
    lon, lat = np.radians(points[:, 0]), np.radians(points[:, 1])
    across = _A / np.sqrt(1 - _E2 * np.sin(lat) ** 2)
    return np.column_stack(
        [across * np.cos(lat) * np.cos(lon), across * np.cos(lat) * np.sin(lon), across * (1 - _E2) * np.sin(lat)]
    )


def longest(chord: Floats) -> Floats:
    """Return the chord in metres beyond which no point is nearer along the surface than one at ``chord``.

    Two points of the ellipsoid at a straight distance c are, along its surface, at least 2 R asin(c / 2R) apart
    for R = a²/b, since the ellipsoid rolls inside a ball of that radius (Blaschke), and at most that for R = b²/a
    (Schur's theorem on chords of arcs). Infinite close to the antipode, where the second says nothing.
    """
    share = chord / (2 * _SMALL_BALL_M)
    turn = np.arcsin(np.minimum(share, 1.0)) * _SMALL_BALL_M / _LARGE_BALL_M
    return np.where(share < 0.999, 2 * _LARGE_BALL_M * np.sin(turn) + _SLACK_M, np.inf)


def heading(lat: Floats, way: Floats) -> tuple[Floats, Floats]:
    """Return heading (radians, clockwise from north) and metres of short ways (n, 2), in degrees, at ``lat``."""
    squeezed = 1 - _E2 * np.sin(np.radians(lat)) ** 2
    east = np.radians(way[:, 0]) * np.cos(np.radians(lat)) * _A / np.sqrt(squeezed)
    north = np.radians(way[:, 1]) * _A * (1 - _E2) / squeezed**1.5
    return np.arctan2(east, north), np.maximum(np.hypot(east, north), 1e-9)
