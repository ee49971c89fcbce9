"""GeoJSON as RFC 7946 has it: EPSG:4326, longitude first, no ``crs`` member, ``null`` for the unlocated."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from durandline.geo.errors import InputError
from durandline.geo.formats.json_stream import TOO_DEEP

DECIMALS = 6  # about 0.1 m; RFC 7946 section 11.2


class ReadFeature(NamedTuple):
    """One feature as read: its properties, its point (lon, lat) or ``None``, and what is wrong, or ''."""

    properties: dict[str, Any]
    point: tuple[float, float] | None
    problem: str


def read_features(text: str, name: str) -> Iterator[ReadFeature]:
    """Yield the features of a FeatureCollection, or a single Feature, whose geometry is a Point or null.

    Any other feature is yielded too, without a point and with its problem.

    Raises
    ------
    InputError
        It is no GeoJSON.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        why = TOO_DEEP if isinstance(error, RecursionError) else error
        raise InputError(f"{name}: cannot be read as JSON ({why}).") from None
    root = content if isinstance(content, dict) else {}
    features = [root] if root.get("type") == "Feature" else root.get("features")
    if not isinstance(features, list):
        raise InputError(f"{name}: no GeoJSON FeatureCollection: it has no list of features.")
    for feature in features:
        if not isinstance(feature, dict):
            yield ReadFeature({}, None, "is no feature.")
            continue
        properties = feature.get("properties")
        point, problem = _point(feature.get("geometry"))
        yield ReadFeature(properties if isinstance(properties, dict) else {}, point, problem)


def _point(geometry: object) -> tuple[tuple[float, float] | None, str]:
    if geometry is None:
        return None, ""
    position = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or geometry.get("type") != "Point" or not isinstance(position, list):
        return None, "is neither a Point nor null."
    if not position:
        return None, ""
    if len(position) < 2 or not all(_is_number(each) for each in position[:2]):
        return None, "is a Point without two finite numbers."
    return (float(position[0]), float(position[1])), ""


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def write_collection(features: Sequence[Mapping[str, Any]], members: Mapping[str, Any] | None = None) -> str:
    """Return a FeatureCollection as text, one feature a line, with a ``bbox`` where anything is located.

    Parameters
    ----------
    features
        Mappings with ``id``, ``properties`` and ``geometry`` (a GeoJSON mapping or ``None``).
    members
        Further members of the collection (title, licence, attribution), written before the features.
    """
    head = {"type": "FeatureCollection", **(members or {})}
    box = _bbox([feature["geometry"] for feature in features if feature["geometry"]])
    if box:
        head["bbox"] = box
    lines = [_dump({"type": "Feature", **feature, "geometry": _rounded(feature["geometry"])}) for feature in features]
    opening = _dump(head)[:-1]
    return f'{opening},"features":[\n' + ",\n".join(lines) + "\n]}\n"


def _dump(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    # A lone surrogate has no UTF-8 form; its escape is valid JSON.
    return "".join(char if not "\ud800" <= char <= "\udfff" else f"\\u{ord(char):04x}" for char in text)


def _rounded(value: Any) -> Any:  # noqa: ANN401 - geometry mappings nest to any depth
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, Mapping):
        return {key: _rounded(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(part) for part in value]
    return value


def _bbox(geometries: Sequence[Mapping[str, Any]]) -> list[float] | None:
    positions = [each for geometry in geometries for each in _positions(geometry["coordinates"])]
    if not positions:
        return None
    lons, lats = zip(*positions, strict=True)
    return [round(bound, DECIMALS) for bound in (min(lons), min(lats), max(lons), max(lats))]


def _positions(coordinates: Any) -> Iterator[tuple[float, float]]:  # noqa: ANN401 - nests to any depth
    if coordinates and isinstance(coordinates[0], int | float):
        yield coordinates[0], coordinates[1]
    else:
        for part in coordinates:
            yield from _positions(part)
