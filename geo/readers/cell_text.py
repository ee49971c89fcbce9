"""Cells as text: typed values in the form of a CSV cell, and what is undone or noticed over a whole column."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from durandline.geo.formats.characters import encodable, is_encodable
from durandline.geo.formats.csv import format_cell
from durandline.geo.formats.formulas import is_escaped
from durandline.geo.readers.raw_table import Texts


def as_array(values: Sequence[str]) -> Texts:
    """Return texts as an array of objects."""
    made = np.empty(len(values), dtype=object)
    made[:] = values
    return made


def texts(values: Sequence[object]) -> Texts:
    """Return typed values as text: as :func:`format_cell` has them, dates in ISO form, mappings as JSON.

    A time at midnight is the day alone; ``None``, NaN and a missing time are empty. Lone surrogates become U+FFFD.
    """
    kinds = set(map(type, values))
    if kinds <= {str}:
        return _encodable(values)  # type: ignore[arg-type]
    return _encodable([as_text(value) for value in values])


def array_texts(values: NDArray[Any]) -> Texts:
    """Return an array of numbers, truth values, times or objects as text; see :func:`texts`."""
    if values.dtype == np.float32:  # by way of the shortest text, which a float of twice the size would lengthen
        values = np.array([float(text) for text in values.astype(str)], dtype=np.float64)
    if values.dtype.kind == "M":
        return _times(values)
    return texts(values.tolist())


def _times(values: NDArray[Any]) -> Texts:
    days = values.astype("datetime64[D]")
    whole = bool(np.all(np.isnat(values) | (values == days)))
    made = np.datetime_as_string(days if whole else values.astype("datetime64[s]")).astype(object)
    made[np.isnat(values)] = ""
    return as_array(made.tolist())


def as_text(value: object) -> str:
    """Return one typed value as text; see :func:`texts`."""
    kind: type = type(value)
    return value if isinstance(value, str) and kind is str else _way(kind)(value)


@cache
def _way(kind: type) -> Callable[[Any], str]:
    """Return how values of one type become text."""
    if kind is str:
        return str
    if issubclass(kind, dt.datetime):
        return _instant
    if issubclass(kind, dt.date | dt.time):
        return lambda value: str(value.isoformat())
    if issubclass(kind, dict):
        return _json
    if issubclass(kind, list | tuple):
        return _list
    if issubclass(kind, np.ndarray):
        return lambda value: _list(value.tolist())
    if issubclass(kind, bytes | bytearray):
        return lambda value: ""  # noqa: ARG005 - pictures and the like have no text
    return format_cell


def _instant(value: Any) -> str:  # noqa: ANN401 - a datetime or pandas' NaT, which is one by type
    if value != value:  # noqa: PLR0124 - NaT
        return ""
    if value.tzinfo is None and value.time() == dt.time():
        return str(value.date().isoformat())
    return str(value.isoformat(timespec="seconds"))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def _list(value: Iterable[object]) -> str:
    parts = list(value)
    if any(isinstance(part, dict | list) for part in parts):
        return _json(parts)
    return format_cell(["" if part is None else part for part in parts])


def _encodable(values: Sequence[str]) -> Texts:
    return as_array(values if is_encodable("".join(values)) else [encodable(value) for value in values])


def is_blank(columns: Sequence[Texts]) -> NDArray[np.intp]:
    """Return the places of the rows without any text."""
    left = np.arange(len(columns[0]) if columns else 0)
    for column in columns:
        left = left[[not value or value.isspace() for value in column[left]]]
        if not len(left):
            break
    return left


def without_apostrophe(column: Texts) -> tuple[Texts, int, str]:
    """Return ``column`` with one apostrophe less before what a spreadsheet would take for a formula.

    That is what our own writers of CSV put there; see :mod:`durandline.geo.formats.formulas`. Also returned: how many
    cells, and the first as it stood.
    """
    # One search over the joined column instead of one for each cell.
    if "\n'" not in "\n" + "\n".join(column):
        return column, 0, ""
    places = [place for place, value in enumerate(column) if is_escaped(value)]
    if not places:
        return column, 0, ""
    made, example = column.copy(), column[places[0]]
    made[places] = [value[1:] for value in column[places]]
    return made, len(places), example


def places_of(text: str, columns: Iterable[Texts]) -> list[int]:
    """Return the places of the rows, in order, in which some cell holds ``text``."""
    found: set[int] = set()
    for column in columns:
        if text in "\n".join(column):
            found.update(place for place, value in enumerate(column) if text in value)
    return sorted(found)


def counted(count: int, noun: str) -> str:
    """Return such as ``1 row`` or ``2,000 rows``."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
