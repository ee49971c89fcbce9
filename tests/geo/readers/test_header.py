"""The header of a table: found below titles, above tags, and with a name for each column."""

import pytest

from durandline.geo.readers.header import find_header


def found(*rows):
    return find_header(list(enumerate(rows, 1)), "f")


def rules(header):
    return [each.rule for each in header.findings]


def test_the_first_row_is_the_header():
    header = found(["a", " b "], ["1", "2"])
    assert (header.names, header.row, header.last, header.findings) == (("a", "b"), 1, 1, [])


def test_titles_are_passed_over_and_said():
    header = found(
        ["Weekly report", "", ""], ["", "March", ""], ["date", "lat", "lon"], ["1", "2", "3"], ["4", "5", "6"]
    )
    assert (header.names, header.row, header.last) == (("date", "lat", "lon"), 3, 3)
    assert [str(each) for each in header.findings] == [
        "f: note: begins with 2 rows of titles; the header is taken from row 3."
    ]


@pytest.mark.parametrize(
    "rows",
    [
        (["place"], ["Kabul", "Kabul", "Afghanistan"], ["a", "b", "c"], ["d", "e", "f"]),  # no different names
        (["place"], ["Torkham", "Nangarhar", "x"]),  # nothing follows
        (["place"], ["Torkham", "Nangarhar"], ["a", "b"], ["c", "d"]),  # two columns are no clear header
        (["date"], ["2024-01-01", "34.1", "71"], ["2024-01-02", "34.1", "71"], ["2024-01-03", "34.1", "71"]),
        (["place"], ["a", "b", "c"], ["d"], ["e"]),  # what follows is narrow
    ],
)
def test_a_table_of_one_column_keeps_its_header(rows):
    assert found(*rows).row == 1


def test_tags_below_the_header_are_no_row():
    header = found(["date", "lat", "x"], ["#date", "#geo +lat", ""], ["1", "2", "3"])
    assert (header.row, header.last, rules(header)) == (1, 2, ["hxl-tags"])
    assert found(["date", "note"], ["#date", "# 5 dead"]).last == 1


def test_columns_without_a_name_get_one_unless_they_are_empty():
    header = found(["a", "", "column_2", "", ""], ["1", "2", "3", "", ""])
    assert header.names == ("a", "column_2_", "column_2")
    assert rules(header) == ["unnamed-column"]
    assert found(["a", "", ""], ["1", "", "x"]).names == ("a", "column_2", "column_3")


def test_a_name_that_stands_twice_is_told_apart_and_said():
    header = found(["a", "b", "a", "a_2", "a"], ["1"] * 5)
    assert header.names == ("a", "b", "a_3", "a_2", "a_4")
    assert [(each.level, each.row, each.column) for each in header.findings] == [("warning", 1, "a")] * 2
    assert header.findings[1].message == "the column stands twice, in places 1 and 5; the second is called a_4."


def test_nothing_has_no_columns():
    assert find_header([], "f").names == ()


def test_names_below_merged_cells_are_the_columns():
    header = found(
        ["Log of 2024", "", "", "", ""], ["Date", "Place", "Coordinates", "", "Kind"], ["", "", "Lat", "Lon", ""],
        ["2024-03-05", "Torkham", "34.1", "71.1", "x"], ["2024-03-06", "Chaman", "31", "66.4", "y"],
    )  # fmt: skip
    assert (header.names, header.row, header.last) == (("Date", "Place", "Lat", "Lon", "Kind"), 2, 3)
    assert rules(header) == ["title-rows", "two-rows"]


def test_names_that_stand_below_several_merged_cells_keep_what_is_above_them():
    header = found(["Date", "Killed", "", "Hurt", ""], ["", "min", "max", "min", "max"], ["2024", "1", "2", "3", "4"])
    assert header.names == ("Date", "Killed min", "Killed max", "Hurt min", "Hurt max")


@pytest.mark.parametrize(
    "rows",
    [
        (["date", "place", "", ""], ["", "34.1", "71.1", ""], ["2024", "x", "", ""]),  # numbers are no names
        (["date", "place", ""], ["2024", "x", "y"], ["2024", "x", "y"]),  # a row as any other
        (["date", "place", ""], ["", "lat", "lon"]),  # nothing follows
        (["", "place", ""], ["lat", "lon", "z"], ["1", "2", "3"]),  # no cell is merged above the first
    ],
)
def test_a_row_below_the_header_is_rather_a_row(rows):
    assert found(*rows).last == 1
