"""Writing GeoJSON by column: a table as RFC 7946 has it, in pieces, without a mapping for every row.

Positions have six decimals (section 11.2), rings turn the right way (3.1.6), there is no ``crs`` (4), an unlocated
row has a null geometry and each row an id that stays the same (3.2).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from itertools import repeat
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from durandline.geo.formats.geojson import DECIMALS
from durandline.geo.views import described
from durandline.geo.writers.cells import is_text, plain_values, text_values
from durandline.geo.writers.content import About, TableOut
from durandline.geo.writers.flat import feature_ids

PIECE = 50_000  # rows written at once
RECORD_SEPARATOR = "\x1e"
_QUOTED = json.JSONEncoder(ensure_ascii=False).encode
_TRUTH = {True: "true", False: "false", None: "null"}


def geojson(table: TableOut, about: About) -> Iterator[bytes]:
    """Yield a FeatureCollection, a feature a line, in pieces of UTF-8.

    Its members say whose it is and what each column means (``dictionary``), and ``bbox`` holds all positions, in the
    order west, south, east, north, where anything is located. A lone surrogate, which has no UTF-8 form, is escaped.
    """
    shapes = _rounded(table)
    head: dict[str, object] = {"type": "FeatureCollection", **about.members()}
    head["row_is"] = table.table.row_is
    head["dictionary"] = {field.name: described(field) for field in table.table.fields}
    if shapes is not None and (box := _box(shapes)):
        head["bbox"] = box
    yield _bytes(json.dumps(head, ensure_ascii=False, separators=(",", ":"))[:-1] + ',"features":[\n')
    between = ""
    for lines in features(table, shapes):
        yield _bytes(between + ",\n".join(lines))
        between = ",\n"
    yield b"\n]}\n"


def geojson_sequence(table: TableOut, separator: str = RECORD_SEPARATOR) -> Iterator[bytes]:
    """Yield the features as a GeoJSON text sequence (RFC 8142): a record separator, a feature and a line feed each.

    With an empty ``separator`` it is newline-delimited GeoJSON. Either holds features alone: it can carry neither
    licence nor dictionary.
    """
    for lines in features(table, _rounded(table)):
        yield _bytes("".join(f"{separator}{line}\n" for line in lines))


def features(table: TableOut, shapes: NDArray[np.object_] | None) -> Iterator[list[str]]:
    """Yield the rows as features in JSON, up to :data:`PIECE` at once; ``shapes`` are their rounded geometries."""
    frame = table.frame
    names = [name for name in frame.columns if name != "geometry"]
    properties = ",".join(_QUOTED(name).replace("%", "%%") + ":%s" for name in names)
    template = f'{{"type":"Feature","id":%s,"properties":{{{properties}}},"geometry":%s}}'
    ids = feature_ids(frame, table.name)
    for start in range(0, len(frame), PIECE):
        piece = slice(start, start + PIECE)
        columns = [fragments(frame[name].iloc[piece]) for name in names]
        located = repeat("null", len(ids[piece])) if shapes is None else _geometries(shapes[piece])
        yield [template % row for row in zip(map(_QUOTED, ids[piece]), *columns, located, strict=True)]


def fragments(column: pd.Series[Any]) -> list[str]:
    """Return the values of a column as JSON; what is missing or no finite number is ``null``."""
    if is_text(column):
        return ["null" if value is None else _QUOTED(value) for value in text_values(column)]
    if pd.api.types.is_float_dtype(column):
        finite = np.isfinite(column.to_numpy("float64", na_value=np.nan))
        column = column.where(finite)
    values = plain_values(column)
    if pd.api.types.is_bool_dtype(column):
        return [_TRUTH[value] for value in values]  # type: ignore[index]  # bool or None
    return ["null" if value is None else repr(value) for value in values]


def _rounded(table: TableOut) -> NDArray[np.object_] | None:
    """Return the geometries in two dimensions, rounded and the right way round; ``None`` for a table without any."""
    if not table.geometry:
        return None
    shapes: NDArray[np.object_] = shapely.force_2d(np.asarray(gpd.GeoSeries(table.frame.geometry).array))
    shapes = shapely.transform(shapes, lambda points: np.round(points, DECIMALS) + 0.0)  # + 0.0: no minus zero
    return shapely.orient_polygons(shapes) if table.geometry not in ("Point", "LineString") else shapes


def _geometries(shapes: NDArray[np.object_]) -> list[str]:
    """Return geometries as JSON; points, which are most of what there is, without a call for each."""
    missing = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    points = (shapely.get_type_id(shapes) == shapely.GeometryType.POINT) & ~missing
    made = np.full(len(shapes), "null", dtype=object)
    lon, lat = (axis(shapes[points]).tolist() for axis in (shapely.get_x, shapely.get_y))
    at = np.flatnonzero(points)
    made[at] = [f'{{"type":"Point","coordinates":[{x!r},{y!r}]}}' for x, y in zip(lon, lat, strict=True)]
    for row in np.flatnonzero(~points & ~missing).tolist():
        made[row] = json.dumps(shapely.geometry.mapping(shapes[row]), separators=(",", ":"))
    return made.tolist()


def _box(shapes: NDArray[np.object_]) -> list[float]:
    box: list[float] = shapely.total_bounds(shapes).tolist() if len(shapes) else []
    return [] if any(map(math.isnan, box)) else box


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")
