"""Writing GeoParquet 1.1: columns with their types and meaning, geometry as WKB; or plain Parquet without a geometry.

https://geoparquet.org/releases/v1.1.0/. pyarrow is no part of the usual installation.
"""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from durandline.geo.errors import InputError
from durandline.geo.views import described
from durandline.geo.writers.cells import is_instant, is_text, storable, text_values
from durandline.geo.writers.content import About, TableOut

VERSION = "1.1.0"
GROUP = 100_000  # rows of a row group: what a reader may skip or take apart
NEEDED = "GeoParquet needs pyarrow: pip install 'durandline[parquet]'"


def write_geoparquet(path: Path, table: TableOut, about: About) -> None:
    """Write a table to a new file, compressed with Zstandard.

    What the file says of itself stands as JSON under the key ``durandline`` of its metadata, and each column's
    meaning and unit as ``description`` and ``unit`` in its own. Lone surrogates become U+FFFD.

    Raises
    ------
    InputError
        pyarrow is missing.
    """
    pa, parquet = _arrow()
    fields = {field.name: field for field in table.table.fields}
    names = [name for name in table.frame.columns if name != "geometry"]
    columns = [_array(table.frame[name]) for name in names]
    schema = []
    for name, column in zip(names, columns, strict=True):
        known = fields.get(name)
        said = {"description": described(known), "unit": known.unit} if known else {}
        schema.append(pa.field(name, column.type, metadata={key: value for key, value in said.items() if value}))
    metadata = {"durandline": _json({**about.members(), "row_is": table.table.row_is})}
    if table.geometry:
        shapes = shapely.orient_polygons(np.asarray(gpd.GeoSeries(table.frame.geometry).array))
        columns.append(pa.array(shapely.to_wkb(shapes, flavor="iso"), type=pa.binary()))
        schema.append(pa.field("geometry", pa.binary()))
        metadata["geo"] = _json(_geo(table, shapes))
    made = pa.table(columns, schema=pa.schema(schema, metadata=metadata))
    parquet.write_table(made, path, compression="zstd", row_group_size=GROUP)


def _arrow() -> tuple[Any, Any]:
    """Return pyarrow and its module for Parquet."""
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        raise InputError(f"{NEEDED}.") from None


def _array(column: pd.Series[Any]) -> Any:  # noqa: ANN401 - pyarrow is imported when it is needed
    pa, _ = _arrow()
    if is_instant(column):
        return pa.array(column, type=pa.timestamp("ms", tz="UTC"), from_pandas=True)
    if is_text(column):
        return pa.array(storable(text_values(column)), type=pa.string())
    kinds = ((pd.api.types.is_bool_dtype, pa.bool_()), (pd.api.types.is_integer_dtype, pa.int64()))
    kind = next((arrow for fits, arrow in kinds if fits(column)), pa.float64())
    return pa.array(column, type=kind, from_pandas=True)


def _geo(table: TableOut, shapes: Any) -> dict[str, Any]:  # noqa: ANN401 - an array of geometries
    """Return the ``geo`` metadata of the specification."""
    there = shapes[~shapely.is_missing(shapes)]
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": _kinds(there),
        "crs": gpd.GeoSeries(table.frame.geometry).crs.to_json_dict(),
        "edges": "planar",
        "orientation": "counterclockwise",
    }
    if len(there):
        column["bbox"] = shapely.total_bounds(there).tolist()
    return {"version": VERSION, "primary_column": "geometry", "columns": {"geometry": column}}


def _kinds(shapes: Any) -> list[str]:  # noqa: ANN401 - an array of geometries
    first = [shapes[place] for place in np.unique(shapely.get_type_id(shapes), return_index=True)[1]]
    return sorted(shape.geom_type for shape in first)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
