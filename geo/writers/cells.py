"""Columns of a flat frame as lists of plain values, for the formats that are written cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from durandline.geo.formats.characters import encodable, is_encodable, without_nul


def is_instant(column: pd.Series[Any]) -> bool:
    """Return whether a column holds instants: datetime64 in UTC."""
    return bool(pd.api.types.is_datetime64_any_dtype(column))


def is_text(column: pd.Series[Any]) -> bool:
    """Return whether a column holds text, or instants, which are text where a format has no type for them."""
    return not (pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column))


def text_values(column: pd.Series[Any]) -> list[str | None]:
    """Return a column of text as a list, instants as ``2025-02-20T19:00:00Z``; what is missing is ``None``."""
    if is_instant(column):
        column = column.dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    return [value if isinstance(value, str) else None for value in column.tolist()]


def plain_values(column: pd.Series[Any]) -> list[float | int | bool | None]:
    """Return a column of numbers or truth values as Python's own; what is missing is ``None``."""
    values: list[float | int | bool | None] = column.tolist()
    missing = column.isna()
    if missing.any():
        return [None if gone else value for value, gone in zip(values, missing.tolist(), strict=True)]
    return values


def storable(values: Sequence[str | None], *, nul: bool = True) -> list[str | None]:
    """Return texts with U+FFFD for lone surrogates, which UTF-8 cannot hold, and for NUL unless ``nul`` is true."""
    every = "".join(value for value in values if value)
    if (nul or "\0" not in every) and is_encodable(every):
        return list(values)
    made = encodable if nul else without_nul
    return [value if value is None else made(value) for value in values]
