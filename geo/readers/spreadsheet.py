"""Spreadsheets in: XLSX, XLS, XLSB and ODS, one sheet of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from durandline.geo.errors import InputError
from durandline.geo.readers.cell_text import as_text, counted
from durandline.geo.readers.choose_table import chosen, others
from durandline.geo.readers.header import LOOKED_AT, Record, find_header
from durandline.geo.readers.raw_table import RawTable, Source
from durandline.geo.readers.rows import blocks, empty, table_of
from durandline.geo.readers.spreadsheet_marks import sheet_marks
from durandline.geo.readers.workbook import ADVICE, Workbook, open_workbook
from durandline.geo.schema.findings import Finding

_DIGITS = 15  # that a spreadsheet keeps of a number
_TOO_LONG = 10**_DIGITS


def read_pieces(source: Source, *, layer: str = "") -> Iterator[RawTable]:
    """Yield one sheet in pieces.

    Without ``layer`` that is the sheet called incidents, else the first visible one with a header and a row, of two
    columns if there is such a one; a note names the others. The header is found as
    :func:`durandline.geo.readers.header.find_header` says. Rows have the numbers that the spreadsheet shows. Dates
    are ISO text, with the time where it is not midnight (a spreadsheet knows no zone); whole numbers have no
    decimals; truth values are yes and no. A cell with an error, or a formula without its value, is empty, with a
    warning; hidden rows are read, with a note. Of merged cells the first holds the text, as in the file. Columns
    before the first one used are left out. Numbers of more than 15 digits draw a warning: a spreadsheet rounds these.

    Raises
    ------
    InputError
        It cannot be opened, is damaged or locked, or has no sheet ``layer``.
    """
    with open_workbook(source) as book:
        names = book.names
        wanted = chosen(names, layer, source.name, "sheet")
        name = wanted or _first(book)
        long = _Long()
        records = _records(book, name, long)
        first = list(islice(records, LOOKED_AT))
        header = find_header(first, source.name)
        piece = empty(header.names)
        piece.findings = [*others(names, name, source.name, "sheet"), *header.findings]
        piece.findings += sheet_marks(source, name)
        yield piece
        rows = chain((record for record in first if record[0] > header.last), records)
        for block in blocks(rows if header.names else (), len(header.names)):
            yield table_of(block, header.names)
        if long.count:
            last = empty(header.names)
            last.findings = [long.finding(name, source.name)]
            yield last


def sheets(source: Source) -> list[str]:
    """Return the names of the sheets in order.

    Raises
    ------
    InputError
        As :func:`read_pieces`.
    """
    with open_workbook(source) as book:
        return book.names


def _first(book: Workbook) -> str:
    """Return the first visible sheet with two rows of two cells; else of one; or simply the first one."""
    names = book.shown or book.names
    if not names:
        raise InputError(f"{book.file}: has no sheets. {ADVICE}")
    if len(names) == 1:
        return names[0]
    widths = {name: _width(book, name) for name in names}
    return next((name for least in (2, 1) for name in names if widths[name] >= least), names[0])


def _width(book: Workbook, name: str) -> int:
    """Return how many cells two rows near the top of a sheet have at least; 0 where there are no two."""
    records = islice(_records(book, name, _Long()), LOOKED_AT)
    filled = sorted(sum(bool(cell.strip()) for cell in cells) for _, cells in records)
    return filled[-2] if len(filled) > 1 else 0


@dataclass(slots=True)
class _Long:
    """How many numbers there were of more digits than a spreadsheet keeps."""

    count: int = 0
    first: int = 0

    def add(self, row: int, count: int) -> None:
        self.first = self.first or row
        self.count += count

    def finding(self, sheet: str, file: str) -> Finding:
        """Return the warning."""
        holds = "holds a number" if self.count == 1 else "hold numbers"
        return Finding(
            file, self.first, "", "long-number", "warning", "",
            f"{counted(self.count, 'cell')} of sheet {sheet!r} {holds} of more than {_DIGITS} digits, of which a "
            "spreadsheet keeps no more.", "Format such a column as text before the numbers are put in.",
        )  # fmt: skip


def _records(book: Workbook, sheet: str, long: _Long) -> Iterator[Record]:
    """Yield the rows of a sheet that hold text with their numbers."""
    for number, row in enumerate(book.rows(sheet), 1):
        cells = [as_text(value) for value in row]
        if any(cell and not cell.isspace() for cell in cells):
            if many := sum(type(value) in (float, int) and abs(value) >= _TOO_LONG for value in row):
                long.add(number, many)
            yield number, cells
