"""Makers of tables as others export them, with made-up rows: ACLED's CSV and API answer, and pieces of any table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from durandline.geo.readers.raw_table import RawTable

ACLED_COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
_ACLED = {
    "event_date": "05 March 2031", "year": "2031", "time_precision": "1", "disorder_type": "Political violence",
    "event_type": "Battles", "sub_event_type": "Armed clash", "actor1": "Force of the North", "inter1": "1",
    "actor2": "Force of the South", "inter2": "1", "interaction": "11", "iso": "999", "region": "Made-up Region",
    "country": "Nowhere", "admin1": "First Province", "admin2": "First District", "location": "Sampletown",
    "latitude": "34.1000", "longitude": "71.0000", "geo_precision": "1", "source": "The Sample; Other Sample",
    "source_scale": "National", "notes": "A made-up clash.", "fatalities": "3", "timestamp": "1930000000",
}  # fmt: skip


def acled_rows(*changes: Mapping[str, str]) -> list[dict[str, str]]:
    """Return one made-up ACLED row for each mapping of cells that differ; ids run from XXX1."""
    return [
        dict.fromkeys(ACLED_COLUMNS, "") | _ACLED | {"event_id_cnty": f"XXX{number}"} | change
        for number, change in enumerate(changes, 1)
    ]


def acled_csv(*changes: Mapping[str, str], delimiter: str = ",") -> str:
    """Return made-up rows as ACLED's CSV export."""
    return csv_text(acled_rows(*changes), delimiter)


def acled_json(*changes: Mapping[str, str]) -> str:
    """Return made-up rows as an answer of ACLED's API."""
    return json.dumps({"status": 200, "success": True, "count": len(changes), "data": acled_rows(*changes)})


def deleted_csv(*ids: str) -> str:
    """Return ACLED's list of deleted events."""
    return csv_text([{"event_id_cnty": each, "deleted_timestamp": "1930000001"} for each in ids])


def csv_text(rows: Sequence[Mapping[str, str]], delimiter: str = ",") -> str:
    """Return rows as CSV."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def pieces(rows: Sequence[Mapping[str, str]], size: int = 2) -> Iterator[RawTable]:
    """Yield rows, all with the same columns, as a table in pieces; the first row is row 2."""
    for start in range(0, max(len(rows), 1), size):
        part = rows[start : start + size]
        columns = tuple(rows[0]) if rows else ()
        cells = {name: np.array([row[name] for row in part] + [None], dtype=object)[:-1] for name in columns}
        yield RawTable(columns, np.arange(start + 2, start + 2 + len(part), dtype=np.int64), cells)


def column(name: str, *texts: str, **constant: str) -> Iterator[RawTable]:
    """Yield a table with one varying column beside constant ones."""
    return pieces([{name: text} | constant for text in texts])
