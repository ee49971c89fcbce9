"""A place text to a point or a stretch of the line, with a radius, a class, a reason, and what else it may mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from durandline.geo.gazetteer.gazetteer import Gazetteer
from durandline.geo.geocoding.choose import Decision
from durandline.geo.geocoding.decide import decide
from durandline.geo.geocoding.match import Hit
from durandline.geo.names.countries import stated_countries
from durandline.geo.schema.precision import PRECISIONS

RUNNERS_UP = 5

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another entry that a text may mean. Degrees EPSG:4326; ``None`` where no point of it is known."""

    place_id: str
    gazetteer: str
    name: str
    kind: str
    country: str
    admin1: str
    admin2: str
    lon: float | None
    lat: float | None
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Geocode:
    """What a place text stands for.

    ``lon`` and ``lat`` are degrees EPSG:4326, ``None`` where the text is not located; then ``precision`` is empty and
    ``why`` says what stands in the way. ``segment`` holds the points of a stretch of a line, where that is what the
    text names; the point is then its middle. Nine in ten of what is reported with such a text should lie within
    ``radius_m`` metres of the point. ``precision`` is a name of ``PRECISIONS``, ``acled`` and ``ucdp`` its numbers
    there; ``score`` (0 to 1) ranks candidates and is no probability. ``place_id`` and ``gazetteer`` name the entry,
    where it is one.
    """

    query: str
    admin: str
    country: str
    lon: float | None
    lat: float | None
    segment: tuple[Point, ...] | None
    precision: str
    acled: int | None
    ucdp: int | None
    radius_m: float | None
    score: float
    why: str
    place_id: str
    gazetteer: str
    gazetteer_version: str
    runners_up: tuple[Candidate, ...]

    @property
    def located(self) -> bool:
        """Whether there is a point."""
        return self.lon is not None


@cache
def shipped() -> Gazetteer:
    """Return the gazetteer of the shipped tables, read once."""
    return Gazetteer.builtin()


def geocode(text: str, *, admin: str = "", country: str = "", gazetteer: Gazetteer | None = None) -> Geocode:
    """Return what a place text stands for.

    Parameters
    ----------
    text
        A place name in Latin or Arabic script, or a phrase such as ``10 km east of Wana``.
    admin
        What is known of where it lies: names of districts, agencies, provinces of any time, parted by commas. Empty
        where nothing is; then a name that is only like one of the gazetteer is not taken for it.
    country
        The country as a code or a name (AF, PAK, پاکستان), or several; empty where not known. It is a condition:
        no answer lies in another one. So is a country that ``text`` or ``admin`` names. What names no country is
        left out, and the reason says so.
    gazetteer
        Where to look; without it, in the shipped one.

    Examples
    --------
    >>> found = geocode("تورخم")
    >>> found.place_id, found.precision, round(found.lon, 2), round(found.lat, 2)
    ('torkham', 'exact', 71.08, 34.11)
    """
    gazetteer = gazetteer or shipped()
    decision = decide(gazetteer, text, admin, country)
    if country.strip() and not stated_countries(country):
        decision = replace(decision, why=f"{decision.why} {country!r} is no country that is known; it is left out.")
    return _answer(gazetteer, text, admin, country, decision)


def geocode_many(
    texts: Sequence[str],
    admins: Sequence[str] | None = None,
    countries: Sequence[str] | None = None,
    *,
    gazetteer: Gazetteer | None = None,
) -> list[Geocode]:
    """Return the answers to many texts, in their order; the same text with the same context is looked up once.

    ``admins`` and ``countries`` are empty or as long as ``texts``. Other parameters as for :func:`geocode`.
    """
    gazetteer = gazetteer or shipped()
    blank = [""] * len(texts)
    known: dict[tuple[str, str, str], Geocode] = {}
    answers = []
    for question in zip(texts, admins or blank, countries or blank, strict=True):
        if question not in known:
            text, admin, country = question
            known[question] = geocode(text, admin=admin, country=country, gazetteer=gazetteer)
        answers.append(known[question])
    return answers


def _answer(gazetteer: Gazetteer, text: str, admin: str, country: str, made: Decision) -> Geocode:
    kind = PRECISIONS.get(made.precision)
    entry = gazetteer.entries[made.entry] if made.entry is not None else None
    why = f"{made.why} {entry.remark}" if entry and entry.remark else made.why
    return Geocode(
        text, admin, country, made.lon, made.lat, made.segment, made.precision,
        kind.acled if kind else None, kind.ucdp if kind else None, made.radius_m, round(min(1.0, made.score), 3),
        why, entry.place_id if entry else "", entry.gazetteer if entry else "", gazetteer.version,
        tuple(_candidate(gazetteer, hit) for hit in made.others[:RUNNERS_UP]),
    )  # fmt: skip


def _candidate(gazetteer: Gazetteer, hit: Hit) -> Candidate:
    entry = gazetteer.entries[hit.number]
    area = f"{entry.admin2}, {entry.admin1}".strip(", ")
    why = f"name {hit.closeness:.2f}, place {hit.fit:.2f}; {area or 'no district given'}"
    return Candidate(entry.place_id, entry.gazetteer, entry.name, entry.kind, entry.country, entry.admin1,
                     entry.admin2, entry.lon, entry.lat, round(min(1.0, hit.score), 3), why)  # fmt: skip
