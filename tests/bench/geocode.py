"""How far answers of the geocoder lie from where coders put the same place texts, and whether their radii hold.

Run it by hand: ``python tests/bench/geocode.py``. It needs files that are no part of the project: coded place texts
and a gazetteer, in the folder that ``DURANDLINE_EVAL`` names or in ``../shared/eval`` beside the project. Where they
are missing it says so and ends with 0. The plain methods run beside the geocoder; rapidfuzz, where it is installed.

The interval score of a radius r at a distance d is r + 10 max(0, d - r) in km, the mean of all rows: the smaller the
better, and at its least where r is the distance that nine in ten stay below.
"""

from __future__ import annotations

import csv
import hashlib
import os
import random
import resource
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod

from durandline.geo.gazetteer.gazetteer import Entry, Gazetteer
from durandline.geo.gazetteer.geonames import read_dump
from durandline.geo.geocoding.geocoder import Geocode, geocode_many
from durandline.geo.line.border import Border
from durandline.geo.names.keys import keys

Floats = NDArray[np.float64]

SHARES_KM = (5, 10, 25, 50)
DRAWS = 2_000
NEAR_LINE_M = 60_000.0
DOUBTFUL_KM = 25.0
GEOD = Geod(ellps="WGS84")


@dataclass(frozen=True)
class Case:
    """A place text with its context and where its coder put it."""

    text: str
    admin: str
    country: str
    lon: float
    lat: float
    spread_km: float = 0.0


def folder() -> Path:
    """Return the folder of the coded place texts."""
    return Path(os.environ.get("DURANDLINE_EVAL") or Path(__file__).parents[2].parent / "shared" / "eval")


def read(path: Path, text: str, admin: Sequence[str], point: Sequence[str], spread: str = "") -> list[Case]:
    """Return the distinct cases of a table, by its column names."""
    cases = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            where = ", ".join(row[each] for each in admin if row[each])
            lon, lat = (float(row[each]) for each in point)
            case = Case(row[text], where, row["country"], lon, lat, float(row[spread]) if spread else 0.0)
            cases.setdefault((case.text, case.admin), case)
    return list(cases.values())


def near_line(cases: list[Case]) -> list[Case]:
    """Return the cases within 60 km of the line."""
    away = Border.load().nearest([case.lon for case in cases], [case.lat for case in cases]).distance_m
    return [case for case, metres in zip(cases, away.tolist(), strict=True) if metres <= NEAR_LINE_M]


def kilometres(cases: list[Case], points: Iterable[tuple[float, float] | None]) -> Floats:
    """Return the geodesic distances in km, infinite where there is no point."""
    found = []
    for case, point in zip(cases, points, strict=True):
        away = np.inf if point is None else GEOD.inv(case.lon, case.lat, *point)[2] / 1000.0
        found.append(away)
    return np.array(found)


def print_shares(name: str, km: Floats) -> None:
    """Print the shares within 5, 10, 25 and 50 km with their bootstrap intervals (95 %), and the unresolved."""
    draws = np.random.default_rng(4).integers(0, len(km), (DRAWS, len(km)))
    parts = []
    for limit in SHARES_KM:
        within = km <= limit
        low, high = np.quantile(within[draws].mean(axis=1), (0.025, 0.975))
        parts.append(f"{within.mean():.3f} [{low:.2f}, {high:.2f}]")
    print(f"  {name:<34} {'   '.join(parts)}   {np.isinf(km).mean():.3f}")


