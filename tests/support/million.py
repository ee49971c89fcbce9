"""Made-up incidents in any number, the same ones each time, in the columns of one's own incidents: for benchmarks.

Nothing in them happened. Places and their names are the gazetteer's, points scatter around these.
"""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from durandline.geo.record import Record
from durandline.geo.schema import vocabulary as words
from durandline.geo.schema.tables import OWN_INCIDENTS

LINE = (
    (61.6, 29.4),
    (66.4, 30.95),
    (69.3, 31.9),
    (69.3, 32.5),
    (70.0, 33.1),
    (71.1, 34.1),
    (71.6, 35.4),
    (74.5, 37.2),
)
FIRST, LAST = "2010-01-01", "2026-01-01"
ACTORS = ("border guards", "police", "traders", "armed men", "residents", "", "Frontier force / fighters")
PUBLISHERS = ("Example Daily", "Invented Wire", "Radio Nowhere", "نمونه", "مثال")
OPENINGS = (
    "Made-up report: shots were heard near {place}, people say",
    'Made-up report: a "patrol" met lorries at {place}; the road was shut for hours',
    "گزارش ساختگی: در {place} راه برای چند ساعت بسته شد",
    "Made-up report: stones came down on the road at {place}",
    "جوړ شوی راپور: په {place} کې خلک راټول شول",
)
TAIL = ", and what followed is told in different ways by those who were there, number "


def incident_frame(rows: int, seed: int = 1) -> gpd.GeoDataFrame:
    """Return ``rows`` incidents in order of their day: typed columns of OWN_INCIDENTS, points in EPSG:4326.

    Keys count up with the days; two in a hundred have a place name alone and a null geometry; numbers are NaN
    where a row has none, lists are tuples, ``redistribute`` is true. About 150 characters of summary a row.
    """
    chance = np.random.default_rng(seed)
    names, lon, lat = _places(chance)
    place = chance.integers(0, len(names), rows)
    lon = np.round(lon[place] + chance.normal(0, 0.05, rows), 5)
    lat = np.round(lat[place] + chance.normal(0, 0.05, rows), 5)
    unlocated = chance.random(rows) < 0.02
    lon[unlocated] = lat[unlocated] = np.nan
    publisher = _pick(chance, PUBLISHERS, rows)
    number = np.char.zfill(np.arange(rows).astype(str), 7).astype(object)
    killed = np.where(chance.random(rows) < 0.3, np.floor(chance.exponential(3, rows)), np.nan)
    made: dict[str, Any] = {
        "incident_id": "made:" + number,
        "kind": _pick(chance, words.INCIDENT_KINDS, rows),
        "date": _days(chance, rows),
        "place_name": names[place],
        "admin_text": _pick(chance, ("", "", "Made Province", "ولایت ساختگی"), rows),
        "lat": lat,
        "lon": lon,
        "radius_m": np.where(unlocated, np.nan, chance.choice((500.0, 2000.0, 5000.0, 20000.0), rows)),
        "precision": np.where(unlocated, "", _pick(chance, ("exact", "near", "district"), rows)),
        "fatalities_min": killed,
        "fatalities_max": killed + np.floor(chance.exponential(1, rows)),
        "claimant": np.where(np.isnan(killed), "", publisher),
        "summary": _summaries(chance, names, place) + number + ".",
        "actors": _pick(chance, ACTORS, rows),
        "source_url": "https://news.example/made-up/" + number,
        "source_publisher": publisher,
        "dataset": "made up",
        "licence": "CC0-1.0",
        "redistribute": True,
        "same_as": pd.Series([()] * rows, dtype=object),
    }
    frame = pd.DataFrame(made).reindex(columns=OWN_INCIDENTS.columns, fill_value="")
    points = shapely.points(np.nan_to_num(lon), np.nan_to_num(lat))
    points[unlocated] = None
    return gpd.GeoDataFrame(frame, geometry=points, crs="EPSG:4326")


def incident_csv(rows: int, seed: int = 1) -> str:
    """Return the same incidents as the text of a CSV file that ``--incidents`` reads."""
    frame = pd.DataFrame(incident_frame(rows, seed).drop(columns="geometry"))
    frame["redistribute"], frame["same_as"] = "yes", ""
    for name in ("fatalities_min", "fatalities_max", "radius_m"):
        frame[name] = frame[name].astype("Int64")
    return str(frame.to_csv(index=False, lineterminator="\n"))


def _places(chance: np.random.Generator) -> tuple[NDArray[Any], NDArray[np.float64], NDArray[np.float64]]:
    """Return some 300 names in two scripts, and a point for each; a place without one gets one along the line."""
    named = [
        (row[name], row["lon"], row["lat"])
        for row in Record().rows("places")
        for name in ("name_en", "name_fa", "name_ur")
        if row[name]
    ]
    line = np.array(LINE)
    spot = chance.uniform(0, len(line) - 1, len(named))
    along = np.column_stack([np.interp(spot, np.arange(len(line)), each) for each in line.T])
    known = np.array([each[1:] for each in named], dtype=float)
    point = np.where(np.isnan(known), along, known)
    return np.array([each[0] for each in named], dtype=object), point[:, 0], point[:, 1]


def _days(chance: np.random.Generator, rows: int) -> NDArray[Any]:
    days = np.arange(FIRST, LAST, dtype="datetime64[D]")
    texts: NDArray[Any] = days.astype(str).astype(object)
    return texts[np.sort(chance.integers(0, len(days), rows))]


def _summaries(chance: np.random.Generator, names: NDArray[Any], place: NDArray[np.intp]) -> NDArray[Any]:
    """Return all but the number of each summary: each opening is written once for each name."""
    told = np.array([[each.format(place=name) + TAIL for each in OPENINGS] for name in names], dtype=object)
    return told[place, chance.integers(0, len(OPENINGS), len(place))]


def _pick(chance: np.random.Generator, words: tuple[str, ...], rows: int) -> NDArray[Any]:
    return np.array(words, dtype=object)[chance.integers(0, len(words), rows)]
