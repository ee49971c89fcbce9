"""Keys for one's own incidents that come without one, and rows that say the same twice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from durandline.geo.incidents.frame import combined_codes, positions
from durandline.geo.schema.columns import Column, filled
from durandline.geo.schema.findings import Finding

KEY: Final = "incident_id"
PREFIX: Final = "own-"
# 64 bits: among a million incidents two share a key once in forty million files; 40 bits would not do.
DIGITS: Final = 16
_TOLD: Final = (
    "kind", "source_kind", "date", "last_day", "actors", "claims", "sources", "dataset", "coarsened",
)  # fmt: skip
_UNIT, _RECORD = "\x1f", "\x1e"
_AT_ONCE = 20_000  # rows whose cells are copied at a time


def made_keys(texts: Mapping[str, Column], values: Mapping[str, Column]) -> Column:
    """Return a key for each row, made from what its cells say and from nothing else.

    ``own-`` and 16 digits of the SHA-256 of the cells that are not empty, in order of their names: neither the place
    in the file, nor the format, nor columns that come later change it. A number counts by its value (``34.20`` is
    ``34.2``), any other cell by its text without the spaces around it.

    Parameters
    ----------
    texts, values
        The columns as text and as typed (:func:`durandline.geo.schema.columns.check_columns`).
    """
    size = len(next(iter(texts.values()), ()))
    return filled(
        chain.from_iterable(_made(texts, values, slice(at, at + _AT_ONCE)) for at in range(0, size, _AT_ONCE))
    )


def _made(texts: Mapping[str, Column], values: Mapping[str, Column], rows: slice) -> Iterator[str]:
    named = sorted(name for name in texts if name != KEY)
    parts = [_parts(name, texts[name][rows], values[name][rows] if name in values else None) for name in named]
    return map(_key, map("".join, zip(*(each for each in parts if each), strict=True)))


def _parts(name: str, texts: Column, values: Column | None) -> list[str]:
    """Return what each cell of a column adds to its row; nothing at all where all of them are empty."""
    if values is not None and values.dtype == np.float64:
        texts = np.where(np.isnan(values), texts, filled(map(repr, values.tolist())))
    if not np.any(texts != ""):
        return []
    return [f"{name}{_UNIT}{text.strip()}{_RECORD}" if text.strip() else "" for text in texts]


def keyed(
    texts: Mapping[str, Column], values: Mapping[str, Column], rows: NDArray[np.int64], file: str
) -> tuple[Column, list[Finding]]:
    """Return the key of each row, the one given or else one made, and a warning for each row met before.

    Rows without a key of their own that say the same in every cell stay apart: the second gets ``-2`` after its key.
    """
    keys = values[KEY].copy()
    own = keys != ""
    if own.all():
        return keys, []
    keys[~own] = made_keys(*({name: column[~own] for name, column in each.items()} for each in (texts, values)))
    codes, first = combined_codes(keys)
    again = np.flatnonzero(~own & (first[codes] != np.arange(len(keys))))
    if not again.size:
        return keys, []
    keys[~own] = numbered(keys[~own])
    findings = [
        Finding(file, int(rows[at]), "", "repeated", "warning", "",
                f"says the same as row {rows[first[codes[at]]]} in every column; both are kept.",
                "Delete one, or give each a key of its own.") for at in again
    ]  # fmt: skip
    return keys, findings


def keys_of(frame: gpd.GeoDataFrame) -> Column:
    """Return new keys for the rows of a frame of incidents, made from what is still in them; all are different."""
    lon, lat = positions(frame)
    cells = [frame[name].to_numpy(dtype=object) for name in _TOLD]
    told = (_UNIT.join(map(repr, row)) for row in zip(*cells, lon.tolist(), lat.tolist(), strict=True))
    return numbered(filled(map(_key, told)))


def numbered(keys: Column) -> Column:
    """Return the keys with ``-2``, ``-3`` ... after those that were met before."""
    again = pd.Series(keys).groupby(keys, sort=False).cumcount().to_numpy()
    made = keys.copy()
    for at in np.flatnonzero(again):
        made[at] = f"{keys[at]}-{again[at] + 1}"
    return made


def _key(text: str) -> str:
    return PREFIX + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]
