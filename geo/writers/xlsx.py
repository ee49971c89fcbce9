"""Writing XLSX for people: a sheet a table, then what the file says of itself and what each column means.

Text is text: no cell becomes a formula or a link. https://xlsxwriter.readthedocs.io/ has the limits of a sheet.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from durandline.geo.errors import InputError
from durandline.geo.formats.characters import in_xml
from durandline.geo.schema.findings import Finding
from durandline.geo.writers.cells import is_instant, is_text, plain_values, text_values
from durandline.geo.writers.content import About, TableOut
from durandline.geo.writers.csv import shape_cells, shape_columns

MOST_ROWS = 1_048_575  # below the header
MOST_CHARACTERS = 32_767  # of a cell, counted as UTF-16 does
CUT = " [... cut: the cell was longer than a sheet can hold]"
FIRST_YEAR = 1901  # before, spreadsheets count days in two ways, or not at all
_WIDEST, _NARROWEST, _LOOKED_AT = 60, 8, 200
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LETTER = re.compile(r"[^\W\d_]")
_RIGHT_TO_LEFT = (("\u0590", "\u08ff"), ("\ufb1d", "\ufdff"), ("\ufe70", "\ufefc"))
_ABOUT, _DICTIONARY = "about", "dictionary"
Write = Callable[[int, int, Any], object]


def write_xlsx(path: Path, tables: Sequence[TableOut], about: About) -> list[Finding]:
    """Write the tables to a new file, each a sheet, and return what could not be kept as it was.

    The header stays in sight and filters; days and instants are real dates (instants in UTC: a sheet knows no zone),
    less precise ones text; text that begins in the Arabic script runs from the right. Points are ``lon`` and ``lat``,
    other shapes Well-Known Text. Sheets ``about`` and ``dictionary`` follow. A longer cell than a sheet can hold is
    cut, with a mark, and is a warning; what XML cannot hold becomes U+FFFD; numbers keep 16 digits. The same tables
    give the same bytes: the file says it was made on ``about.as_of``.

    Raises
    ------
    InputError
        A table has more rows than a sheet can hold.
    """
    for table in tables:
        if len(table.frame) > MOST_ROWS:
            raise InputError(
                f"{table.name} has {len(table.frame):,} rows; a sheet holds {MOST_ROWS:,}. "
                "Write .csv or .gpkg, or take fewer with --since and --until."
            )
    with path.open("wb") as file:
        sink = _Sink(file)
        findings = _write(sink, tables, about)
        sink.flush()
        if sink.error:
            raise sink.error
    return findings


class _Sink(io.RawIOBase):
    """A file to write a book to that keeps the first error instead of raising it.

    After an error zipfile writes once more as it is collected, which would end as a warning on stderr.
    """

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self.file = file
        self.error: OSError | None = None

    def writable(self) -> bool:
        """Say that it can be written."""
        return True

    def seekable(self) -> bool:
        """Say that it can be moved in, as an archive needs."""
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        """Move as the file does."""
        return self._tried(self.file.seek, offset, whence) or 0

    def tell(self) -> int:
        """Return where the file is."""
        return self._tried(self.file.tell) or 0

    def write(self, data: Any) -> int:  # noqa: ANN401 - any buffer
        """Write, unless an error came before."""
        self._tried(self.file.write, data)
        return len(data)

    def flush(self) -> None:
        """Flush, unless an error came before."""
        self._tried(self.file.flush)

    def _tried(self, what: Callable[..., Any], *given: Any) -> Any:  # noqa: ANN401 - what it returns
        if self.error is None and not self.file.closed:
            try:
                return what(*given)
            except OSError as error:
                self.error = error
        return None


def _write(sink: _Sink, tables: Sequence[TableOut], about: About) -> list[Finding]:
    with Workbook(sink, {"constant_memory": True}) as book:
        made = datetime.combine(date.fromisoformat(about.as_of[:10]), time.min)  # a sheet knows no zone
        book.set_properties({"title": about.title, "comments": about.attribution, "created": made})
        sheets = _Sheets(book)
        for table in tables:
            sheets.add(table)
        sheets.add_plain(_ABOUT, ("name", "value"), _about_rows(about))
        sheets.add_plain(_DICTIONARY, ("table", "column", "type", "unit", "values", "meaning"), _meanings(tables))
    return sheets.findings


class _Sheets:
    """The sheets of one book, with its formats and what was found while they were written."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.findings: list[Finding] = []
        self.header: Format = book.add_format({"bold": True, "bottom": 1})
        self.day: Format = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self.instant: Format = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss", "align": "left"})
        self.from_right: Format = book.add_format({"reading_order": 2, "align": "right"})
        self.wrapped: Format = book.add_format({"text_wrap": True, "valign": "top"})

    def add(self, table: TableOut) -> None:
        """Write one table as a sheet."""
        names = [name for name in table.frame.columns if name != "geometry"]
        dates = {field.name for field in table.table.fields if field.type == "date"}
        instants = {name for name in names if is_instant(table.frame[name])}
        columns: list[tuple[str, list[Any]]] = []
        for name in names:
            values = table.frame[name]
            made = self._kept(table, name, text_values(values)) if is_text(values) else plain_values(values)
            columns.append((name, made))
        for name, values in zip(shape_columns(table), _shapes(table), strict=True):
            columns.append((name, self._kept(table, name, values) if name == "geometry" else values))
        sheet = self._sheet(table.name, columns)
        writers = [self._writer(sheet, is_date=name in dates, is_instant=name in instants) for name, _ in columns]
        for row, cells in enumerate(zip(*(values for _, values in columns), strict=True), 1):
            for column, value in enumerate(cells):
                if value is not None:
                    writers[column](row, column, value)

    def add_plain(self, name: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Write rows of text as a sheet, with long cells wrapped."""
        sheet = self._sheet(name, [(title, [row[at] for row in rows]) for at, title in enumerate(header)])
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                sheet.write_string(number, column, in_xml(value), self.wrapped)

    def _sheet(self, name: str, columns: Sequence[tuple[str, Sequence[Any]]]) -> Worksheet:
        """Return a new sheet with its header; widths come first, as rows are written out one by one."""
        sheet = self.book.add_worksheet(name)
        for at, (title, values) in enumerate(columns):
            longest = max((len(str(value)) for value in values[:_LOOKED_AT] if value is not None), default=0)
            sheet.set_column(at, at, min(max(longest, len(title) + 3, _NARROWEST), _WIDEST))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max((len(values) for _, values in columns), default=0), len(columns) - 1)
        for at, (title, _) in enumerate(columns):
            sheet.write_string(0, at, title, self.header)
        return sheet

    def _writer(self, sheet: Worksheet, *, is_date: bool, is_instant: bool) -> Write:
        """Return what writes a cell of a column."""

        def write(row: int, column: int, value: Any) -> object:  # noqa: ANN401 - a value of a flat frame
            if isinstance(value, bool):
                return sheet.write_boolean(row, column, value)
            if not isinstance(value, str):
                return sheet.write_number(row, column, value)
            if is_instant and int(value[:4]) >= FIRST_YEAR:
                moment = datetime.fromisoformat(value).replace(tzinfo=None)
                return sheet.write_datetime(row, column, moment, self.instant)
            day = _day(value) if is_date else None
            if day is not None:
                return sheet.write_datetime(row, column, day, self.day)
            return sheet.write_string(row, column, value, self.from_right if _from_right(value) else None)

        return write

    def _kept(self, table: TableOut, column: str, values: Sequence[str | None]) -> list[str | None]:
        """Return texts as a sheet can hold them."""
        made = [value if value is None or value.isprintable() else in_xml(value) for value in values]
        for row, value in enumerate(made):
            if value and 2 * len(value) > MOST_CHARACTERS and _length(value) > MOST_CHARACTERS:
                made[row] = _cut(value)
                self.findings.append(_cut_short(table.name, row + 2, column, value))
        return made


def _shapes(table: TableOut) -> list[list[Any]]:
    """Return the geometry's columns: numbers for points, text for others, ``None`` where there is nothing."""
    names = shape_columns(table)
    made: list[list[Any]] = []
    for name, column in zip(names, shape_cells(table.frame, names), strict=True):
        read = float if name in ("lon", "lat") else str
        made.append([read(cell) if cell else None for cell in column])
    return made


def _day(text: str) -> date | None:
    """Return a day that a sheet can hold as a date, or nothing."""
    return date.fromisoformat(text) if _DAY.fullmatch(text) and int(text[:4]) >= FIRST_YEAR else None


def _from_right(text: str) -> bool:
    """Return whether the first letter of a text belongs to a script written from the right."""
    if text.isascii():
        return False
    letter = _LETTER.search(text)
    return letter is not None and any(first <= letter[0] <= last for first, last in _RIGHT_TO_LEFT)


def _length(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)


def _cut(text: str) -> str:
    kept = text.encode("utf-16-le")[: 2 * (MOST_CHARACTERS - len(CUT))]
    return kept.decode("utf-16-le", "ignore") + CUT


def _cut_short(name: str, row: int, column: str, value: str) -> Finding:
    return Finding(
        name, row, column, "cut-short", "warning", value,
        f"has {_length(value):,} characters; a cell of a sheet holds {MOST_CHARACTERS:,}, so it was cut.",
        "Write another format to keep all of it.",
    )  # fmt: skip


def _about_rows(about: About) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for name, value in about.members().items():
        if isinstance(value, dict):
            rows += [(f"{name}: {option}", str(given)) for option, given in value.items()]
        else:
            rows.append((name, str(value)))
    return rows


def _meanings(tables: Sequence[TableOut]) -> list[tuple[str, ...]]:
    return [
        (table.name, field.name, field.type, field.unit, "; ".join(field.choices), field.meaning)
        for table in tables
        for field in table.table.fields
    ]
