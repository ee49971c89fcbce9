"""ACLED's exports and API answers as rows of ours.

Columns and codes are those of ACLED's codebook, from general knowledge of it: time_precision 1 is a day, 2 a week of
which the middle is given, 3 a month; geo_precision as in :func:`durandline.geo.schema.precision.from_acled`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Final

import numpy as np

from durandline.geo.ingest.cells import plain
from durandline.geo.ingest.dates import decide, read_dates, tell_dates
from durandline.geo.ingest.distinct import Distinct, each_row, joined
from durandline.geo.ingest.hints import Wants
from durandline.geo.ingest.kinds import Kinds, named_kinds
from durandline.geo.ingest.known_columns import Fields, constant, precision_columns
from durandline.geo.ingest.notes import Notes, Tally, cells
from durandline.geo.readers.raw_table import RawTable, Texts
from durandline.geo.schema.precision import from_acled

CLAIMANT, DATASET, LICENCE = "ACLED", "ACLED", "ACLED terms"
ID: Final = ("event_id_cnty", "data_id")
COLUMNS: Final = (
    *ID, "event_date", "time_precision", "event_type", "sub_event_type", "actor1", "assoc_actor_1", "actor2",
    "assoc_actor_2", "location", "country", "admin1", "admin2", "admin3", "latitude", "longitude", "geo_precision",
    "source", "notes", "fatalities", "timestamp",
)  # fmt: skip
MAPPING: Final = (
    ("incident_id", "event_id_cnty"), ("incident_id", "data_id"), ("date", "event_date"), ("date", "time_precision"),
    ("kind", "event_type"), ("kind", "sub_event_type"), ("source_kind", "event_type"),
    ("source_kind", "sub_event_type"), ("actors", "actor1"), ("actors", "assoc_actor_1"), ("actors", "actor2"),
    ("actors", "assoc_actor_2"), ("place_name", "location"), ("admin_text", "admin3"), ("admin_text", "admin2"),
    ("admin_text", "admin1"), ("admin_text", "country"), ("lat", "latitude"), ("lon", "longitude"),
    ("precision", "geo_precision"), ("radius_m", "geo_precision"), ("source_publisher", "source"),
    ("summary", "notes"), ("fatalities_min", "fatalities"), ("fatalities_max", "fatalities"),
    ("dataset", "timestamp"),
)  # fmt: skip
_WEEK_AROUND: Final = timedelta(days=3)


def read_acled(fields: Fields, wants: Wants, notes: Notes) -> dict[str, Texts]:
    """Return ACLED's columns as those of ours, as text; ``fields`` gives the file's columns by ACLED's names.

    One figure of deaths is ACLED's least and most; the rows may not be handed on.
    """
    kind, source_kind = named_kinds(
        fields["event_type"], fields["sub_event_type"], Kinds("acled", wants.kinds), fields.name("event_type"), notes
    )
    precision, radius = precision_columns(fields["geo_precision"], from_acled, fields.name("geo_precision"), notes)
    figures = Distinct.of(fields["fatalities"])
    killed = figures.column([text.strip().removesuffix(".0") for text in figures.texts])
    rows = len(kind)
    return {
        "incident_id": event_ids(fields),
        "kind": kind,
        "source_kind": source_kind,
        "date": _dates(fields, wants, notes),
        "place_name": fields["location"],
        "admin_text": joined(_listed, fields["admin3"], fields["admin2"], fields["admin1"], fields["country"]),
        "lat": fields["latitude"],
        "lon": fields["longitude"],
        "radius_m": radius,
        "precision": precision,
        "fatalities_min": killed,
        "fatalities_max": killed,
        "claimant": constant(CLAIMANT, rows),
        "summary": fields["notes"],
        "actors": joined(
            _actors, fields["actor1"], fields["assoc_actor_1"], fields["actor2"], fields["assoc_actor_2"]
        ),
        "source_publisher": fields["source"],
        "dataset": constant(_dataset(fields["timestamp"]), rows),
        "licence": constant(LICENCE, rows),
        "redistribute": constant("no", rows),
    }


def event_ids(fields: Fields) -> Texts:
    """Return the key of each event, ``acled:`` and ACLED's id; empty where it has none."""
    return each_row(_key, *(fields[name] for name in ID))


def _key(one: str, two: str) -> str:
    name = one.strip() or two.strip()
    return f"acled:{name}" if name else ""


def deleted_rows(fields: Fields, deleted: frozenset[str]) -> np.ndarray:
    """Return which rows are events that ACLED has taken back."""
    ids = fields["event_id_cnty"]
    return np.fromiter((text.strip() in deleted for text in ids), dtype=bool, count=len(ids))


def read_deleted(pieces: Iterable[RawTable]) -> frozenset[str]:
    """Return the ids in ACLED's list of deleted events (columns event_id_cnty and deleted_timestamp).

    Raises
    ------
    InputError
        There is no column event_id_cnty.
    """
    ids: set[str] = set()
    for piece in pieces:
        fields = Fields.of(piece.columns, piece.cells, len(piece))
        fields.need("event_id_cnty", "ACLED's list of deleted events")
        ids |= {text.strip() for text in fields["event_id_cnty"]}
    return frozenset(ids - {""})


def _dates(fields: Fields, wants: Wants, notes: Notes) -> Texts:
    column, tally = Distinct.of(fields["event_date"]), notes.tally(fields.name("event_date"))
    decided = decide([column], wants.dates)
    days = column.column(read_dates(column, decided, tally))
    tell_dates(tally, decided)
    precision = fields["time_precision"]
    coarse = {text for text in set(precision) if plain(text, 0, Tally(notes, "")).removesuffix(".0") in ("2", "3")}
    if not coarse:
        return days
    unsure = sum(text in coarse for text in precision)
    notes.say(
        fields.name("time_precision"), "time-precision",
        f"{cells(unsure)} with a week or a month: read as the seven days around the one given, or as the month.",
    )  # fmt: skip
    return joined(_as_precise, days, precision)


def _as_precise(day: str, precision: str) -> str:
    code = precision.strip().removesuffix(".0")
    if code not in ("2", "3"):
        return day
    try:
        middle = date.fromisoformat(day)
    except ValueError:
        return day
    if code == "3":
        return day[:7]
    return f"{(middle - _WEEK_AROUND).isoformat()}/{(middle + _WEEK_AROUND).isoformat()}"


def _dataset(timestamps: Texts) -> str:
    """Return ACLED's name with the day of the newest change, UTC, where rows have one: seconds since 1970, or ISO."""
    days = [day for text in set(timestamps) if (day := _day(text.strip()))]
    return f"{DATASET} {max(days)}" if days else DATASET


def _day(text: str) -> str:
    seconds = text.removesuffix(".0")
    if seconds.isascii() and seconds.isdecimal() and 9 <= len(seconds) <= 10:
        return datetime.fromtimestamp(int(seconds), UTC).date().isoformat()
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return ""


def _listed(*parts: str) -> str:
    return ", ".join(part.strip() for part in parts if part.strip())


def _actors(one: str, with_one: str, two: str, with_two: str) -> str:
    sides = [f"{who.strip()} ({beside.strip()})" if beside.strip() else who.strip()
             for who, beside in ((one, with_one), (two, with_two)) if who.strip()]  # fmt: skip
    return "; ".join(sides)
