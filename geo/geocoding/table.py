"""Rows that name places, from a CSV or GeoJSON file, and which of their columns to read."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from durandline.geo.errors import InputError
from durandline.geo.formats.characters import encodable
from durandline.geo.formats.csv import format_cell, read_rows, read_text
from durandline.geo.formats.geojson import read_features
from durandline.geo.geocoding.answer_columns import ANSWER_COLUMNS
from durandline.geo.schema.findings import Finding

SURPLUS: Final = "cells_beyond_header"
# Tried in this order where no column is named. Those of ACLED's and UCDP's files are among them.
PLACE_COLUMNS: Final = ("place_name", "place_text", "place", "location", "where_description", "where_coordinates",
                        "place_query", "name")  # fmt: skip
ADMIN_COLUMNS: Final = (("admin",), ("admin2", "admin1"), ("adm_2", "adm_1"), ("district", "province"))
COUNTRY_COLUMNS: Final = ("country", "country_code", "iso2")


@dataclass(slots=True)
class PlaceRows:
    """Rows as read, with their numbers; values are text, and of GeoJSON what they were."""

    columns: tuple[str, ...]
    rows: list[tuple[int, dict[str, Any]]]
    findings: list[Finding] = field(default_factory=list)
    geojson: bool = False
    renamed: dict[str, str] = field(default_factory=dict)  # columns that an answer has too: name in the file -> here

    def texts(self, columns: Sequence[str]) -> list[str]:
        """Return the given columns of each row as one text, the parts that are not empty joined by commas."""
        cells = ((format_cell(row.get(name)).strip() for name in columns) for _, row in self.rows)
        return [", ".join(filter(None, each)) for each in cells]


def read_place_rows(content: bytes, name: str) -> PlaceRows:
    """Return the rows of a CSV or GeoJSON file, all of them, in order.

    A GeoJSON feature's properties are its columns; its point, if any, goes to ``lon`` and ``lat`` unless properties
    are called so. Cells beyond the header go to a column of their own, with a warning;
    a column that an answer adds too gets ``given_`` before its name.

    Raises
    ------
    InputError
        The file cannot be read, has no header, or has one column twice.
    """
    text = read_text(content, name)
    read = _geojson(text, name) if text.lstrip().startswith(("{", "[")) else _csv(text, name)
    _make_room(read)
    return read


def _make_room(read: PlaceRows) -> None:
    """Give columns that an answer adds too another name, so that neither is lost."""
    for column in read.columns:
        if column in ANSWER_COLUMNS:
            free = f"given_{column}"
            while free in read.columns:
                free = f"given_{free}"
            read.renamed[column] = free
    read.columns = tuple(read.renamed.get(column, column) for column in read.columns)
    if read.renamed:
        read.rows = [(number, {read.renamed.get(key, key): row[key] for key in row}) for number, row in read.rows]


def _csv(text: str, name: str) -> PlaceRows:
    try:
        header, cells = read_rows(text)
        rows: list[tuple[int, dict[str, Any]]] = [(number, dict(row)) for number, row in cells]
    except InputError as error:
        raise InputError(f"{name}: {error}") from None
    if not header:
        raise InputError(f"{name}: the file is empty. Expected a header row such as place_name,admin,country.")
    doubled = sorted({column for column in header if header.count(column) > 1})
    if doubled:
        raise InputError(f"{name}: the column {', '.join(doubled)} stands twice. Rename one.")
    findings = []
    for number, row in rows:
        if "" in row and "" not in header:
            row[SURPLUS] = row.pop("")
            findings.append(
                Finding(name, number, "", "ragged-row", "warning", row[SURPLUS],
                        f"the row has more cells than the header; they are kept as {SURPLUS}.",
                        "Put cells that hold a comma in quotes.")
            )  # fmt: skip
    return PlaceRows((*header, *([SURPLUS] if findings else [])), rows, findings)


def _geojson(text: str, name: str) -> PlaceRows:
    read = PlaceRows((), [], geojson=True)
    for number, feature in enumerate(read_features(text, name), 1):
        row = {encodable(key): _clean(value) for key, value in feature.properties.items()}
        if feature.point:
            row = {"lon": feature.point[0], "lat": feature.point[1]} | row
        if feature.problem:
            read.findings.append(
                Finding(name, number, "geometry", "geometry", "warning", "", f"{feature.problem} It is not kept.")
            )
        read.rows.append((number, row))
    read.columns = tuple(dict.fromkeys(column for _, row in read.rows for column in row))
    return read


def _clean(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return a JSON value without what no file can hold: lone surrogates, and numbers that are none."""
    match value:
        case str():
            return encodable(value)
        case float():
            return value if math.isfinite(value) else None
        case list():
            return [_clean(each) for each in value]
        case dict():
            return {encodable(key): _clean(each) for key, each in value.items()}
        case _:
            return value


def cell_values(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row for CSV: what is nested becomes JSON."""
    nested = (dict, list)
    return {
        key: json.dumps(value, ensure_ascii=False)
        if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(each, nested) for each in value))
        else value
        for key, value in row.items()
    }


def chosen(columns: Sequence[str], wanted: Sequence[str], usual: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the columns to read: those wanted, or else the first usual ones of which any is there.

    Raises
    ------
    InputError
        A wanted column is not there; the message lists those there are.
    """
    missing = [name for name in wanted if name not in columns]
    if missing:
        raise InputError(f"There is no column {', '.join(missing)}. Columns: {', '.join(columns)}.")
    fits = (tuple(name for name in group if name in columns) for group in usual)
    return tuple(wanted) or next((each for each in fits if each), ())
