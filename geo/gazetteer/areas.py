"""Provinces, districts, agencies and frontier regions: by any name of their time, with what each lies in."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import Final

from durandline.geo.names.area_codes import area_of_code
from durandline.geo.names.keys import keys
from durandline.geo.schema.precision import unit_radius

AREAS_FILE: Final = "lexicon_areas.csv"

_SPLIT: Final = re.compile(r"[,;/،؛]|\s-\s")
_INSIDE: Final = re.compile(r"[()\[\]]")
_ORDER: Final = {"district": 0, "region": 1, "province": 2}
_COARSE: Final = {"region", "province"}
# What a word for a level of administration may stand for: ``province`` beside a name means no district of that name.
LEVELS: Final = {"province": _COARSE, "district": {"district", "region"}}


@dataclass(frozen=True, slots=True)
class Area:
    """An administrative area; ``within`` are the ids of all areas that hold it, now or at some time.

    ``radius_m`` is the radius around the point that holds nine tenths of the area. Degrees EPSG:4326.
    """

    area_id: str
    name: str
    kind: str
    country: str
    within: frozenset[str]
    lon: float
    lat: float
    radius_m: float
    names: tuple[str, ...]

    def holds(self, other: Area) -> bool:
        """Return whether ``other`` is this area or lies in it."""
        return self.area_id == other.area_id or self.area_id in other.within


class Areas:
    """An index of areas by name; the first of two with one name goes before."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self.by_id: dict[str, Area] = {}
        self._by_key: dict[str, list[Area]] = defaultdict(list)
        for area in areas:
            if area.area_id in self.by_id:
                continue
            self.by_id[area.area_id] = area
            for key in dict.fromkeys(area_key(name) for name in area.names):
                self._by_key[key].append(area)
        self._found: dict[tuple[str, str], tuple[Area, ...]] = {}

    def bearing(self, name: str, country: str = "") -> tuple[Area, ...]:
        """Return the areas that bear a name or its ISO 3166-2 code, of whatever level, districts before provinces."""
        found = self._by_key.get(area_key(area_of_code(name) or name), ())
        fits = [area for area in found if not country or area.country == country]
        return tuple(sorted(fits, key=lambda area: _ORDER[area.kind]))

    def named(self, text: str, country: str = "") -> tuple[Area, ...]:
        """Return the areas that one name may mean, districts before provinces; none where nothing fits.

        A word for a level (``province``, ``ولسوالۍ``) decides where an area of that level bears the name. Where none
        is said, the name of a province is not that of a district in it: gazetteers have a district around each
        province's capital.
        """
        found = self.bearing(text, country)
        for kind in keys(text).kinds:
            if fits := tuple(area for area in found if area.kind in LEVELS.get(kind, ())):
                return fits
        return tuple(area for area in found if not any(area is not each and each.holds(area) for each in found))

    def stated(self, text: str, country: str = "") -> tuple[Area, ...]:
        """Return the finest areas that an admin text states: ``Kurram agency, FATA`` is Kurram alone.

        The text may list several, parted by commas, slashes or semicolons, or ``Upper (Lower)``. Of two areas of
        which one holds the other, the inner one stays; so does the district where one name stands twice, for a
        district and its province (``Kandahar, Kandahar``). Parts that name no known area count for nothing.
        """
        if (text, country) not in self._found:
            self._found[text, country] = self._read(text, country)
        return self._found[text, country]

    def _read(self, text: str, country: str) -> tuple[Area, ...]:
        listed = [part for part in _SPLIT.split(text) if part.strip()]
        parts = [each for part in listed for each in (part, *_INSIDE.split(part))]
        parts.append(text)
        found = {area.area_id: area for part in parts if part.strip() for area in self.named(part, country)}
        counts = Counter(map(area_key, listed))
        twice = (key for key, number in counts.items() if number > 1)
        found |= {area.area_id: area for key in twice for area in self.bearing(key, country)}
        return tuple(
            area
            for area in found.values()
            if not any(area is not other and area.holds(other) for other in found.values())
        )

    def of_entry(self, country: str, admin1: str, admin2: str) -> Area | None:
        """Return the finest known area of a gazetteer entry's own admin columns."""
        provinces = [area for area in self.bearing(admin1, country) if area.kind in _COARSE] if admin1 else []
        for part in (admin2, *_INSIDE.split(admin2)) if admin2 else ():
            for area in self.bearing(part, country):
                if area.kind not in _COARSE and (not provinces or any(each.holds(area) for each in provinces)):
                    return area
        return provinces[0] if provinces else None


@cache
def area_key(name: str) -> str:
    """Return what an area's name is compared by: an agency is the district of that name, a frontier region is not."""
    return keys(name.replace(".", "")).full


@cache
def shipped_areas() -> tuple[Area, ...]:
    """Return the areas that ship with the package (``lexicon_areas.csv``)."""
    text = (files("durandline.data") / AREAS_FILE).read_text("utf-8")
    rows = {row["area_id"]: row for row in csv.DictReader(StringIO(text))}

    def ancestors(key: str) -> set[str]:
        direct = set(rows[key]["within"].split(";")) - {""}
        return direct.union(*(ancestors(each) for each in direct))

    return tuple(_area(row, frozenset(ancestors(key))) for key, row in rows.items())


def _area(row: dict[str, str], within: frozenset[str]) -> Area:
    columns = ("name_en", "aliases", "name_ps", "name_fa", "name_ur")
    names = dict.fromkeys(name for column in columns for name in row[column].split(";") if name)
    radius = round(unit_radius(float(row["area_km2"])), -2)
    return Area(row["area_id"], row["name_en"], row["kind"], row["country"], within,
                float(row["lon"]), float(row["lat"]), radius, tuple(names))  # fmt: skip
