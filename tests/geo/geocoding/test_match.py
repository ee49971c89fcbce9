"""Finding names that are the same, or nearly; and ranking what they may mean."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from durandline.geo.gazetteer.areas import Areas, shipped_areas
from durandline.geo.gazetteer.gazetteer import Entry, Gazetteer
from durandline.geo.geocoding.fit import Context
from durandline.geo.geocoding.match import find
from durandline.geo.names.index import Index
from durandline.geo.names.keys import keys
from durandline.geo.names.similarity import osa, sphere_km
from durandline.geo.names.trigrams import Trigrams

WORDS = st.text("abcd", max_size=9)


def table(first: str, second: str) -> int:
    """The definition, by the full table."""
    cells = {(row, -1): row + 1 for row in range(-1, len(first))} | {
        (-1, col): col + 1 for col in range(-1, len(second))
    }
    for row, one in enumerate(first):
        for col, two in enumerate(second):
            best = min(cells[row - 1, col] + 1, cells[row, col - 1] + 1, cells[row - 1, col - 1] + (one != two))
            if row and col and one == second[col - 1] and first[row - 1] == two:
                best = min(best, cells[row - 2, col - 2] + 1)
            cells[row, col] = best
    return cells[len(first) - 1, len(second) - 1]


@given(WORDS, WORDS)
def test_edits_are_those_of_the_definition(first, second):
    assert osa(first, second) == table(first, second) == osa(second, first)


@given(WORDS, WORDS, st.integers(0, 4))
def test_a_bound_cuts_off_and_changes_nothing_below(first, second, most):
    assert osa(first, second, most) == min(osa(first, second), most + 1)


@given(st.floats(60, 75), st.floats(28, 37), st.floats(-1, 1), st.floats(-1, 1))
def test_the_ranking_distance_is_near_the_geodesic(lon, lat, east, north):
    geodesic = Geod(ellps="WGS84").inv(lon, lat, lon + east, lat + north)[2] / 1000
    assert sphere_km(lon, lat, lon + east, lat + north) == pytest.approx(geodesic, rel=0.01, abs=0.01)


@given(
    st.lists(
        st.sampled_from(["Kharlachi", "Karachi", "Wana", "Wanna", "Kot", "Kota", "خرلاچی"]), min_size=1, unique=True
    )
)
def test_every_name_finds_itself(names):
    index = Index((name,) for name in names)
    for number, name in enumerate(names):
        assert number in index.exact(keys(name))


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("Kharlachhi", "Kharlachi"),
        ("Amborshaga", "Ambor Shaga"),
        ("Mehrbaan Killay", "Mehrban Kili"),
        ("Azam Warsaq Bazaar", "Azam Warsak Bazaar"),
        ("Bakhmal Shan Kot", "Bakhmal Shah Kot"),
    ],
)
def test_names_that_differ_by_little_are_found(wanted, name):
    index = Index([("Peshawar",), (name,), ("Quetta",)])
    found = index.exact(keys(wanted)) or tuple(index.same_bones(keys(wanted)) | index.alike(keys(wanted)))
    assert 1 in found
    assert 0 not in found


def test_only_allowed_entries_count():
    index = Index([("Mehrbanabad",), ("Mehrbunabad",)])
    assert set(index.same_bones(keys("Mehrbinabad"), {1})) == {1}


def test_long_names_are_found_by_their_trigrams():
    names = ["shahidanodandabad", "dandipatan", "kamardinkariz"]
    assert Trigrams(names).nearest("shaidanodandabad")[0] == names[0]
    assert Trigrams(names).nearest("qqq") == []


def entry(place_id: str, name: str, admin2: str, lon: float, lat: float, **changes) -> Entry:
    made = Entry(
        "mine", place_id, name, (name,), "village", "PPL", "PK", "Khyber Pakhtunkhwa", admin2, lon, lat, 0, None
    )
    return replace(made, **changes)


BAJAUR, KURRAM = (Areas(shipped_areas()).by_id[name] for name in ("bajaur", "kurram"))
TWO = Gazetteer([entry("a", "Zorkot", "Bajaur", 71.5, 34.75), entry("b", "Zorkot", "Kurram", 70.3, 33.7)], "two")


@pytest.mark.parametrize(("area", "first"), [(BAJAUR, 0), (KURRAM, 1)])
def test_the_place_in_the_stated_district_is_meant(area, first):
    hits, _ = find(TWO, keys("Zorkot"), Context((area,)))
    assert [hit.number for hit in hits] == [first]


def test_a_like_name_is_taken_only_in_the_stated_district():
    assert find(TWO, keys("Zorrkhot"), Context()) == ([], [])
    hits, _ = find(TWO, keys("Zorkat"), Context((BAJAUR,)))
    assert [hit.number for hit in hits] == [0]
    far = Areas(shipped_areas()).by_id["quetta"]
    assert find(TWO, keys("Zorkat"), Context((far,)))[0] == []


def test_a_name_that_only_lies_elsewhere_is_reported_as_far():
    hits, far = find(TWO, keys("Zorkot"), Context((Areas(shipped_areas()).by_id["quetta"],)))
    assert hits == []
    assert {hit.number for hit in far} == {0, 1}


def test_a_place_near_a_named_point_goes_before_one_far_from_it():
    hits, _ = find(TWO, keys("Zorkot"), Context((), ((70.31, 33.71),)))
    assert hits[0].number == 1
