"""How the ground comes to lie on the paper: a conformal conic suited to the extent, then millimetres."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from pyproj import Geod, Transformer

from durandline.layers.paper.frame import Box

if TYPE_CHECKING:
    import numpy.typing as npt
    from shapely.geometry.base import BaseGeometry

    Floats = npt.NDArray[np.float64]

GEOD = Geod(ellps="WGS84")
_MARGIN = 0.05  # of the extent, left free about what must be seen
_FINEST = 0.08  # millimetres: what lies closer to a line than this is not told from it in print
_BEYOND = 6.0  # millimetres beyond the frame to which lines are kept, so that their ends are not seen


@dataclass(frozen=True, slots=True)
class View:
    """A piece of ground on paper: :meth:`place` gives millimetres in ``box``, (0, 0) its upper left corner.

    ``south`` and ``north`` are the standard parallels and ``middle`` the central meridian, in degrees; ``centre`` is
    the middle of the box and ``metres`` how many of them a millimetre stands for, both on the projection's plane.
    """

    box: Box
    south: float
    north: float
    middle: float
    centre: tuple[float, float]
    metres: float

    @property
    def crs(self) -> str:
        """The projection as PROJ writes it."""
        return conic(self.south, self.north, self.middle)

    @property
    def corner(self) -> tuple[float, float]:
        """The upper left corner on the projection's plane, in metres."""
        return (
            self.centre[0] - self.box.width / 2 * self.metres,
            self.centre[1] + self.box.height / 2 * self.metres,
        )

    def place(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        """Return millimetres (x to the right, y down) of points in degrees of EPSG:4326."""
        east, north = _to(self.crs).transform(lon, lat)
        left, top = self.corner
        return (np.asarray(east) - left) / self.metres, (top - np.asarray(north)) / self.metres

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """Return longitude and latitude of a place in the box, given in millimetres."""
        left, top = self.corner
        lon, lat = _to(self.crs).transform(left + x * self.metres, top - y * self.metres, direction="INVERSE")
        return float(lon), float(lat)

    def ground(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Return longitudes and latitudes of places in millimetres: the way back of :meth:`place`."""
        left, top = self.corner
        plane = left + np.asarray(x) * self.metres, top - np.asarray(y) * self.metres
        lon, lat = _to(self.crs).transform(*plane, direction="INVERSE")
        return np.asarray(lon), np.asarray(lat)

    def bounds(self) -> tuple[float, float, float, float]:
        """Return west, south, east and north in degrees of what the box shows, as far as its edge reaches."""
        shares, zeros, ones = np.linspace(0, 1, 9), np.zeros(9), np.ones(9)
        x = np.concatenate([shares, shares, zeros, ones]) * self.box.width
        y = np.concatenate([zeros, ones, shares, shares]) * self.box.height
        lon, lat = self.ground(x, y)
        return float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())

    def shapes(self, geometries: Any) -> list[BaseGeometry]:  # noqa: ANN401
        """Return lines and areas in millimetres, cut at the frame and as fine as print shows; empty ones left out."""
        drawn = shapely.transform(np.asarray(geometries, dtype=object), self._placed)
        edge = (-_BEYOND, -_BEYOND, self.box.width + _BEYOND, self.box.height + _BEYOND)
        cut = shapely.clip_by_rect(shapely.simplify(drawn, _FINEST, preserve_topology=True), *edge)
        return [shape for shape in cut if not shape.is_empty]

    def ground_metres(self, millimetres: float, y: float = -1) -> float:
        """Return the geodesic length of a level line of ``millimetres`` about the middle of the box at ``y``."""
        x, height = self.box.width / 2, self.box.height / 2 if y < 0 else y
        ends = [self.degrees(x + side * millimetres / 2, height) for side in (-1, 1)]
        _, _, metres = GEOD.inv(*ends[0], *ends[1])
        return float(metres)

    def _placed(self, points: Floats) -> Floats:
        return np.column_stack(self.place(points[:, 0], points[:, 1]))


def view_of(bounds: tuple[float, float, float, float], box: Box, *, margin: float = _MARGIN) -> View:
    """Return the view that shows all of ``bounds`` (west, south, east, north in degrees) in ``box``.

    The projection is Lambert's conformal conic, whose standard parallels stand a sixth of the height from the
    southern and northern edge: the usual rule for a region wider than tall (J. P. Snyder, Map Projections: A
    Working Manual, USGS 1987, p. 105).
    """
    west, south, east, north = bounds
    sixth = (north - south) / 6
    parallels, middle = (round(south + sixth, 1), round(north - sixth, 1)), round((west + east) / 2, 1)
    lons, lats = _edge(bounds)
    xs, ys = _to(conic(*parallels, middle)).transform(lons, lats)
    width, height = np.ptp(xs), np.ptp(ys)
    metres = max(width / box.width, height / box.height) * (1 + margin)
    centre = (float(np.min(xs) + width / 2), float(np.min(ys) + height / 2))
    return View(box, *parallels, middle, centre, float(metres))


def about(lon: float, lat: float, metres: float) -> tuple[float, float, float, float]:
    """Return west, south, east, north in degrees of a square of ``metres`` by ``metres`` about a point."""
    east, _, _ = GEOD.fwd(lon, lat, 90, metres / 2)
    _, north, _ = GEOD.fwd(lon, lat, 0, metres / 2)
    return 2 * lon - east, 2 * lat - north, float(east), float(north)


def conic(south: float, north: float, middle: float) -> str:
    """Return Lambert's conformal conic on WGS 84 as PROJ writes it."""
    return (
        f"+proj=lcc +lat_1={south} +lat_2={north} +lat_0={(south + north) / 2} +lon_0={middle} +datum=WGS84 +units=m"
    )


@cache
def _to(crs: str) -> Transformer:
    return Transformer.from_crs("EPSG:4326", crs, always_xy=True)


def _edge(bounds: tuple[float, float, float, float]) -> tuple[Floats, Floats]:
    """Return points along the edge of a box in degrees: parallels are curved on the paper."""
    west, south, east, north = bounds
    lons, lats = np.linspace(west, east, 21), np.linspace(south, north, 21)
    whole = np.ones(21)
    return (
        np.concatenate([lons, lons, whole * west, whole * east]),
        np.concatenate([whole * south, whole * north, lats, lats]),
    )
