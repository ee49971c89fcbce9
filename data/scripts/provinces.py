"""The provinces of the base map: names at points, and the lines between provinces of one country."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import geopandas as gpd
from drawing import REGION, Names, Part, facts, label_point, merged, simple
from packages import provinces
from shapely.geometry import MultiLineString, Point
from shapely.geometry.base import BaseGeometry

DISPUTED_PROVINCES = {"Gilgit-Baltistan", "Azad Jammu and Kashmir"}
# Points in provinces that Natural Earth's table calls by their neighbour's name.
MISNAMED = {"Panjshir": Point(69.52, 35.31), "Daikundi": Point(66.13, 33.72)}
WORDS = ("ولایت ", "صوبہ ", "استان ", "ایالت ", " صوبہ", " پراونس", " پاکستان")
SMALLEST_PROVINCE = 0.1  # square degrees: a capital territory has its town's name already


def province_parts(names: Names) -> Iterator[Part]:
    """Yield a point for each province's name, then the lines between provinces of one country."""
    table = provinces()
    table["name"] = [real_name(row.name_en, row.geometry) for row in table.itertuples()]
    named = {row.name_en: row for row in table.itertuples()}
    units: gpd.GeoDataFrame = table.dissolve("name", as_index=False).sort_values("name")
    for row in units.itertuples():
        part = row.geometry.intersection(REGION)
        found = {
            "name_en": row.name,
            "name_fa": plain(getattr(named.get(row.name), "name_fa", "")),
            "name_ur": plain(getattr(named.get(row.name), "name_ur", "")),
        }
        fixed = merged(found, names.get(("province", row.name)))
        status = "disputed" if fixed["name_en"] in DISPUTED_PROVINCES else "recognised"
        if part.area > SMALLEST_PROVINCE:
            yield label_point(part), facts("province", 2, row.iso_a2, fixed, **{"class": status})
    for country, group in units.groupby("iso_a2"):
        shared = [
            one.boundary.intersection(other.boundary)
            for one, other in combinations(group.geometry, 2)
            if one.touches(other)
        ]
        lines = [line for each in shared for line in getattr(each, "geoms", [each])]
        kept = simple(MultiLineString([x for x in lines if x.geom_type == "LineString"]).intersection(REGION))
        yield kept, facts("province_line", 3, str(country))


def real_name(name: str, shape: BaseGeometry) -> str:
    """Return a province's name of today: the tribal areas joined Khyber Pakhtunkhwa in 2018."""
    for real, point in MISNAMED.items():
        if shape.contains(point):
            return real
    return "Khyber Pakhtunkhwa" if name == "Federally Administered Tribal Areas" else name


def plain(name: str | None) -> str:
    """Return a name without the word for province."""
    for word in WORDS:
        name = (name or "").replace(word, "")
    return (name or "").strip()
