"""What a person decides about places that a program cannot tell: a table to edit, and what it says when it is back.

A row of the table is one place text with its context, however many rows of the file have it. ``decision`` is the id
of a place (``torkham``, or ``geonames-cities:1106880`` where two gazetteers have the id), ``lon,lat`` in degrees
EPSG:4326, or ``skip`` to leave it without a point; empty decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from durandline.geo.errors import InputError
from durandline.geo.formats.csv import read_rows, read_text
from durandline.geo.geocoding.answer_columns import candidate_text
from durandline.geo.schema.findings import Finding
from durandline.geo.schema.precision import PRECISIONS, place_radius, precision_of
from durandline.geo.schema.vocabulary import PLACE_KINDS

if TYPE_CHECKING:
    from durandline.geo.gazetteer.gazetteer import Entry
    from durandline.geo.geocoding.geocoder import Geocode

MOST_RUNNERS_UP: Final = 5
REVIEW_COLUMNS: Final = (
    "place", "admin", "country", "rows", "decision", "why", *(f"choice_{n}" for n in range(1, MOST_RUNNERS_UP + 1))
)  # fmt: skip
SKIP: Final = "skip"
_POINT: Final = re.compile(r"\s*([+-]?\d+(?:\.\d*)?)\s*[,;\s]\s*([+-]?\d+(?:\.\d*)?)\s*", re.ASCII)


class Asked(NamedTuple):
    """What one decision is about."""

    place: str
    admin: str
    country: str


@dataclass(slots=True)
class Decisions:
    """Decisions by what they are about, each with the row of the file it stands in."""

    file: str = ""
    by_asked: dict[Asked, tuple[int, str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    followed: set[Asked] = field(default_factory=set)


def review_rows(answers: Iterable[tuple[Asked, int, Geocode]]) -> list[dict[str, Any]]:
    """Return the rows of the table to edit: what was asked, in how many rows, and the runners-up."""
    rows = []
    for asked, count, answer in answers:
        choices = {f"choice_{n}": candidate_text(each) for n, each in enumerate(answer.runners_up, 1)}
        rows.append({**asked._asdict(), "rows": count, "decision": "", "why": answer.why, **choices})
    return rows


def open_to_doubt(answer: Geocode) -> bool:
    """Return whether a person may know better: no point, or a mere area where there were places to choose from."""
    return answer.lon is None or (bool(answer.runners_up) and answer.precision not in ("exact", "near"))


def read_decisions(content: bytes, name: str) -> Decisions:
    """Return the decisions of an edited table; two that differ about one thing are a finding, and the first counts.

    Raises
    ------
    InputError
        It is no CSV file with the columns ``place`` and ``decision``.
    """
    try:
        header, raw = read_rows(read_text(content, name))
        rows = list(raw)
    except InputError as error:
        raise InputError(str(error) if name in str(error) else f"{name}: {error}") from None
    if not {"place", "decision"} <= set(header):
        raise InputError(f"{name}: needs the columns place and decision, as --review writes them.")
    made = Decisions(name)
    for number, cells in rows:
        asked = Asked(*(cells.get(column, "").strip() for column in Asked._fields))
        text = cells["decision"].strip()
        if not text:
            continue
        before = made.by_asked.setdefault(asked, (number, text))
        if before[1] != text:
            message = f"row {before[0]} decides the same otherwise; that one counts."
            made.findings.append(_finding(made, number, text, message))
    return made


def decide(made: Decisions, answers: Mapping[Asked, Geocode], entries: Iterable[Entry]) -> dict[Asked, Geocode]:
    """Return the answers that decisions change, and note in ``made`` which were followed and what could not be."""
    wanted = {text.rpartition(":")[2] for _, text in made.by_asked.values()}
    places: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.place_id in wanted:
            # A place goes before the crossing of its id, as it does in the gazetteer.
            places.setdefault(entry.place_id, []).append(entry)
            places.setdefault(f"{entry.gazetteer}:{entry.place_id}", []).append(entry)
    decided = {}
    for asked, (number, text) in made.by_asked.items():
        if asked not in answers:
            made.findings.append(_finding(made, number, text, f"no row asks for {asked.place!r} with this context."))
            continue
        answer = _decided(answers[asked], text, f"{made.file}, row {number}", places)
        if isinstance(answer, str):
            made.findings.append(_finding(made, number, text, answer))
        else:
            decided[asked] = answer
    made.followed |= set(decided)
    return decided


def _decided(answer: Geocode, text: str, where: str, places: Mapping[str, list[Entry]]) -> Geocode | str:
    """Return the answer that a decision gives, or what is wrong with it."""
    if text.casefold() == SKIP:
        return _unplaced(answer, f"Left without a point by decision ({where}).")
    if point := _POINT.fullmatch(text):
        return _at_point(answer, float(point[1]), float(point[2]), where)
    found = places.get(text, [])
    if len({each.gazetteer for each in found}) > 1:
        return (
            f"is the id of {' and '.join(f'{each.gazetteer}:{each.place_id}' for each in found)}; write one of these."
        )
    if not found:
        return "is neither the id of a place of the gazetteers, nor lon,lat, nor skip."
    return _at_entry(answer, found[0], where)


def _unplaced(answer: Geocode, why: str) -> Geocode:
    return replace(
        answer, lon=None, lat=None, segment=None, precision="", acled=None, ucdp=None, radius_m=None, score=0.0,
        why=why, place_id="", gazetteer="", runners_up=(),
    )  # fmt: skip


def _at_point(answer: Geocode, lon: float, lat: float, where: str) -> Geocode | str:
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        return "lies off the globe; longitude comes first."
    exact = PRECISIONS["exact"]
    return replace(
        _unplaced(answer, f"Put at this point by decision ({where})."),
        lon=lon, lat=lat, precision=exact.name, acled=exact.acled, ucdp=exact.ucdp, radius_m=exact.radius_m,
        score=1.0,
    )  # fmt: skip


def _at_entry(answer: Geocode, entry: Entry, where: str) -> Geocode | str:
    if entry.lon is None or entry.lat is None:
        return f"is {entry.name}, of which no point is known; give lon,lat."
    precision, radius = entry_precision(entry)
    known = PRECISIONS[precision]
    return replace(
        _unplaced(answer, f"{entry.name} by decision ({where})."),
        lon=entry.lon, lat=entry.lat, precision=precision, acled=known.acled, ucdp=known.ucdp, radius_m=radius,
        score=1.0, place_id=entry.place_id, gazetteer=entry.gazetteer,
    )  # fmt: skip


def entry_precision(entry: Entry) -> tuple[str, float]:
    """Return the class of precision of a place that a person chose and its own radius in metres."""
    if entry.kind in ("province", "region"):
        return "province", entry.radius_m or PRECISIONS["province"].radius_m
    kind = entry.kind if entry.kind in PLACE_KINDS else "gate"  # a crossing
    return precision_of(kind).name, entry.radius_m or place_radius(kind, entry.admin1, entry.admin2)


def _finding(made: Decisions, row: int, value: str, message: str) -> Finding:
    return Finding(made.file, row, "decision", "decision", "warning", value, message)
