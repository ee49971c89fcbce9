"""The columns of a known collection, found by their names in whatever case, and what several readers make of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from durandline.geo.errors import InputError, UnknownNameError
from durandline.geo.formats.csv import format_cell
from durandline.geo.ingest.distinct import Distinct
from durandline.geo.ingest.notes import Notes, cells
from durandline.geo.readers.raw_table import Texts
from durandline.geo.schema.precision import Precision


@dataclass(frozen=True, slots=True)
class Fields:
    """Columns by the names that a collection's own description gives them; a missing one is all empty."""

    names: Mapping[str, str]
    cells: Mapping[str, Texts]
    rows: int

    @classmethod
    def of(cls, header: Sequence[str], cells: Mapping[str, Texts], rows: int) -> Self:
        """Return the columns of a table of so many rows."""
        names: dict[str, str] = {}
        for name in header:
            names.setdefault(name.strip().casefold(), name)
        return cls(names, cells, rows)

    def __getitem__(self, name: str) -> Texts:
        column = self.cells.get(self.names.get(name, name))
        return constant("", self.rows) if column is None else column

    def name(self, name: str) -> str:
        """Return a column's name as the file writes it."""
        return self.names.get(name, name)

    def need(self, name: str, what: str) -> None:
        """Raise InputError where there is no such column; ``what`` says what the table should have been."""
        if name not in self.names:
            raise InputError(
                f"this is not {what}: it has no column {name}. Columns: {shown(list(self.names.values()))}."
            )


def shown(header: Sequence[str]) -> str:
    """Return column names as a message lists them, quoted so that nothing in them steers a terminal."""
    most = 60
    listed = ", ".join(repr(name) for name in header[:most])
    return f"{listed} and {len(header) - most:,} more" if len(header) > most else listed or "none"


def constant(text: str, rows: int) -> Texts:
    """Return a column with the same text in every cell."""
    return np.full(rows, text, dtype=object)


def precision_columns(
    codes: Texts, look_up: Callable[[int], Precision], name: str, notes: Notes
) -> tuple[Texts, Texts]:
    """Return our classes and radii in metres, as text, for a collection's codes of precision.

    A code that is not known leaves both empty and draws a warning, one for each distinct code.
    """
    column = Distinct.of(codes)
    classes, radii = [], []
    for text, number in zip(column.texts, column.counts, strict=True):
        try:
            found = look_up(int(text.strip().removesuffix(".0"))) if text.strip() else None
        except (ValueError, UnknownNameError):
            found = None
            message = f"{cells(number)} with the code {text!r}, which has no precision here; none is given."
            notes.say(name, "unknown-precision", message, "Check how well these places are known.", "warning")
        classes.append(found.name if found else "")
        radii.append(format_cell(found.radius_m) if found else "")
    return column.column(classes), column.column(radii)
