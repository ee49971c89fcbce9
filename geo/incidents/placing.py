"""Placing incidents that come with a place name and no coordinates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from durandline.geo.incidents.record_incidents import Point, text
from durandline.geo.record import Record
from durandline.geo.schema.check import Row

if TYPE_CHECKING:
    from durandline.geo.gazetteer.gazetteer import Entry, Gazetteer
    from durandline.geo.geocoding.geocoder import Geocode


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row is, under which name: (lon, lat) or ``None``, and the 90 % radius in metres where one is known.

    ``segment`` holds the points of a stretch of a line, where that is what was meant; ``point`` is its middle.
    ``precision`` is the class of the answer, empty where there is no point.
    """

    name: str
    place_id: str = ""
    point: Point | None = None
    radius_m: float | None = None
    name_ps: str = ""
    name_fa: str = ""
    name_ur: str = ""
    precision: str = ""
    segment: tuple[Point, ...] | None = None


class Placing:
    """The geocoder over one gazetteer, loaded when the first name is looked up; a repeated name is free."""

    def __init__(self, record: Record, gazetteer: Callable[[], Gazetteer] | None = None) -> None:
        self._record = record
        self._make = gazetteer
        self._answers: dict[tuple[str, str], tuple[Place, Geocode]] = {}

    def find(self, name: str, admin: str = "") -> tuple[Place, Geocode]:
        """Return the place that a text means within the areas that ``admin`` names, and the geocoder's answer."""
        from durandline.geo.geocoding.geocoder import geocode  # noqa: PLC0415 - heavy, and most files have coordinates

        if (name, admin) not in self._answers:
            answer = geocode(name, admin=admin, gazetteer=self._gazetteer)
            self._answers[name, admin] = self._place(answer), answer
        return self._answers[name, admin]

    def _place(self, answer: Geocode) -> Place:
        point = None if answer.lon is None or answer.lat is None else (answer.lon, answer.lat)
        entry = self._entries.get((answer.gazetteer, answer.place_id))
        if entry is None:
            return Place(answer.query, "", point, answer.radius_m, precision=answer.precision, segment=answer.segment)
        row = self._row(entry)
        pashto, dari, urdu = (text(row[f"name_{code}"]) if row else "" for code in ("ps", "fa", "ur"))
        return Place(entry.name, entry.place_id, point, answer.radius_m, pashto, dari, urdu, answer.precision,
                     answer.segment)  # fmt: skip

    def _row(self, entry: Entry) -> Row | None:
        from durandline.geo.gazetteer.gazetteer import OURS, OWN_CROSSINGS  # noqa: PLC0415

        if entry.gazetteer not in OURS:
            return None
        table = "crossings" if entry.gazetteer == OWN_CROSSINGS else "places"
        return self._record.keyed(table).get(entry.place_id)

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        from durandline.geo.gazetteer.gazetteer import Gazetteer  # noqa: PLC0415

        return self._make() if self._make else Gazetteer.builtin(self._record)

    @cached_property
    def _entries(self) -> dict[tuple[str, str], Entry]:
        entries: dict[tuple[str, str], Entry] = {}
        for entry in self._gazetteer.entries:
            entries.setdefault((entry.gazetteer, entry.place_id), entry)
        return entries
