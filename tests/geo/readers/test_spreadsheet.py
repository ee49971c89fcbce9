"""Spreadsheets in: dates, numbers and errors as text, the right sheet, and rows with the numbers that one sees."""

import datetime as dt
import io
import zipfile

import pytest
import xlsxwriter
from support.tables_in import read

from durandline.geo.errors import InputError
from durandline.geo.readers.raw_table import Source
from durandline.geo.readers.read import layers_of


def book(**sheets):
    """Return a workbook with these sheets; a sheet is a list of (row, column, value)."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as made:
        formats = {dt.date: "yyyy-mm-dd", dt.datetime: "yyyy-mm-dd hh:mm:ss", dt.time: "hh:mm"}
        for name, cells in sheets.items():
            sheet = made.add_worksheet(name)
            for row, column, value in cells:
                if type(value) in formats:
                    sheet.write_datetime(row, column, value, made.add_format({"num_format": formats[type(value)]}))
                elif isinstance(value, str) and value.startswith("#"):
                    sheet.write_formula(row, column, "=1/0", None, value)
                else:
                    sheet.write(row, column, value)
    return stream.getvalue()


def rows(*values):
    return [(row, column, cell) for row, cells in enumerate(values) for column, cell in enumerate(cells)]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (dt.date(2024, 3, 5), "2024-03-05"),
        (dt.datetime(2024, 3, 5), "2024-03-05"),  # noqa: DTZ001 - a spreadsheet knows no zone
        (dt.datetime(2024, 3, 5, 12, 30, 1), "2024-03-05T12:30:01"),  # noqa: DTZ001
        (dt.time(12, 30), "12:30:00"),
        (5, "5"),
        (-5.0, "-5"),
        (34.1157, "34.1157"),
        (1e-7, "1e-07"),
        (True, "yes"),
        (False, "no"),
        ("تورخم", "تورخم"),
        (" 007 ", " 007 "),
        (45356, "45356"),
    ],
)
def test_values_become_text(value, text):
    assert read(book(one=rows(["a", "b"], ["x", value]))).cells["b"] == [text]


def test_rows_have_the_numbers_that_one_sees():
    cells = [(3, 2, "date"), (3, 3, "place"), (5, 2, "2024"), (5, 3, "x"), (8, 3, "y")]
    found = read(book(one=cells))
    assert (found.rows, found.cells["place"]) == ([6, 9], ["x", "y"])


@pytest.mark.parametrize("data", [1, 2, 3])
@pytest.mark.parametrize(("top", "left"), [(0, 0), (2, 2), (5, 1)])
def test_a_table_anywhere_on_the_sheet_is_read_whole(top, left, data):
    table = [["date", "lat", "lon"], *(["2024-01-02", 34.1, 71.1 + number] for number in range(data))]
    cells = [(top + row, left + column, value) for row, column, value in rows(*table)]
    found = read(book(one=cells))
    assert found.columns == ("date", "lat", "lon")
    assert found.rows == [top + 2 + number for number in range(data)]
    assert found.findings == []


def test_a_sheet_of_prose_is_not_the_table():
    prose = rows(["This is a file"], ["nothing"], ["a", "b"])
    found = read(book(readme=prose, data=rows(["date", "lat", "lon"], ["2024-01-02", 34.1, 71.1])))
    assert found.columns == ("date", "lat", "lon")
    assert found.findings[0].suggestion == "To read another: durandline import FILE --sheet 'readme' -o OUT."
    assert read(book(empty=[], lists=rows(["place"], ["Torkham"]))).columns == ("place",)


def test_numbers_that_a_spreadsheet_rounds_draw_a_warning():
    found = read(book(one=rows(["id", "n"], ["x", 5], [12345678901234567, 999999999999999], [1e15, "1" * 20])))
    [warning] = found.findings
    assert (warning.rule, warning.row, warning.level) == ("long-number", 3, "warning")
    assert warning.message.startswith("2 cells of sheet 'one' hold numbers of more than 15 digits")


def test_titles_above_the_header_are_said():
    found = read(book(one=rows(["Weekly report"], [], ["a", "b", "c"], [1, 2, 3], [4, 5, 6])))
    assert (found.columns, found.rows, found.rules()) == (("a", "b", "c"), [4, 5], ["title-rows"])


def test_the_first_sheet_with_rows_is_read_and_the_others_named():
    content = book(cover=rows(["About this"]), list=rows(["a", "b"], [1, 2]), more=rows(["c", "d"], [3, 4]))
    found = read(content)
    assert found.columns == ("a", "b")
    [note] = found.findings
    assert (note.level, note.value) == ("note", "list")
    assert "'cover', 'more'" in note.message
    assert read(content, layer="MORE").columns == ("c", "d")
    assert layers_of(Source("f", content=content)) == ["cover", "list", "more"]


def test_the_sheet_of_incidents_goes_first():
    content = book(crossings=rows(["a", "b"], [1, 2]), incidents=rows(["c", "d"], [3, 4]))
    assert read(content).columns == ("c", "d")


def test_a_sheet_that_is_not_there_is_an_error_that_lists_those_there_are():
    with pytest.raises(InputError, match=r"mine: there is no sheet 'x'\. Those there are: 'one'"):
        read(book(one=rows(["a"])), layer="x")


def test_cells_with_an_error_are_empty_and_named():
    found = read(book(one=rows(["a", "b"], [1, "#REF!"], ["#DIV/0!", 2]), two=rows(["a"], ["#N/A"])), layer="one")
    assert found.cells == {"a": ["1", ""], "b": ["", "2"]}
    [warning] = [each for each in found.findings if each.level == "warning"]
    assert (warning.rule, warning.value) == ("error-cell", "B2, A3")
    assert "2 cells of sheet 'one' hold an error" in warning.message
    assert "1 cell of sheet 'one' holds an error" in read(book(one=rows(["a"], ["#N/A"]))).findings[0].message


def test_a_cell_beyond_the_header_is_kept_apart():
    found = read(book(one=rows(["a", "b"], [1, 2], [3, 4]) + [(50, 2, "far")] + [(n, 0, n) for n in range(3, 50)]))
    assert found.cells[""][-1] == "far"
    assert set(found.cells[""][:-1]) == {""}


def test_an_empty_sheet_has_no_columns():
    assert read(book(one=[])).columns == ()


def test_a_damaged_or_foreign_zip_is_refused_with_advice():
    content = book(one=rows(["a"], [1]))
    with pytest.raises(InputError, match="damaged or empty zip"):
        read(content[:-30])
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("xl/workbook.xml", "<workbook")
    with pytest.raises(InputError, match="save it anew as XLSX"):
        read(stream.getvalue())
    with pytest.raises(InputError, match="save it anew as XLSX"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def marked(change):
    """Return a book of three rows and the change made to its sheet."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as made:
        sheet = made.add_worksheet("data")
        for row, cells in enumerate((("a", "b"), ("1", "2"), ("3", "4"))):
            sheet.write_row(row, 0, cells)
        change(sheet)
    return stream.getvalue()


