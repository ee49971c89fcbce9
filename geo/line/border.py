"""The reference line: how far a point is from it, and on which side.

The line is OpenStreetMap's (ODbL 1.0), simplified to 20 m. It serves to measure, and takes no position on the
status of the boundary. Between two vertices it is straight in degrees, as in any GeoJSON (RFC 7946, 3.1.1).
"""

from __future__ import annotations

from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final, NamedTuple, Self, overload

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from durandline.geo.errors import InputError
from durandline.geo.formats.data_layer import read_layer
from durandline.geo.line.distinct_points import distinct
from durandline.geo.line.pieces import Pieces
from durandline.geo.record import Record, read_file
from durandline.geo.schema.findings import refuse_errors
from durandline.geo.schema.layers import LAYERS
from durandline.geo.schema.precision import LINE_ERROR_M

Floats = NDArray[np.float64]

LINE: Final = "border_measure"
LINE_FILE: Final = LAYERS[LINE].file

_CHUNK: Final = 2_048  # points searched at once: few enough to lie close together, many enough to be worth a call


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
        features, findings = read_layer(read_file(place, LINE_FILE), LAYERS[LINE])
        refuse_errors(findings)
        return cls(features[0]["geometry"]["coordinates"])

    @classmethod
    def of(cls, record: Record) -> Self:
        """Return the line of a record's folder, the shipped one where the folder has none.

        Raises
        ------
        InputError
            The folder's file cannot be read, or holds no LineString.
        """
        return cls(record.features(LINE)[0]["geometry"]["coordinates"])

    def nearest(self, lon: ArrayLike, lat: ArrayLike) -> Nearest:
        """Return the nearest point of the line and the geodesic distance to it, for each point.

        Parameters
        ----------
        lon, lat
            Degrees EPSG:4326, scalars or arrays of one shape. The answer has that shape.
            Where either is not finite, or the latitude beyond 90, the answer is NaN.
        """
        x, y = np.broadcast_arrays(np.asarray(lon, dtype=float), np.asarray(lat, dtype=float))
        shaped = self._search(x, y).reshape(3, *x.shape)
        return Nearest(shaped[0][()], shaped[1][()], shaped[2][()])

    def _search(self, x: Floats, y: Floats) -> Floats:
        """Return longitude, latitude and distance of the nearest points (3, n), looking up each point once."""
        points = np.column_stack([x.ravel(), y.ravel()]) + 0.0  # so that -0 is 0
        known = np.isfinite(points).all(axis=1) & (np.abs(points[:, 1]) <= 90)
        once, back = distinct(points[known])
        found = np.full((3, len(once)), np.nan)
        for start in range(0, len(once), _CHUNK):
            part = slice(start, start + _CHUNK)
            found[:, part] = self._pieces.nearest(once[part])
        answer = np.full((3, len(points)), np.nan)
        answer[:, known] = found[:, back]
        return answer

    @overload
    def side(self, lon: float, lat: float, radius_m: float = 0.0) -> str: ...

    @overload
    def side(
        self, lon: Floats, lat: Floats, radius_m: ArrayLike = 0.0, *, distance_m: Floats | None = None
    ) -> NDArray[np.str_]: ...

    def side(
        self, lon: ArrayLike, lat: ArrayLike, radius_m: ArrayLike = 0.0, *, distance_m: Floats | None = None
    ) -> str | NDArray[np.str_]:
        """Return ``AF``, ``PK`` or ``undecided`` for each point; empty where it has no distance to the line.

        It is the side of the line, continued due west and due east beyond its ends, and not the country.
        A point is undecided when the line, give or take :data:`LINE_ERROR_M`, may lie within its radius.

        Parameters
        ----------
        lon, lat
            Degrees EPSG:4326, scalars or arrays of one shape.
        radius_m
            Stated-coverage radius of each point in metres; not finite counts as zero.
        distance_m
            The distances that :meth:`nearest` gave for these points, where it has been asked already.

        Returns
        -------
        str or array of str
            One string for scalars, else an array of the shape of the input.
        """
        x, y, radius = np.broadcast_arrays(*(np.asarray(each, dtype=float) for each in (lon, lat, radius_m)))
        distance = self.nearest(x, y).distance_m if distance_m is None else distance_m
        answer = np.where(shapely.contains_xy(self._north, x, y), "AF", "PK").astype("<U9")
        answer = np.where(distance <= np.nan_to_num(radius) + LINE_ERROR_M, "undecided", answer)
        answer = np.where(np.isnan(distance), "", answer)
        return str(answer) if answer.ndim == 0 else answer

    @cached_property
    def _pieces(self) -> Pieces:
        return Pieces(self.coordinates)

    @cached_property
    def _north(self) -> shapely.Polygon:
        line = self.coordinates
        frame = [(180.0, line[-1, 1]), (180.0, 90.0), (-180.0, 90.0), (-180.0, line[0, 1])]
        polygon = shapely.Polygon(np.vstack([line, frame]))
        shapely.prepare(polygon)
        return polygon
