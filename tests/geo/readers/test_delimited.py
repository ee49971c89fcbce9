"""Delimited text in pieces: two lanes, one result, and a finding for whatever is odd."""

import gzip
import io

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.tables_in import joined, read

from durandline.geo.errors import InputError
from durandline.geo.formats.csv import read_rows, write_rows
from durandline.geo.readers import delimited, rows
from durandline.geo.readers.delimited_lanes import STUCK, Records, quick
from durandline.geo.readers.raw_table import Source

AWKWARD = st.text(st.sampled_from("ab \"',;\n\r\t\0\ufeffتé1="), max_size=12)
CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
RAGGED = st.lists(st.lists(AWKWARD, max_size=5), max_size=8)


def careful(text, width, size):
    records = Records(io.StringIO(text, newline=""), ",")
    return [tables(block) for block in rows.blocks(records, width, size)], records.cut


def tables(block):
    return block.numbers.tolist(), [list(column) for column in block.columns]


def by_lane(text, width, size):
    """Return the blocks of the quick lane, and whether it went to the end."""
    done = []
    try:
        done.extend(tables(block) for block in quick(io.StringIO(text, newline=""), ",", width, 1, size))
    except STUCK:
        return done, False
    return done, True


@settings(max_examples=400)
@given(st.text(st.sampled_from('ab ",\n\r\té'), max_size=40), st.integers(1, 4), st.integers(1, 4))
@example('a,"b', 2, 2)
@example("a,b\r\r\nc", 2, 1)
@example("\n\n", 1, 1)
@example('5" pipe,"x"y\n', 2, 2)
@example("a,b,c,d\n1,2\n", 2, 2)
@example("1\n1\n1,2,3,4\n", 2, 1)
def test_the_quick_lane_gives_what_the_careful_one_does_or_nothing(text, width, size):
    blocks, whole = by_lane(text, width, size)
    expected, cut = careful(text, width, size)
    assert blocks == expected[: len(blocks)]
    if whole:
        assert (blocks, 0) == (expected, cut)


@settings(max_examples=200)
@given(RAGGED, st.integers(1, 3))
@example([["a", "b"], ["1", "2", "3", "4"], ["1"]], 1)
def test_pieces_hold_what_read_rows_does(table, size):
    """Header and rows are those of read_rows; names that are empty or doubled are another test's."""
    text = write_rows(["a", "b"], []) + "".join(
        ",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in table
    )
    with pytest.MonkeyPatch.context() as patch:
        of_size(patch, size)
        found = read(text, encoding="utf-8")
    header, expected = read_rows(text)
    kept = [(number, filled(cells)) for number, cells in expected]
    if {"hxl-tags", "title-rows", "delimiter"} & set(found.rules()):
        return
    assert list(found.columns) == header
    stripped = list(map(filled, found.records()))
    assert list(zip(found.rows, stripped, strict=True)) == kept


def of_size(patch, size):
    """Let both lanes read pieces of ``size`` rows."""
    patch.setattr(delimited, "quick", lambda *given: quick(*given, size=size))
    patch.setattr(delimited, "blocks_of", lambda *given: rows.blocks(*given, size=size))


def filled(cells):
    """Return the cells that hold something; blank ones at the end beyond the header leave no trace."""
    kept = {key: cell.rstrip("; \t\r\n") if key == "" else cell for key, cell in cells.items()}
    return {key: cell for key, cell in kept.items() if cell}


@given(st.lists(st.tuples(CELLS, CELLS), max_size=6))
def test_text_survives_writing_and_reading(values):
    values = [each for each in values if any(map(str.strip, each))]
    text = write_rows(["first", "second"], [{"first": one, "second": two} for one, two in values])
    found = read(text, encoding="utf-8")
    if "hxl-tags" in found.rules():
        return
    assert list(zip(found.cells["first"], found.cells["second"], strict=True)) == values


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    found = read('\n,\na,b\n1,"two\nlines"\n\n3,4\n')
    assert (found.rows, found.cells) == ([4, 6], {"a": ["1", "3"], "b": ["two\nlines", "4"]})


def test_the_first_piece_tells_the_columns_before_any_row():
    first = next(delimited.read_pieces(Source("f", content=b"a;b\n1;2\n")))
    assert (first.columns, len(first), [each.rule for each in first.findings]) == (("a", "b"), 0, ["delimiter"])


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_pieces_join_whatever_their_size(monkeypatch, size):
    of_size(monkeypatch, size)
    text = "a,b\n" + "".join(f"{n},x\n" for n in range(7)) + "7,x,too,many\n8\n"
    found = read(text)
    assert found.cells["a"] == list("012345678")
    assert found.cells[""] == [""] * 7 + ["too;many", ""]
    assert found.rows == list(range(2, 11))


def test_an_open_quotation_mark_keeps_the_rows_before():
    found = read('a,b\n1,2\n3,"4\n5,6\n7,8\n')
    assert found.rows == [2, 3]
    [error] = found.findings
    assert (error.level, error.rule, error.row) == ("error", "cut-short", 3)
    assert "swallowing 2 lines that follow" in error.message
    assert found.records()[0] == {"a": "1", "b": "2"}


