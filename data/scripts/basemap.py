"""Write ``basemap.geojson``: land, country and province names, boundaries, rivers, lakes and towns of the region.

No country or province is drawn as a polygon, because their outlines would draw a second line between Afghanistan and
Pakistan: countries and provinces are points to put a name at, boundaries are lines of their own, and that
between Afghanistan and Pakistan is not among them. It is drawn from ``border.geojson`` alone.

    python data/scripts/basemap.py
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from drawing import DECIMALS, REGION, TOLERANCE, Names, Part, facts, label_point, merged, simple
from geojson_text import DATA, collection_text, feature_text, on_grid
from packages import natural_earth, rivers
from provinces import province_parts
from shapely.geometry import LineString, MultiLineString, Point
from shapely.geometry.base import BaseGeometry
from towns import read_table, towns

from durandline.geo.files import write_text

SNAP = 0.15  # degrees within which a boundary's end is taken to the end of our line
SMALLEST_LAKE = 0.004  # square degrees, about 40 km²
LARGEST = 250_000
DISPUTED_PARTIES = {"Siachen Glacier"}
# The line between Pakistan and China lies in Gilgit-Baltistan, which is part of the dispute over Kashmir.
DISPUTED_PAIRS = {frozenset({"Pakistan", "China"})}
NOT_OURS = frozenset({"Afghanistan", "Pakistan"})


def main() -> None:
    """Write the file and print how many features of each kind it has."""
    names = read_names()
    features = [*land(), *countries(names), *boundaries(), *province_parts(names), *waters(names), *town_points()]
    text = collection_text(feature_text(shape, about, DECIMALS) for shape, about in features)
    size = len(text.encode())
    if size > LARGEST:
        raise SystemExit(f"The base map has {size} bytes; {LARGEST} are allowed.")
    write_text(DATA / "basemap.geojson", text, overwrite=True)
    kinds = [about["kind"] for _, about in features]
    print(f"basemap.geojson: {size} bytes;", ", ".join(f"{kinds.count(k)} {k}" for k in dict.fromkeys(kinds)))


def read_names() -> Names:
    """Return the names that the packages lack or spell otherwise, by (kind, key)."""
    return {(row["kind"], row["key"]): row for row in read_table(DATA / "scripts" / "names.csv")}


def land() -> Iterator[Part]:
    """Yield the region as one piece of land: it has no coast."""
    yield REGION, facts("land", 1)


def countries(names: Names) -> Iterator[Part]:
    """Yield a point for each country's name, in the middle of its part of the region."""
    for row in natural_earth("cultural", "admin_0_countries").sort_values("ADMIN").itertuples():
        part = row.geometry.intersection(REGION)
        fixed = names.get(("country", row.ADMIN))
        if fixed and part.area > 0.5:
            found = {"name_en": row.ADMIN, "name_fa": row.NAME_FA, "name_ur": row.NAME_UR}
            rank = 1 if row.ADMIN in NOT_OURS else 2
            yield label_point(part), facts("country", rank, row.ISO_A2_EH, merged(found, fixed))


def boundaries() -> Iterator[Part]:
    """Yield the boundary lines between countries, but for the one that is ours to draw."""
    ends = line_ends()
    for row in natural_earth("cultural", "admin_0_boundary_lines_land").itertuples():
        sides = frozenset({row.ADM0_LEFT, row.ADM0_RIGHT})
        part = row.geometry.intersection(REGION)
        if sides == NOT_OURS or part.is_empty:
            continue
        told = not row.FEATURECLA.startswith("International")
        disputed = told or sides & DISPUTED_PARTIES or sides in DISPUTED_PAIRS
        name = "Line of Control" if row.FEATURECLA.startswith("Line of control") else ""
        yield (
            snapped(simple(part), ends),
            facts("boundary", 1, names={"name_en": name}, **{"class": "disputed" if disputed else "recognised"}),
        )


def line_ends() -> list[Point]:
    """Return both ends of the line that is drawn."""
    drawn = json.loads((DATA / "border.geojson").read_bytes())["features"][0]["geometry"]["coordinates"]
    return [Point(drawn[0]), Point(drawn[-1])]


def snapped(shape: BaseGeometry, ends: list[Point]) -> BaseGeometry:
    """Return lines whose own end is moved to the end of our line where the two nearly meet."""
    parts = []
    for part in getattr(shape, "geoms", [shape]):
        points = list(part.coords)
        for end in ends:
            for index in (0, -1):
                if Point(points[index]).distance(end) < SNAP:
                    points[index] = (end.x, end.y)
        parts.append(LineString(points))
    return MultiLineString(parts) if len(parts) > 1 else parts[0]


def waters(names: Names) -> Iterator[Part]:
    """Yield the rivers, named by the table's points that they pass, and the larger lakes."""
    points = {Point(*map(float, key.split())): row for (kind, key), row in names.items() if kind == "river"}
    for river in rivers():
        part = river.intersection(REGION)
        if part.is_empty:
            continue
        for line in getattr(simple(part), "geoms", [simple(part)]):
            near = [row for point, row in points.items() if line.distance(point) < 0.3]
            yield line, facts("river", 2 if near else 3, names=near[0] if near else None)
    for row in natural_earth("physical", "lakes").itertuples():
        part = on_grid(row.geometry.intersection(REGION).simplify(TOLERANCE), DECIMALS)
        if part.area > SMALLEST_LAKE:
            yield (
                part,
                facts("lake", 3, names={"name_en": row.name_en, "name_fa": row.name_fa, "name_ur": row.name_ur}),
            )


def town_points() -> Iterator[Part]:
    """Yield the towns that lie in the region."""
    for town in towns():
        point = Point(town.pop("lon"), town.pop("lat"))
        if REGION.contains(point):
            yield point, {"kind": "town", **town}


if __name__ == "__main__":
    main()
