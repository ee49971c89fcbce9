"""Blurring where incidents happened, on purpose and in the same way for every output.

A blurred row keeps its kind, dates, actors, claims and sources. Its point is that of a cell, a district or a
crossing, and its radius covers where it was; what names or would give back the place (names, ids of places, the
summary, the notes, and keys made from the row's content) is taken out. Claims, actors and addresses of sources may
name it still.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

import geopandas as gpd
import numpy as np
from pyproj import Geod

from durandline.geo.errors import UnknownNameError
from durandline.geo.incidents.distances import with_distances
from durandline.geo.incidents.districts import Districts
from durandline.geo.incidents.frame import MEASURED, Codes, Floats, combined_codes, points, positions, with_columns
from durandline.geo.incidents.keys import KEY, PREFIX, keys_of
from durandline.geo.incidents.record_incidents import text
from durandline.geo.line.distance import measure
from durandline.geo.record import Record
from durandline.geo.schema.columns import Column, filled
from durandline.geo.schema.precision import PRECISIONS
from durandline.geo.schema.vocabulary import COARSENINGS

CELL_DEGREES: Final = 0.1
# A radius that followed the distance closely would give it back; these are all that there are.
STEPS_M: Final = np.array([5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000]) * 1_000.0
_NAMES: Final = ("place_id", "place_name", "name_ps", "name_fa", "name_ur", "admin_text")
_TAKEN_OUT: Final = ("place_text", "summary", "notes")
_WIDE: Final = ("province", "line", "country")  # no one district or crossing stands for these
_GEOD: Final = Geod(ellps="WGS84")


class Blur(NamedTuple):
    """Where rows go: degrees EPSG:4326, a radius in metres that covers where they were, and the columns of names."""

    lon: Floats
    lat: Floats
    radius_m: Floats
    names: Mapping[str, Column]
    how: Column


def coarsen(frame: gpd.GeoDataFrame, how: str, record: Record) -> gpd.GeoDataFrame:
    """Return the incidents blurred; the column ``coarsened`` says how each was.

    ``grid``: the middle of a cell of 0.1 degrees; the radius reaches from there over the cell and the row's own
    radius, in whole kilometres. ``district``: the middle of the district that the row's place or ``admin_text``
    names, or else of one that reaches the point, with the district's radius, or a step of :data:`STEPS_M` where that
    would not cover the row; a row in no known district goes to its cell, and says so. ``crossing``: the nearest
    crossing with a known point, the radius a step. A row whose class of precision is coarser than a district goes to
    its cell whatever was asked for: the point given with it may be finer than its class. Every stretch becomes a
    point. A row that came blurred stays as it is. Distances are measured anew, from the new points.

    Raises
    ------
    UnknownNameError
        There is no such way; the message lists those there are.
    """
    if how not in COARSENINGS:
        raise UnknownNameError(f"There is no coarsening {how!r}. There are: {', '.join(COARSENINGS)}.")
    todo = np.flatnonzero((frame["coarsened"] == "").to_numpy(dtype=bool))
    if not todo.size:
        return frame
    lon, lat = positions(frame)
    radius = frame["radius_m"].to_numpy(dtype=float).copy()
    precision = frame["precision"].to_numpy(dtype=object).copy()
    columns: dict[str, Column] = {"radius_m": radius, "precision": precision}
    for name in (*_NAMES, *_TAKEN_OUT):
        columns[name] = frame[name].to_numpy(dtype=object).copy()
        columns[name][todo] = ""
    columns["coarsened"] = frame["coarsened"].to_numpy(dtype=object).copy()
    columns["coarsened"][todo] = how
    located = todo[np.isfinite(lon[todo])]
    wide = np.isin(precision[located], _WIDE)
    for move, way in ((located[wide], "grid"), (located[~wide], how)):
        blur = _blurred(frame.iloc[move], lon[move], lat[move], radius[move], way, record)
        lon[move], lat[move], radius[move] = blur.lon, blur.lat, blur.radius_m
        precision[move] = _classes(blur.radius_m)
        for name, column in blur.names.items():
            columns[name][move] = column
        columns["coarsened"][move] = blur.how
    shapes = np.array(frame.geometry.array, dtype=object)
    shapes[todo] = points(lon, lat)[todo]
    made = with_columns(frame, columns).set_geometry(gpd.GeoSeries(shapes, index=frame.index, crs=frame.crs))
    made = _rekeyed(made, todo)
    return with_distances(made, record) if MEASURED[0] in frame.columns else made


def told(frame: gpd.GeoDataFrame) -> list[str]:
    """Return in words how many rows of a frame are blurred in which way, and what may still name their places."""
    counts = frame["coarsened"].value_counts().sort_index()
    return [
        f"{rows:,} {'incident' if rows == 1 else 'incidents'} coarsened by {how}: names of places, summaries and "
        "notes are left out; actors, claims and addresses of sources are kept and may name the place."
        for how, rows in counts.items()
        if how
    ]


def _blurred(rows: gpd.GeoDataFrame, lon: Floats, lat: Floats, radius: Floats, how: str, record: Record) -> Blur:
    own = np.nan_to_num(radius)
    match how:
        case "grid":
            return _to_cell(lon, lat, own)
        case "crossing":
            return _to_crossing(lon, lat, own, record)
        case _:
            return _to_district(rows, lon, lat, own, record)


def _to_cell(lon: Floats, lat: Floats, own: Floats) -> Blur:
    columns, lines = round(360 / CELL_DEGREES), round(180 / CELL_DEGREES)
    x = np.clip(np.floor((lon + 180) / CELL_DEGREES), 0, columns - 1)
    y = np.clip(np.floor((lat + 90) / CELL_DEGREES), 0, lines - 1)
    # From whole numbers, so that every machine gives the middle the same digits.
    middle_lon, middle_lat = np.round((x + 0.5) * CELL_DEGREES - 180, 6), np.round((y + 0.5) * CELL_DEGREES - 90, 6)
    # The corner towards the equator is the farthest.
    corner_lat = middle_lat - np.sign(middle_lat) * CELL_DEGREES / 2
    reach = np.asarray(_GEOD.inv(middle_lon, middle_lat, middle_lon + CELL_DEGREES / 2, corner_lat)[2])
    radius = np.ceil((reach + own) / 1_000) * 1_000
    return Blur(middle_lon, middle_lat, radius, {}, filled(["grid"] * len(lon)))


def _to_crossing(lon: Floats, lat: Floats, own: Floats, record: Record) -> Blur:
    found = measure(lon, lat, record)
    crossings = record.keyed("crossings")
    codes, first = combined_codes(np.asarray(found.nearest_crossing, dtype=object))
    rows = [crossings[str(found.nearest_crossing[at])] for at in first]
    names = {
        "place_id": filled(text(row["crossing_id"]) for row in rows)[codes],
        "place_name": filled(text(row["name_en"]) for row in rows)[codes],
        **{name: filled(text(row[name]) for row in rows)[codes] for name in ("name_ps", "name_fa", "name_ur")},
    }
    x, y = (np.array([row[name] for row in rows], dtype=float)[codes] for name in ("lon", "lat"))
    radius = _step(np.asarray(found.nearest_crossing_m) + own)
    return Blur(x, y, radius, names, filled(["crossing"] * len(lon)))


def _to_district(rows: gpd.GeoDataFrame, lon: Floats, lat: Floats, own: Floats, record: Record) -> Blur:
    districts = Districts(record)
    number = districts.of(
        rows["place_id"].to_numpy(dtype=object), rows["admin_text"].to_numpy(dtype=object), lon, lat
    )
    cell = _to_cell(lon, lat, own)
    known = number >= 0
    at = np.where(known, number, 0)
    x, y = np.where(known, districts.lon[at], cell.lon), np.where(known, districts.lat[at], cell.lat)
    needed = np.asarray(_GEOD.inv(lon, lat, x, y)[2]) + own
    within = districts.radius_m[at]
    radius = np.where(known, np.where(needed <= within, within, _step(needed)), cell.radius_m)
    names = {name: np.where(known, column[at], "") for name, column in districts.names.items()}
    return Blur(x, y, radius, names, np.where(known, "district", cell.how))


def _step(metres: Floats) -> Floats:
    """Return the least step that is not below each length."""
    return STEPS_M[np.minimum(np.searchsorted(STEPS_M, metres), len(STEPS_M) - 1)]


def _classes(radius: Floats) -> Column:
    """Return the finest class whose own radius is not below each radius; ``line`` is none that a radius leads to."""
    classes = sorted((each.radius_m, name) for name, each in PRECISIONS.items() if name != "line")
    limits = np.array([limit for limit, _ in classes])
    return filled(name for _, name in classes)[np.minimum(np.searchsorted(limits, radius), len(classes) - 1)]


def _rekeyed(frame: gpd.GeoDataFrame, todo: Codes) -> gpd.GeoDataFrame:
    """Return the frame with new keys where they were made from content: by trying places one could undo it."""
    keys = frame[KEY].to_numpy(dtype=object)
    made = todo[np.array([key.startswith(PREFIX) for key in keys[todo]], dtype=np.bool_)]
    if not made.size:
        return frame
    keys = keys.copy()
    new = keys_of(frame.iloc[made])
    changed = dict(zip(keys[made], new, strict=True))
    keys[made] = new
    same_as = frame["same_as"].to_numpy(dtype=object)
    linked = (tuple(sorted(changed.get(each, each) for each in others)) for others in same_as)
    return with_columns(frame, {KEY: keys, "same_as": filled(linked)})
