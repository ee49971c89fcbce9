"""Two ways through delimited text that give the same rows: pandas' fast one, and csv's where that cannot go."""

from __future__ import annotations

import codecs
import csv
import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TextIO

import numpy as np
import pandas as pd

from durandline.geo.formats.csv import unreadable
from durandline.geo.limits import CELL
from durandline.geo.readers.cell_text import as_array
from durandline.geo.readers.header import Record
from durandline.geo.readers.raw_table import PIECE
from durandline.geo.readers.rows import Block

# What pandas raises where its parser cannot go on.
STUCK = (pd.errors.ParserError, pd.errors.ParserWarning, ValueError)
_END = "\0end of the text\0"


@dataclass(slots=True)
class Records:
    """The records of a text with their row numbers, read by the csv module, blank ones included.

    Where the text ends inside a quoted cell, ``cut`` is the number of that last record and ``swallowed`` how many
    lines it takes; the record itself comes as it was read. A cell longer than the limit ends the records too:
    ``problem`` says so, and the last one has no cells. ``lines`` is how many lines have been read. With ``spaced``,
    spaces after a delimiter are no part of the cell.
    """

    stream: Iterator[str]
    delimiter: str
    first: int = 1
    spaced: bool = False
    cut: int = 0
    swallowed: int = 0
    lines: int = 0
    problem: str = ""

    def __iter__(self) -> Iterator[Record]:
        """Yield (row number, cells)."""
        # A last line of our own stands alone unless a quoted cell is still open, which csv's lax reading hides.
        csv.field_size_limit(CELL.most)  # one for the whole process, which others set too
        reader = csv.reader(chain(self.stream, [_END]), delimiter=self.delimiter, skipinitialspace=self.spaced)
        number = self.first
        while True:
            before = reader.line_num
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                self.cut, self.problem = number, unreadable(error)
                yield number, []
                return
            self.lines = reader.line_num
            if cells == [_END]:
                return
            if cells and cells[-1].endswith(_END):
                self.cut, self.swallowed = number, reader.line_num - before - 1
                cells[-1] = cells[-1].removesuffix(_END)
            yield number, cells
            number += 1


def quick(stream: TextIO, delimiter: str, width: int, first: int, size: int = PIECE) -> Iterator[Block]:
    """Yield blocks of ``size`` rows, numbered from ``first``, as pandas' C parser reads them.

    Raises
    ------
    pandas.errors.ParserError, pandas.errors.ParserWarning
        A row has two cells more than the header, or a quoted cell never ends; the blocks before were right.
    """
    reader = pd.read_csv(
        stream,
        sep=delimiter,
        header=None,
        names=list(range(width + 1)),
        index_col=False,
        dtype=object,
        keep_default_na=False,
        na_filter=False,
        skip_blank_lines=False,
        chunksize=size,
    )
    while True:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            frame = next(reader, None)
        if frame is None:
            return
        if frame.empty:
            continue
        numbers = np.arange(first, first + len(frame), dtype=np.int64)
        first += len(frame)
        *columns, beyond = (frame[place].to_numpy() for place in frame.columns)
        if any(beyond):
            beyond = as_array([cell if cell.strip() else "" for cell in beyond])
        yield Block(numbers, [*columns, beyond])


def text_stream(stream: io.BufferedReader, codec: str) -> io.TextIOWrapper:
    """Return ``stream`` as text, line ends as they are, U+FFFD for bytes without a character.

    Files stuck together may begin with several byte order marks: all are passed over.
    """
    while codec == "utf-8-sig" and stream.peek(6)[:6] == 2 * codecs.BOM_UTF8:
        stream.read(3)
    return io.TextIOWrapper(stream, encoding=codec, errors="replace", newline="")
