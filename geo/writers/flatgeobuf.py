"""Writing FlatGeobuf: one table, with its title and what the file says of itself in the header.

https://flatgeobuf.org/. Reading is GDAL's as for other files.
"""

from __future__ import annotations

import json
from errno import EIO
from pathlib import Path

import pandas as pd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from durandline.geo.errors import InputError
from durandline.geo.views import described
from durandline.geo.writers.cells import is_instant, is_text, storable, text_values
from durandline.geo.writers.content import About, TableOut

_KINDS = {"Geometry": "Unknown"}


def write_flatgeobuf(path: Path, table: TableOut, about: About) -> None:
    """Write a table to a new file.

    The header's description is JSON: what the file says of itself, and the meaning of each column as ``dictionary``.
    A file whose rows are all located has a spatial index, which puts them in another order; otherwise rows keep
    theirs. NUL and lone surrogates, which the format cannot hold, become U+FFFD.

    Raises
    ------
    InputError
        The table has no geometry.
    """
    if not table.geometry:
        raise InputError(f"{table.name} has no geometry, and FlatGeobuf holds nothing else. Write .csv or .xlsx.")
    frame = table.frame.copy(deep=False)
    for name in frame.columns:
        if name != "geometry" and is_text(frame[name]) and not is_instant(frame[name]):
            texts = storable(text_values(frame[name]), nul=False)
            frame[name] = pd.Series(texts, index=frame.index, dtype=object)
    located = bool(frame.geometry.notna().all()) and len(frame) > 0
    dictionary = {field.name: described(field) for field in table.table.fields}
    description = json.dumps({**about.members(), "dictionary": dictionary}, ensure_ascii=False)
    pyogrio.write_dataframe(
        frame,
        path,
        driver="FlatGeobuf",
        layer=table.name,
        geometry_type=_KINDS.get(table.geometry, table.geometry),
        layer_options={
            "SPATIAL_INDEX": "YES" if located else "NO",
            "TITLE": f"durandline: {table.name}",
            "DESCRIPTION": description,
        },
    )
    _check_whole(path, len(frame))


def _check_whole(path: Path, rows: int) -> None:
    """Raise where the last row is not there: GDAL passes over a disk that is full."""
    try:
        last = pyogrio.read_dataframe(path, columns=[], skip_features=rows - 1, max_features=1) if rows else [None]
    except (DataLayerError, DataSourceError, ValueError, IndexError) as error:
        raise OSError(EIO, "the file was cut short as it was written") from error
    if len(last) != 1:
        raise OSError(EIO, "the file was cut short as it was written")
