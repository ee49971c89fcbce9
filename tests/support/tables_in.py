"""What came of reading a file: all pieces joined, for tests to look at."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from durandline.geo.readers.raw_table import RawTable, Source
from durandline.geo.readers.read import read_table
from durandline.geo.schema.findings import Finding


class Read(NamedTuple):
    """A table as read: columns, row numbers, cells by column, points (NaN: none) and findings."""

    columns: tuple[str, ...]
    rows: list[int]
    cells: dict[str, list[str]]
    points: list[tuple[float, float]]
    findings: list[Finding]

    def records(self) -> list[dict[str, str]]:
        """Return the rows as mappings of what is not empty."""
        names = list(self.cells)
        rows = zip(*self.cells.values(), strict=True)
        return [{name: cell for name, cell in zip(names, row, strict=True) if cell} for row in rows]

    def rules(self, level: str = "") -> list[str]:
        """Return the rules of the findings, of one level or of all."""
        return [each.rule for each in self.findings if level in ("", each.level)]


def read(content: bytes | str | Path, name: str = "mine", **options: Any) -> Read:
    """Read a file, or bytes or text that came in on a stream, to its end."""
    if isinstance(content, Path):
        return joined(read_table(Source(content.name, path=content), **options))
    raw = content.encode() if isinstance(content, str) else content
    return joined(read_table(Source(name, content=raw), **options))


def joined(pieces: Any) -> Read:
    """Return all pieces of a table as one; each must be sound in itself."""
    columns: dict[str, None] = {}
    rows: list[int] = []
    cells: dict[str, list[str]] = {}
    points: list[tuple[float, float]] = []
    findings: list[Finding] = []
    for piece in pieces:
        _sound(piece)
        columns |= dict.fromkeys(piece.columns)
        for name in {**dict.fromkeys(piece.columns), **piece.cells}:
            before = cells.setdefault(name, [""] * len(rows))
            before += list(piece.cells[name]) if name in piece.cells else [""] * len(piece)
        rows += piece.rows.tolist()
        for column in cells.values():
            column.extend([""] * (len(rows) - len(column)))
        if piece.lon is not None and piece.lat is not None:
            points += list(zip(piece.lon.tolist(), piece.lat.tolist(), strict=True))
        findings += piece.findings
    return Read(tuple(columns), rows, cells, points, findings)


def _sound(piece: RawTable) -> None:
    assert piece.rows.dtype == np.int64
    assert set(piece.columns) <= set(piece.cells) or not len(piece)
    for column in piece.cells.values():
        assert column.dtype == object
        assert len(column) == len(piece)
        assert all(type(cell) is str for cell in column)
    for axis in (piece.lon, piece.lat):
        assert axis is None or len(axis) == len(piece)
