"""Keeping of a table's pieces only the columns that will be read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

import numpy as np

from durandline.geo.formats.csv import format_cell
from durandline.geo.formats.raw import BEYOND, RawTable, Rows, Texts
from durandline.geo.intake.apart import Apart
from durandline.geo.intake.distinct import as_texts
from durandline.geo.schema.findings import Finding

SAMPLE = 50  # rows kept of every column, to guess what an unknown one holds


@dataclass(slots=True)
class Gathered:
    """The wanted columns of a whole table as text; ``points``: the format has a geometry of its own."""

    header: tuple[str, ...] = ()
    cells: dict[str, Texts] = field(default_factory=dict)
    rows: Rows = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    findings: list[Finding] = field(default_factory=list)
    sample: dict[str, list[str]] = field(default_factory=dict)
    points: bool = False

    def column(self, name: str) -> Texts:
        """Return the cells of a column, all empty where the table has none of that name."""
        column = self.cells.get(name)
        return blank(len(self.rows)) if column is None else column


def gather(
    pieces: Iterable[RawTable], wanted: Callable[[tuple[str, ...]], Collection[str]], name: str = ""
) -> Gathered:
    """Return the columns of ``pieces`` that ``wanted`` names when it is given the header.

    It is asked again where a later piece has columns that none had before; cells that a piece lacks are empty. The
    coordinates of a format with a geometry become the columns ``lon`` and ``lat`` and go before columns so called; a
    warning tells where these lie elsewhere. ``name`` is what findings call the file.
    """
    table = Gathered()
    kept: list[dict[str, Texts]] = []
    rows: list[Rows] = []
    names: Collection[str] = ()
    apart = Apart()
    for piece in pieces:
        if not table.header or any(name not in table.header for name in piece.columns):
            # As the file has them, doubled ones too: that a column stands twice is for others to say.
            added = tuple(name for name in piece.columns if name not in table.header)
            table.header = (*table.header, *added) if table.header else tuple(piece.columns)
            names = wanted(table.header)
        cells = {name: piece.cells[name] for name in piece.cells if name in names or name == BEYOND}
        if piece.lon is not None and piece.lat is not None:
            table.points = True
            apart.add(piece)
            cells |= {"lon": _numbers(piece.lon, piece, "lon"), "lat": _numbers(piece.lat, piece, "lat")}
        _add_sample(table.sample, piece)
        table.findings += piece.findings
        kept.append(cells)
        rows.append(piece.rows)
    table.rows = np.concatenate(rows) if rows else table.rows
    table.findings += apart.findings(name)
    for column in dict.fromkeys(column for cells in kept for column in cells):
        parts = [
            blank(len(count)) if (part := cells.get(column)) is None else part
            for cells, count in zip(kept, rows, strict=True)
        ]
        table.cells[column] = np.concatenate(parts)
    return table


def blank(rows: int) -> Texts:
    """Return a column of empty cells."""
    return np.full(rows, "", dtype=object)


def _numbers(values: np.ndarray, piece: RawTable, name: str) -> Texts:
    """Return coordinates as text; where a row has no point, what its column of that name says."""
    written = as_texts([format_cell(value) for value in values.tolist()])
    other = piece.cells.get(name)
    return written if other is None else np.where(np.isnan(values), other, written)


def _add_sample(sample: dict[str, list[str]], piece: RawTable) -> None:
    for name, column in piece.cells.items():
        texts = sample.setdefault(name, [])
        if len(texts) < SAMPLE:
            texts += [text for text in column[: 10 * SAMPLE] if text.strip()][: SAMPLE - len(texts)]
