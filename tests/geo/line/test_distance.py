"""Many points to the crossings and the line, against geodesics to every crossing and along the whole line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyproj import Geod
from support.records import record as made_record

from durandline.geo.line.border import Border
from durandline.geo.line.chords import longest, to_space
from durandline.geo.line.distance import measure
from durandline.geo.line.distinct_points import distinct
from durandline.geo.record import Record
from durandline.geo.schema.precision import LINE_ERROR_M

GEOD = Geod(ellps="WGS84")
RECORD = Record()
BORDER = Border.load()
STEP_DEG = 0.0005
HALF_STEP_M = 30.0  # half the way between two neighbours of FINE, and something
FINE = shapely.get_coordinates(shapely.segmentize(shapely.linestrings(BORDER.coordinates), STEP_DEG))
CROSSINGS = [
    (key, row["lon"], row["lat"]) for key, row in RECORD.keyed("crossings").items() if row["lon"] is not None
]

WORLD = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
REGION = st.tuples(st.floats(58, 80), st.floats(25, 40))
LINE_SPOTS = st.builds(
    lambda at, east, north: (FINE[at, 0] + east, FINE[at, 1] + north),
    st.integers(0, len(FINE) - 1),
    st.floats(-0.2, 0.2),
    st.floats(-0.2, 0.2),
)


def away(point: tuple[float, float], others: np.ndarray) -> np.ndarray:
    count = len(others)
    return np.asarray(
        GEOD.inv(np.full(count, point[0]), np.full(count, point[1]), others[:, 0], others[:, 1])[2], dtype=float
    )


def searched(point: tuple[float, float]) -> float:
    """The least distance to the line: every 50 m of all of it, then every centimetre wherever it may be least."""
    rough = away(point, FINE)
    near = np.flatnonzero(rough <= np.hypot(rough.min(), HALF_STEP_M) + 0.01)
    least = float(rough.min())
    for index in near:
        piece = FINE[max(index - 1, 0) : index + 2]
        for spacing in (STEP_DEG / 500, STEP_DEG / 500_000):  # closer and closer around the least
            dense = shapely.get_coordinates(shapely.segmentize(shapely.linestrings(piece), spacing))
            ways = away(point, dense)
            best = int(ways.argmin())
            least = min(least, float(ways.min()))
            piece = dense[max(best - 1, 0) : best + 2]
    return least


def one(point: tuple[float, float]) -> tuple[str, float, float, str]:
    found = measure([point[0]], [point[1]], RECORD)
    return str(found[0][0]), float(found[1][0]), float(found[2][0]), str(found[3][0])


@settings(max_examples=60)
@given(st.one_of(REGION, LINE_SPOTS))
@example((71.08472, 34.11472))  # Torkham
@example((61.06667, 34.66667))  # Islam Qala, 530 km away
@example(tuple(FINE[0]))
@example(tuple(FINE[-1]))
@example((FINE[0, 0] - 3.0, FINE[0, 1]))  # beyond the western end
@example((FINE[-1, 0] + 3.0, FINE[-1, 1]))
def test_the_distance_to_the_line_is_that_of_a_search_of_all_of_it(point: tuple[float, float]) -> None:
    assert one(point)[2] == pytest.approx(searched(point), abs=0.002)


@settings(max_examples=15)
@given(WORLD)
@example((-74.0, 40.7))  # New York
@example((34.11472, 71.08472))  # Torkham with its coordinates swapped
@example((0.0, 0.0))
@example((0.0, 90.0))
@example((180.0, -33.0))
@example((-112.0, -33.0))  # the other end of the earth
def test_it_is_so_on_other_continents_too(point: tuple[float, float]) -> None:
    assert one(point)[2] == pytest.approx(away(point, FINE).min(), abs=0.02)


@settings(max_examples=200)
@given(st.one_of(REGION, WORLD))
def test_the_nearest_crossing_is_the_nearest_of_all_by_geodesic(point: tuple[float, float]) -> None:
    ways = away(point, np.array([each[1:] for each in CROSSINGS]))
    key, metres = one(point)[:2]
    assert key == CROSSINGS[int(ways.argmin())][0]
    assert metres == pytest.approx(ways.min(), abs=1e-3)


def test_a_crossing_that_is_nearer_through_the_earth_but_not_along_it_is_not_taken(tmp_path: Path) -> None:
    east = GEOD.fwd(70.0, 0.0, 90.0, 1_000_000.0)
    north = GEOD.fwd(70.0, 0.0, 0.0, 1_000_005.0)  # the meridian bends more: a shorter chord, a longer way
    here, e, n = to_space(np.array([(70.0, 0.0), east[:2], north[:2]]))
    assert np.linalg.norm(n - here) < np.linalg.norm(e - here)
    rows = [
        {"crossing_id": "north", "name_en": "N", "kind": "informal", "lon": north[0], "lat": north[1]},
        {"crossing_id": "nowhere", "name_en": "X", "kind": "informal"},
        {"crossing_id": "east", "name_en": "E", "kind": "informal", "lon": east[0], "lat": east[1]},
    ]
    found = measure([70.0], [0.0], made_record(tmp_path, [], crossings=rows))
    assert found.nearest_crossing.tolist() == ["east"]
    assert found.nearest_crossing_m[0] == pytest.approx(1_000_000.0, abs=1e-3)


def test_of_two_crossings_at_one_point_the_first_is_taken(tmp_path: Path) -> None:
    rows = [{"crossing_id": key, "name_en": key, "kind": "informal", "lon": 71.0, "lat": 34.0} for key in ("b", "a")]
    found = measure([70.0, 71.0], [30.0, 34.0], made_record(tmp_path, [], crossings=rows))
    assert found.nearest_crossing.tolist() == ["b", "b"]
    assert found.nearest_crossing_m[1] == 0.0


def test_without_located_crossings_there_is_no_nearest(tmp_path: Path) -> None:
    rows = [{"crossing_id": "x", "name_en": "X", "kind": "informal"}]
    found = measure([70.0], [34.0], made_record(tmp_path, [], crossings=rows))
    assert found.nearest_crossing.tolist() == [""]
    assert np.isnan(found.nearest_crossing_m).all()
    assert np.isfinite(found.dist_to_line_m).all()


@pytest.mark.parametrize("bad", [(np.nan, 34.0), (70.0, np.inf), (np.nan, np.nan), (70.0, 90.5), (70.0, -1e9)])
def test_what_is_no_place_on_earth_has_no_answer_and_spoils_no_other(bad: tuple[float, float]) -> None:
    found = measure([70.0, bad[0], 71.0], [34.0, bad[1], 33.0], RECORD)
    assert found.nearest_crossing[1] == "" == found.line_side[1]
    assert np.isnan([found.nearest_crossing_m[1], found.dist_to_line_m[1]]).all()
    alone = measure([70.0, 71.0], [34.0, 33.0], RECORD)
    for got, wanted in zip(found, alone, strict=True):
        assert got[[0, 2]].tolist() == wanted.tolist()


def test_no_points_no_answers() -> None:
    assert [each.shape for each in measure([], [], RECORD)] == [(0,)] * 4


def test_sides_take_the_radius_into_account() -> None:
    lon, lat = np.full(3, 70.4361), np.full(3, 34.4415)  # Jalalabad
    far = one((70.4361, 34.4415))[2] - LINE_ERROR_M
    assert measure(lon, lat, RECORD, [np.nan, far - 1, far + 1]).line_side.tolist() == ["AF", "AF", "undecided"]


def test_many_points_together_have_the_answers_that_each_has_alone() -> None:
    chance = np.random.default_rng(5)
    near = FINE[chance.integers(0, len(FINE), 6_000)] + chance.normal(0, 0.3, (6_000, 2))
    world = np.column_stack([chance.uniform(-180, 180, 60), chance.uniform(-90, 90, 60)])
    points = np.concatenate([near, world, near[:50]])
    chance.shuffle(points)
    together = measure(points[:, 0], points[:, 1], RECORD)
    for row in chance.integers(0, len(points), 150):
        key, to_crossing, to_line, side = one(tuple(points[row]))
        assert (together.nearest_crossing[row], together.line_side[row]) == (key, side)
        assert together.nearest_crossing_m[row] == pytest.approx(to_crossing, abs=1e-6)
        assert together.dist_to_line_m[row] == pytest.approx(to_line, abs=1e-3)


@settings(max_examples=60)
@given(st.lists(REGION, min_size=2, max_size=5, unique=True), st.one_of(REGION, WORLD))
def test_any_line_is_searched_as_well_as_ours(corners: list[tuple[float, float]], point: tuple[float, float]) -> None:
    border = Border(corners)
    dense = shapely.get_coordinates(shapely.segmentize(shapely.linestrings(border.coordinates), 0.001))
    least = away(point, dense).min()
    found = float(border.nearest(*point).distance_m)
    assert found <= least + 0.001
    assert np.hypot(found, 60.0) >= least - 0.02


@settings(max_examples=100)
@given(
    st.lists(REGION, min_size=2, max_size=6, unique=True),
    REGION,
    st.floats(0.01, 3),
    st.lists(st.tuples(st.floats(-1, 1), st.floats(-1, 1)), min_size=2, max_size=12),
)
@example(
    [(69.0, 33.2), (68.0, 32.0), (70.0, 30.0), (72.1, 32.0), (71.0, 33.2)],  # round about the first point
    (70.0, 32.0),
    2.0,
    [(0.03, 0.0), (-0.8, 0.0), (-0.9, 0.0)],
)
def test_points_at_once_have_the_answers_of_points_alone(
    corners: list[tuple[float, float]],
    middle: tuple[float, float],
    size: float,
    offsets: list[tuple[float, float]],
) -> None:
    border = Border(corners)
    points = np.array(middle) + size * np.array(offsets)
    together = border.nearest(points[:, 0], points[:, 1]).distance_m
    alone = [float(border.nearest(*point).distance_m) for point in points]
    assert np.allclose(together, alone, atol=1e-3)


@settings(max_examples=500)
@given(WORLD, WORLD, WORLD)
def test_nothing_beyond_the_longest_chord_is_nearer(
    here: tuple[float, float], one_there: tuple[float, float], other: tuple[float, float]
) -> None:
    space = to_space(np.array([here, one_there, other]))
    chords = np.linalg.norm(space[1:] - space[0], axis=1)
    ways = away(here, np.array([one_there, other]))
    if chords[1] > longest(chords[:1])[0]:
        assert ways[1] >= ways[0] - 1e-3


@given(st.lists(st.sampled_from([(1.0, 2.0), (2.0, 1.0), (0.0, 0.0), (-70.0, 34.0)]), max_size=30))
def test_each_point_is_looked_up_once_and_found_again(points: list[tuple[float, float]]) -> None:
    given_points = np.array(points, dtype=float).reshape(-1, 2)
    once, back = distinct(given_points)
    assert len(once) == len(set(points))
    assert once[back].tolist() == given_points.tolist()
