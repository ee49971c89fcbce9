"""Small frames in the shape that the layers take, with one text in every text field."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
from shapely.geometry import LineString, Point, Polygon

POINT = Point(71.09, 34.12)
NAMES = ("name_en", "name_ps", "name_fa", "name_ur")


def sources(text):
    return [
        {"publisher": text, "url": text, "kind": text},
        {"publisher": "Paper", "url": "https://paper.example/1", "kind": "original"},
    ]


def frame(rows):
    # Cells as they are: text of another type than object may refuse what UTF-8 cannot carry.
    columns = {name: pd.Series([row[name] for row in rows], dtype=object) for name in rows[0] if name != "geometry"}
    return gpd.GeoDataFrame(columns, geometry=[row["geometry"] for row in rows], crs="EPSG:4326")


def crossings(text="Torkham"):
    line = {
        "flows": ["commercial", text], "direction": text, "state": "closed", "knowledge": text, "last_state": "",
        "since": text, "last_said": text, "age_days": 9.5, "who_rule": text, "weekday_rule": text, "hours": text,
        "cause": text, "claimant": text, "summary": text,
        "disagreement": [{"state": "open", "claimant": text, "from": text}], "sources": sources(text),
    }  # fmt: skip
    row = {
        "crossing_id": text, **dict.fromkeys(NAMES, text), "kind": "formal_international", "radius_m": 1000.0,
        "state": "closed", "cargo_state": "closed", "cargo_knowledge": "confirmed", "people_state": "open",
        "people_knowledge": "confirmed", "last_said": "2025-02-24", "age_days": 9.5, "notes": text, "lines": [line],
        "geometry": POINT,
    }  # fmt: skip
    silent = {"state": "unknown", "cargo_state": "unknown", "people_state": "unknown", "age_days": float("nan")}
    return frame([row, row | silent | {"crossing_id": "b", "last_said": "", "lines": [], "geometry": None}])


def closures(text="Torkham"):
    row = {
        "report_id": text, "crossing_id": text, "name_en": text, "flows": [text], "direction": text, "side": text,
        "start": text, "end": text, "over": True, "days_min": 3.0, "days_max": 4.0, "cause": text,
        "claimant": text, "summary": text, "sources": sources(text), "geometry": POINT,
    }  # fmt: skip
    return frame([row, row | {"end": "", "days_min": float("nan"), "days_max": float("nan")}])


def incidents(text="Torkham"):
    claim = {"claimant": text, "measure": text, "whom": text, "min": 3, "max": None}
    row = {
        "incident_id": text, "kind": text, "date": text, "last_day": text, "summary": text, "actors": text,
        "place_text": text, "place_id": text, "place_name": text, "name_ps": text, "name_fa": text, "name_ur": text,
        "role": text, "radius_m": 3000.0, "located": True, "claims": [claim], "sources": sources(text),
        "confidence": text, "notes": text, "origin": text, "geometry": POINT,
    }  # fmt: skip
    return frame([row, row | {"incident_id": "b", "located": False, "radius_m": None, "geometry": None}])


def movements(text="Torkham"):
    row = {
        "movement_id": text, "crossing_id": text, "name_en": text, "direction": text, "measure": text,
        "period_start": text, "period_end": text, "min": 1.0, "max": 2.0, "unit": text, "cumulative": False,
        "claimant": text, "sources": sources(text), "notes": text, "geometry": POINT,
    }  # fmt: skip
    return frame([row])


def routes(text="Torkham"):
    line = LineString([(71.5, 34.0), (71.09, 34.12), (70.4, 34.4)])
    row = {"route_id": text, **dict.fromkeys(NAMES, text), "crossing_id": text, "via": [text], "notes": text}
    return frame([row | {"geometry": line}])


def border(text="durand_line"):
    line = LineString([(66.4, 30.9), (69.3, 31.9), (71.1, 34.1)])
    return frame([{"line_id": text, "source": text, "licence": text, "geometry": line}])


def basemap(text="Kabul"):
    area = Polygon([(60, 28), (76, 28), (76, 38), (60, 38)], [[(61, 29), (62, 29), (62, 30)]])
    shapes = {"land": area, "river": LineString([(68, 34), (70, 34.4)]), "town": Point(69.2, 34.5)}
    rest = {**dict.fromkeys(NAMES, text), "rank": 1, "country": text, "class": text}
    return frame([{"kind": kind, **rest, "geometry": shape} for kind, shape in shapes.items()])
