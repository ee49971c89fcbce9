"""A table as read from a file, before anything in it is understood: text by column, in pieces."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from durandline.geo.schema.findings import Finding

Texts = NDArray[Any]  # dtype object; every element is a str, "" for an empty cell
Rows = NDArray[np.int64]

PIECE = 100_000  # rows read at once
BEYOND = ""  # the column of cells that stand beyond the header of a ragged row


@dataclass(slots=True)
class RawTable:
    """One piece of a table: its cells as text, by column, with the row numbers that findings name.

    ``rows`` are numbered as a spreadsheet shows them (the header is row 1), or from 1 where a format has
    no header. ``cells`` has an array for each of ``columns``, and one for :data:`BEYOND` where some row of the
    piece is longer than the header. Dates and numbers that a format keeps typed come in the form of
    :func:`durandline.geo.formats.csv.format_cell`, dates in ISO form. ``lon`` and ``lat`` are there
    where the format has a geometry of its own: degrees EPSG:4326, NaN where a row has no point. ``findings`` are
    those of reading this piece.
    """

    columns: tuple[str, ...]
    rows: Rows
    cells: dict[str, Texts]
    lon: NDArray[np.float64] | None = None
    lat: NDArray[np.float64] | None = None
    findings: list[Finding] = field(default_factory=list)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a table is read from: a file, or what came in on a stream. ``name`` is what findings call it.

    ``kept`` is whatever must live as long as the source does: the owner of a file on disk that a stream is kept in.
    """

    name: str
    path: Path | None = None
    content: bytes | None = None
    kept: object = field(default=None, compare=False, repr=False)
