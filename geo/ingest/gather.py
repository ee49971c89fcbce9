"""Keeping of a table's pieces only the columns that will be read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

import numpy as np

from durandline.geo.formats.csv import format_cell
from durandline.geo.ingest.coordinate_columns import Apart
from durandline.geo.ingest.distinct import as_texts
from durandline.geo.readers.raw_table import BEYOND, RawTable, Rows, Texts
from durandline.geo.schema.findings import Finding

SAMPLE = 50  # rows kept of every column, to guess what an unknown one holds


@dataclass(slots=True)
class Gathered:
    """The wanted columns of a whole table as text.

    ``points``: the format has a geometry of its own; then ``lon`` and ``lat`` are its degrees EPSG:4326 as text,
    empty where a row has no point, and ``complete`` says that every row has one.
    """

    header: tuple[str, ...] = ()
    cells: dict[str, Texts] = field(default_factory=dict)
    rows: Rows = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    findings: list[Finding] = field(default_factory=list)
    sample: dict[str, list[str]] = field(default_factory=dict)
    lon: Texts = field(default_factory=lambda: blank(0))
    lat: Texts = field(default_factory=lambda: blank(0))
    points: bool = False

    @property
    def complete(self) -> bool:
        """Whether the format's geometry says of every row where it is."""
        return self.points and bool((self.lon != "").all())

    def column(self, name: str) -> Texts:
        """Return the cells of a column, all empty where the table has none of that name."""
        column = self.cells.get(name)
        return blank(len(self.rows)) if column is None else column


def gather(
    pieces: Iterable[RawTable], wanted: Callable[[tuple[str, ...]], Collection[str]], name: str = ""
) -> Gathered:
    """Return the columns of ``pieces`` that ``wanted`` names when it is given the header.

    It is asked again where a later piece has columns that none had before; cells that a piece lacks are empty. A
    warning tells where columns of coordinates lie elsewhere than the geometry. ``name`` is what findings call the
    file.
    """
    table = Gathered()
    kept: list[dict[str, Texts]] = []
    rows: list[Rows] = []
    places: list[tuple[Texts, Texts]] = []
    names: Collection[str] = ()
    apart = Apart()
    for piece in pieces:
        if not table.header or any(name not in table.header for name in piece.columns):
            # As the file has them, doubled ones too: that a column stands twice is for others to say.
            added = tuple(name for name in piece.columns if name not in table.header)
            table.header = (*table.header, *added) if table.header else tuple(piece.columns)
            names = wanted(table.header)
        cells = {name: piece.cells[name] for name in piece.cells if name in names or name == BEYOND}
        places.append((_numbers(piece.lon, len(piece)), _numbers(piece.lat, len(piece))))
        if piece.lon is not None:
            table.points |= bool(len(piece)) or not rows
            apart.add(piece)
        _add_sample(table.sample, piece)
        table.findings += piece.findings
        kept.append(cells)
        rows.append(piece.rows)
    if rows:
        table.rows = np.concatenate(rows)
        table.lon, table.lat = (np.concatenate(axis) for axis in zip(*places, strict=True))
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


def _numbers(values: np.ndarray | None, rows: int) -> Texts:
    """Return coordinates as text, empty where a row, or the whole piece, has none."""
    return blank(rows) if values is None else as_texts([format_cell(value) for value in values.tolist()])


def _add_sample(sample: dict[str, list[str]], piece: RawTable) -> None:
    for name, column in piece.cells.items():
        texts = sample.setdefault(name, [])
        if len(texts) < SAMPLE:
            texts += [text for text in column[: 10 * SAMPLE] if text.strip()][: SAMPLE - len(texts)]
