"""Write ``routes.geojson``: schematic corridors, drawn straight from one named town to the next.

``routes.csv`` beside this file lists the stops by key: ``crossing:`` and ``place:`` name rows of our tables, and
``town:`` a town of GeoNames. No coordinate of a route is typed: all come from there.

    python data/scripts/routes.py
"""

from __future__ import annotations

from typing import NamedTuple

from drawing import REGION
from geojson_text import DATA, collection_text, feature_text
from shapely import clip_by_rect
from shapely.geometry import LineString
from towns import geonames, read_table

from durandline.geo.files import write_text

DECIMALS = 5
COPIED = ("route_id", "name_en", "name_ps", "name_fa", "name_ur", "crossing_id")


class Stop(NamedTuple):
    """A named point, degrees EPSG:4326."""

    name: str
    lon: float
    lat: float


def main() -> None:
    """Write the file."""
    tables = {
        "crossing": {row["crossing_id"]: row for row in read_table(DATA / "crossings.csv")},
        "place": {row["place_id"]: row for row in read_table(DATA / "places.csv")},
    }
    lines = [route_text(row, tables) for row in read_table(DATA / "scripts" / "routes.csv")]
    write_text(DATA / "routes.geojson", collection_text(lines), overwrite=True)
    print(f"routes.geojson: {len(lines)} corridors")


def route_text(row: dict[str, str], tables: dict[str, dict[str, dict[str, str]]]) -> str:
    """Return one corridor as a line of GeoJSON."""
    stops = [find_stop(key, tables) for key in row["stops"].split(";")]
    whole = LineString([(stop.lon, stop.lat) for stop in stops])
    return feature_text(
        clip_by_rect(whole, *REGION.bounds),
        {
            **{name: row[name] for name in COPIED},
            "via": [stop.name for stop in stops],
            "schematic": True,
            "notes": " ".join(["Straight between named towns; not the course of a road.", row["notes"]]).strip(),
        },
        DECIMALS,
    )


def find_stop(key: str, tables: dict[str, dict[str, dict[str, str]]]) -> Stop:
    """Return the point that a key such as ``place:peshawar`` or ``town:Kabul`` names."""
    table, _, name = key.partition(":")
    if table == "town":
        town = geonames(name, ("AF", "PK"))
        return Stop(name, town["longitude"], town["latitude"])
    row = tables[table].get(name)
    if row is None or not row["lat"]:
        raise SystemExit(f"{key} is no {table} with a point.")
    return Stop(row["name_en"], float(row["lon"]), float(row["lat"]))


if __name__ == "__main__":
    main()
