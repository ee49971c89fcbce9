"""Radii by kind of place, and our classes beside those of ACLED and UCDP."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from durandline.geo.errors import UnknownNameError
from durandline.geo.record import Record
from durandline.geo.schema import precision
from durandline.geo.schema.vocabulary import PLACE_KINDS


@pytest.mark.parametrize("kind", PLACE_KINDS)
def test_every_kind_of_place_has_a_radius_and_a_class(kind: str) -> None:
    assert 1_000 <= precision.place_radius(kind) <= 100_000
    assert precision.precision_of(kind) in precision.PRECISIONS.values()


def test_a_kind_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(UnknownNameError, match=r"'hamlet'.*village"):
        precision.place_radius("hamlet")


def test_a_town_placed_at_the_middle_of_its_district_is_known_no_better_than_the_district() -> None:
    district = precision.place_radius("district", "Paktika", "Sharana", "centroid")
    assert precision.place_radius("city", "Paktika", "Sharana", "centroid") >= district
    assert precision.place_radius("city", "Paktika", "Sharana") < district


def test_a_district_drawn_at_its_seat_is_known_less_well_than_one_drawn_at_its_middle() -> None:
    seat, middle = (precision.place_radius("district", "", "Kurram", point) for point in ("gazetteer", "centroid"))
    assert seat > middle
    assert middle == pytest.approx(1.18 * (3_380 / 3.14159) ** 0.5 * 1_000, rel=0.01)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=5))
def test_errors_together_are_at_least_the_greatest_and_at_most_their_sum(radii: list[float]) -> None:
    together = precision.combined(*radii)
    assert max(radii) * (1 - 1e-9) <= together <= sum(radii) * (1 + 1e-9)


@pytest.mark.parametrize("code", [1, 2, 3])
def test_acled_codes_come_back(code: int) -> None:
    assert precision.from_acled(code).acled == code


@pytest.mark.parametrize("code", [1, 2, 3, 4, 5, 6])
def test_ucdp_codes_come_back(code: int) -> None:
    assert precision.from_ucdp(code).ucdp == code


@pytest.mark.parametrize(
    ("read", "code"), [(precision.from_acled, 0), (precision.from_acled, 4), (precision.from_ucdp, 7)]
)
def test_codes_without_a_place_on_the_map_are_refused(read, code: int) -> None:
    with pytest.raises(UnknownNameError, match=str(code)):
        read(code)


def test_a_lesser_class_never_has_the_smaller_radius() -> None:
    by_code = [precision.from_ucdp(code).radius_m for code in (1, 2, 3, 4)]
    assert by_code == sorted(by_code)


def test_every_shipped_point_has_a_radius_and_a_side() -> None:
    record = Record()
    for table in ("places", "crossings"):
        for row in record.rows(table):
            assert (row["lon"] is None) == (row["radius_m"] is None) == (row["line_side"] is None)


def test_a_shipped_place_is_on_the_side_it_is_filed_under_or_undecided() -> None:
    for row in Record().rows("places"):
        assert row["line_side"] in (None, "undecided", row["country"])