def print_coverage(cases: list[Case], answers: list[Geocode], km: Floats) -> None:
    """Print the coverage of the radii, over all, by class and in two halves by a hash of the text."""
    located = np.isfinite(km)
    radius = np.array([(answer.radius_m or 0.0) / 1000.0 for answer in answers])
    half = np.array([hashlib.sha256(case.text.encode()).digest()[0] % 2 for case in cases])
    classes = dict.fromkeys(answer.precision for answer in answers if answer.precision)
    groups: dict[str, NDArray[np.bool_]] = {"all located": located}
    groups |= {name: np.array([answer.precision == name for answer in answers]) for name in classes}
    groups |= {f"half {each}": located & (half == each) for each in (0, 1)}
    columns = ("rows", "share", "coverage", "median km", "constant km", "ratio", "score", "constant's")
    print(f"  {'class':<12}" + "".join(f"{column:>12}" for column in columns))
    for name, group in groups.items():
        covered = (km[group] <= radius[group]).mean()
        constant = float(np.quantile(km[group], covered, method="higher"))
        median = float(np.median(radius[group]))
        own, other = (interval_score(km[group], each) for each in (radius[group], constant))
        ratio = median / constant if constant else float("nan")
        print(
            f"  {name:<12}{group.sum():>12}{group.mean():>12.2f}{covered:>12.3f}{median:>12.1f}{constant:>12.1f}"
            f"{ratio:>12.2f}{own:>12.1f}{other:>12.1f}"
        )


def interval_score(km: Floats, radius: Floats | float) -> float:
    """Return the mean interval score of radii (km) that nine in ten distances (km) should stay below."""
    return float((radius + 10.0 * np.maximum(0.0, km - radius)).mean())


def plain_exact(gazetteer: Gazetteer, cases: list[Case]) -> list[tuple[float, float] | None]:
    """Return the first entry of the very name without generic words, those of the stated district before others."""
    found = []
    for case in cases:
        entries = [gazetteer.entries[each] for each in gazetteer.index.same_letters(keys(case.text).bare)]
        entries.sort(key=lambda entry: not (entry.admin2 and entry.admin2.casefold() in case.admin.casefold()))
        found.append(next((point for entry in entries if (point := _point(entry))), None))
    return found


def with_middle(
    gazetteer: Gazetteer, cases: list[Case], points: list[tuple[float, float] | None]
) -> list[tuple[float, float] | None]:
    """Return points, and where there is none the middle of the area stated."""
    areas = [gazetteer.areas.stated(case.admin) for case in cases]
    return [
        point or ((area[0].lon, area[0].lat) if area else None) for point, area in zip(points, areas, strict=True)
    ]


def plain_fuzzy(gazetteer: Gazetteer, cases: list[Case]) -> list[tuple[float, float] | None]:
    """Return the entry with the name most like each text by rapidfuzz (ratio of 85 or more), wherever it lies."""
    from rapidfuzz import fuzz, process  # type: ignore[import-not-found]  # a peer, not needed

    names = list(gazetteer.index.folded)
    found = []
    for case in cases:
        best = process.extractOne(keys(case.text).bare, names, scorer=fuzz.ratio, score_cutoff=85)
        entries = gazetteer.index.folded[best[0]] if best else ()
        found.append(next((point for each in entries if (point := _point(gazetteer.entries[each]))), None))
    return found


def _point(entry: Entry) -> tuple[float, float] | None:
    return None if entry.lon is None or entry.lat is None else (entry.lon, entry.lat)


def timed(name: str, gazetteer: Gazetteer, cases: list[Case], ways: dict[str, Callable[..., object]]) -> None:
    """Print the plain methods on the same cases, with their rows a second."""
    exact: list[tuple[float, float] | None] = []
    for label, way in ways.items():
        start = time.process_time()
        points = way(gazetteer, cases)
        rate = len(cases) / (time.process_time() - start)
        print_shares(f"{label}, {rate:,.0f} rows/s", kilometres(cases, points))  # type: ignore[arg-type]
        exact = exact or points  # type: ignore[assignment]
    print_shares(f"plain exact, {name}'s middle", kilometres(cases, with_middle(gazetteer, cases, exact)))


def measure(title: str, gazetteer: Gazetteer, cases: list[Case], *, plain: bool = False) -> None:
    """Print all figures of one gazetteer on one set of cases."""
    print(f"\n{title}: {len(cases)} place texts\n  {'within':<34} "
          + "".join(f"{limit} km{'':<16}" for limit in SHARES_KM) + "unresolved")  # fmt: skip
    start = time.process_time()
    answers = geocode_many([case.text for case in cases], [case.admin for case in cases],
                           [case.country for case in cases], gazetteer=gazetteer)  # fmt: skip
    rate = len(cases) / (time.process_time() - start)
    points = [(each.lon, each.lat) if each.lon is not None and each.lat is not None else None for each in answers]
    km = kilometres(cases, points)
    print_shares(f"durandline, {rate:,.0f} rows/s", km)
    if plain:
        timed("district", gazetteer, cases, plain_ways())
    print_coverage(cases, answers, km)


