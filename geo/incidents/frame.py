"""The frame of incidents: its columns, how it is built from columns, and what is asked of all its rows at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from durandline.geo.incidents.record_incidents import Placed, in_window
from durandline.geo.schema.columns import Column, filled
from durandline.geo.time.moment import Moment
from durandline.geo.time.partial import bounds

CRS: Final = "EPSG:4326"
COLUMNS: Final = (
    "incident_id", "kind", "source_kind", "date", "last_day", "summary", "actors", "place_text", "admin_text",
    "place_id", "place_name", "name_ps", "name_fa", "name_ur", "role", "precision", "radius_m", "located",
    "coarsened", "claims", "sources", "confidence", "notes", "origin", "same_as", "dataset", "licence",
    "redistribute",
)  # fmt: skip
MEASURED: Final = ("nearest_crossing", "nearest_crossing_m", "dist_to_line_m", "line_side")
_TYPES: Final = {
    "radius_m": np.float64, "located": np.bool_, "redistribute": np.bool_, "nearest_crossing_m": np.float64,
    "dist_to_line_m": np.float64,
}  # fmt: skip

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]


def incident_frame(
    columns: Mapping[str, Column | Sequence[object]], shapes: Column | Sequence[object]
) -> gpd.GeoDataFrame:
    """Return a frame with :data:`COLUMNS` in order and the shapes as its geometry, EPSG:4326.

    Text columns have the type ``object``, so that equal cells share one string whatever pandas would make of them.
    """
    typed = {name: pd.Series(columns[name], dtype=_TYPES.get(name, object), copy=False) for name in COLUMNS}
    return gpd.GeoDataFrame(pd.DataFrame(typed, copy=False), geometry=gpd.GeoSeries(shapes, crs=CRS), crs=CRS)


def with_columns(frame: gpd.GeoDataFrame, columns: Mapping[str, Column]) -> gpd.GeoDataFrame:
    """Return the frame with these columns, of the types that they have in every frame of incidents."""
    typed = {
        name: pd.Series(column, index=frame.index, dtype=_TYPES.get(name, object)) for name, column in columns.items()
    }
    return frame.assign(**typed)


def from_placed(rows: Sequence[Placed]) -> gpd.GeoDataFrame:
    """Return the rows as a frame; ``point``, or the stretch ``segment``, becomes the geometry."""
    columns = {name: filled(dict(row)[name] for row in rows) for name in COLUMNS}
    return incident_frame(columns, filled(map(_shape, rows)))


def _shape(row: Placed) -> shapely.Geometry | None:
    if row["segment"]:
        return shapely.LineString(row["segment"])
    return shapely.Point(row["point"]) if row["point"] else None


def points(lon: Floats, lat: Floats) -> Column:
    """Return a point for each pair of degrees, ``None`` where either is not finite."""
    shapes = np.full(len(lon), None, dtype=object)
    known = np.isfinite(lon) & np.isfinite(lat)
    shapes[known] = shapely.points(lon[known], lat[known])
    return shapes


def positions(frame: gpd.GeoDataFrame) -> tuple[Floats, Floats]:
    """Return longitude and latitude of each row, halfway along a line; NaN where a row has no geometry."""
    shapes = np.array(frame.geometry.array, dtype=object)
    lines = shapely.get_type_id(shapes) == shapely.GeometryType.LINESTRING
    shapes[lines] = shapely.line_interpolate_point(shapes[lines], 0.5, normalized=True)
    lon, lat = shapely.get_x(shapes), shapely.get_y(shapes)
    return np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)


def combined_codes(*columns: Column) -> tuple[Codes, Codes]:
    """Return a number for each different combination of cells, and the position where each is met first."""
    codes = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        own, distinct = pd.factorize(column, use_na_sentinel=False)
        codes = pd.factorize(codes * len(distinct) + own)[0].astype(np.int64)
    size = int(codes.max()) + 1 if len(codes) else 0
    first = np.empty(size, dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    return codes, first


def shared(build: Callable[..., Any], *columns: Column) -> Column:
    """Return ``build`` of each row's cells, called once for each different combination; equal rows share it."""
    codes, first = combined_codes(*columns)
    made = (build(*cells) for cells in zip(*(column[first] for column in columns), strict=True))
    return filled(made)[codes]


def instants(dates: Column, side: str = "both") -> tuple[Codes, Codes]:
    """Return the bounds of each date as two arrays of seconds since 1970 UTC; see ``partial.bounds``."""
    codes, distinct = pd.factorize(dates)
    pairs = np.array([bounds(text, side) for text in distinct], dtype=np.int64).reshape(-1, 2)
    return pairs[codes, 0], pairs[codes, 1]


def within(frame: gpd.GeoDataFrame, since: Moment | None, until: Moment | None) -> gpd.GeoDataFrame:
    """Return the rows that may touch the window; see ``joined.in_window``."""
    if since is None and until is None:
        return frame
    dates, ends = frame["date"].to_numpy(dtype=object), frame["last_day"].to_numpy(dtype=object)
    codes, first = combined_codes(dates, ends)
    inside = np.array([in_window(dates[at], ends[at], since, until) for at in first], dtype=np.bool_)
    return frame[inside[codes]] if len(frame) else frame


def in_order(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the rows by date, then by ids and places, which no order of files or rows changes; numbered anew."""
    earliest, latest = instants(frame["date"].to_numpy(dtype=object))
    ids, places = (
        pd.factorize(frame[name].to_numpy(dtype=object), sort=True)[0] for name in ("incident_id", "place_id")
    )
    lon, lat = positions(frame)
    order = np.lexsort((lat, lon, places, ids, latest, earliest))
    return frame.iloc[order].reset_index(drop=True)
