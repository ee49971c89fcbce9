"""Writing CSV by column: UTF-8 without a mark, a header row, LF line ends, formulas escaped.

Text that a spreadsheet would run is escaped as :mod:`durandline.geo.formats.formulas` says.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
import shapely

from durandline.geo.formats.csv import format_cell
from durandline.geo.formats.formulas import SUSPECT, escape_formula
from durandline.geo.formats.geojson import DECIMALS
from durandline.geo.writers.cells import is_text, plain_values, storable, text_values
from durandline.geo.writers.content import TableOut
from durandline.geo.writers.hxl import tag_row

PIECE = 50_000  # rows written at once


def csv_pieces(table: TableOut, *, raw_cells: bool = False, hxl: bool = False) -> Iterator[bytes]:
    """Yield a table as CSV, in pieces.

    ``lon`` and ``lat`` (degrees, EPSG:4326) follow the columns of a table of points; other shapes have a column
    ``geometry`` in Well-Known Text, with six decimals. Truth values are yes and no, what is not known is empty.

    Parameters
    ----------
    raw_cells
        Leave cells that a spreadsheet would take for a formula as they are.
    hxl
        Put the row of hashtags below the header.
    """
    frame = table.frame
    names = [name for name in frame.columns if name != "geometry"]
    shape_names = shape_columns(table)
    tags = [tag_row(table, [*names, *shape_names])] if hxl else []
    header = [*names, *shape_names]
    yield _records([header if raw_cells else [escape_formula(name) for name in header], *tags])
    for start in range(0, len(frame), PIECE):
        piece = frame.iloc[start : start + PIECE]
        columns = [cells(piece[name], raw=raw_cells) for name in names]
        yield _records(zip(*columns, *shape_cells(piece, shape_names), strict=True))


def shape_columns(table: TableOut) -> list[str]:
    """Return the columns that the geometry of a table becomes."""
    named = {"": [], "Point": ["lon", "lat"], "Geometry": ["lon", "lat", "geometry"]}
    return named.get(table.geometry, ["geometry"])


def cells(column: pd.Series[Any], *, raw: bool = False) -> list[str]:
    """Return the values of a column as cells; text is escaped unless ``raw``."""
    if not is_text(column):
        return list(map(format_cell, plain_values(column)))
    values = ["" if value is None else value for value in storable(text_values(column))]
    return values if raw else [escape_formula(value) if value[:1] in SUSPECT else value for value in values]


def shape_cells(piece: pd.DataFrame, names: Sequence[str]) -> list[list[str]]:
    """Return the geometry of a frame as the columns that :func:`shape_columns` names."""
    if not names:
        return []
    shapes = np.asarray(piece["geometry"].array)
    points = shapely.get_type_id(shapes) == shapely.GeometryType.POINT
    there = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    made: list[list[str]] = []
    if "lon" in names:
        of_points = shapes.copy()
        of_points[~points] = None
        made += [list(map(format_cell, axis(of_points).tolist())) for axis in (shapely.get_x, shapely.get_y)]
        there &= ~points
    if "geometry" in names:
        texts = np.full(len(shapes), "", dtype=object)
        texts[there] = shapely.to_wkt(shapes[there], rounding_precision=DECIMALS)
        made.append(texts.tolist())
    return made


class _Lines(list[str]):
    """What csv writes, a record at a time, each with LF at its end."""

    def write(self, line: str) -> None:
        self.append(line.removesuffix("\r\n") + "\n")


def _records(rows: Any) -> bytes:  # noqa: ANN401 - whatever csv takes
    lines = _Lines()
    # With this line end csv quotes a bare carriage return too, which a reader would take for a new row.
    csv.writer(lines, lineterminator="\r\n").writerows(rows)
    return "".join(lines).encode("utf-8")