def test_an_open_quotation_mark_in_the_header_is_refused():
    with pytest.raises(InputError, match=r"mine: .*never ends"):
        read('a,"b\n1,2\n')


def test_a_monstrous_cell_does_not_crash_the_careful_lane():
    found = read("a,b\n1,2\n3,4,5,6\n" + "x" * (16 * 1024 * 1024 + 1) + "\n")
    assert (found.rows, found.rules("error")) == ([2, 3], ["cut-short"])
    assert found.findings[0].row == 4


@pytest.mark.parametrize("text", ["a,b,c\n1,2,3\n4,5", "a,b,c\n1,2,3\n4,5,"])
def test_a_last_row_that_ends_early_is_warned_of(text):
    found = read(text)
    missing = not text.endswith(",")
    assert found.rules("warning") == (["cut-short"] if missing else [])
    assert found.rows == [2, 3]


def test_a_short_row_with_its_line_end_is_whole():
    assert read("a,b,c\n1,2,3\n4,5\n").findings == []


def test_an_archive_that_is_cut_keeps_the_rows_before():
    text = "a,b\n" + "".join(f"{n},{np.sqrt(n)}\n" for n in range(3000))
    found = read(gzip.compress(text.encode())[:-2000])
    assert 1000 < len(found.rows) < 2900
    assert found.rules("error") == ["cut-short"]
    assert found.findings[0].row == found.rows[-1]


def test_a_file_that_grows_is_warned_of(tmp_path):
    path = tmp_path / "grows.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    pieces = delimited.read_pieces(Source(path.name, path=path))
    first = next(pieces)
    with path.open("a", encoding="utf-8") as more:
        more.write("3,4\n")
    found = joined([first, *pieces])
    assert (found.rows, found.rules("warning")) == ([2, 3], ["grew"])
    assert found.findings[0].value == "8 -> 12"


def test_apostrophes_before_formulas_are_taken_away_and_counted():
    found = read("a,b\n'=1+1,'quoted\n''@x,5\n'-3,-3\n")
    assert found.cells == {"a": ["=1+1", "'@x", "-3"], "b": ["'quoted", "5", "-3"]}
    [note] = found.findings
    assert (note.level, note.row, note.column, note.value) == ("note", 0, "a", "'=1+1")
    assert "3 cells" in note.message


def test_damaged_utf_8_is_read_and_its_rows_named():
    text = ("place,n\n" + "".join(f"تورخم,{n}\n" for n in range(50))).encode()
    found = read(text.replace("تورخم,7\n".encode(), "تور".encode() + b"\xff\xd8,7\n"))
    assert found.cells["place"][7] == "تور\ufffd\ufffd"
    [warning] = found.findings
    assert (warning.level, warning.rule, warning.row) == ("warning", "encoding", 9)
    assert "1 row: 9." in warning.message


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256"])
def test_each_encoding_gives_the_same_table(codec):
    text = "date,place_name\n" + "2024-01-01,تورخم\n2024-01-02,پشاور\n" * 3
    found = read(text.encode(codec))
    assert found.cells["place_name"][:2] == ["تورخم", "پشاور"]
    assert found.columns == ("date", "place_name")
    assert found.rules("warning") == found.rules("error") == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("first", ["", "sep=;"])
def test_any_line_end_is_read(end, first):
    text = end.join(filter(None, [first, "a;b", "1;2", "", "3;4"])) + end
    text = text.replace(f"1;2{end}3", f"1;2{end}{end}3")
    found = read(text)
    assert (found.rows, found.cells) == ([2, 4], {"a": ["1", "3"], "b": ["2", "4"]})


def test_nuls_are_left_for_others_to_judge():
    assert read("a,b\nx\0y,2\n").cells["a"] == ["x\0y"]


def test_a_wide_text_that_is_cut_names_the_row():
    found = read("date,lat\n2024-01-02,34\n".encode("utf-16")[:-3])
    assert found.rules("warning") == ["encoding"]
    assert found.cells["lat"] == ["3\ufffd"]


def test_an_encoding_that_does_not_fit_is_no_crash():
    for name in ("utf-16", "utf-32", "utf-7", "cp037"):
        read(b"date,lat,lon\n2024-01-02,34,71\n", encoding=name)


def test_spaces_after_the_delimiters_are_no_part_of_the_cells():
    found = read('date, lat, lon, summary\n2024-01-02, 34, 71, "a, b"\n2024-01-03, 34, 72, c\n')
    assert found.columns == ("date", "lat", "lon", "summary")
    assert found.cells["summary"] == ["a, b", "c"]
    assert found.cells["lat"] == ["34", "34"]
    assert found.findings == []
    assert read("a,b\n1, 2\n").cells["b"] == [" 2"]


def test_marks_of_files_stuck_together_are_no_part_of_the_header():
    assert read(b"\xef\xbb\xbf" * 3 + b"date,lat\n2024,34\n").columns == ("date", "lat")


@pytest.mark.parametrize("end", ["\x1a", "\n\x1a", '\n"x",y\x1a'])
def test_the_sign_that_old_programs_end_a_file_with_is_no_row(end):
    found = read(f"a,b\n1,2{end}")
    assert found.records() == [{"a": "1", "b": "2"}, *([{"a": "x", "b": "y"}] if "y" in end else [])]
    assert found.findings == []
