"""How far each incident is from the nearest crossing and from the reference line, and on which side of it."""

from __future__ import annotations

import geopandas as gpd
import numpy as np

from durandline.geo.incidents.frame import MEASURED, positions, with_columns
from durandline.geo.line.distance import measure
from durandline.geo.record import Record


def with_distances(frame: gpd.GeoDataFrame, record: Record) -> gpd.GeoDataFrame:
    """Return the frame with the columns :data:`durandline.geo.incidents.frame.MEASURED`, made or made anew.

    ``nearest_crossing`` is the id of the nearest crossing with a known point, ``nearest_crossing_m`` and
    ``dist_to_line_m`` geodesic metres from the row's point (of a stretch, its middle), in whole metres, ``line_side``
    AF, PK or undecided within the row's radius. Rows without geometry have ``""`` and NaN.
    """
    lon, lat = positions(frame)
    found = measure(lon, lat, record, radius_m=frame["radius_m"].to_numpy(dtype=float))
    made = frame.drop(columns=[name for name in MEASURED if name in frame.columns])
    columns = {name: getattr(found, name) for name in MEASURED}
    columns |= {name: np.round(columns[name]) for name in ("nearest_crossing_m", "dist_to_line_m")}
    geometry = made.geometry.name
    ordered = [name for name in made.columns if name != geometry]
    return with_columns(made, columns)[[*ordered, *MEASURED, geometry]]
