"""A frame as columns of plain values: what a layer hands to its drawing code."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

import shapely
from durandline.geo.schema.errors import InputError
from durandline.layers.embed import Plain, script_text

if TYPE_CHECKING:
    import geopandas as gpd

POINT_DECIMALS = 6  # 0.1 m: finer than any point we know
MIN_REPEAT = 0.7  # a text column with fewer different values than this share of its rows is coded


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
        ``point`` gives the columns ``lon`` and ``lat`` (null where there is no geometry); ``line`` and ``area``
        give ``parts``: per row, a list of parts (of areas: rings) as flat differences of longitude and latitude
        in units of ``10**-decimals`` degrees.

    Returns
    -------
    dict
        A column is a list of values, or ``{"words": [...], "codes": [...]}`` where text repeats.

    Raises
    ------
    InputError
        A required column is missing.
    """
    missing = [name for name in required if name not in frame.columns]
    if missing:
        raise InputError(f"The frame lacks {', '.join(missing)}. It has {', '.join(map(str, frame.columns))}.")
    shapes = _shapes(frame)
    columns: dict[str, Plain] = {
        name: _coded([to_plain(value) for value in frame[name]])
        for name in (*required, *optional)
        if name in frame.columns
    }
    if geometry == "point":
        columns["lon"] = [_round(shape.x) if _drawable(shape) else None for shape in shapes]
        columns["lat"] = [_round(shape.y) if _drawable(shape) else None for shape in shapes]
    else:
        columns["parts"] = [_parts(shape, decimals) for shape in shapes]
    return {"rows": len(shapes), "decimals": decimals, "columns": columns}


def to_plain(value: object) -> Plain:
    """Return a cell as plain data: missing values as None, arrays as lists, days in ISO form."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [to_plain(item) for item in (sorted(value) if isinstance(value, set | frozenset) else value)]
    if hasattr(value, "tolist"):  # numpy arrays and scalars
        plain = value.tolist()
        return plain if plain is value else to_plain(plain)
    if value != value:  # noqa: PLR0124 - NaN, NaT and their kin alone differ from themselves
        return None
    if isinstance(value, int | float):
        return value if math.isfinite(value) else None
    if isinstance(value, date | datetime):
        return value.isoformat()
    return None if str(value) in ("<NA>", "NaT") else str(value)


def _shapes(frame: gpd.GeoDataFrame) -> list[shapely.Geometry | None]:
    if getattr(frame, "crs", None) is not None and frame.crs.to_epsg() != 4326:
        frame = frame.to_crs(4326)
    return list(frame.geometry)


def _drawable(shape: shapely.Geometry | None) -> bool:
    return shape is not None and not shape.is_empty and math.isfinite(shape.x) and math.isfinite(shape.y)


def _round(degrees: float) -> float:
    return round(float(degrees), POINT_DECIMALS) + 0.0


def _coded(values: list[Plain]) -> Plain:
    """Return values that repeat as words and codes; numbers stay as they are."""
    if not all(isinstance(value, str | list) for value in values):
        return values
    words: dict[str, Plain] = {}
    keys = [script_text(value) for value in values]
    for key, value in zip(keys, values, strict=True):
        words.setdefault(key, value)
    if len(words) >= MIN_REPEAT * len(values):
        return values
    codes = {key: code for code, key in enumerate(words)}
    return {"words": list(words.values()), "codes": [codes[key] for key in keys]}


def _parts(shape: shapely.Geometry | None, decimals: int) -> list[Plain]:
    if shape is None or shape.is_empty:
        return []
    return [_differences(line, decimals) for line in _lines(shape)]


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


def _differences(line: Iterable[tuple[float, ...]], decimals: int) -> list[Plain]:
    flat: list[Plain] = []
    last = (0, 0)
    for position in line:
        here = (round(position[0] * 10**decimals), round(position[1] * 10**decimals))
        if flat and here == last:
            continue
        flat += [here[0] - last[0], here[1] - last[1]]
        last = here
    return flat
