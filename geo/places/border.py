"""The reference line: how far a point is from it, and on which side.

The line is OpenStreetMap's (ODbL 1.0), simplified to 20 m. It serves to measure, and takes no position on the
status of the boundary. Between two vertices it is straight in degrees, as in any GeoJSON (RFC 7946, 3.1.1).
"""

from __future__ import annotations

import json
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final, NamedTuple, Self

import numpy as np
import shapely
from durandline.geo.places.foot import foot
from durandline.geo.places.precision import LINE_ERROR_M
from durandline.geo.schema.errors import InputError
from numpy.typing import ArrayLike, NDArray
from pyproj import Geod, Transformer

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

GEOD: Final = Geod(ellps="WGS84")
LINE_FILE: Final = "border_measure.geojson"

# Oblique Mercator laid along the line: on the line the scale is 1.0000 to 1.0003 (found by trying azimuths).
PROJECTION: Final = "+proj=omerc +lat_0=32.5 +lonc=68 +alpha=50 +gamma=0 +datum=WGS84"

_EARTH_M: Final = 6_371_009.0
_PIECE_DEG: Final = 0.01  # pieces of about 1 km, on which straight degrees and straight metres differ by 1 cm
_FAR_M: Final = 1_500_000.0  # from the line's middle; beyond, a projection along the line is of no more use
_BULGE_M: Final = 20_000.0  # by how much the geodesic of 1,000 km may bulge from the straight way on the projection
_CHUNK: Final = 20_000


class Nearest(NamedTuple):
    """The nearest points of the line (degrees, longitude first) and the geodesic distances to them (metres)."""

    lon: Floats
    lat: Floats
    distance_m: Floats


