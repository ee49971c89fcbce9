"""The areas in which located incidents are taken to lie, as polygons for files and desks that draw no radius."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import Geod

VERTICES = 64  # an edge then lies at most 0.12 % of the radius inside the circle
_BLOCK = 20_000  # circles made at once
_CRS = "EPSG:4326"
_GEOD = Geod(ellps="WGS84")
_Floats = NDArray[np.float64]


def incident_areas(incidents: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return one geodesic circle for each row that has a point and a radius, with its columns, as a polygon.

    The ring has 64 vertices at ``radius_m`` metres, anticlockwise from the north, EPSG:4326. A row on a stretch of
    a line is left out: the stretch itself is its extent. A circle that meets the antimeridian or a pole, which is no
    single polygon of longitudes and latitudes, has no geometry.
    """
    shapes = np.asarray(incidents.geometry.array)
    radius = pd.to_numeric(incidents["radius_m"]).to_numpy("float64", na_value=np.nan)
    drawn = (shapely.get_type_id(shapes) == shapely.GeometryType.POINT) & (radius > 0) & ~shapely.is_empty(shapes)
    rows = incidents.loc[drawn].reset_index(drop=True)
    points = shapes[drawn]
    asked = np.column_stack([shapely.get_x(points), shapely.get_y(points), radius[drawn]])
    distinct, place = np.unique(asked, axis=0, return_inverse=True)
    return rows.set_geometry(gpd.GeoSeries(circles(*distinct.T)[place.ravel()], crs=_CRS))


def circles(lon: _Floats, lat: _Floats, radius_m: _Floats) -> NDArray[np.object_]:
    """Return the geodesic circles around points as polygons; ``None`` where one meets the antimeridian or a pole."""
    blocks = [
        _circles(lon[start : start + _BLOCK], lat[start : start + _BLOCK], radius_m[start : start + _BLOCK])
        for start in range(0, len(lon), _BLOCK)
    ]
    return np.concatenate(blocks) if blocks else np.empty(0, dtype=object)


def _circles(lon: _Floats, lat: _Floats, radius_m: _Floats) -> NDArray[np.object_]:
    bearing = -360.0 * np.arange(VERTICES) / VERTICES  # anticlockwise: the right-hand rule of RFC 7946
    size = (len(lon), VERTICES)
    at = [np.broadcast_to(values[:, None], size).ravel() for values in (lon, lat, radius_m)]
    ring_lon, ring_lat, _ = _GEOD.fwd(at[0], at[1], np.broadcast_to(bearing, size).ravel(), at[2])
    ring = np.stack([np.asarray(ring_lon).reshape(size), np.asarray(ring_lat).reshape(size)], axis=-1)
    made: NDArray[np.object_] = shapely.polygons(np.concatenate([ring, ring[:, :1]], axis=1))
    # Any two points of a circle that meets neither lie less than half the globe apart in longitude.
    made[np.ptp(ring[:, :, 0], axis=1) >= 180] = None
    return made
