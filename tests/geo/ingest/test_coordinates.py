"""Coordinates as people write them, and what is left for the check of the columns to report."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from durandline.geo.ingest.coordinates import read_coordinates, read_pair, read_pairs
from durandline.geo.ingest.degrees import decimal_degrees
from durandline.geo.ingest.distinct import Distinct, as_texts
from durandline.geo.ingest.notes import Notes

SIX_NORTH = "34.1147222"  # 34 degrees, 6 minutes, 53 seconds
DEGREES = {
    "34°06'53\"N": SIX_NORTH,
    "34° 6′ 53″ N": SIX_NORTH,
    "34 06 53 N": SIX_NORTH,
    "34:06:53": SIX_NORTH,
    "34d06m53s": SIX_NORTH,
    "N 34 06 53": SIX_NORTH,
    "34°06.8833'": "34.1147217",
    "34°12'N": "34.2",
    "N34.1147": "34.1147",
    "34.1147 N": "34.1147",
    "34.1147° شمال": "34.1147",
    "34°": "34",
    "S 34.5": "-34.5",
    "-34°30'": "-34.5",
    "71d05m": "71.0833333",
    "34-06-53N": SIX_NORTH,
}
NONE = (
    "-34 N",
    "34 N S",
    "34.1 E",
    "34°61'",
    "34°06'61\"",
    "34.5 30",
    "3412",
    "340653",
    "34'",
    "34-35",
    "north",
    "",
    "N",
    "34,12",
)


@pytest.mark.parametrize(("text", "value"), DEGREES.items())
def test_degrees_minutes_and_letters_are_read(text, value):
    assert decimal_degrees(text, "lat") == value


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_latitude_or_contradicts_itself_is_not_read(text):
    assert decimal_degrees(text, "lat") is None


@given(st.integers(0, 89), st.integers(0, 59), st.integers(0, 59), st.sampled_from("NS"))
def test_degrees_come_back_within_a_centimetre(degrees, minutes, seconds, letter):
    value = float(decimal_degrees(f"{degrees}°{minutes:02}'{seconds:02}\"{letter}", "lat"))
    wanted = (degrees + minutes / 60 + seconds / 3600) * (1 if letter == "N" else -1)
    assert value == pytest.approx(wanted, abs=1e-7)


PAIRS = {
    "34.1, 71.0": ("34.1", "71.0"),
    "(34.1; 71.0)": ("34.1", "71.0"),
    "34.1 71.0": ("34.1", "71.0"),
    "34,12; 71,08": ("34.12", "71.08"),
    "34°06'53\"N 71°05'06\"E": (SIX_NORTH, "71.085"),
    "71.0E, 34.1N": ("34.1", "71.0"),
    "N34.1 E71.0": ("34.1", "71.0"),
    "POINT (71.0 34.1)": ("34.1", "71.0"),
}


@pytest.mark.parametrize(("text", "pair"), PAIRS.items())
def test_both_in_one_cell_are_taken_apart(text, pair):
    assert read_pair(text) == pair


@pytest.mark.parametrize("text", ["Torkham, Nangarhar", "34.1", "34.1, 71.0, 900", "POINT EMPTY", "", "lat, lon"])
def test_other_texts_are_no_pair(text):
    assert read_pair(text) is None


def read(lats, lons):
    notes = Notes("f.csv")
    out = read_coordinates(as_texts(lats), as_texts(lons), ("lat", "lon"), notes)
    return out["lat"].tolist(), out["lon"].tolist(), [(each.level, each.column, each.rule) for each in notes.findings]


def test_plain_numbers_pass_without_a_word():
    assert read(["34.1", " 34 ", "1e999", "NaN", ""], ["71", "-71.5", ".5", "x", ""]) == (
        ["34.1", "34", "1e999", "NaN", ""], ["71", "-71.5", ".5", "x", ""], [],
    )  # fmt: skip


def test_commas_are_decimal_where_no_number_of_the_column_has_a_point():
    assert read(["34,12", "34"], ["71,5", "71,25"])[:2] == (["34.12", "34"], ["71.5", "71.25"])
    assert read(["34,12", "34.5"], ["71.0", "71.0"])[0] == ["34,12", "34.5"]


def test_eastern_digits_and_marks_are_read():
    assert read(["۳۴٫۱۲", "\u200f34.5"], ["٧١", "71\u00a0"]) == (
        ["34.12", "34.5"], ["71", "71"],
        [("note", "lat", "digits"), ("note", "lat", "invisible"), ("note", "lon", "digits")],
    )  # fmt: skip


def test_a_letter_of_the_other_axis_is_left_with_a_warning():
    lats, _, said = read(["71.0 E"], ["34.1 N"])
    assert lats == ["71.0 E"]
    assert said == [("warning", "lat", "hemisphere"), ("warning", "lon", "hemisphere")]


def test_a_latitude_that_holds_both_is_taken_apart_only_beside_an_empty_longitude():
    assert read(["34.1, 71.0", "34.1, 71.0"], ["", "70"])[:2] == (["34.1", "34.1, 71.0"], ["71.0", "70"])


def test_a_column_of_pairs_gives_two_columns():
    notes = Notes("f.csv")
    assert read_pairs(Distinct.of(as_texts(["34.1, 71.0", "?", ""])), notes, "gps") == (
        ["34.1", "?", ""],
        ["71.0", "", ""],
    )
    assert [str(each) for each in notes.findings] == [
        "f.csv: gps: note: 1 cell with both coordinates read as lat and lon, such as '34.1, 71.0' as 34.1 and 71.0."
    ]


def test_a_word_for_no_value_is_an_empty_cell_with_a_note():
    assert read(["34.1", "NA", "-"], ["71", "null", "n/a"]) == (
        ["34.1", "", ""], ["71", "", ""], [("note", "lat", "no-value"), ("note", "lon", "no-value")],
    )  # fmt: skip


def test_metres_of_a_projected_system_are_left_with_a_warning_that_counts_them():
    lats, _, said = read(["3777000", "3777000", "3777100.5"], ["71.1", "71.2", "71.3"])
    assert lats == ["3777000", "3777000", "3777100.5"]
    assert said == [("warning", "lat", "metres")]
    assert read(["3777000", "34.1"], ["71", "71"])[2] == []


def test_a_shape_that_is_no_point_is_left_with_a_warning_and_an_empty_one_is_no_value():
    notes = Notes("f.csv")
    texts = ["POLYGON ((71 34, 71.1 34, 71 34))", "POINT EMPTY", "SRID=4326;POINT(71.0 34.1)"]
    lats, lons = read_pairs(Distinct.of(as_texts(texts)), notes, "geom")
    assert (lats, lons) == ([texts[0], "", "34.1"], ["", "", "71.0"])
    assert {(each.level, each.rule) for each in notes.findings} == {("warning", "no-point"), ("note", "two-in-one")}
