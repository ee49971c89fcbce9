"""A frame as columns of plain values: what a layer hands to its drawing code."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import shapely

from durandline.geo.errors import InputError
from durandline.layers.web.embed import Plain, script_text

if TYPE_CHECKING:
    import geopandas as gpd

POINT_DECIMALS = 6  # 0.1 m: finer than any point we know
MIN_REPEAT = 0.7  # a column with fewer different values than this share of all is coded


def pack_frame(
    frame: gpd.GeoDataFrame, required: Sequence[str], optional: Sequence[str], *, geometry: str, decimals: int = 5
) -> dict[str, Plain]:
    """Return ``frame`` as ``{"rows": n, "columns": {name: column}}``.

    Parameters
    ----------
    frame
        GeoDataFrame, in EPSG:4326 or with a CRS from which it can be brought there; without one, degrees are assumed.
    required, optional
        Columns to take; an optional one that is missing is left out.
    geometry
        ``point`` gives the columns ``lon`` and ``lat`` (null where there is no geometry), and where some rows are
        lines, their middle there and their ``parts``; ``line`` and ``area``
        give ``parts``: per row, a list of parts (of areas: rings) as flat differences of longitude and latitude
        in units of ``10**-decimals`` degrees.

    Returns
    -------
    dict
        A column is a list of values; ``{"words": [...], "codes": [...]}`` where text repeats; or
        ``{"items": [...], "lists": [[...], ...]}`` where the items of its lists do.

    Raises
    ------
    InputError
        A required column is missing.
    """
    shapes = list(checked(frame, required).geometry)
    columns: dict[str, Plain] = {
        name: _coded([to_plain(value) for value in frame[name]])
        for name in (*required, *optional)
        if name in frame.columns
    }
    if geometry == "point":
        columns["lon"], columns["lat"] = _coordinates([_middle(shape) for shape in shapes])
        if any(_is_line(shape) for shape in shapes):
            columns["parts"] = [differences(shape, decimals) if _is_line(shape) else [] for shape in shapes]
    else:
        columns["parts"] = [differences(shape, decimals) for shape in shapes]
    return {"rows": len(shapes), "decimals": decimals, "columns": columns}


def to_plain(value: object) -> Plain:
    """Return a cell as plain data: missing values as None, arrays as lists, days in ISO form."""
    match value:
        case None | bool() | str():
            return value
        case Mapping():
            return {str(key): to_plain(item) for key, item in value.items()}
        case list() | tuple():
            return [to_plain(item) for item in value]
        case set() | frozenset():
            return [to_plain(item) for item in sorted(value)]
        case int():
            return int(value)
        case float():
            return float(value) if math.isfinite(value) else None
        case _ if hasattr(value, "tolist"):  # arrays and scalars of numpy
            return to_plain(value.tolist())
    if str(value) in ("<NA>", "NaT"):
        return None
    return value.isoformat() if isinstance(value, date) else str(value)


def checked(frame: gpd.GeoDataFrame, required: Sequence[str]) -> gpd.GeoDataFrame:
    """Return the frame in EPSG:4326; without a CRS, degrees are assumed.

    Raises
    ------
    InputError
        A required column is missing.
    """
    missing = [name for name in required if name not in frame.columns]
    if missing:
        raise InputError(f"The frame lacks {', '.join(missing)}. It has {', '.join(map(str, frame.columns))}.")
    if getattr(frame, "crs", None) is not None and frame.crs.to_epsg() != 4326:
        return frame.to_crs(4326)
    return frame


def _is_line(shape: shapely.Geometry | None) -> bool:
    return shape is not None and not shape.is_empty and shape.geom_type in ("LineString", "MultiLineString")


def _middle(shape: shapely.Geometry | None) -> shapely.Geometry | None:
    """Return a point as it is, and halfway along a line."""
    return shape.interpolate(0.5, normalized=True) if shape is not None and _is_line(shape) else shape


def _coordinates(shapes: Sequence[shapely.Geometry | None]) -> tuple[list[Plain], list[Plain]]:
    points = [shape if shape is not None and not shape.is_empty else None for shape in shapes]
    finite = [point is not None and math.isfinite(point.x) and math.isfinite(point.y) for point in points]
    pairs = [
        (_round(point.x), _round(point.y)) if point is not None and good else (None, None)
        for point, good in zip(points, finite, strict=True)
    ]
    return [lon for lon, _ in pairs], [lat for _, lat in pairs]


def _round(degrees: float) -> float:
    return round(float(degrees), POINT_DECIMALS) + 0.0


def _coded(values: list[Plain]) -> Plain:
    """Return text that repeats as words and codes, lists whose items repeat as items and lists of codes."""
    if all(isinstance(value, str) for value in values):
        words, codes = _numbered(values)
        return {"words": words, "codes": codes} if len(words) < MIN_REPEAT * len(values) else values
    lists = [value for value in values if isinstance(value, list)]
    if len(lists) < len(values):
        return values
    items, flat = _numbered([item for value in lists for item in value])
    if len(items) >= MIN_REPEAT * len(flat):
        return values
    numbers = iter(flat)
    return {"items": items, "lists": [[next(numbers) for _ in value] for value in lists]}


def _numbered(values: Sequence[Plain]) -> tuple[list[Plain], list[Plain]]:
    """Return the different values in order of appearance, and for each value its place among them."""
    keys = [script_text(value) for value in values]
    different = dict(zip(reversed(keys), reversed(values), strict=True))
    order = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    return [different[key] for key in order], [order[key] for key in keys]


def differences(shape: shapely.Geometry | None, decimals: int) -> list[Plain]:
    """Return the parts of a shape as flat differences of longitude and latitude, see :func:`pack_frame`."""
    if shape is None or shape.is_empty:
        return []
    return [_flat(line, decimals) for line in _lines(shape)]


def _lines(shape: shapely.Geometry) -> Iterable[Iterable[tuple[float, ...]]]:
    if hasattr(shape, "geoms"):
        for part in shape.geoms:
            yield from _lines(part)
    elif hasattr(shape, "exterior"):
        yield shape.exterior.coords
        for ring in shape.interiors:
            yield ring.coords
    else:
        yield shape.coords


def _flat(line: Iterable[tuple[float, ...]], decimals: int) -> list[Plain]:
    flat: list[Plain] = []
    last = (0, 0)
    for position in line:
        here = (round(position[0] * 10**decimals), round(position[1] * 10**decimals))
        if flat and here == last:
            continue
        flat += [here[0] - last[0], here[1] - last[1]]
        last = here
    return flat
