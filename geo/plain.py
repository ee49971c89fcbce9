"""The record's tables without a geometry, cut to what the tables with one show: what stands beside a layer."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

import pandas as pd

from durandline.geo.incidents.record_incidents import RECORD, in_window
from durandline.geo.schema.check import Row
from durandline.geo.schema.tables import table
from durandline.geo.status.statements import said_second
from durandline.geo.time.moment import Moment

if TYPE_CHECKING:
    from durandline.geo.query import Query

_CITING = ("reports", "claims", "policies")
_OF_INCIDENTS = ("claims", "incident_places", "sources")  # whose rows those of the incidents decide


def plain_table(query: Query, name: str) -> pd.DataFrame:
    """Return the rows of a plain table, in order of their key, with its columns as the schema has them.

    ``reports`` are those of a state begun by the moment shown and said by the one known by; ``policies`` those
    announced, or where that is not known in force, by the moment; ``claims`` (the user's own too) and
    ``incident_places`` those of the incidents of the query; ``sources`` those that any of these rows, the incidents
    or the movements begun by the moment name.
    """
    if name not in _OF_INCIDENTS:
        return _table(name, _rows(query, name, frozenset()))
    incidents = query.incidents()
    shown = frozenset(incidents["incident_id"])
    if name == "sources":
        return _table(name, _sources(query, shown))
    made = _table(name, _rows(query, name, shown))
    return pd.concat([made, own_claims(incidents)], ignore_index=True) if name == "claims" else made


def _table(name: str, rows: Iterable[Row]) -> pd.DataFrame:
    wanted = table(name)
    ordered = sorted(rows, key=lambda row: str(row[wanted.key]))
    return pd.DataFrame(
        {column: pd.Series([row[column] for row in ordered], dtype=object) for column in wanted.columns}
    )


def own_claims(incidents: pd.DataFrame) -> pd.DataFrame:
    """Return the figures of one's own incidents as rows of the table claims, once however many places one has.

    A key is made of the incident's, the measure and a number; ``notes`` name the file. They cite no source of the
    record: their own stands with the incident.
    """
    rows: list[Row] = []
    columns = (incidents[name].tolist() for name in ("incident_id", "origin", "claims"))
    told: set[tuple[str, str]] = set()
    for key, origin, claims in zip(*columns, strict=True):
        if origin != RECORD and (key, origin) not in told:
            told.add((key, origin))
            rows += [
                {"claim_id": f"{key}:{claim['measure']}:{number}", "incident_id": key, **claim, "source_ids": (),
                 "notes": origin, "whom": claim["whom"] or None}
                for number, claim in enumerate(claims, 1)
            ]  # fmt: skip
    return pd.DataFrame(
        {name: pd.Series([row[name] for row in rows], dtype=object) for name in table("claims").columns}
    )


def _rows(query: Query, name: str, shown: AbstractSet[str]) -> list[Row]:
    rows, on, known_by = query.record.rows(name), query.on, query.known_by
    match name:
        case "reports":
            known = [row for row in rows if known_by is None or said_second(row) <= known_by.second("PK")]
            return [row for row in known if _begun(on, row["from"])]
        case "policies":
            return [row for row in rows if _begun(on, row["announced_on"] or row["effective_from"])]
        case "movements":
            return [row for row in rows if _begun(on, row["period_start"] or row["period_end"])]
        case _:
            return [row for row in rows if row["incident_id"] in shown]


def _sources(query: Query, shown: AbstractSet[str]) -> list[Row]:
    """Return the sources that what is shown rests on."""
    citing: Iterable[Row] = (
        row for name in (*_CITING, "incidents", "movements") for row in _rows(query, name, shown)
    )
    named = {key for row in citing if isinstance(row["source_ids"], tuple) for key in row["source_ids"]}
    return [row for row in query.record.rows("sources") if row["source_id"] in named]


def _begun(on: Moment, date: object) -> bool:
    """Return whether a date may have come by ``on``; one that is not known may."""
    return not date or in_window(str(date), "", None, on)