class Border:
    """One line from west to east, with Afghanistan on its northern and Pakistan on its southern side.

    Parameters
    ----------
    coordinates
        Vertices, one (longitude, latitude) a row, in degrees EPSG:4326; put in order from west to east.
    """

    def __init__(self, coordinates: ArrayLike) -> None:
        line = np.asarray(coordinates, dtype=float)
        if line.ndim != 2 or line.shape[0] < 2 or not np.isfinite(line).all():
            raise InputError("The reference line needs two or more vertices with finite coordinates.")
        self.coordinates: Floats = line[:, :2] if line[0, 0] <= line[-1, 0] else line[::-1, :2]

    @classmethod
    def load(cls, folder: str | Path | None = None) -> Self:
        """Return the line of a data folder; without a folder, the one that ships with the package.

        Raises
        ------
        InputError
            ``border_measure.geojson`` is missing or holds no LineString.
        """
        place: Traversable = Path(folder) if folder else files("durandline.data")
        try:
            content: Any = json.loads((place / LINE_FILE).read_bytes())
            geometry = content["features"][0]["geometry"]
            if geometry["type"] != "LineString":
                raise InputError(f"{LINE_FILE} in {place} holds a {geometry['type']}, not a LineString.")
            return cls(geometry["coordinates"])
        except OSError as error:
            raise InputError(f"{LINE_FILE} cannot be read in {place}: {error.strerror}.") from None
        except (KeyError, IndexError, TypeError, UnicodeDecodeError, json.JSONDecodeError):
            raise InputError(f"{LINE_FILE} in {place} is no GeoJSON with a LineString.") from None

    def nearest(self, lon: ArrayLike, lat: ArrayLike) -> Nearest:
        """Return the nearest point of the line and the geodesic distance to it, for each point.

        Parameters
        ----------
        lon, lat
            Degrees EPSG:4326, scalars or arrays of one shape. The answer has that shape.
            Where either is not finite, the answer is NaN.
        """
        x, y = np.broadcast_arrays(np.asarray(lon, dtype=float), np.asarray(lat, dtype=float))
        found = np.full((3, x.size), np.nan)
        known = np.flatnonzero(np.isfinite(x.ravel()) & np.isfinite(y.ravel()))
        for start in range(0, known.size, _CHUNK):
            part = known[start : start + _CHUNK]
            found[:, part] = self._nearest(np.column_stack([x.ravel()[part], y.ravel()[part]]))
        shaped = found.reshape(3, *x.shape)
        return Nearest(shaped[0][()], shaped[1][()], shaped[2][()])

    def side(self, lon: ArrayLike, lat: ArrayLike, radius_m: ArrayLike = 0.0) -> Any:
        """Return ``AF``, ``PK`` or ``undecided`` for each point; empty where a coordinate is not finite.

        It is the side of the line, continued due west and due east beyond its ends, and not the country.
        A point is undecided when the line, give or take :data:`LINE_ERROR_M`, may lie within its radius.

        Parameters
        ----------
        lon, lat
            Degrees EPSG:4326, scalars or arrays of one shape.
        radius_m
            Stated-coverage radius of each point in metres; not finite counts as zero.

        Returns
        -------
        str or array of str
            One string for scalars, else an array of the shape of the input.
        """
        x, y, radius = np.broadcast_arrays(*(np.asarray(each, dtype=float) for each in (lon, lat, radius_m)))
        distance = self.nearest(x, y).distance_m
        answer = np.where(shapely.contains_xy(self._north, x, y), "AF", "PK").astype("<U9")
        answer = np.where(distance <= np.nan_to_num(radius) + LINE_ERROR_M, "undecided", answer)
        answer = np.where(np.isfinite(x) & np.isfinite(y), answer, "")
        return str(answer) if answer.ndim == 0 else answer

    def _nearest(self, points: Floats) -> tuple[Floats, Floats, Floats]:
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
        which, piece = self._tree.query(
            shapes, predicate="dwithin", distance=reach * self._stretch(flat[near]) + 1.0
        )
        far_which, far_piece = self._far_candidates(points[far])
        return np.concatenate([near[which], far[far_which]]), np.concatenate([piece, far_piece])

    def _far_candidates(self, points: Floats) -> tuple[Indices, Indices]:
        """Return, for points far away, the pieces whose middles are nearest by the straight way through the earth."""
        middles = _on_sphere(self._pieces.mean(axis=1)).T
        count = min(4, middles.shape[1])
        found = [np.argsort(-(each @ middles))[:count] for each in _on_sphere(points)]
        piece = np.array(found, dtype=np.intp).reshape(-1)
        return np.repeat(np.arange(len(points)), count), piece

    def _foot(self, points: Floats, which: Indices, piece: Indices) -> tuple[Floats, Floats, Floats]:
        return foot(points[which], self._pieces[piece, 0], self._pieces[piece, 1])

    def _stretch(self, flat: Floats) -> Floats:
        """Return by how much the projection lengthens the way from each point to the line, at most.

        A Mercator projection's scale at x metres from its axis is cosh(x / earth radius).
        """
        off_axis = np.maximum(np.abs(flat[:, 0]), self._off_axis)
        return np.cosh((off_axis + _BULGE_M) / _EARTH_M)

    @cached_property
    def _pieces(self) -> Floats:
        """Pieces of the line, indexed (piece, start or end, lon or lat)."""
        dense = shapely.get_coordinates(shapely.segmentize(shapely.linestrings(self.coordinates), _PIECE_DEG))
        return np.stack([dense[:-1], dense[1:]], axis=1)

    @cached_property
    def _project(self) -> Transformer:
        return Transformer.from_crs("EPSG:4326", PROJECTION, always_xy=True)

    @cached_property
    def _flat(self) -> Floats:
        return np.stack(self._project.transform(self._pieces[..., 0], self._pieces[..., 1]), axis=-1)

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

    @cached_property
    def _north(self) -> shapely.Polygon:
        line = self.coordinates
        frame = [(180.0, line[-1, 1]), (180.0, 90.0), (-180.0, 90.0), (-180.0, line[0, 1])]
        polygon = shapely.Polygon(np.vstack([line, frame]))
        shapely.prepare(polygon)
        return polygon


def _on_sphere(points: Floats) -> Floats:
    lon, lat = np.radians(points).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
