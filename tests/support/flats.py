"""Flat tables made for tests: every type of column, every script, what is missing, and what breaks writers."""

from __future__ import annotations

import math
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from hypothesis import strategies as st

from durandline.geo.schema.fields import Field
from durandline.geo.schema.tables import Table
from durandline.geo.writers.content import About, TableOut
from support.hostile import HOSTILE

TABLE = Table(
    "things",
    "thing_id",
    "one thing",
    (
        Field("thing_id", "text", "Key.", hxl="#event+code"),
        Field("date", "date", "Its day.", hxl="#date+start"),
        Field("words", "text", "What is said of it."),
        Field("size", "number", "How large it is.", unit="m", hxl="#geo+radius+m"),
        Field("count", "integer", "How many there are.", hxl="#indicator+num"),
        Field("known", "boolean", "Whether it is known."),
        Field("sure", "boolean", "Whether that is sure, where known."),
    ),
)
ABOUT = About(
    "Things", "2025-03-01", "CC-BY-4.0", "Somebody", "Not for travel.", "abc", "0.1", {"since": "2024-01-01"}
)
SCRIPTS = (
    "Torkham",
    "تورخم",
    "طورخم",
    "تورخم؛ “گېټ”",
    "日本",
    "🚚 x",
    "a\u200fb",
    "é",
    "ـ",
    " padded ",
    "1e5",
    "-5",
    "'=x",
)
WORDS = (
    *SCRIPTS,
    *HOSTILE.values(),
    "first\nsecond",
    "a\r\nb",
    "c\rd",
    "a,b;c\td",
    'say "no"',
    "@x",
    "+1",
    "=1+1",
    "\ttab",
)
DAYS = ("2024-03-05", "2024-03", "2024", "1893-11-12", "2024-03-05T12:00+04:30", "2024-03-01/2024-03-05")

texts = st.sampled_from(WORDS) | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
degrees = st.floats(-179, 179).map(lambda value: round(value, 6) + 0.0)
points = st.builds(lambda lon, lat: shapely.Point(lon, round(lat / 2, 6)), degrees, degrees)
rows = st.fixed_dictionaries(
    {
        "date": st.sampled_from((None, *DAYS)),
        "words": st.none() | texts,
        "size": st.none() | st.floats(allow_nan=False, allow_infinity=False),
        "count": st.none() | st.integers(1 - 2**53, 2**53 - 1),
        "known": st.booleans(),
        "sure": st.none() | st.booleans(),
        "geometry": st.none() | points,
    }
)


def flat_table(given: list[dict[str, Any]], geometry: str = "Point") -> TableOut:
    """Return rows as a flat table with ids of their own."""
    made = pd.DataFrame(index=pd.RangeIndex(len(given)))
    made["thing_id"] = pd.Series([f"t{at}" for at in range(len(given))], dtype=object)
    for name in ("date", "words"):
        made[name] = pd.Series([row.get(name) for row in given], dtype=object)
    made["size"] = np.array([math.nan if row.get("size") is None else row["size"] for row in given], dtype="float64")
    made["count"] = pd.array([row.get("count") for row in given], dtype="Int64")
    made["known"] = np.array([row.get("known", True) for row in given], dtype=bool)
    made["sure"] = pd.array([row.get("sure") for row in given], dtype="boolean")
    if not geometry:
        return TableOut("things", gpd.GeoDataFrame(made), TABLE, "")
    shapes = gpd.GeoSeries([row.get("geometry") for row in given], crs="EPSG:4326")
    return TableOut("things", gpd.GeoDataFrame(made, geometry=shapes, crs="EPSG:4326"), TABLE, geometry)


def awkward() -> TableOut:
    """Return a table with every awkward text and day, located and not."""
    given = [
        {"words": words, "date": DAYS[at % len(DAYS)], "size": at / 3 if at % 4 else None,
         "count": at if at % 3 else None, "sure": (None, True, False)[at % 3], "known": at % 2 == 0,
         "geometry": shapely.Point(70 + at / 8, 34) if at % 5 else None}
        for at, words in enumerate((*WORDS, None))
    ]  # fmt: skip
    return flat_table(given)


def values(table: TableOut) -> list[dict[str, Any]]:
    """Return a table's rows as plain values, ``None`` for what is missing, points as (lon, lat)."""
    made = []
    for row in table.frame.to_dict("records"):
        plain = {name: plain_value(value) for name, value in row.items() if name != "geometry"}
        made.append(plain | ({"geometry": shape_value(row["geometry"])} if table.geometry else {}))
    return made


def plain_value(value: Any) -> Any:
    """Return a value as Python's own, ``None`` for a missing one."""
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    return value.item() if hasattr(value, "item") else value


def shape_value(shape: Any) -> tuple[float, float] | str | None:
    """Return a point as (lon, lat), another shape as Well-Known Text."""
    if shape is None or shape.is_empty:
        return None
    return (shape.x, shape.y) if shape.geom_type == "Point" else shape.wkt
