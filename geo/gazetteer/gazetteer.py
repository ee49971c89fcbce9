"""The gazetteer: named places with points, from the package's own tables and from what a user adds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import Self

from durandline.geo.gazetteer.areas import Area, Areas, area_key, shipped_areas
from durandline.geo.gazetteer.entry import AREA_KINDS, OURS, OWN, OWN_AREAS, OWN_CROSSINGS, Entry
from durandline.geo.gazetteer.shipped import shipped_entries, shipped_version
from durandline.geo.names.index import Index
from durandline.geo.record import Record
from durandline.geo.schema.precision import place_radius

__all__ = ["AREA_KINDS", "OURS", "OWN", "OWN_AREAS", "OWN_CROSSINGS", "Entry", "Gazetteer"]


class Gazetteer:
    """Entries, the areas that they lie in, and the indexes to find them by.

    An entry that comes first goes before one of the same name and rank that comes later.
    """

    def __init__(self, entries: Iterable[Entry], version: str) -> None:
        self.entries = tuple(entries)
        self.version = version
        self._members: dict[tuple[str, ...], frozenset[int]] = {}

    @classmethod
    def builtin(cls, record: Record | None = None) -> Self:
        """Return the gazetteer of a record's crossings and places, the shipped areas, and the shipped towns."""
        record = record or Record()
        return cls(shipped_entries(record), shipped_version(record))

    def with_entries(self, more: Iterable[Entry], version: str) -> Self:
        """Return a gazetteer with more entries, which come after its own.

        Entries for areas that are known already add nothing and are left out. ``version`` names what was added.
        """
        kept = [
            self._own_names(entry) if entry.kind in AREA_KINDS else entry
            for entry in more
            if not (entry.kind in AREA_KINDS and self._known_area(entry))
        ]
        return type(self)([*self.entries, *kept], f"{self.version}, {version}")

    @cached_property
    def areas(self) -> Areas:
        """The shipped areas, and every other district of the entries."""
        shipped = shipped_areas()
        base = Areas(shipped)
        return Areas([*shipped, *(area for entry in self.entries if (area := _district(entry, base)))])

    @cached_property
    def countries(self) -> frozenset[str]:
        """The codes of the countries that the entries lie in."""
        return frozenset(entry.country for entry in self.entries if entry.country)

    @cached_property
    def index(self) -> Index:
        """The entries by name."""
        return Index(entry.names for entry in self.entries)

    @cached_property
    def area_of(self) -> list[Area | None]:
        """The finest known area of each entry, by the entry's own admin columns."""
        found: dict[tuple[str, str, str], Area | None] = {}
        areas: list[Area | None] = []
        for entry in self.entries:
            key = (entry.country, entry.admin1, entry.admin2)
            if key not in found:
                found[key] = self.areas.of_entry(*key)
            if _is_shipped_area(entry) and entry.place_id in self.areas.by_id:
                areas.append(self.areas.by_id[entry.place_id])
            else:
                areas.append(found[key])
        return areas

    def members(self, areas: tuple[Area, ...]) -> frozenset[int]:
        """Return the numbers of the entries whose own area lies in one of ``areas`` or holds one of them."""
        key = tuple(area.area_id for area in areas)
        if key not in self._members:
            related = [
                each.area_id
                for each in self.areas.by_id.values()
                if any(area.holds(each) or each.holds(area) for area in areas)
            ]
            self._members[key] = frozenset(number for each in related for number in self._filed.get(each, ()))
        return self._members[key]

    @cached_property
    def _filed(self) -> dict[str, list[int]]:
        filed: dict[str, list[int]] = {}
        for number, own in enumerate(self.area_of):
            if own is not None:
                filed.setdefault(own.area_id, []).append(number)
        return filed

    def _own_names(self, entry: Entry) -> Entry:
        """Return an area's entry without the names of other areas: dumps list what an area was part of.

        A district that is called as its province is keeps that name in every language.
        """
        namesakes = {area.area_id for area in self.areas.bearing(entry.name, entry.country)}
        return replace(entry, names=tuple(
            name for name in entry.names
            if namesakes.issuperset(area.area_id for area in self.areas.bearing(name, entry.country))
        ))  # fmt: skip

    def _known_area(self, entry: Entry) -> bool:
        return any(
            area_key(entry.name) in {area_key(area.name), *map(area_key, area.names)}
            for area in self.areas.bearing(entry.name, entry.country)
            if area.kind in {entry.kind, "region"}
        )


def _is_shipped_area(entry: Entry) -> bool:
    return entry.gazetteer == OWN_AREAS or (entry.gazetteer == OWN and entry.kind == "district")


def _district(entry: Entry, known: Areas) -> Area | None:
    """Return a district of the entries as an area, unless it is known already."""
    if entry.kind != "district" or entry.lon is None or entry.lat is None:
        return None
    if _is_shipped_area(entry) and entry.place_id in known.by_id:
        return None
    province = known.of_entry(entry.country, entry.admin1, "")
    within = frozenset({province.area_id, *province.within}) if province else frozenset()
    radius = entry.radius_m or place_radius("district", entry.admin1, entry.admin2, "centroid")
    return Area(f"{entry.gazetteer}:{entry.place_id}", entry.name, "district", entry.country, within,
                entry.lon, entry.lat, radius, entry.names)  # fmt: skip
