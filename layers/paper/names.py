"""Names of the base map: countries, provinces, towns; those of the crossings come before them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from durandline.layers.paper.fonts import is_arabic
from durandline.layers.paper.frame import Box
from durandline.layers.paper.ground import placed, town_radius
from durandline.layers.paper.labels import Label
from durandline.layers.paper.lettering import Face
from durandline.layers.web.pack import to_plain

if TYPE_CHECKING:
    import geopandas as gpd

    from durandline.layers.paper.frame import Page
    from durandline.layers.paper.projection import View
    from durandline.layers.paper.spec import SheetSpec

# The coarsest scale, metres of ground a millimetre at A4, at which provinces have their names.
_PROVINCES = 3_500
_COUNTRY, _PROVINCE, _CITY, _TOWN = 7.4, 5.6, 6.8, 6.0


def town_labels(towns: gpd.GeoDataFrame, page: Page) -> list[Label]:
    """Return the names of :func:`durandline.layers.paper.ground.towns_of`, larger towns first."""
    return [_town(dict(row), page) for row in towns.to_dict("records")]


def area_labels(frame: gpd.GeoDataFrame, border: gpd.GeoDataFrame, view: View, page: Page) -> list[Label]:
    """Return the names of countries and provinces in view.

    A country whose own point lies outside is named on its side of the border line, if that runs through the view.
    """
    here = placed(frame, view)
    labels = [_area(dict(row), page) for row in here[here["kind"] == "country"].to_dict("records")]
    named = set(here.loc[here["kind"] == "country", "country"])
    labels += [label for label in _sides(frame, border, view, page) if label[0] not in named]
    if view.metres * page.spec.scale <= _PROVINCES:
        labels += [_area(dict(row), page) for row in here[here["kind"] == "province"].to_dict("records")]
    return [label for _, label in labels]


def town_box(row: Mapping[str, Any], spec: SheetSpec) -> Box:
    """Return what a town's ring covers, with a little room about it, in millimetres of the map."""
    radius, x, y = town_radius(spec) * 1.2, float(row["x"]), float(row["y"])
    return Box(x - radius, y - radius, 2 * radius, 2 * radius)


def name_in(row: Mapping[str, Any], language: str) -> str:
    """Return a row's name in a language, in English where it has none."""
    return str(to_plain(row.get(f"name_{language}")) or to_plain(row.get("name_en")) or "")


def _town(row: Mapping[str, Any], page: Page) -> Label:
    rank = int(row["rank"]) if row["rank"] == row["rank"] else 3
    face = Face(_CITY, colour=page.ink.text) if rank <= 1 else Face(_TOWN, colour=page.ink.quiet)
    around = town_box(row, page.spec)
    return Label(
        ((name_in(row, page.spec.scripts[0]), face),), around, 50 - rank * 4, bears=3.0 if rank <= 1 else 1.5
    )


def _area(row: Mapping[str, Any], page: Page) -> tuple[str, Label]:
    country = row["kind"] == "country"
    at = (float(row["x"]), float(row["y"]))
    return str(row["country"]), _widely(name_in(row, page.spec.scripts[0]), [at], page, country=country)


def _widely(name: str, spots: list[tuple[float, float]], page: Page, *, country: bool) -> Label:
    """Return the name of an area: in capitals where the script has them."""
    quiet = "#666666" if page.ink.bw else ("#7d786a" if country else "#857e6b")
    capitals = name if is_arabic(name) else name.upper()
    face = Face(_COUNTRY if country else _PROVINCE, colour=quiet)
    near = tuple((x, y + shift) for shift in (0.0, -4.0, 4.0, -8.0, 8.0) for x, y in spots)
    return Label(((capitals, face),), Box(*spots[0], 0, 0), 60 if country else 10, spots=near, bears=6.0)


def _sides(frame: gpd.GeoDataFrame, border: gpd.GeoDataFrame, view: View, page: Page) -> list[tuple[str, Label]]:
    """Return the country on each side of the border line, where that runs through the view."""
    whole = shapely.box(0, 0, view.box.width, view.box.height)
    lines = [line for shape in view.shapes(border.geometry) for line in shapely.get_parts(shape)]
    faces = shapely.get_parts(shapely.polygonize([shapely.union_all([whole.exterior, *lines])])) if lines else []
    found: list[tuple[str, Label]] = []
    for face in sorted((face for face in faces if whole.contains(face.centroid)), key=lambda face: -face.area)[:2]:
        spots = _roomy(face)
        code = _country_at(*view.degrees(*spots[0]), frame, border)
        rows = frame[(frame["kind"] == "country").to_numpy() & (frame["country"] == code).to_numpy()]
        found += [
            (code, _widely(name_in(dict(row), page.spec.scripts[0]), spots, page, country=True))
            for row in rows.to_dict("records")
        ]
    return found


def _country_at(lon: float, lat: float, frame: gpd.GeoDataFrame, border: gpd.GeoDataFrame) -> str:
    """Return the country of the nearest town that can be reached straight without crossing the border line."""
    towns = frame[((frame["kind"] == "town") & frame["country"].isin(["AF", "PK"])).to_numpy()]
    near = towns.assign(far=np.hypot(towns.geometry.x - lon, towns.geometry.y - lat)).sort_values("far")
    for town in near.to_dict("records"):
        straight = shapely.LineString([(lon, lat), (town["geometry"].x, town["geometry"].y)])
        if not any(line.intersects(straight) for line in border.geometry):
            return str(town["country"])
    return ""


def _roomy(face: shapely.Polygon) -> list[tuple[float, float]]:
    """Return places well inside an area, the roomiest first, then others on a grid."""
    first = shapely.get_point(shapely.maximum_inscribed_circle(face, tolerance=1.0), 0)
    left, top, right, bottom = face.bounds
    grid = [(x, y) for y in np.linspace(top, bottom, 9)[1:-1] for x in np.linspace(left, right, 9)[1:-1]]
    inner = face.buffer(-5)
    inside = [spot for spot in grid if inner.contains(shapely.Point(spot))]
    return [(float(first.x), float(first.y)), *inside]
