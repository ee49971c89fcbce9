"""RFC 7946 as rules, one function each: takes the text and what it parses to, returns what breaks the rule."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

GEOMETRIES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection")
TYPES = (*GEOMETRIES, "Feature", "FeatureCollection")
Rule = Callable[[str, Any], list[str]]


def features(root: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the features of a collection that is one."""
    return [each for each in root.get("features") or [] if isinstance(each, dict)]


def geometries(root: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the geometries that are not null."""
    return [each["geometry"] for each in features(root) if each.get("geometry")]


def positions(value: Any) -> Iterator[list[Any]]:
    """Yield the positions of coordinates of any depth."""
    if isinstance(value, list) and (not value or not isinstance(value[0], list)):
        yield value
    else:
        for part in value:
            yield from positions(part)


def _every_position(root: Mapping[str, Any]) -> list[list[Any]]:
    return [each for geometry in geometries(root) for each in positions(geometry.get("coordinates") or [])]


def root_has_a_known_type(_: str, root: Any) -> list[str]:
    """1.4, 3."""
    return [] if isinstance(root, dict) and root.get("type") in TYPES else ["root"]


def positions_are_lon_lat_and_at_most_a_height(_: str, root: Any) -> list[str]:
    """3.1.1, 4."""
    return [
        str(each)
        for each in _every_position(root)
        if not (2 <= len(each) <= 3 and abs(each[0]) <= 180 and abs(each[1]) <= 90)
    ]


def lines_have_two_positions(_: str, root: Any) -> list[str]:
    """3.1.4."""
    lines = [each["coordinates"] for each in geometries(root) if each["type"] == "LineString"]
    lines += [part for each in geometries(root) if each["type"] == "MultiLineString" for part in each["coordinates"]]
    return [str(line) for line in lines if len(line) < 2]


def rings_are_closed_and_turn_the_right_way(_: str, root: Any) -> list[str]:
    """3.1.6."""
    polygons = [each["coordinates"] for each in geometries(root) if each["type"] == "Polygon"]
    polygons += [part for each in geometries(root) if each["type"] == "MultiPolygon" for part in each["coordinates"]]
    return [
        str(ring)
        for polygon in polygons
        for place, ring in enumerate(polygon)
        if len(ring) < 4 or ring[0] != ring[-1] or (_area(ring) > 0) != (place == 0)
    ]


def _area(ring: list[list[float]]) -> float:
    return sum(one[0] * two[1] - two[0] * one[1] for one, two in pairwise(ring))


def collections_do_not_nest(_: str, root: Any) -> list[str]:
    """3.1.8."""
    nested = [each for each in geometries(root) if each["type"] == "GeometryCollection"]
    return [str(part) for each in nested for part in each["geometries"] if part["type"] == "GeometryCollection"]


def nothing_crosses_the_antimeridian(_: str, root: Any) -> list[str]:
    """3.1.9."""
    found = []
    for geometry in geometries(root):
        lons = [each[0] for each in positions(geometry.get("coordinates") or [])]
        if lons and max(lons) - min(lons) > 180:
            found.append(geometry["type"])
    return found


def geometry_is_there_be_it_null(_: str, root: Any) -> list[str]:
    """3.2."""
    return [str(each.get("id")) for each in features(root) if "geometry" not in each]


def properties_are_an_object_or_null(_: str, root: Any) -> list[str]:
    """3.2."""
    return [
        str(each.get("id"))
        for each in features(root)
        if "properties" not in each or not isinstance(each["properties"], dict | None)
    ]


def ids_are_texts_or_numbers_of_the_feature_and_unique(_: str, root: Any) -> list[str]:
    """3.2; that they are unique is our own rule."""
    ids = [each.get("id") for each in features(root)]
    return [str(each) for each in ids if not isinstance(each, str | int | float) or ids.count(each) > 1 or each == ""]


def features_are_a_list(_: str, root: Any) -> list[str]:
    """3.3."""
    return [] if isinstance(root.get("features"), list) else ["features"]


def there_is_no_crs(_: str, root: Any) -> list[str]:
    """4."""
    return [str(each) for each in (root, *features(root), *geometries(root)) if "crs" in each]


def the_box_is_that_of_the_data(_: str, root: Any) -> list[str]:
    """5."""
    found = _every_position(root)
    if not found:
        return [str(root["bbox"])] if "bbox" in root else []
    lons, lats = [each[0] for each in found], [each[1] for each in found]
    return [] if root.get("bbox") == [min(lons), min(lats), max(lons), max(lats)] else [str(root.get("bbox"))]


def members_keep_their_meaning(_: str, root: Any) -> list[str]:
    """7.1."""
    wrong = [str(each) for each in features(root) if {"features", "coordinates", "geometries"} & set(each)]
    wrong += [str(each) for each in geometries(root) if {"geometry", "properties", "features"} & set(each)]
    return wrong + (["root"] if {"geometry", "properties", "coordinates", "geometries"} & set(root) else [])


def it_is_strict_json(text: str, _: Any) -> list[str]:
    """RFC 8259 and I-JSON: UTF-8 without a mark, no doubled member, no NaN or Infinity."""
    found = ["mark"] if text.startswith("\ufeff") else []
    try:
        text.encode("utf-8")
        json.loads(text.lstrip("\ufeff"), object_pairs_hook=_distinct, parse_constant=_refuse)
    except ValueError as error:
        found.append(str(error))
    return found


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError(f"doubled member among {[name for name, _ in pairs]}")
    return dict(pairs)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number of JSON")


def six_decimals_suffice(_: str, root: Any) -> list[str]:
    """11.2."""
    return [
        str(each)
        for each in _every_position(root)
        if any(isinstance(part, float) and math.isfinite(part) and round(part, 6) != part for part in each)
    ]


RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        root_has_a_known_type,
        positions_are_lon_lat_and_at_most_a_height,
        lines_have_two_positions,
        rings_are_closed_and_turn_the_right_way,
        collections_do_not_nest,
        nothing_crosses_the_antimeridian,
        geometry_is_there_be_it_null,
        properties_are_an_object_or_null,
        ids_are_texts_or_numbers_of_the_feature_and_unique,
        features_are_a_list,
        there_is_no_crs,
        the_box_is_that_of_the_data,
        members_keep_their_meaning,
        it_is_strict_json,
        six_decimals_suffice,
    )
}
