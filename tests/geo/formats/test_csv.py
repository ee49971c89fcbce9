"""CSV in and out: what spreadsheets make of it, and what must never vanish."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from durandline.geo.errors import InputError
from durandline.geo.formats.csv import read_rows, read_text, write_rows


def read(text):
    header, rows = read_rows(text)
    return header, list(rows)


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    assert read('a,b\n1,"two\nlines"\n\n3,4\n')[1] == [
        (2, {"a": "1", "b": "two\nlines"}),
        (4, {"a": "3", "b": "4"}),
    ]


def test_blank_lines_before_the_header_are_passed_over():
    assert read("\n,\na,b\n1,2\n") == (["a", "b"], [(4, {"a": "1", "b": "2"})])


@pytest.mark.parametrize("text", ["", "\n", ","])
def test_a_file_without_text_has_no_header(text):
    assert read(text) == ([], [])


def test_short_rows_are_filled_and_long_ones_keep_the_rest():
    assert read("a,b\n1\n1,2,3,4\n")[1] == [(2, {"a": "1", "b": ""}), (3, {"a": "1", "b": "2", "": "3;4"})]


def test_a_byte_order_mark_and_any_line_end_are_read():
    assert read(read_text("\ufeffa,b\r\n1,2\r3,4\n".encode(), "f.csv"))[0] == ["a", "b"]
    assert [number for number, _ in read("a\r1\r2")[1]] == [2, 3]


def test_another_encoding_is_refused_with_advice():
    with pytest.raises(InputError, match=r"f\.csv: not UTF-8 text \(byte 0\).*CSV UTF-8"):
        read_text("é".encode("latin-1"), "f.csv")


@pytest.mark.parametrize("text", ['a,b\n1,2\n3,"4\n5,6\n', 'a,"b\n1,2\n', 'a\n"'])
def test_an_open_quotation_mark_does_not_swallow_the_rest(text):
    with pytest.raises(InputError, match="never ends"):
        read(text)


def test_a_stray_quotation_mark_inside_a_cell_is_text():
    assert read('a\n5" pipe\n')[1] == [(2, {"a": '5" pipe'})]
    assert read('a\n"x"y\n')[1] == [(2, {"a": "xy"})]


def test_a_monstrous_cell_is_an_error_in_words():
    with pytest.raises(InputError, match="row 2: cannot be read as CSV"):
        read("a\n" + "x" * (16 * 1024 * 1024 + 1))


CELLS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)


@given(st.lists(st.tuples(CELLS, CELLS)))
def test_text_survives_writing_and_reading(values):
    text = write_rows(["a", "b"], [{"a": one, "b": two} for one, two in values])
    assert [(cells["a"], cells["b"]) for _, cells in read(text)[1]] == values
