"""Points out of geometries in any reference system: degrees EPSG:4326, and what has none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray

from durandline.geo.errors import InputError
from durandline.geo.readers.raw_table import Rows
from durandline.geo.schema.findings import Finding

if TYPE_CHECKING:
    from pyproj import Transformer

Degrees = NDArray[np.float64]
_POINT, _MULTIPOINT = 0, 4
_DECIMALS = 9  # a tenth of a millimetre: what turning coordinates adds lies beyond
ONE_POINT = "Give each row one point, such as the middle of its shape."
NO_POINT = "is neither a Point nor null."
NOT_FINITE = "is a Point without two finite numbers."


class Reprojection:
    """How the coordinates of one file become degrees EPSG:4326; ``findings`` say what was assumed."""

    def __init__(self, crs: str | None, file: str) -> None:
        """Take ``crs`` as any text that PROJ reads; ``None`` or empty where the file says nothing.

        Raises
        ------
        InputError
            PROJ does not know the reference system.
        """
        self.file = file
        self.unknown = not crs
        self.findings: list[Finding] = []
        self._transformer = self._to_degrees(crs) if crs else None
        if self.unknown:
            self._note("says no reference system; its coordinates are taken as longitude and latitude, EPSG:4326.")

    def _to_degrees(self, crs: str) -> Transformer | None:
        import pyproj  # noqa: PLC0415 - only where there is a geometry
        from pyproj.exceptions import CRSError, ProjError  # noqa: PLC0415

        try:
            known = pyproj.CRS.from_user_input(crs)
            if known.equals(pyproj.CRS.from_epsg(4326), ignore_axis_order=True):
                return None
            made = pyproj.Transformer.from_crs(known, 4326, always_xy=True)
        except (CRSError, ProjError) as error:
            raise InputError(
                f"{self.file}: its reference system is not known ({error}). Save it in EPSG:4326."
            ) from None
        self._note(f"is in {known.name}; its coordinates were turned into longitude and latitude, EPSG:4326.")
        return made

    def _note(self, message: str) -> None:
        self.findings.append(Finding(self.file, 0, "geometry", "reference-system", "note", "", message))

    def degrees(self, x: Degrees, y: Degrees) -> tuple[Degrees, Degrees, NDArray[np.bool_]]:
        """Return longitude and latitude, and where there are none: out of range, or out of the system's reach."""
        if self._transformer is not None:
            x, y = (np.round(each, _DECIMALS) for each in self._transformer.transform(x, y))
        with np.errstate(invalid="ignore"):
            bad = (np.isinf(x) | np.isinf(y)) | (np.abs(x) > 180) | (np.abs(y) > 90)
        return np.where(bad, np.nan, x), np.where(bad, np.nan, y), bad


def points(wkb: NDArray[Any], rows: Rows, to_degrees: Reprojection) -> tuple[Degrees, Degrees, list[Finding]]:
    """Return longitude and latitude of geometries as WKB, NaN for null and empty ones, and an error for each other.

    Heights are dropped. A MultiPoint of one point is that point.
    """
    shapes = shapely.from_wkb(wkb, on_invalid="ignore")
    kinds = shapely.get_type_id(shapes)
    unread = (kinds == -1) & np.array([each is not None for each in wkb], dtype=bool)
    single = (kinds == _MULTIPOINT) & (shapely.get_num_geometries(shapes) == 1)
    shapes[single] = shapely.get_geometry(shapes[single], 0)
    empty = shapely.is_empty(shapes)
    is_point = ((kinds == _POINT) | single) & ~empty
    x, y = np.full(len(wkb), np.nan), np.full(len(wkb), np.nan)
    x[is_point], y[is_point] = shapely.get_x(shapes[is_point]), shapely.get_y(shapes[is_point])
    lon, lat, outside = to_degrees.degrees(x, y)
    # A Point of two NaN is how WKB writes an empty one.
    half = is_point & (np.isnan(x) != np.isnan(y))
    other = unread | ((kinds >= 0) & ~is_point & ~empty)
    findings = _findings(other, rows, to_degrees.file, NO_POINT)
    findings += _findings(half | (outside & np.isinf(x + y)), rows, to_degrees.file, NOT_FINITE)
    findings += _outside(outside & ~np.isinf(x + y), x, y, rows, to_degrees)
    return lon, lat, findings


def _findings(at: NDArray[np.bool_], rows: Rows, file: str, message: str) -> list[Finding]:
    return [geometry_error(file, int(row), message) for row in rows[at]]


def geometry_error(file: str, row: int, message: str) -> Finding:
    """Return the error that the geometry of ``row`` is no point, with advice."""
    return Finding(file, row, "geometry", "geometry", "error", "", message, ONE_POINT if message == NO_POINT else "")


def _outside(at: NDArray[np.bool_], x: Degrees, y: Degrees, rows: Rows, to_degrees: Reprojection) -> list[Finding]:
    advice = "Say the file's reference system (a .prj beside a Shapefile)." if to_degrees.unknown else ""
    return [
        Finding(to_degrees.file, int(row), "geometry", "geometry", "error", f"{a:g}, {b:g}",
                "lies outside the range of longitude and latitude.", advice)
        for row, a, b in zip(rows[at], x[at], y[at], strict=True)
    ]  # fmt: skip
