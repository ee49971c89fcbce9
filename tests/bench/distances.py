"""A million made-up points to the line and the nearest crossing, beside plain ways to do it.

Run by ``make bench-distances``. Every figure is a ratio of CPU times within this one run; seconds are printed too.
The plain ways run on a sample of 20,000 of the points; their times are scaled to a million. Of those points it is
also told for how many a plain way names another crossing as the nearest, and by how much it is off the line.
"""

from __future__ import annotations

import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from durandline.geo.line.border import Border
from durandline.geo.line.distance import Measured, measure
from durandline.geo.record import Record

POINTS = 1_000_000
SAMPLE = 20_000
UTM = "EPSG:32642"
SPREAD_DEG = {"within about 15 km of the line": 0.15, "within about 100 km": 1.0}

Floats = NDArray[np.float64]
Answer = tuple[NDArray[Any], Floats]  # number of the nearest crossing, and the way to the line in metres


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the CPU seconds of one call, and what it gave."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def made_up(spread: float) -> Floats:
    """Return a million different points around the line, degrees."""
    chance = np.random.default_rng(20_250_301)
    line = Border.load().coordinates
    return np.asarray(line[chance.integers(0, len(line), POINTS)] + chance.normal(0, spread, (POINTS, 2)))


def crossings(record: Record) -> tuple[list[str], Floats]:
    """Return the ids and points of the crossings that have one."""
    rows = [row for row in record.rows("crossings") if row["lon"] is not None]
    return [str(row["crossing_id"]) for row in rows], np.array(
        [(row["lon"], row["lat"]) for row in rows], dtype=float
    )


def by_geopandas(points: Floats, gates: Floats, crs: str, metres: float) -> Answer:
    """Return the answer of geopandas' ``distance`` in a CRS, whose unit is so many metres."""
    shapes = gpd.GeoSeries(gpd.points_from_xy(*points.T), crs="EPSG:4326").to_crs(crs)
    line = gpd.GeoSeries([shapely.linestrings(Border.load().coordinates)], crs="EPSG:4326").to_crs(crs).iloc[0]
    places = gpd.GeoSeries(gpd.points_from_xy(*gates.T), crs="EPSG:4326").to_crs(crs)
    away = np.column_stack([shapes.distance(place).to_numpy() for place in places])
    return away.argmin(axis=1), shapes.distance(line).to_numpy() * metres


def on_a_ball(points: Floats, gates: Floats) -> Answer:
    """Return the nearest crossing by the haversine formula; it does not speak of the line."""
    lon, lat = np.radians(points).T
    other_lon, other_lat = np.radians(gates).T
    half = np.sin((lat[:, None] - other_lat) / 2) ** 2
    half += np.cos(lat)[:, None] * np.cos(other_lat) * np.sin((lon[:, None] - other_lon) / 2) ** 2
    return half.argmin(axis=1), np.full(len(points), np.nan)


def show(name: str, seconds: float, ours: float, told: str = "") -> None:
    """Print one line of the table."""
    sys.stdout.write(f"  {name:<38} {seconds:8.2f} s {seconds / ours:7.1f} x  {told}\n")


def compare(points: Floats, record: Record) -> None:
    """Print the table for one set of points."""
    ids, gates = crossings(record)
    seconds, found = timed(lambda: measure(points[:, 0], points[:, 1], record))
    show("durandline", seconds, seconds)
    again, _ = timed(lambda: measure(*np.round(points, 2).T, record))
    show("durandline, two decimals (many alike)", again, seconds)
    plain: dict[str, Callable[[Floats, Floats], Answer]] = {
        "geopandas distance, UTM zone 42": lambda some, to: by_geopandas(some, to, UTM, 1.0),
        "geopandas distance, degrees": lambda some, to: by_geopandas(some, to, "EPSG:4326", 111_195.0),
        "haversine, crossings alone": on_a_ball,
    }
    for name, work in plain.items():
        spent, answer = timed(lambda work=work: work(points[:SAMPLE], gates))  # type: ignore[misc]
        show(f"{name} *", spent * POINTS / SAMPLE, seconds, difference(answer, found, ids))


def difference(answer: Answer, found: Measured, ids: list[str]) -> str:
    """Return how a plain way's answer differs from ours, in words."""
    other = int((np.array(ids, dtype=object)[answer[0]] != found.nearest_crossing[:SAMPLE]).sum())
    off = np.abs(answer[1] - found.dist_to_line_m[:SAMPLE])
    line = "" if np.isnan(off).any() else f"; off the line by up to {off.max():,.0f} m"
    return f"another crossing for {other} of {SAMPLE:,}{line}"


def main() -> int:
    """Print a table for each set of points."""
    warnings.filterwarnings("ignore", "Geometry is in a geographic CRS")  # it is said again in the table
    record = Record()
    measure(70.0, 34.0, record)
    for name, spread in SPREAD_DEG.items():
        sys.stdout.write(f"{POINTS:,} points {name}\n")
        compare(made_up(spread), record)
    sys.stdout.write(f"* measured on {SAMPLE:,} points and scaled\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
