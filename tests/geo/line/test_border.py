"""The reference line: nearest points against a search of every metre, sides of places whose side is known."""

from __future__ import annotations

import json
from importlib.resources import files

import numpy as np
import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyproj import Geod

from durandline.geo.errors import InputError
from durandline.geo.line.border import Border
from durandline.geo.schema.precision import LINE_ERROR_M

GEOD = Geod(ellps="WGS84")
BORDER = Border.load()
COARSE = shapely.get_coordinates(shapely.segmentize(shapely.linestrings(BORDER.coordinates), 0.0005))

LONS = st.floats(58, 80)
LATS = st.floats(25, 40)


def searched(lon: float, lat: float) -> float:
    """The least distance to the line, by looking at all of it every 50 m and then closely where that is least."""

    def away(points: np.ndarray) -> np.ndarray:
        return GEOD.inv(np.full(len(points), lon), np.full(len(points), lat), points[:, 0], points[:, 1])[2]

    rough = away(COARSE)
    least = np.inf
    for index in np.flatnonzero(rough <= rough.min() + 60):
        piece = COARSE[max(index - 1, 0) : index + 2]
        least = min(least, away(shapely.get_coordinates(shapely.segmentize(shapely.linestrings(piece), 2e-6))).min())
    return float(least)


@settings(max_examples=40)
@given(LONS, LATS)
@example(71.08472, 34.11472)  # Torkham
@example(61.06667, 34.66667)  # Islam Qala, 530 km away
@example(60.0, 29.8)  # beyond the western end
@example(80.0, 25.0)
def test_nearest_agrees_with_a_search_of_the_whole_line(lon: float, lat: float) -> None:
    assert float(BORDER.nearest(lon, lat).distance_m) == pytest.approx(searched(lon, lat), abs=1.0)


@settings(max_examples=200)
@given(LONS, LATS)
def test_the_foot_lies_on_the_line_at_the_distance_told(lon: float, lat: float) -> None:
    near = BORDER.nearest(lon, lat)
    assert GEOD.inv(lon, lat, near.lon, near.lat)[2] == pytest.approx(float(near.distance_m), abs=0.01)
    assert float(BORDER.nearest(near.lon, near.lat).distance_m) < 0.01


@settings(max_examples=200)
@given(LONS, LATS, st.floats(0, 50_000))
def test_a_side_is_told_only_beyond_radius_and_line_error(lon: float, lat: float, radius: float) -> None:
    distance = float(BORDER.nearest(lon, lat).distance_m)
    side = BORDER.side(lon, lat, radius)
    assert (side == "undecided") == (distance <= radius + LINE_ERROR_M)
    if side != "undecided":
        assert side == BORDER.side(lon, lat, 0.0)


@pytest.mark.parametrize("share", [0.1, 0.37, 0.5, 0.73, 0.9])
def test_the_side_changes_across_the_line(share: float) -> None:
    lon, lat = shapely.get_coordinates(shapely.linestrings(BORDER.coordinates).interpolate(share, normalized=True))[0]
    angles = np.arange(0, 360, 10.0)
    x, y, _ = GEOD.fwd(np.full(36, lon), np.full(36, lat), angles, np.full(36, 5_000.0))
    assert {"AF", "PK"} <= set(BORDER.side(np.asarray(x), np.asarray(y)).tolist())


@pytest.mark.parametrize(
    ("lon", "lat", "side"),
    [
        (70.4361, 34.4415, "AF"),  # Jalalabad
        (71.5785, 34.0080, "PK"),  # Peshawar
        (65.7101, 31.6133, "AF"),  # Kandahar
        (66.9898, 30.2055, "PK"),  # Quetta
        (69.9204, 33.3395, "AF"),  # Khost
        (70.1008, 33.8992, "PK"),  # Parachinar, with Afghanistan on three sides
        (74.0, 37.1, "AF"),  # Wakhan
        (61.5866, 28.9469, "PK"),  # Taftan
    ],
)
def test_towns_lie_on_their_own_side(lon: float, lat: float, side: str) -> None:
    assert BORDER.side(lon, lat, 5_400.0) == side


def test_the_gate_at_angoor_adda_is_undecided() -> None:
    assert BORDER.side(69.27618, 32.5173, 1_500.0) == "undecided"


def test_arrays_keep_their_shape_and_unknown_points_stay_unknown() -> None:
    lon, lat = np.array([[69.0, np.nan], [66.0, 71.0]]), np.array([[34.0, 34.0], [np.inf, 33.0]])
    near = BORDER.nearest(lon, lat)
    assert near.distance_m.shape == (2, 2)
    assert np.isnan(near.distance_m).tolist() == [[False, True], [True, False]]
    assert BORDER.side(lon, lat).tolist() == [["AF", ""], ["", "PK"]]
    assert BORDER.side(float("nan"), 34.0) == ""
    assert BORDER.nearest(np.array([]), np.array([])).distance_m.shape == (0,)


def test_one_call_and_many_calls_agree() -> None:
    random = np.random.default_rng(1)
    lon, lat = random.uniform(60, 76, 200), random.uniform(28, 38, 200)
    together = BORDER.nearest(lon, lat).distance_m
    alone = [float(BORDER.nearest(x, y).distance_m) for x, y in zip(lon, lat, strict=True)]
    assert np.allclose(together, alone, atol=1e-3)


def test_a_point_at_the_other_end_of_the_earth_has_a_distance() -> None:
    near = BORDER.nearest(-74.0, 40.7)  # New York
    assert float(near.distance_m) == pytest.approx(searched(-74.0, 40.7), abs=10)


def test_the_direction_of_the_file_does_not_matter() -> None:
    assert Border(BORDER.coordinates[::-1]).side(70.4361, 34.4415) == "AF"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b'{"features": []}',
        json.dumps({"features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}}]}).encode(),
        json.dumps({"features": [{"geometry": {"type": "LineString", "coordinates": [[1, 2]]}}]}).encode(),
    ],
)
def test_a_file_that_holds_no_line_is_an_input_error(tmp_path, content: bytes) -> None:
    (tmp_path / "border_measure.geojson").write_bytes(content)
    with pytest.raises(InputError):
        Border.load(tmp_path)


def test_a_folder_without_the_file_is_an_input_error(tmp_path) -> None:
    with pytest.raises(InputError, match=r"border_measure\.geojson"):
        Border.load(tmp_path)


def test_the_line_to_draw_keeps_within_its_tolerance_of_the_line_to_measure() -> None:
    feature = json.loads((files("durandline.data") / "border.geojson").read_bytes())["features"][0]
    drawn = np.array(feature["geometry"]["coordinates"])
    away = BORDER.nearest(drawn[:, 0], drawn[:, 1]).distance_m
    assert away.max() <= feature["properties"]["tolerance_m"] + 20
