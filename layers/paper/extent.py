"""What ground a sheet shows: the whole line, the surroundings of a crossing, or where incidents were."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from durandline.geo.errors import InputError
from durandline.layers.paper.projection import about

if TYPE_CHECKING:
    from collections.abc import Sequence

    from durandline.layers.paper.content import Content

EXTENTS = ("line", "crossing", "incidents")
AROUND = 120_000.0  # metres shown about a crossing
_LEAST = 40_000.0  # metres shown at least about incidents
_WIDE = 0.87  # times as wide as tall, from which on a sheet lies on its side
Bounds = tuple[float, float, float, float]


def bounds_of(content: Content) -> Bounds:
    """Return west, south, east and north in degrees of what the sheet is to show: ``content.extent``.

    Raises
    ------
    InputError
        A crossing that was asked for has no known point, or no incident has one.
    """
    match content.extent:
        case "crossing":
            return _about_crossings(content)
        case "incidents":
            return _about_incidents(content)
        case _:
            frames = (content.frames["border"], content.frames["crossings"])
            return _joined([_bounds(frame.geometry.dropna().total_bounds) for frame in frames if len(frame)])


def is_landscape(content: Content, parts: Sequence[str]) -> bool:
    """Return whether the sheet is to lie on its side: unless the ground is taller than wide.

    With a timeline or a table below the map it stands upright.
    """
    west, south, east, north = bounds_of(content)
    wide = (east - west) * np.cos(np.radians((south + north) / 2)) / (north - south)
    return bool(len(parts) == 1 and wide > _WIDE)


def _about_crossings(content: Content) -> Bounds:
    frame = content.frames["crossings"].set_index("crossing_id")
    points = {key: frame.geometry[key] for key in content.focus}
    nowhere = [key for key, point in points.items() if point is None]
    if nowhere:
        raise InputError(f"No point is known for {', '.join(nowhere)}: there is nothing to draw a map around.")
    return _joined([about(point.x, point.y, AROUND) for point in points.values()])


def _about_incidents(content: Content) -> Bounds:
    frame = content.frames["incidents"]
    own = frame[(frame["origin"] != "record").to_numpy()] if "origin" in frame.columns else frame
    places = (own if len(own) else frame).geometry.dropna()
    if not len(places):
        raise InputError("No incident has a place on the map: there is nothing to draw a map around.")
    west, south, east, north = _bounds(places.total_bounds)
    middle = shapely.Point((west + east) / 2, (south + north) / 2)
    return _joined([(west, south, east, north), about(middle.x, middle.y, _LEAST)])


def _bounds(values: np.ndarray) -> Bounds:
    west, south, east, north = (float(value) for value in values)
    return west, south, east, north


def _joined(several: Sequence[Bounds]) -> Bounds:
    wests, souths, easts, norths = zip(*several, strict=True)
    return min(wests), min(souths), max(easts), max(norths)
