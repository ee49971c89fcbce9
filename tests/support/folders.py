"""A data folder with a row in every table and every other file that is read, and ways to damage its files."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

from durandline.geo.schema.layers import LAYERS
from durandline.geo.schema.tables import TABLES
from support.records import record, report

Damage = Callable[[bytes], bytes]
_OF_S = {"source_ids": "s"}
ROWS: dict[str, dict[str, Any]] = {
    "incidents": {"incident_id": "clash", "kind": "attack", "date": "2020-01-01", "summary": "A clash.",
                  "place_text": "Alpha", **_OF_S},
    "incident_places": {"incident_place_id": "p", "incident_id": "clash", "place_id": "town", "role": "at",
                        "quoted": "Town"},
    "places": {"place_id": "town", "name_en": "Town", "kind": "town", "country": "PK", "lon": 71, "lat": 34,
               "radius_m": 900},
    "movements": {"movement_id": "m", "scope": "listed", "crossing_ids": "a", "measure": "trucks",
                  "period_end": "2019-12-31", "min": 10, "unit": "trucks/day", "cumulative": "no",
                  "claimant": "somebody", **_OF_S},
    "claims": {"claim_id": "c", "incident_id": "clash", "claimant": "x", "measure": "killed", "min": 1, **_OF_S},
    "policies": {"policy_id": "rule", "kind": "closure", "scope": "listed", "crossing_ids": "a", "who": "x",
                 "announced_on": "2020-01-01", "summary": "Shut.", **_OF_S},
    "towns": {"place_id": "1", "name": "Burg", "names": "Burg", "country": "PK", "admin1": "Punjab", "lon": 71,
              "lat": 33, "population": 5, "feature_code": "PPL"},
}  # fmt: skip
TABLE_FILES = tuple(f"{name}.csv" for name in TABLES)
LAYER_FILES = tuple(layer.file for layer in LAYERS.values())


def whole(folder: Path) -> Path:
    """Write a folder of every file that is read, all good, and return it."""
    record(folder, [report("shut", "closed", "2020-01-02")], **{name: [row] for name, row in ROWS.items()})
    for name in LAYER_FILES:
        collection = json.loads((files("durandline.data") / name).read_bytes())
        collection["features"] = collection["features"][:3]
        (folder / name).write_text(json.dumps(collection), encoding="utf-8")
    return folder


# Still the same file.
HARMLESS: dict[str, Damage] = {
    "BOM": lambda content: b"\xef\xbb\xbf" + content,
    "CRLF": lambda content: content.replace(b"\n", b"\r\n"),
}
ANY_FILE: dict[str, Damage] = {
    "emptied": lambda _: b"",
    "garbage": lambda _: bytes(range(256)) * 4,
    "no UTF-8": lambda content: content + b"\xff\xfe\xfa",
    "UTF-16": lambda content: content.decode().encode("utf-16"),
    "a web page": lambda _: b"<!doctype html><title>404</title>",
    "zeros": lambda content: b"\0" * len(content),
}
OF_TABLES: dict[str, Damage] = {
    "unclosed quote": lambda content: content + b'"',
    "a key twice": lambda content: content + content.splitlines(keepends=True)[-1],
    "a column twice": lambda content: content.replace(b"\n", b"," + content.split(b",")[0] + b"\n", 1),
    "another separator": lambda content: content.replace(b",", b";"),
    "cells beyond": lambda content: content.rstrip() + b",more,and more\n",
    "JSON": lambda _: b'{"type":"FeatureCollection","features":[]}',
}


def _closed(text: str) -> Damage:
    return lambda content: content.replace(b"closed = 7", text.encode())


OF_AGES: dict[str, Damage] = {
    text or "nothing": _closed(text)
    for text in (
        'closed = "soon"', "closed = -1", "closed = 1e308", "closed = nan", "closed = inf", "closed = true",
        "closed = [7]", "closed = 7\nclosed = 8", "closed = 2020-01-01", "", f"closed = {'[' * 5000}",
        f"closed = {'9' * 5000}", f"closed = 0x{'f' * 5000}",
        f"closed = [0x{'f' * 5000}]",
    )
} | {"no section": lambda content: content.replace(b"[stale_after_days]", b"[days]")}  # fmt: skip


def _geometry(**changes: Any) -> Damage:
    def damage(content: bytes) -> bytes:
        collection = json.loads(content)
        collection["features"][0]["geometry"] |= changes
        return json.dumps(collection).encode()

    return damage


def _feature(change: Callable[[dict[str, Any]], Any]) -> Damage:
    def damage(content: bytes) -> bytes:
        collection = json.loads(content)
        collection["features"][0] = change(collection["features"][0])
        return json.dumps(collection).encode()

    return damage


OF_LAYERS: dict[str, Damage] = {
    "cut in half": lambda content: content[: len(content) // 2],
    "NaN": lambda content: re.sub(rb"-?\d+\.\d+(?=[\],])", b"NaN", content, count=1),
    "Infinity": lambda content: re.sub(rb"-?\d+\.\d+(?=[\],])", b"-Infinity", content, count=1),
    "1e999": lambda content: re.sub(rb"-?\d+\.\d+(?=[\],])", b"1e999", content, count=1),
    "a number of 5,000 digits": lambda content: re.sub(rb"-?\d+\.\d+(?=[\],])", b"9" * 5000, content, count=1),
    "a member twice": lambda content: content.replace(b'"features"', b'"features": [], "features"', 1),
    "nested deep": lambda _: b'{"type":"FeatureCollection","features":' + b"[" * 100_000,
    "a list": lambda content: b"[" + content + b"]",
    "features no list": lambda _: b'{"type":"FeatureCollection","features":{"type":"Feature"}}',
    "geometry of no known type": _geometry(type="Circle"),
    "type no text": _geometry(type=["LineString"]),
    "a collection of geometries": _geometry(type="GeometryCollection", geometries=[]),
    "coordinates of text": _geometry(coordinates="71,34"),
    "numbers for positions": _geometry(type="LineString", coordinates=[71, 34, 72, 35]),
    "positions of text": _geometry(type="LineString", coordinates=[["71", "34"], ["72", "35"]]),
    "positions of one number": _geometry(type="LineString", coordinates=[[71], [72]]),
    "off the globe": _geometry(type="LineString", coordinates=[[34, 71], [35, 172]]),
    "one position": _geometry(type="LineString", coordinates=[[71, 34]]),
    "no extent": _geometry(type="LineString", coordinates=[[71, 34], [71, 34]]),
    "no positions": _geometry(type="LineString", coordinates=[]),
    "no geometry": _feature(lambda feature: feature | {"geometry": None}),
    "no properties": _feature(lambda feature: feature | {"properties": None}),
    "properties of other types": _feature(
        lambda feature: feature | {"properties": {name: {"a": 1} for name in feature["properties"]}}
    ),
    "a number for a feature": _feature(lambda _: 5),
}


def wrong_values(content: bytes, name: str) -> tuple[bytes, set[str]]:
    """Return a table whose every cell that can be wrong is, and the columns of these."""
    wrong = {"number": "NaN", "integer": "1e999", "date": "soon", "boolean": "maybe", "choice": "?", "choices": "?",
             "id": "A B", "url": "ftp://a.example/"}  # fmt: skip
    table = TABLES[name]
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    cells = {field.name: wrong[field.type] for field in table.fields if field.type in wrong}
    cells |= {field.name: "nobody" for field in table.fields if field.type == "list" and field.refers_to}
    cells |= {field.name: "" for field in table.fields if field.type == "text" and field.required}
    stream = io.StringIO()
    writer = csv.DictWriter(stream, table.columns)
    writer.writeheader()
    writer.writerows([row | cells for row in rows])
    return stream.getvalue().encode(), set(cells)
