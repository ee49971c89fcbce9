"""The columns of a GeoPackage layer: typed by their fields, and with instants where a table has partial dates."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from durandline.geo.schema.fields import Field, FieldType
from durandline.geo.schema.findings import Finding
from durandline.geo.time.partial import bounds
from durandline.geo.writers.content import TableOut
from durandline.geo.writers.geopackage_text import storable_texts

Instants = NDArray[np.datetime64]

_TYPES: dict[FieldType, str] = {"integer": "Int64", "number": "float64", "boolean": "boolean"}


class Span(NamedTuple):
    """The columns with the first and last partial date of a row; without a last one it took the day of its first."""

    first: str
    last: str


TIMES: dict[str, Span] = {"incidents": Span("date", "last_day"), "incident_areas": Span("date", "last_day")}


def time_fields(out: TableOut) -> tuple[Field, ...]:
    """Return the fields of the columns that :func:`stored_frame` adds to a table."""
    span = _span(out)
    if span is None:
        return ()
    return (
        Field("start_time", "instant", f"UTC: the earliest moment that {span.first} may mean; inclusive."),
        Field(
            "end_time",
            "instant",
            f"UTC: the latest moment that {span.last} may mean, where that is empty {span.first}; exclusive.",
        ),
    )


def stored_frame(out: TableOut) -> tuple[pd.DataFrame, list[Finding]]:
    """Return the columns of a table without its geometry, with the types in which they are stored, and warnings.

    A column whose field is an integer, number or boolean is nullable of that type, others are texts as
    :func:`~durandline.geo.writers.geopackage_text.storable_texts` makes them, with its warnings. Tables of
    :data:`TIMES` get ``start_time`` and ``end_time`` (datetime64[ms, UTC]), missing where no date is.
    """
    shape = out.frame._geometry_column_name  # noqa: SLF001 - asking for .geometry fails where there is none
    kinds = {field.name: field.type for field in out.table.fields}
    stored: dict[str, Any] = {}
    findings: list[Finding] = []
    for name in out.frame.columns:
        if name != shape:
            stored[str(name)], found = _stored(out.frame[name], kinds.get(str(name)), out.name)
            findings += found
    for field, moments in zip(time_fields(out), _times(out), strict=False):
        stored[field.name] = pd.Series(moments.astype("datetime64[ms]")).dt.tz_localize("UTC").array
    return pd.DataFrame(stored, index=pd.RangeIndex(len(out.frame)), copy=False), findings


def _stored(values: pd.Series[Any], kind: FieldType | None, table: str) -> tuple[Any, list[Finding]]:
    if kind is not None and kind in _TYPES:
        return values.astype(_TYPES[kind]).array, []
    if pd.api.types.is_numeric_dtype(values.dtype) or pd.api.types.is_datetime64_any_dtype(values.dtype):
        return values.array, []
    texts, found = storable_texts(values, table, str(values.name))
    return pd.Series(texts, dtype=object), found  # said, because pandas would make strings of its own of them


def _span(out: TableOut) -> Span | None:
    span = TIMES.get(out.name)
    return span if span and span.first in out.frame.columns else None


def _times(out: TableOut) -> tuple[Instants, ...]:
    span = _span(out)
    if span is None:
        return ()
    frame = out.frame
    first = _texts(frame, span.first)
    last = _texts(frame, span.last)
    last = np.where(last == "", first, last)
    sides = _texts(frame, "side")
    return _moments(first, sides, latest=False), _moments(last, sides, latest=True)


def _texts(frame: pd.DataFrame, name: str) -> NDArray[Any]:
    if name not in frame.columns:
        return np.full(len(frame), "", dtype=object)
    texts: NDArray[Any] = frame[name].astype(object).where(frame[name].notna(), "").to_numpy()
    return texts


def _moments(dates: NDArray[Any], sides: NDArray[Any], *, latest: bool) -> Instants:
    """Return one bound of each date on the clock of its side; each distinct date is read once."""
    found = np.full(len(dates), np.datetime64("NaT", "s"))
    side_codes, known_sides = pd.factorize(sides)
    date_codes, known_dates = pd.factorize(dates)
    for at, side in enumerate(known_sides):
        spans = [bounds(date, side or "both") if date else None for date in known_dates]
        seconds = [np.datetime64("NaT", "s") if span is None else np.datetime64(span[latest], "s") for span in spans]
        here = side_codes == at
        found[here] = np.array(seconds, dtype="datetime64[s]")[date_codes[here]]
    return found
