"""The delimiter is found by the header and the records under it together."""

import pytest

from durandline.geo.readers.dialect import Dialect, decide


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("date,lat,lon\n2024,34.1,71.2\n", ","),
        ("date;lat;lon\n2024;34,1;71,2\n", ";"),
        ("date;place, district;lat\n2024;Torkham, Nangarhar;34,1\n", ";"),
        ("date\tplace\n2024\tTorkham, Nangarhar; Afghanistan\n", "\t"),
        ("date|place\n2024|Torkham, Nangarhar\n", "|"),
        ('date,tags\n2024,"a;b;c"\n2024,a;b;c\n', ","),
        ('date;summary\n2024;"first, line\nsecond, third, line\n"\n2025;x\n', ";"),
        ("place_name\nKabul, Afghanistan\nHerat, Afghanistan\n", ","),
        ("a,b\n1,2\n1,2,3\n1\n", ","),
        ("Events, compiled in March, by us\ndate;place;kind\n2024;Torkham;attack\n2025;Chaman;other\n", ";"),
        ("Weekly report\n\ndate;place;kind\n2024;Torkham;attack\n", ";"),
        ("date;lat;lon\n", ";"),
        ("date\n", ","),
        ("", ","),
    ],
)
def test_the_delimiter_is_that_which_makes_a_table(text, delimiter):
    assert decide(text) == Dialect(delimiter)


@pytest.mark.parametrize("line", ["sep=;", "SEP=;", '"sep=;"', "\ufeffsep=;"])
def test_the_line_that_excel_writes_is_believed(line):
    assert decide(f"{line}\r\na,b;c\r\n") == Dialect(";", sep_line=True)


def test_a_cut_last_record_does_not_count():
    assert decide("a,b,c\n1,2,3\n1;2;3;4;5", whole=False) == Dialect(",")


def test_another_delimiter_than_a_comma_is_said():
    assert decide("a,b\n").findings("f") == []
    [note] = decide("a;b\n").findings("f")
    assert (note.level, note.message) == ("note", "has its columns separated by semicolons.")


def test_a_space_after_each_delimiter_of_the_header_is_layout():
    assert decide('a, b; c\n1, "x, y"\n') == Dialect(",", spaced=True)
    assert decide("sep=;\na; b\n1; 2\n") == Dialect(";", sep_line=True, spaced=True)
    assert decide("a, b,c\n1, 2,3\n") == decide("a,b, \n1,2,3\n") == Dialect(",")
