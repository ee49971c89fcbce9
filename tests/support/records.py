"""Small records made for a test: crossings a and b, and the reports the test gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from durandline.geo.formats.csv import write_rows
from durandline.geo.record import Record
from durandline.geo.schema.tables import TABLES

CROSSINGS = [
    {
        "crossing_id": "a",
        "name_en": "Alpha",
        "kind": "formal_international",
        "lon": 71.0,
        "lat": 34.0,
        "radius_m": 500,
    },
    {"crossing_id": "b", "name_en": "Beta", "kind": "informal"},
]
SOURCES = [
    {
        "source_id": "s",
        "publisher": "The Paper",
        "url": "https://paper.example/1",
        "kind": "original",
        "licence": "facts",
        "redistribute": True,
    }
]


def report(report_id: str, state: str, start: str, **more: Any) -> dict[str, Any]:
    """Return a report on crossing a: all flows, both ways, both gates, observed, said on the day it began."""
    row = {
        "report_id": report_id,
        "scope": "listed",
        "crossing_ids": "a",
        "flows": "all",
        "direction": "both",
        "side": "both",
        "state": state,
        "from": start,
        "basis": "observed",
        "standing": False,
        "claimant": "somebody",
        "said_on": start[:10] if "/" not in start else start.split("/")[1][:10],
        "said_on_known": True,
        "summary": f"{report_id} says {state}.",
        "source_ids": "s",
        "confidence": "A",
    }
    return row | more


def record(folder: Path, reports: Iterable[Mapping[str, Any]], **tables: Iterable[Mapping[str, Any]]) -> Record:
    """Write a record of the given reports (and other tables) to ``folder`` and return it."""
    given = {"crossings": CROSSINGS, "sources": SOURCES, "reports": reports, **tables}
    for name, table in TABLES.items():
        text = write_rows(table.columns, given.get(name, []))
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    shipped = files("durandline.data")
    (folder / "stale.toml").write_bytes((shipped / "stale.toml").read_bytes())
    return Record(folder)
