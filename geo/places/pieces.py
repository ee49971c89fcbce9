"""The line cut into short pieces, and the search for the piece that is nearest to a point."""

from __future__ import annotations

from functools import cached_property
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

from durandline.geo.places.foot import foot

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

# Oblique Mercator laid along the line: on the line the scale is 1.0000 to 1.0003 (found by trying azimuths).
PROJECTION: Final = "+proj=omerc +lat_0=32.5 +lonc=68 +alpha=50 +gamma=0 +datum=WGS84"

_EARTH_M: Final = 6_371_009.0
_PIECE_DEG: Final = 0.01  # pieces of about 1 km, on which straight degrees and straight metres differ by 1 cm
_FAR_M: Final = 1_500_000.0  # from the line's middle; beyond, a projection along the line is of no more use
_BULGE_M: Final = 20_000.0  # by how much the geodesic of 1,000 km may bulge from the straight way on the projection


class Pieces:
    """A line of (longitude, latitude) vertices, degrees EPSG:4326, ready to be searched."""

    def __init__(self, coordinates: Floats) -> None:
        dense = shapely.get_coordinates(shapely.segmentize(shapely.linestrings(coordinates), _PIECE_DEG))
        self._ends: Floats = np.stack([dense[:-1], dense[1:]], axis=1)  # (piece, start or end, lon or lat)

    def nearest(self, points: Floats) -> tuple[Floats, Floats, Floats]:
        """Return longitude, latitude and geodesic distance of the nearest point of the line, for each point.

        ``points`` are finite degrees (n, 2). Within 1,500 km of the line's middle every piece that can be the nearest
        is looked at, and the distance is exact to a few millimetres; farther away the four likeliest are.
        """
        which, piece = self._candidates(points)
        lon, lat, distance = self._foot(points, which, piece)
        order = np.lexsort((distance, which))  # each point has a candidate; its nearest comes first
        first = order[np.unique(which[order], return_index=True)[1]]
        return lon[first], lat[first], distance[first]

    def _candidates(self, points: Floats) -> tuple[Indices, Indices]:
        """Return pairs (point, piece) among which is the nearest piece of each point."""
        flat = np.column_stack(self._project.transform(points[:, 0], points[:, 1]))
        close = np.hypot(*(flat - self._middle).T) < _FAR_M  # false where the projection has no answer
        near, far = np.flatnonzero(close), np.flatnonzero(~close)
        shapes = shapely.points(flat[near])
        guess = self._tree.query_nearest(shapes, all_matches=False)[1]
        reach = self._foot(points[near], np.arange(len(near)), guess)[2]
        which, piece = self._tree.query(shapes, predicate="dwithin", distance=reach * self._stretch(flat[near]) + 1.0)
        far_which, far_piece = self._far_candidates(points[far])
        return np.concatenate([near[which], far[far_which]]), np.concatenate([piece, far_piece])

    def _far_candidates(self, points: Floats) -> tuple[Indices, Indices]:
        """Return, for points far away, the pieces whose middles are nearest by the straight way through the earth."""
        middles = _on_sphere(self._ends.mean(axis=1)).T
        count = min(4, middles.shape[1])
        found = [np.argsort(-(each @ middles))[:count] for each in _on_sphere(points)]
        piece = np.array(found, dtype=np.intp).reshape(-1)
        return np.repeat(np.arange(len(points)), count), piece

    def _foot(self, points: Floats, which: Indices, piece: Indices) -> tuple[Floats, Floats, Floats]:
        return foot(points[which], self._ends[piece, 0], self._ends[piece, 1])

    def _stretch(self, flat: Floats) -> Floats:
        """Return by how much the projection lengthens the way from each point to the line, at most.

        A Mercator projection's scale at x metres from its axis is cosh(x / earth radius).
        """
        off_axis = np.maximum(np.abs(flat[:, 0]), self._off_axis)
        return np.cosh((off_axis + _BULGE_M) / _EARTH_M)

    @cached_property
    def _project(self) -> Transformer:
        return Transformer.from_crs("EPSG:4326", PROJECTION, always_xy=True)

    @cached_property
    def _flat(self) -> Floats:
        return np.stack(self._project.transform(self._ends[..., 0], self._ends[..., 1]), axis=-1)

    @cached_property
    def _tree(self) -> shapely.STRtree:
        return shapely.STRtree(shapely.linestrings(self._flat))

    @cached_property
    def _middle(self) -> Floats:
        low, high = self._flat.min(axis=(0, 1)), self._flat.max(axis=(0, 1))
        return np.asarray((low + high) / 2)

    @cached_property
    def _off_axis(self) -> float:
        return float(np.abs(self._flat[..., 0]).max())


def _on_sphere(points: Floats) -> Floats:
    lon, lat = np.radians(points).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
