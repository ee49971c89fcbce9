"""What a cell of each type accepts and refuses, and that writing and reading it again changes nothing."""

import contextlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from durandline.geo.errors import DateError, InputError
from durandline.geo.formats.csv import format_cell
from durandline.geo.schema.fields import LARGEST_INTEGER, Field, parse_error

WORDS = ("open", "closed")


def field(kind, **options):
    return Field("column", kind, "A meaning.", **options)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("text", "  two words ", "two words"),
        ("text", "", None),
        ("text", "<b>{{ x }}</b>", "<b>{{ x }}</b>"),
        ("id", "2020-07-25-five_crossings.v2", "2020-07-25-five_crossings.v2"),
        ("list", "", ()),
        ("list", " a ; ;b;", ("a", "b")),
        ("number", "-71.5", -71.5),
        ("number", "1e3", 1000.0),
        ("number", ".5", 0.5),
        ("integer", "007", 7),
        ("boolean", "yes", True),
        ("boolean", "no", False),
        ("boolean", "TRUE", True),
        ("boolean", "False", False),
        ("boolean", "1", True),
        ("boolean", "0", False),
        ("boolean", "", None),
        ("date", "2020-03", "2020-03"),
        ("url", "HTTPS://example.org/a?b=c;d&e=%20", "HTTPS://example.org/a?b=c;d&e=%20"),
        ("url", "https://example.org/گذرگاه", "https://example.org/گذرگاه"),
    ],
)
def test_a_good_cell_is_read(kind, text, value):
    assert field(kind).parse(text) == value


@pytest.mark.parametrize(
    ("kind", "text", "advice"),
    [
        ("id", "Torkham", "lower-case"),
        ("id", "-torkham", "lower-case"),
        ("id", "torkham\n1", "lower-case"),
        ("number", "about 5", "is not a number"),
        ("number", "1_000", "is not a number"),
        ("number", "٣", "is not a number"),
        ("number", "nan", "is not a number"),
        ("number", "Infinity", "is not a number"),
        ("number", "1e999", "too large"),
        ("integer", "2.0", "is not a whole number"),
        ("integer", "1_000", "is not a whole number"),
        ("integer", "9" * 400, "too large"),
        ("integer", "9" * 9000, "too large"),
        ("boolean", "perhaps", "neither yes nor no"),
        ("date", "15/03/2020", "is not a date"),
        ("url", "javascript:alert(1)", "http"),
        ("url", "https://", "http"),
        ("url", "https://a b", "http"),
        ("url", "https://a\nhttps://b", "http"),
        ("url", 'https://a/"onload=', "http"),
    ],
)
def test_a_bad_cell_says_what_would_be_good(kind, text, advice):
    with pytest.raises(InputError, match=advice):
        field(kind).parse(text)


def test_choices_are_checked_one_by_one():
    assert field("choice", choices=WORDS).parse(" open ") == "open"
    assert field("choices", choices=WORDS).parse("open; closed") == ("open", "closed")
    for kind, text in (("choice", "Open"), ("choices", "open;shut")):
        with pytest.raises(InputError, match="is not one of open, closed"):
            field(kind, choices=WORDS).parse(text)


@pytest.mark.parametrize(("text", "advice"), [("-1", "below 0"), ("91", "above 90")])
def test_limits_hold(text, advice):
    limited = field("number", minimum=0, maximum=90)
    assert limited.parse("0") == 0
    assert limited.parse("90") == 90
    with pytest.raises(InputError, match=advice):
        limited.parse(text)


def test_a_date_error_is_reported_as_one():
    assert parse_error(field("text"), DateError("")) == "date"
    assert parse_error(field("number"), InputError("")) == "number"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_survive_writing_and_reading(number):
    assert field("number").parse(format_cell(number)) == number


@given(st.integers(-LARGEST_INTEGER, LARGEST_INTEGER))
def test_whole_numbers_survive_writing_and_reading(number):
    assert field("integer").parse(format_cell(number)) == number


@given(st.lists(st.text("ab-_ .,\"'\n", min_size=1).map(str.strip).filter(bool)))
def test_lists_survive_writing_and_reading(values):
    assert field("list").parse(format_cell(values)) == tuple(values)


@given(st.text())
def test_any_text_is_read_or_refused(text):
    for kind in ("id", "text", "list", "number", "integer", "date", "boolean", "url"):
        value = None
        with contextlib.suppress(InputError):
            value = field(kind).parse(text)
        assert value is None or isinstance(value, str | tuple | float | int)


def test_what_is_not_a_number_is_written_as_empty():
    assert format_cell(math.nan) == format_cell(None) == ""
    assert format_cell(math.inf) == "inf"


def test_numbers_of_numpy_are_written_as_numbers():
    numpy = pytest.importorskip("numpy")
    assert format_cell(numpy.float64(1.5)) == "1.5"
    assert format_cell(numpy.int64(3)) == "3"
    assert format_cell(numpy.bool_(1)) == "yes"
