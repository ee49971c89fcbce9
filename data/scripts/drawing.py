"""What the parts of the base map share: the region, how lines are simplified, the properties of a feature."""

from __future__ import annotations

from typing import Any

import shapely
from geojson_text import on_grid
from shapely.geometry import MultiLineString, Point, box
from shapely.geometry.base import BaseGeometry

REGION = box(59.0, 27.5, 78.5, 38.5)
TOLERANCE = 0.004  # degrees, under 450 m: 1 px at zoom 9
DECIMALS = 3

Properties = dict[str, Any]
Part = tuple[BaseGeometry, Properties]
Names = dict[tuple[str, str], dict[str, str]]


def facts(kind: str, rank: int, country: str = "", names: dict[str, str] | None = None, **more: str) -> Properties:
    """Return the properties that every feature has, in one order."""
    given = {f"name_{code}": (names or {}).get(f"name_{code}") for code in ("en", "ps", "fa", "ur")}
    named = {key: name if isinstance(name, str) else "" for key, name in given.items()}  # empty cells are NaN
    return {"kind": kind, **named, "rank": rank, "country": country, **more}


def merged(found: dict[str, str], fixed: dict[str, str] | None) -> dict[str, str]:
    """Return the names found, replaced where a better one is written down."""
    return {**found, **{key: value for key, value in (fixed or {}).items() if value}}


def label_point(shape: BaseGeometry) -> Point:
    """Return the middle of the largest circle that fits into the largest part of ``shape``."""
    part = max(getattr(shape, "geoms", [shape]), key=lambda each: each.area)
    return Point(shapely.maximum_inscribed_circle(part, tolerance=0.05).coords[0])


def simple(shape: BaseGeometry) -> BaseGeometry:
    """Return lines joined, simplified and put on the grid they are written on."""
    lines = [part for part in getattr(shape, "geoms", [shape]) if part.geom_type == "LineString"]
    joined = shapely.line_merge(MultiLineString(lines)) if lines else MultiLineString()
    return on_grid(joined.simplify(TOLERANCE), DECIMALS)
