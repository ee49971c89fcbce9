"""CSV: UTF-8 with a header row; rows keep their numbers so that findings can name them."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from durandline.geo.errors import InputError
from durandline.geo.formats.formulas import escape_formula, unescape_formula
from durandline.geo.limits import CELL
from durandline.geo.schema.fields import LARGEST_INTEGER, LIST_SEPARATOR, Value


def read_text(content: bytes, name: str, advice: str = "Save it as 'CSV UTF-8' and try again.") -> str:
    """Return the text of a CSV file: UTF-8, with or without a byte order mark.

    Raises
    ------
    InputError
        The bytes are not UTF-8.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: not UTF-8 text (byte {error.start}). {advice}") from None


def read_rows(text: str) -> tuple[list[str], Iterator[tuple[int, dict[str, str]]]]:
    """Return the header and an iterator of (row number, cells by column name).

    Rows are numbered as a spreadsheet shows them: blank rows count, a cell over several lines is one row.
    A row with fewer cells than the header has empty ones; cells beyond the header come under the key ``""``.
    Rows without any text are passed over. An empty text has an empty header and no rows. The apostrophe that
    :func:`write_rows` puts before a formula is taken away.

    Raises
    ------
    InputError
        At once or on the way: a quotation mark is never closed, or a cell is longer than the limit.
    """
    records = _records(text)
    header = [unescape_formula(name.strip()) for name in next(records, (1, []))[1]]
    return header, _cells(records, header)


def unreadable(error: csv.Error) -> str:
    """Return why the csv module could not go on, and what to do where a cell is too long."""
    return CELL.passed("a cell has too many characters").rstrip(".") if "field limit" in str(error) else str(error)


def _cells(records: Iterator[tuple[int, list[str]]], header: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    for number, values in records:
        row = dict(zip(header, [*values, *[""] * (len(header) - len(values))], strict=False))
        if len(values) > len(header):
            row[""] = LIST_SEPARATOR.join(values[len(header) :])
        yield number, {name: unescape_formula(cell) for name, cell in row.items()}


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield every record that holds text with its row number; a cell over several lines is in one row."""
    lines = _Remembered(io.StringIO(text, newline=""))
    csv.field_size_limit(CELL.most)  # one for the whole process, which others set too
    reader = csv.reader(lines)
    number = 0
    while True:
        number += 1
        lines.taken.clear()
        try:
            values = next(reader, None)
        except csv.Error as error:
            raise InputError(f"row {number}: cannot be read as CSV ({unreadable(error)}).") from None
        if values is None:
            return
        if lines.at_end and _is_cut_short(lines.taken):
            raise InputError(
                f"row {number}: a quoted cell begins here and never ends, swallowing what follows. "
                'Close the quotation mark, or write "" for one inside a cell.'
            )
        if any(value.strip() for value in values):
            yield number, values


class _Remembered:
    """Lines of a stream, with those of the record being read kept, and whether the stream has ended."""

    def __init__(self, stream: Iterator[str]) -> None:
        self.stream = stream
        self.taken: list[str] = []
        self.at_end = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        try:
            line = next(self.stream)
        except StopIteration:
            self.at_end = True
            raise
        self.taken.append(line)
        return line


def _is_cut_short(lines: Sequence[str]) -> bool:
    """Return whether a record's last quoted cell is never closed, which csv's lax reading hides."""
    try:
        list(csv.reader(lines, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def write_rows(columns: Sequence[str], rows: Iterable[Mapping[str, object]], *, raw_cells: bool = False) -> str:
    """Return CSV text of ``rows``: LF line ends, lists joined by ``;``, empty for ``None``.

    Text that a spreadsheet would run as a formula, of the header too, has an apostrophe in front unless
    ``raw_cells``; :func:`read_rows` takes it away. Numbers are untouched.
    """
    text = str if raw_cells else escape_formula
    lines = _Lines()
    # With this line end csv quotes a bare carriage return too, which a reader would take for a new row.
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(map(text, columns))
    for row in rows:
        writer.writerow([text(format_cell(row.get(column))) for column in columns])
    return "".join(lines)


class _Lines(list[str]):
    """What csv writes, a record at a time, each with LF at its end."""

    def write(self, line: str) -> None:
        self.append(line.removesuffix("\r\n") + "\n")


def format_cell(value: Value | object) -> str:
    """Return one value as a cell: yes/no, shortest exact number, list joined by ``;``, or text as it is.

    ``None`` and NaN are empty. Numbers and truth values of numpy are taken as Python's.
    """
    if type(value).__module__ == "numpy" and hasattr(value, "item"):
        value = value.item()
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            if math.isnan(value):
                return ""
            return repr(int(value)) if value.is_integer() and abs(value) < LARGEST_INTEGER else repr(value)
        case tuple() | list():
            return LIST_SEPARATOR.join(str(part) for part in value)
        case _:
            return str(value)