def plain_ways() -> dict[str, Callable[..., object]]:
    """Return the plain methods by name; rapidfuzz where it is installed."""
    ways: dict[str, Callable[..., object]] = {"plain exact": plain_exact}
    try:
        import rapidfuzz  # type: ignore[import-not-found] # noqa: F401 - only whether it is there
    except ImportError:
        print("  (rapidfuzz is not installed: uv pip install rapidfuzz)")
        return ways
    return {**ways, "plain rapidfuzz": plain_fuzzy}


def print_speed(gazetteer: Gazetteer) -> None:
    """Print rows a second for distinct names of the gazetteer, as they are and with one letter changed."""
    draw = random.Random(4)  # noqa: S311 - a fixed sample, no secret
    villages = [
        entry for entry in gazetteer.entries if entry.admin2 and entry.lon is not None and entry.name.isascii()
    ]
    sample = draw.sample(villages, 8_000)
    named = [(f"{entry.name} village", entry.admin2) for entry in sample]
    changed = []
    for text, admin in named[:3_000]:
        place = draw.randrange(len(text) - len(" village"))
        changed.append((text[:place] + draw.choice("aeioubdgkmn") + text[place + 1 :], admin))
    for title, cases in (("exact names", named), ("names with a letter changed", changed)):
        geocode_many([cases[0][0]], [cases[0][1]], gazetteer=gazetteer)
        start = time.process_time()
        geocode_many([text for text, _ in cases], [admin for _, admin in cases], gazetteer=gazetteer)
        print(f"  {title}: {len(set(cases)) / (time.process_time() - start):,.0f} distinct rows a second")
    kept = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  memory at its most, this run's arrays included: {kept:.0f} MB")


def built(title: str, make: Callable[[], Gazetteer]) -> Gazetteer:
    """Return a gazetteer with its indexes; print the seconds that they took."""
    start = time.process_time()
    gazetteer = make()
    _ = gazetteer.area_of, gazetteer.index.alike(keys("a name that is like no other"))
    print(f"{title}: {len(gazetteer.entries):,} entries in {time.process_time() - start:.2f} s")
    return gazetteer


def main() -> int:
    """Print the tables."""
    source = folder()
    if not (source / "geocode_dev.csv").is_file():
        print(f"No coded place texts in {source}. Name their folder in DURANDLINE_EVAL.")
        return 0
    names = read(source / "geocode_dev.csv", "place_text", ("admin2", "admin1"), ("lon", "lat"), "spread_km")
    builtin = built("Shipped gazetteer", Gazetteer.builtin)
    text = (source / "gazetteer_near_line.tsv").read_text("utf-8")
    entries = read_dump(text, "near_line", "gazetteer_near_line.tsv").entries
    dump = built("With the dump", lambda: builtin.with_entries(entries, "near_line"))
    sure = [case for case in names if case.spread_km <= DOUBTFUL_KM]
    for title, gazetteer in (("Shipped gazetteer", builtin), ("With the dump", dump)):
        measure(f"{title}, names", gazetteer, sure, plain=True)
    if doubtful := [case for case in names if case.spread_km > DOUBTFUL_KM]:
        measure(f"With the dump, names whose own points lie over {DOUBTFUL_KM:.0f} km apart", dump, doubtful)
    if (source / "where_phrases_dev.csv").is_file():
        phrases = read(source / "where_phrases_dev.csv", "text", ("admin2", "admin1"), ("longitude", "latitude"))
        measure("With the dump, phrases", dump, phrases)
    sample = source.parent / "samples" / "ucdp_ged_pk_1000.csv"
    if sample.is_file():
        more = near_line(read(sample, "where_coordinates", ("adm_2", "adm_1"), ("longitude", "latitude")))
        measure("With the dump, names of another sample", dump, more)
    print("\nSpeed, with the dump")
    print_speed(dump)
    return 0


if __name__ == "__main__":
    sys.exit(main())
