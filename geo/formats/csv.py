"""CSV: UTF-8 with a header row; rows keep their line numbers so that findings can name them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from durandline.geo.schema.errors import InputError
from durandline.geo.schema.fields import LIST_SEPARATOR, Value

csv.field_size_limit(16 * 1024 * 1024)


def read_text(content: bytes, name: str) -> str:
    """Return the text of a CSV file: UTF-8, with or without a byte order mark.

    Raises
    ------
    InputError
        The bytes are not UTF-8.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name}: not UTF-8 text (byte {error.start}). Save it as 'CSV UTF-8' and try again."
        ) from None


def read_rows(text: str) -> tuple[list[str], Iterator[tuple[int, dict[str, str]]]]:
    """Return the header and an iterator of (line number, cells by column name).

    A row with fewer cells than the header has empty ones; cells beyond the header come under the key ``""``.
    Rows without any text are passed over. An empty text has an empty header and no rows.
    """
    reader = csv.reader(io.StringIO(text, newline=""))
    header = [name.strip() for name in next(reader, [])]
    return header, _cells(reader, header)


def _cells(reader: Iterator[list[str]], header: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    line = reader.line_num + 1  # type: ignore[attr-defined]
    for values in reader:
        if any(value.strip() for value in values):
            row = dict(zip(header, [*values, *[""] * (len(header) - len(values))], strict=False))
            if len(values) > len(header):
                row[""] = LIST_SEPARATOR.join(values[len(header) :])
            yield line, row
        line = reader.line_num + 1  # type: ignore[attr-defined]


def write_rows(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Return CSV text of ``rows``: LF line ends, lists joined by ``;``, empty for ``None``."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([format_cell(row.get(column)) for column in columns])
    return stream.getvalue()


def format_cell(value: Value | object) -> str:
    """Return one value as a cell: yes/no, shortest exact number, list joined by ``;``, or text as it is."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return repr(int(value)) if value.is_integer() else repr(value)
        case tuple() | list():
            return LIST_SEPARATOR.join(str(part) for part in value)
        case _:
            return str(value)
