"""A workbook that breaks its reader ends in one sentence, and a large but honest one is read."""

from __future__ import annotations

import io
import sys
import zipfile

import pytest
import xlsxwriter

from durandline.geo.errors import InputError
from durandline.geo.limits import MEMORY
from durandline.geo.readers.raw_table import Source
from durandline.geo.readers.read import read_table
from durandline.geo.readers.workbook import open_workbook

HEADER = ("date", "lat", "lon", "summary")
ROW = ("2024-01-01", 34, 71, "Shots near the gate.")
bounded = pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds a process's memory")
SPACES = "urn:oasis:names:tc:opendocument:xmlns:"


def xlsx(*cells, sheets=("incidents",)):
    """Return a workbook whose sheets have a header, a row, and more cells as (row, column, text)."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        for name in sheets:
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, HEADER)
            sheet.write_row(1, 0, ROW)
            for each in cells:
                sheet.write(*each)
    return made.getvalue()


def ods(cell):
    """Return a workbook with one row, whose last cell is this XML."""
    texts = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{each}</text:p></table:table-cell>' for each in HEADER
    )
    content = (
        f'<office:document-content xmlns:office="{SPACES}office:1.0" xmlns:table="{SPACES}table:1.0" '
        f'xmlns:text="{SPACES}text:1.0"><office:body><office:spreadsheet><table:table table:name="s">'
        f"<table:table-row>{texts}</table:table-row><table:table-row>{cell}</table:table-row>"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("META-INF/manifest.xml", "<manifest/>")
        book.writestr("content.xml", content)
    return made.getvalue()


def read(content):
    return [row for piece in read_table(Source("book.xlsx", content=content)) for row in zip(*piece.cells.values())]  # noqa: B905


def test_a_cell_far_out_is_one_sentence_and_not_the_end_of_the_process():
    with pytest.raises(
        InputError, match=r"^book\.xlsx: .*1,024 MB of memory.*delete empty rows and columns"
    ) as raised:
        read(xlsx((1_048_575, 16_383, "far")))
    assert "\n" not in str(raised.value)


@bounded
@pytest.mark.parametrize("count", [2, 200])
def test_a_cell_of_spaces_without_end_is_one_sentence(count):
    spaces = '<text:s text:c="10000000"/>' * count
    text = f"<text:p>a{spaces}</text:p>"
    cell = f'<table:table-cell office:value-type="string">{text}</table:table-cell>'
    with pytest.raises(InputError, match=r"20,000,001 characters|MB of memory"):
        read(ods(cell))


@bounded
def test_the_memory_can_be_set(monkeypatch):
    content = xlsx((200_000, 40, "far"))
    assert len(read(content)) == 2
    monkeypatch.setenv(MEMORY.variable, "200")
    with pytest.raises(InputError, match=f"200 MB of memory.*{MEMORY.variable}"):
        read(content)


def test_rows_go_on_across_answers_and_sheets_can_be_looked_into_first(monkeypatch):
    many = [(row, 3, f"row {row}") for row in range(2, 40_000)]
    with open_workbook(Source("book.xlsx", content=xlsx(*many, sheets=("a", "b")))) as book:
        assert (book.names, book.shown) == (["a", "b"], ["a", "b"])
        assert next(book.rows("a")) == list(HEADER)
        assert len(list(book.rows("b"))) == 40_000
        assert [row[3] for row in book.rows("a")][2:] == [text for _, _, text in many]


def test_a_reader_that_is_gone_is_one_sentence():
    with open_workbook(Source("book.xlsx", content=xlsx())) as book:
        book.process.kill()
        book.process.wait()
        with pytest.raises(InputError, match=r"book\.xlsx"):
            list(book.rows("incidents"))


def test_nothing_of_the_reader_is_left():
    with open_workbook(Source("book.xlsx", content=xlsx())) as book:
        process = book.process
    assert process.poll() is not None
    assert MEMORY.most == 1024
