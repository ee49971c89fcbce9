"""One's own incidents made for a test, as they come out of a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from durandline.geo.formats.csv import write_rows
from durandline.geo.incidents.user_file import OwnIncidents, read_own
from durandline.geo.readers.raw_table import Source
from durandline.geo.record import Record

RECORD = Record()
POINT = {"lat": 34.2, "lon": 70.9}
GOOD: dict[str, Any] = {"date": "2024-03-05", "kind": "shelling", **POINT}


def source(rows: Sequence[Mapping[str, Any]], name: str = "mine.csv") -> Source:
    """Return rows as a CSV file with the columns that they have."""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    return Source(name, content=write_rows(columns, rows).encode())


def own(*rows: Mapping[str, Any], name: str = "mine.csv", record: Record = RECORD) -> OwnIncidents:
    """Return what comes of a file of these rows, each with a date, a kind and a point unless it says otherwise."""
    return read_own(source([GOOD | row for row in rows], name), record)


def rules(taken: OwnIncidents) -> list[tuple[int, str, str]]:
    """Return row, column and rule of each finding that is no note."""
    return [(each.row, each.column, each.rule) for each in taken.findings if each.level != "note"]
