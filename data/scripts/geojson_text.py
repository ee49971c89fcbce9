"""GeoJSON (RFC 7946) as text, the same bytes every time: one feature a line, keys in the order given."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from shapely import set_precision
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

DATA = Path(__file__).resolve().parents[1]


def feature_text(geometry: BaseGeometry, properties: Mapping[str, Any], decimals: int) -> str:
    """Return one feature on one line; coordinates are rounded to ``decimals``, outer rings run counter-clockwise."""
    placed = mapping(_wound(geometry))
    feature = {
        "type": "Feature",
        "properties": dict(properties),
        "geometry": {"type": placed["type"], "coordinates": _rounded(placed["coordinates"], decimals)},
    }
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def collection_text(features: Iterable[str]) -> str:
    """Return a FeatureCollection of feature lines, ending in a line feed."""
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n"


def on_grid(geometry: BaseGeometry, decimals: int) -> BaseGeometry:
    """Return ``geometry`` snapped to the grid it will be written on, so that rounding cannot break it."""
    return shape(mapping(set_precision(geometry, 10**-decimals)))


def _wound(geometry: BaseGeometry) -> BaseGeometry:
    if geometry.geom_type == "Polygon":
        return orient(geometry)
    if geometry.geom_type == "MultiPolygon":
        return type(geometry)([orient(part) for part in geometry.geoms])
    return geometry


def _rounded(coordinates: Any, decimals: int) -> Any:  # noqa: ANN401 - lists as deep as the geometry type
    if isinstance(coordinates[0], (int, float)):
        return [round(float(value), decimals) for value in coordinates[:2]]
    return [_rounded(part, decimals) for part in coordinates]
