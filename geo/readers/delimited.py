"""Delimited text in pieces: any encoding and delimiter, by the quick lane or the careful one."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from durandline.geo.errors import InputError
from durandline.geo.formats.formulas import unescape_formula
from durandline.geo.limits import LINE, check_columns_of
from durandline.geo.readers import encoding as encodings
from durandline.geo.readers.cell_text import counted, without_apostrophe
from durandline.geo.readers.damage import cut_short, grown, replaced
from durandline.geo.readers.delimited_lanes import STUCK, Records, quick, text_stream
from durandline.geo.readers.dialect import Dialect
from durandline.geo.readers.dialect import decide as decide_dialect
from durandline.geo.readers.encoding import Encoding
from durandline.geo.readers.header import LOOKED_AT, Header, Record, find_header
from durandline.geo.readers.opened import Opened, blocks, head, opened, size_of
from durandline.geo.readers.raw_table import RawTable, Source
from durandline.geo.readers.rows import Block, empty, table_of
from durandline.geo.readers.rows import blocks as blocks_of
from durandline.geo.schema.findings import Finding

_SAMPLE = 1 << 18
_END = "\x1a"  # Ctrl-Z


def read_pieces(source: Source, *, encoding: str = "") -> Iterator[RawTable]:
    """Yield delimited text (CSV, TSV; also in gzip or alone in a zip) in pieces.

    Encoding, delimiter and header are found as :mod:`~durandline.geo.readers.encoding`,
    :mod:`~durandline.geo.readers.dialect` and :mod:`~durandline.geo.readers.header` say. The first piece has no rows:
    it tells the columns, and in notes whatever had to be assumed. A text without a header yields that piece alone,
    without columns. Rows are numbered as :func:`durandline.geo.formats.csv.read_rows` does: blank rows count but are
    not among the rows, a cell over several lines is one row, Excel's ``sep=`` line is none. What is known only at the
    end comes with a last piece without rows. Where a quoted cell never ends, or an archive is cut, the rows before
    are right; the last one is there as far as it was read, with an error ``cut-short``.

    Parameters
    ----------
    source
        The file, or its bytes.
    encoding
        The encoding, where it is not to be found out.

    Raises
    ------
    InputError
        It cannot be opened, is no text, ``encoding`` is unknown, the header itself is never closed, or an archive is
        cut before the first row.
    """
    text = _Text.of(source, encoding)
    header = _header(text)
    first = empty(header.names)
    first.findings = [*text.encoding.findings(source.name), *text.dialect.findings(source.name), *header.findings]
    yield first
    if header.names:
        yield from _rows(text, header)


@dataclass(slots=True)
class _Text:
    """A source with what its text is like, and where its rows begin in lines."""

    source: Source
    size: int
    encoding: Encoding
    dialect: Dialect
    skipped: int = 0  # lines up to and with the header
    undone: dict[str, tuple[int, str]] = field(default_factory=dict)  # by column: cells and an example
    last: tuple[int, int] = (0, 0)  # the last row's number, and how many cells at its end are empty
    records: Records | None = None  # the careful lane, where it had to be taken
    broken: str = ""  # how the archive is damaged

    @classmethod
    def of(cls, source: Source, encoding: str) -> _Text:
        size = size_of(source)
        found = encodings.decide(_of_short_lines(source), source.name, encoding)
        start = head(source, _SAMPLE)
        sample = start.decode(found.codec, "replace")
        return cls(source, size, found, decide_dialect(sample, whole=len(start) < _SAMPLE))

    @contextlib.contextmanager
    def after(self, lines: int) -> Iterator[tuple[io.TextIOWrapper, Opened]]:
        """Yield the text after so many lines, and the stream of bytes below it."""
        with opened(self.source) as (stream, raw):
            opened_text = text_stream(stream, self.encoding.codec)
            for _ in islice(opened_text, lines):
                pass
            yield opened_text, raw


def _of_short_lines(source: Source) -> Iterator[bytes]:
    """Yield the bytes, and refuse them where a line is longer than the limit."""
    most, open_line = LINE.most, 0
    for block in blocks(source):
        first, last = block.find(b"\n"), block.rfind(b"\n")
        longest = open_line + (first if first >= 0 else len(block))
        if len(block) > most:
            longest = max(longest, *map(len, block.split(b"\n")))
        if longest > most and b"\r" not in block:  # old Macs end lines with that alone
            raise InputError(f"{source.name}: {LINE.passed('a line has too many bytes')}")
        open_line = len(block) - last - 1 if last >= 0 else open_line + len(block)
        yield block


def _header(text: _Text) -> Header:
    """Return the header, and set how many lines go before the first row."""
    hidden = int(text.dialect.sep_line)
    first: list[Record] = []
    lines: dict[int, int] = {}
    with text.after(hidden) as (stream, raw):
        records = Records(stream, text.dialect.delimiter, spaced=text.dialect.spaced)
        for number, cells in records:
            check_columns_of(len(cells), text.source.name)
            if any(cell.strip() for cell in cells):
                first.append((number, list(map(unescape_formula, cells))))
                lines[number] = records.lines
            if len(first) == LOOKED_AT:
                break
        if raw.problem and len(first) < 2:
            problem = f"the archive ends or is damaged at its beginning ({raw.problem})"
            raise InputError(f"{text.source.name}: {problem}. Fetch or save it again.")
    header = find_header(first, text.source.name)
    if records.cut and (records.cut == header.row or not header.names):
        raise InputError(f"{text.source.name}: {_cut(text, records).message}")
    text.skipped = hidden + lines.get(header.last, 0)
    return header


def _rows(text: _Text, header: Header) -> Iterator[RawTable]:
    names = header.names
    ended = text.encoding.tail.endswith(_END)  # behind a line end it would be a cell
    for block in _lanes(text, len(names), header.last + 1):
        piece = table_of(_without_end(block) if ended else block, names)
        _undo(piece, text)
        if len(piece):
            text.last = (int(piece.rows[-1]), _empty_at_end(piece))
        piece.findings += replaced(piece, text.encoding, text.source.name)
        yield piece
    last = empty(names)
    last.findings = _at_the_end(text)
    if last.findings:
        yield last


def _without_end(block: Block) -> Block:
    """Return the same without the sign that old programs end a file with, where its last row ends with one."""
    columns = [column.copy() if len(column) and column[-1].endswith(_END) else column for column in block.columns]
    for column in columns:
        if len(column) and column[-1].endswith(_END):
            column[-1] = column[-1].rstrip(_END)
    return Block(block.numbers, columns)


def _lanes(text: _Text, width: int, first: int) -> Iterator[Block]:
    """Yield blocks by the quick lane and, from the block on at which that is stuck, by the careful one."""
    done = 0
    with text.after(text.skipped) as (stream, raw):
        try:
            if text.dialect.spaced:  # pandas and csv do not agree on which spaces these are
                raise ValueError
            for block in quick(stream, text.dialect.delimiter, width, first):
                yield block
                done += len(block.numbers)
        except STUCK:
            pass
        else:
            text.broken = raw.problem
            return
    with text.after(text.skipped) as (stream, raw):
        text.records = Records(stream, text.dialect.delimiter, first, text.dialect.spaced)
        yield from blocks_of(islice(text.records, done, None), width)
        text.broken = raw.problem


def _undo(piece: RawTable, text: _Text) -> None:
    """Take away the apostrophes that escape formulas, and count them."""
    for name in piece.cells:
        piece.cells[name], count, example = without_apostrophe(piece.cells[name])
        if count:
            before, shown = text.undone.get(name, (0, example))
            text.undone[name] = (before + count, shown)


def _empty_at_end(piece: RawTable) -> int:
    cells = [piece.cells[name][-1] for name in piece.columns]
    return len(cells) - max((place for place, cell in enumerate(cells, 1) if cell), default=0)


def _at_the_end(text: _Text) -> list[Finding]:
    name = text.source.name
    found = [
        Finding(name, 0, column, "formula-apostrophe", "note", example,
                f"had an apostrophe before a formula sign in {counted(count, 'cell')}, which was taken away.")
        for column, (count, example) in text.undone.items()
    ]  # fmt: skip
    if text.records is not None and text.records.cut:
        found.append(_cut(text, text.records))
    elif text.broken:
        found.append(cut_short(name, text.last[0], "error", f"the archive ends or is damaged here ({text.broken})."))
    elif _ends_early(text):
        found.append(cut_short(name, text.last[0], "warning", "the file ends inside this row, without a line end."))
    return found + grown(text.source, text.size)


def _ends_early(text: _Text) -> bool:
    """Return whether the last row is cut: its last cells are empty, but no delimiters stand for them."""
    row, missing = text.last
    tail = text.encoding.tail.rstrip(_END)
    tail = tail.replace(" ", "") if text.dialect.spaced else tail
    return bool(row and missing) and not tail.endswith(("\n", "\r", text.dialect.delimiter * missing, '""'))


def _cut(text: _Text, records: Records) -> Finding:
    if records.problem:
        return cut_short(text.source.name, records.cut, "error", f"cannot be read as CSV ({records.problem}).")
    lines = records.swallowed - 1
    more = f", swallowing {counted(lines, 'line')} that follow{'s' * (lines == 1)}" if lines > 0 else ""
    message = f"a quoted cell begins here and never ends{more}."
    advice = 'Close the quotation mark, or write "" for one inside a cell.'
    return cut_short(text.source.name, records.cut, "error", message, advice)
