"""Reading a GeoJSON file of a data folder: every problem of every feature found at once."""

from __future__ import annotations

import json
import reprlib
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from durandline.geo.errors import InputError
from durandline.geo.formats.csv import read_text
from durandline.geo.schema.check import doubled_key
from durandline.geo.schema.findings import Finding, shorten, unreadable
from durandline.geo.schema.layers import Layer
from durandline.geo.schema.typed import check_values

Feature = dict[str, Any]

# How deep positions lie in the coordinates of a geometry, and how many at least are in a line or ring.
_DEPTHS: Final = {"Point": 0, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
_LEAST: Final = {"LineString": 2, "MultiLineString": 2, "Polygon": 4, "MultiPolygon": 4}


def read_layer(content: bytes, layer: Layer) -> tuple[list[Feature], list[Finding]]:
    """Return the good features of a GeoJSON collection, and a finding for each problem of the file.

    Positions are cut to longitude and latitude. Findings name the number of the feature, counted from 1. That
    keys are those of other tables is not checked: a corridor may lead over a crossing that the folder leaves out.
    """
    try:
        collection = _parsed(read_text(content, layer.file, "Save it as UTF-8."))
        features = _listed(collection)
    except InputError as error:
        return [], [unreadable(layer.file, str(error))]
    good: list[Feature] = []
    findings: list[Finding] = []
    for number, feature in enumerate(features, 1):
        problems = [*_check(feature, layer, number)]
        findings += problems
        if not any(each.level == "error" for each in problems):
            good.append(feature)
    return good, [*findings, *_counted(features, layer), *_doubled(features, layer)]


def _parsed(text: str) -> Any:  # noqa: ANN401 - any JSON value
    """Return the value of a JSON text.

    Raises
    ------
    InputError
        It is no JSON, holds NaN or an infinity, names a member of an object twice, or is nested too deep.
    """

    def refuse(word: str) -> None:
        raise InputError(f"is not JSON: it holds {word}, which is no number there.")

    def once(members: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(members)
        if len(made) < len(members):
            twice = [name for name, number in Counter(name for name, _ in members).items() if number > 1]
            raise InputError(f"names {', '.join(map(repr, twice))} twice in one object; which counts is not defined.")
        return made

    if not text.strip():
        raise InputError("is empty: no GeoJSON FeatureCollection.")
    try:
        return json.loads(text, parse_constant=refuse, object_pairs_hook=once)
    except json.JSONDecodeError as error:
        raise InputError(f"is not JSON: {error.msg} (line {error.lineno}, column {error.colno}).") from None
    except RecursionError:
        raise InputError("is nested too deep.") from None
    except InputError:
        raise
    except ValueError:  # a whole number of thousands of digits
        raise InputError("is not JSON: it holds too long a number.") from None


def _listed(collection: object) -> list[Any]:
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        raise InputError("is no GeoJSON FeatureCollection.")
    if not isinstance(features, list):
        raise InputError("has no list of features.")
    return features


def _check(feature: object, layer: Layer, number: int) -> Iterator[Finding]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(feature, dict) or feature.get("type") != "Feature" or not isinstance(properties, dict):
        yield _wrong(layer, number, "", "is no Feature with properties.")
        return
    yield from check_values(properties, layer.table, layer.file, number)[1]
    geometry = feature.get("geometry")
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or kind not in layer.shapes:
        shapes = " or ".join(layer.shapes)
        yield _wrong(layer, number, str(kind or ""), f"is no {shapes}, which {layer.table.name} is made of.")
        return
    try:
        geometry["coordinates"] = _positions(geometry.get("coordinates"), _DEPTHS[kind], _LEAST.get(kind, 0))
    except InputError as error:
        yield _wrong(layer, number, kind, str(error))


def _positions(value: object, depth: int, least: int) -> list[Any]:
    """Return coordinates with each position cut to longitude and latitude.

    Raises
    ------
    InputError
        They are nested otherwise than the geometry wants, too few, or off the globe.
    """
    if depth == 0:
        return _position(value)
    if not isinstance(value, list) or not value:
        raise InputError(f"has {_shown(value)} where a list of positions should be.")
    if depth > 1:
        return [_positions(each, depth - 1, least) for each in value]
    made = [each[:2] for each in value] if _all_good(value) else [_position(each) for each in value]
    if least:
        if len(made) < least:
            raise InputError(f"has {len(made)} positions where {least} are the least.")
        if least == _LEAST["Polygon"] and made[0] != made[-1]:
            raise InputError("has a ring that is not closed: its last position is not its first.")
        if all(each == made[0] for each in made):
            raise InputError(f"has no extent: all its positions are {_shown(made[0])}.")
    return made


def _all_good(values: list[Any]) -> bool:
    """Return whether all are positions: what :func:`_position` says of each, in a tenth of the time."""
    return (
        {type(each) for each in values} == {list}
        and min(map(len, values)) >= 2
        and {type(number) for each in values for number in each} <= {int, float}
        and all(-180 <= each[0] <= 180 and -90 <= each[1] <= 90 for each in values)
    )


def _position(value: object) -> list[Any]:
    if not isinstance(value, list) or len(value) < 2 or not all(type(each) in (int, float) for each in value):
        raise InputError(f"has {_shown(value)} where a position should be: [longitude, latitude] in degrees.")
    if not (-180 <= value[0] <= 180 and -90 <= value[1] <= 90):
        raise InputError(f"has the position {_shown(value)}, which is off the globe; longitude comes first.")
    return value[:2]


def _shown(value: object) -> str:
    return "nothing" if value is None else shorten(reprlib.repr(value))


def _counted(features: list[Any], layer: Layer) -> Iterator[Finding]:
    if len(features) < layer.least:
        yield _wrong(layer, 0, "", f"holds no feature; {layer.table.name} needs one.")
    if layer.most is not None and len(features) > layer.most:
        message = f"holds {len(features):,} features, of which {layer.most} is the most."
        yield Finding(layer.file, 0, "", "count", "error", "", message, "Join them into one.")


def _doubled(features: list[Any], layer: Layer) -> Iterator[Finding]:
    """Yield a finding for each key that an earlier feature has."""
    seen: dict[str, int] = {}
    for number, feature in enumerate(features, 1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        key = properties.get(layer.table.key) if isinstance(properties, dict) else None
        if isinstance(key, str) and seen.setdefault(key, number) != number:
            yield doubled_key(number, seen[key], layer.table.key, key, layer.file)


def _wrong(layer: Layer, number: int, value: str, message: str) -> Finding:
    advice = f"Write it as the shipped {layer.file} is written." if not number else ""
    return Finding(layer.file, number, "geometry" if number else "", "geometry", "error", value, message, advice)
