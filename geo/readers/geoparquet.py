"""GeoParquet in, and Parquet without a geometry; needs pyarrow."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from durandline.geo.errors import InputError
from durandline.geo.readers.cell_text import as_array, texts
from durandline.geo.readers.header import free
from durandline.geo.readers.opened import on_disk
from durandline.geo.readers.points import Reprojection, points
from durandline.geo.readers.raw_table import PIECE, RawTable, Source

NEEDS = "GeoParquet needs pyarrow: pip install 'durandline[parquet]'"
_UNSAID = "OGC:CRS84"  # what GeoParquet means where ``crs`` is left out; null means unknown


def read_pieces(source: Source) -> Iterator[RawTable]:
    """Yield the rows of a GeoParquet file in pieces.

    The primary geometry column becomes points, from WKB or the native point encoding, other geometry columns and a
    column of bounding boxes are left out. Rows are numbered from 1. Coordinates in another reference system are
    turned into degrees, with a note; heights are dropped; any geometry but a Point (or a MultiPoint of one) is an
    error of its row. Lists of texts are joined by ``;``, structures are JSON text.

    Raises
    ------
    InputError
        pyarrow is not installed; or the file cannot be opened, is damaged, or its reference system is not known.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra, and slow to import
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError:
        raise InputError(f"{source.name}: {NEEDS}") from None
    with on_disk(source, ".parquet") as path:
        try:
            with pq.ParquetFile(path) as file:
                yield from _pieces(file, source.name)
        except InputError:
            raise
        except (pa.ArrowException, OSError, ValueError, OverflowError) as error:  # text that is no UTF-8 among them
            raise InputError(
                f"{source.name}: cannot be read as Parquet ({error}). It may be cut; copy or export it again."
            ) from None


def _pieces(file: Any, name: str) -> Iterator[RawTable]:  # noqa: ANN401 - pyarrow is an extra
    about = _about(file.schema_arrow.metadata or {}, name)
    shapes: dict[str, Any] = about.get("columns") or {}
    primary = str(about.get("primary_column", ""))
    boxes = {path[0] for each in shapes.values() for path in (each.get("covering") or {}).get("bbox", {}).values()}
    columns = [each for each in file.schema_arrow.names if each not in shapes and each not in boxes]
    named = [each or free(f"column_{place}", columns) for place, each in enumerate(columns, 1)]
    to_degrees = _reprojection(shapes[primary], name) if primary in shapes else None
    number, findings = 0, to_degrees.findings if to_degrees else []
    for batch in _batches(file, [*columns, primary] if to_degrees else columns):
        rows = np.arange(number + 1, number + len(batch) + 1, dtype=np.int64)
        piece = RawTable(
            tuple(named), rows, {name: _column(batch.column(each)) for name, each in zip(named, columns, strict=True)}
        )
        if to_degrees is not None:
            wkb = _wkb(batch.column(primary))
            piece.lon, piece.lat, problems = points(wkb, rows, to_degrees)
            findings = findings + problems
        piece.findings, findings = findings, []
        number += len(batch)
        yield piece


def _batches(file: Any, columns: list[str]) -> Iterator[Any]:  # noqa: ANN401
    """Yield the batches of the file, or one without rows."""
    empty = True
    for batch in file.iter_batches(PIECE, columns=columns):
        empty = False
        yield batch
    if empty:
        yield file.schema_arrow.empty_table().select(columns).combine_chunks()


def _about(metadata: dict[bytes, bytes], name: str) -> dict[str, Any]:
    """Return what GeoParquet says of its geometry columns; empty for plain Parquet."""
    try:
        about = json.loads(metadata.get(b"geo", b"{}"))
    except ValueError:
        raise InputError(f"{name}: its GeoParquet metadata is no JSON. Export the file again.") from None
    return about if isinstance(about, dict) else {}


def _reprojection(shape: dict[str, Any], name: str) -> Reprojection:
    crs = shape.get("crs", _UNSAID)
    return Reprojection(json.dumps(crs) if isinstance(crs, dict) else crs, name)


def _column(column: Any) -> NDArray[Any]:  # noqa: ANN401
    """Return an Arrow column as text."""
    import pyarrow as pa  # noqa: PLC0415

    kind = column.type
    if pa.types.is_integer(kind) or pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return as_array(column.cast(pa.large_string()).fill_null("").to_pylist())
    if pa.types.is_floating(kind) and not column.null_count:
        from durandline.geo.readers.cell_text import array_texts  # noqa: PLC0415

        return array_texts(column.to_numpy(zero_copy_only=False))
    return texts(column.to_pylist())


def _wkb(column: Any) -> NDArray[Any]:  # noqa: ANN401
    """Return geometries as WKB; the native point encoding is a structure or list of x, y."""
    import pyarrow as pa  # noqa: PLC0415
    import shapely  # noqa: PLC0415

    values = column.to_pylist()
    if pa.types.is_binary(column.type) or pa.types.is_large_binary(column.type):
        return as_array(values)
    made = np.full(len(values), None, dtype=object)
    for place, value in enumerate(values):
        if isinstance(value, dict) and {"x", "y"} <= value.keys():
            made[place] = shapely.to_wkb(shapely.Point(value["x"], value["y"]))
        elif value is not None:
            made[place] = b""  # unreadable: reported with its row
    return made
