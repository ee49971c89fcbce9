"""Rows of text cut into pieces of columns: what readers of delimited text and of spreadsheets share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np

from durandline.geo.readers.cell_text import as_array, is_blank
from durandline.geo.readers.header import Record
from durandline.geo.readers.raw_table import BEYOND, PIECE, RawTable, Rows, Texts
from durandline.geo.schema.fields import LIST_SEPARATOR


class Block(NamedTuple):
    """Rows as columns: those of the header and one of what stands beyond it, with the rows' numbers."""

    numbers: Rows
    columns: list[Texts]


def blocks(records: Iterable[Record], width: int, size: int = PIECE) -> Iterator[Block]:
    """Yield the ``records`` in blocks of ``size``; short ones are filled, cells beyond ``width`` joined by ``;``."""
    records = iter(records)
    while taken := list(islice(records, size)):
        numbers = np.fromiter((number for number, _ in taken), dtype=np.int64, count=len(taken))
        yield Block(numbers, columns_of([cells for _, cells in taken], width))


def columns_of(rows: Sequence[Sequence[str]], width: int) -> list[Texts]:
    """Return ``rows`` as ``width`` columns and one more of what stands beyond them."""
    if any(len(row) != width for row in rows):
        rows = [_fitted(row, width) for row in rows]
        return [as_array(column) for column in zip(*rows, strict=True)]
    beyond = np.full(len(rows), "", dtype=object)
    return [*(as_array(column) for column in zip(*rows, strict=True)), beyond]


def _fitted(row: Sequence[str], width: int) -> list[str]:
    rest = list(row[width:])
    while rest and not rest[-1].strip():
        rest.pop()
    return [*row[:width], *[""] * (width - len(row)), LIST_SEPARATOR.join(rest)]


def table_of(block: Block, names: tuple[str, ...]) -> RawTable:
    """Return the rows of ``block`` that hold text as a piece of the table with the columns ``names``."""
    numbers, columns = block
    blank = is_blank(columns)
    if len(blank):
        numbers, columns = np.delete(numbers, blank), [np.delete(column, blank) for column in columns]
    cells = dict(zip(names, columns, strict=False))
    if any(columns[-1]):
        cells[BEYOND] = columns[-1]
    return RawTable(names, numbers, cells)


def empty(names: Sequence[str] = ()) -> RawTable:
    """Return a piece without rows."""
    cells = {name: np.empty(0, dtype=object) for name in names}
    return RawTable(tuple(names), np.empty(0, dtype=np.int64), cells)
