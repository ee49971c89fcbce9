"""Pairs near each other in space and time are those that trying every pair finds."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from durandline.geo.incidents.near import Spots, pairs_within

GEOD = Geod(ellps="WGS84")
# Around the line, around a pole and across the date line.
CENTRES = st.sampled_from([(70.9, 34.2), (0.0, 89.95), (179.99, 10.0)])
SPOT = st.tuples(
    CENTRES, st.floats(-0.4, 0.4), st.floats(-0.4, 0.4), st.sampled_from([0.0, 3_000.0, 12_000.0, 30_000.0]),
    st.integers(0, 4), st.integers(0, 3),
)  # fmt: skip


def spots_of(drawn):
    lon = np.array([(x + dx + 180) % 360 - 180 for (x, _), dx, _, _, _, _ in drawn])
    lat = np.array([min(y + dy, 90.0) for (_, y), _, dy, _, _, _ in drawn])
    first = np.array([day for *_, day, _ in drawn], dtype=np.int64)
    return Spots(lon, lat, np.array([r for _, _, _, r, _, _ in drawn]), first, first + [span for *_, span in drawn])


def brute(spots, some, others):
    for one in some:
        for two in others:
            apart = GEOD.inv(spots.lon[one], spots.lat[one], spots.lon[two], spots.lat[two])[2]
            touch = spots.first[one] <= spots.last[two] and spots.first[two] <= spots.last[one]
            if touch and apart <= np.hypot(spots.radius_m[one], spots.radius_m[two]):
                yield one, two


@given(st.lists(SPOT, min_size=2, max_size=25), st.data())
def test_the_pairs_are_those_of_trying_every_pair(drawn, data):
    spots = spots_of(drawn)
    cut = data.draw(st.integers(1, len(drawn) - 1))
    some, others = np.arange(cut), np.arange(cut, len(drawn))
    one, two, apart = pairs_within(spots, some, others)
    assert sorted(zip(one.tolist(), two.tolist(), strict=True)) == sorted(brute(spots, some, others))
    assert (apart <= np.hypot(spots.radius_m[one], spots.radius_m[two])).all()


def test_a_place_lies_at_itself_however_it_is_written():
    spots = spots_of([((0.0, 90.0), lon, 0.0, 0.0, 0, 0) for lon in (0.25, 0.0)])
    assert pairs_within(spots, np.array([0]), np.array([1]))[0].tolist() == [0]


def test_nothing_is_near_nothing():
    spots = spots_of([((70.9, 34.2), 0.0, 0.0, 0.0, 0, 0)])
    none = np.array([], dtype=np.int64)
    assert [part.size for part in pairs_within(spots, np.array([0]), none)] == [0, 0, 0]