def test_a_formula_that_was_never_worked_out_is_empty_with_a_warning():
    found = read(marked(lambda sheet: sheet.write_formula(1, 1, f"={'1+' * 3000}1", None, "")))
    assert found.cells["b"] == ["", "4"]
    assert found.rules("warning") == ["formula-without-value"]
    assert read(marked(lambda sheet: sheet.write_formula(1, 1, "=1+1", None, 2))).rules("warning") == []


def test_hidden_rows_are_read_and_said():
    found = read(marked(lambda sheet: sheet.set_row(2, None, None, {"hidden": True})))
    assert found.cells["a"] == ["1", "3"]
    assert found.rules("note") == ["hidden-rows"]
    assert read(marked(lambda sheet: sheet.set_row(7, None, None, {"hidden": True}))).rules("note") == []


@pytest.mark.parametrize("mac", [True, False])
def test_days_from_1904_are_read_as_what_they_are_and_said(mac):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "date_1904": mac}) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["date", "place"])
        sheet.write_datetime(1, 0, dt.datetime(2024, 3, 5), made.add_format({"num_format": "yyyy-mm-dd"}))  # noqa: DTZ001
        sheet.write(1, 1, "Torkham")
    found = read(stream.getvalue())
    assert found.cells["date"] == ["2024-03-05"]
    assert found.rules("note") == (["days-from-1904"] if mac else [])
