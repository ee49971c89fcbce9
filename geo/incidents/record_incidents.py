"""The record's incidents with their places, claims and sources: one row per incident and place."""

from __future__ import annotations

from collections import defaultdict
from typing import TypedDict

from durandline.geo.record import Record
from durandline.geo.schema.check import Row
from durandline.geo.schema.precision import precision_of
from durandline.geo.schema.tables import INCIDENTS
from durandline.geo.time.moment import Moment
from durandline.geo.time.partial import bounds

Point = tuple[float, float]
RECORD = "record"  # the origin of the record's own incidents
DATASET = "durandline"  # and the collection they belong to


class Source(TypedDict):
    """A source as shown to people."""

    publisher: str
    url: str
    kind: str


class Claim(TypedDict):
    """One party's figure; an empty end is open."""

    claimant: str
    measure: str
    whom: str
    min: int | None
    max: int | None


class Placed(TypedDict):
    """One incident at one of its places.

    ``point`` is (lon, lat) or ``None`` where no point is known; ``segment`` holds the points of a stretch of a line,
    where that, and not a point, is what was meant; ``point`` is then its middle. ``precision`` is a class of
    :data:`durandline.geo.schema.precision.PRECISIONS`, empty where it is not known. ``redistribute`` is no where a
    source of the row does not allow that it be handed on.
    """

    incident_id: str
    kind: str
    source_kind: str
    date: str
    last_day: str
    summary: str
    actors: str
    place_text: str
    admin_text: str
    place_id: str
    place_name: str
    name_ps: str
    name_fa: str
    name_ur: str
    role: str
    precision: str
    radius_m: float | None
    located: bool
    coarsened: str
    claims: list[Claim]
    sources: list[Source]
    confidence: str
    notes: str
    origin: str
    same_as: tuple[str, ...]
    dataset: str
    licence: str
    redistribute: bool
    point: Point | None
    segment: tuple[Point, ...] | None


def placed_incidents(record: Record, since: Moment | None = None, until: Moment | None = None) -> list[Placed]:
    """Return the record's incidents in the window, one row per incident and place, in order of date.

    An incident that names no place of the tables comes once, unlocated. One that overlaps the window is in
    it: ``since`` is its first moment, ``until`` its last.
    """
    places = defaultdict(list)
    for link in record.rows("incident_places"):
        places[link["incident_id"]].append(link)
    claims = defaultdict(list)
    for claim in sorted(record.rows("claims"), key=lambda row: text(row["claim_id"])):
        claims[claim["incident_id"]].append(_claim(claim))
    rows = []
    for incident in record.rows("incidents"):
        key = incident["incident_id"]
        if in_window(str(incident["date"]), text(incident["last_day"]), since, until):
            rows += [_placed(record, incident, link, claims[key]) for link in places.get(key, [None])]
    return sorted(rows, key=lambda row: (bounds(row["date"]), row["incident_id"], row["place_id"]))


def in_window(date: str, last_day: str, since: Moment | None, until: Moment | None) -> bool:
    """Return whether a date, or the days from ``date`` to ``last_day``, may touch the window, on either clock."""
    return any(
        (since is None or bounds(last_day or date, side).latest > since.span(side).earliest)
        and (until is None or bounds(date, side).earliest <= until.second(side))
        for side in ("AF", "PK")
    )


def sources_of(record: Record, row: Row) -> list[Source]:
    """Return the sources of a row, in its order."""
    known = record.keyed("sources")
    ids = row["source_ids"] if isinstance(row["source_ids"], tuple) else ()
    return [_source(known[key]) for key in ids]


def _source(row: Row) -> Source:
    return {"publisher": text(row["publisher"]), "url": text(row["url"]), "kind": text(row["kind"])}


def point_of(row: Row) -> Point | None:
    """Return (lon, lat) of a crossing or place, or ``None``."""
    if isinstance(row["lon"], float) and isinstance(row["lat"], float):
        return row["lon"], row["lat"]
    return None


def text(value: object) -> str:
    """Return a cell as text, empty for an empty cell."""
    return "" if value is None else str(value)


def _placed(record: Record, incident: Row, link: Row | None, claims: list[Claim]) -> Placed:
    place = _place(record, link)
    point = point_of(place) if place else None
    return {
        "incident_id": text(incident["incident_id"]),
        "kind": text(incident["kind"]),
        "source_kind": "",
        "date": text(incident["date"]),
        "last_day": text(incident["last_day"]),
        "summary": text(incident["summary"]),
        "actors": text(incident["actors"]),
        "place_text": text(incident["place_text"]),
        "admin_text": text(incident["admin_text"]),
        "place_id": text((link["place_id"] or link["crossing_id"]) if link else ""),
        "place_name": text(place["name_en"]) if place else "",
        "name_ps": text(place["name_ps"]) if place else "",
        "name_fa": text(place["name_fa"]) if place else "",
        "name_ur": text(place["name_ur"]) if place else "",
        "role": text(link["role"]) if link else "",
        "precision": _precision(link, place) if point else "",
        "radius_m": place["radius_m"] if place and point and isinstance(place["radius_m"], float) else None,
        "located": point is not None,
        "coarsened": "",
        "claims": claims,
        "sources": sources_of(record, incident),
        "confidence": text(incident["confidence"]),
        "notes": text(incident["notes"]),
        "origin": RECORD,
        "same_as": (),
        "dataset": DATASET,
        "licence": INCIDENTS.licence,
        "redistribute": _may_be_handed_on(record, incident),
        "point": point,
        "segment": None,
    }


def _place(record: Record, link: Row | None) -> Row | None:
    if link is None:
        return None
    if link["place_id"]:
        return record.keyed("places")[text(link["place_id"])]
    return record.keyed("crossings")[text(link["crossing_id"])]


def _precision(link: Row | None, place: Row | None) -> str:
    """Return the class of a place's kind; a crossing is a place of its own."""
    is_crossing = link is None or place is None or not link["place_id"]
    return precision_of("gate" if is_crossing else text(place["kind"])).name  # type: ignore[index]


def _may_be_handed_on(record: Record, row: Row) -> bool:
    known = record.keyed("sources")
    ids = row["source_ids"] if isinstance(row["source_ids"], tuple) else ()
    return all(known[key]["redistribute"] is not False for key in ids)


def _claim(row: Row) -> Claim:
    least, most = row["min"], row["max"]
    return {
        "claimant": text(row["claimant"]),
        "measure": text(row["measure"]),
        "whom": text(row["whom"]),
        "min": least if isinstance(least, int) else None,
        "max": most if isinstance(most, int) else None,
    }
