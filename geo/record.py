"""The record: the tables of a data folder as typed plain rows, read when first asked for."""

from __future__ import annotations

import hashlib
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from durandline.geo.formats.csv import read_rows, read_text
from durandline.geo.places.fold import fold
from durandline.geo.schema.check import Row, check_header, check_rows
from durandline.geo.schema.errors import InputError, UnknownNameError
from durandline.geo.schema.findings import Finding
from durandline.geo.schema.tables import TABLES, table


class Record:
    """The tables of one data folder; without a folder, those that ship with the package.

    A row is a dictionary by column name with typed values: ``None`` for an empty cell, a tuple for a list,
    partial dates as their text (see :mod:`durandline.geo.time.partial`).
    """

    def __init__(self, folder: str | Path | None = None) -> None:
        self.folder: Traversable = Path(folder) if folder else files("durandline.data")
        self._rows: dict[str, list[Row]] = {}
        self._keyed: dict[str, dict[str, Row]] = {}

    def rows(self, name: str) -> list[Row]:
        """Return the rows of a table in file order.

        Raises
        ------
        UnknownNameError
            There is no such table.
        InputError
            The file is missing or has an error; the message lists every finding.
        """
        if name not in self._rows:
            rows, findings = self.check(name)
            errors = [str(finding) for finding in findings if finding.level == "error"]
            if errors:
                raise InputError("\n".join(errors))
            self._rows[name] = rows
        return self._rows[name]

    def with_rows(self, **more: list[Row]) -> Record:
        """Return a record with further typed rows in the tables named; this one is not changed.

        A row with a key that is there already takes the place of the one there.
        """
        record = Record()
        record.folder = self.folder
        for name, rows in more.items():
            key = table(name).key
            record._rows[name] = list({str(row[key]): row for row in [*self.rows(name), *rows]}.values())
        return record

    def keyed(self, name: str) -> dict[str, Row]:
        """Return the rows of a table by their key."""
        if name not in self._keyed:
            key = table(name).key
            self._keyed[name] = {str(row[key]): row for row in self.rows(name)}
        return self._keyed[name]

    def check(self, name: str, *, references: bool = False) -> tuple[list[Row], list[Finding]]:
        """Return the good rows of a table and all findings; ``references`` checks keys across tables."""
        wanted = table(name)
        file = f"{name}.csv"
        try:
            header, raw = read_rows(read_text(self._table_bytes(name), file))
        except InputError as error:
            raise InputError(str(error) if file in str(error) else f"{file}: {error}") from None
        keys = {other: self._keys(other) for other in TABLES} if references else None
        rows, findings = check_rows(raw, wanted, file, keys)
        return rows, [*check_header(header, wanted, file), *findings]

    def _keys(self, name: str) -> set[str]:
        """Return the keys of a table's good rows; a bad row there hides no finding elsewhere."""
        key = table(name).key
        return {str(row[key]) for row in self.check(name)[0]}

    @cached_property
    def digest(self) -> str:
        """The version of the tables: the first 12 digits of the SHA-256 of their lines, in whatever order."""
        read = hashlib.sha256()
        for name in TABLES:
            read.update(name.encode())
            for line in sorted(self._table_bytes(name).splitlines()):
                read.update(line + b"\n")
        return read.hexdigest()[:12]

    def read(self, name: str) -> bytes:
        """Return the bytes of a file of the folder.

        Raises
        ------
        InputError
            It cannot be read.
        """
        try:
            return (self.folder / name).read_bytes()
        except OSError as error:
            raise InputError(f"{name} cannot be read in {self.folder}: {error.strerror}.") from None

    def _table_bytes(self, name: str) -> bytes:
        file = f"{name}.csv"
        return self.read_shared(file) if table(name).shared else self.read(file)

    def read_shared(self, name: str) -> bytes:
        """Return the bytes of a file that a folder may leave to the shipped one: border, base map, towns and more."""
        own = self.folder / name
        return own.read_bytes() if own.is_file() else (files("durandline.data") / name).read_bytes()

    @cached_property
    def crossing_ids(self) -> tuple[str, ...]:
        """The crossings in file order: the order of every list and legend."""
        return tuple(self.keyed("crossings"))

    def crossing(self, name: str) -> str:
        """Return the id of the crossing that ``name`` means: an id or name in any script, or a clear part of one.

        Raises
        ------
        UnknownNameError
            Nothing or more than one crossing fits; the message lists what there is.
        """
        wanted = fold(name)
        exact, starts, within = set(), set(), set()
        for key, row in self.keyed("crossings").items():
            aliases = row["aliases"] if isinstance(row["aliases"], tuple) else ()
            names = [key, row["name_en"], row["name_ps"], row["name_fa"], row["name_ur"], *aliases]
            known = {fold(str(each)) for each in names if each}
            exact |= {key} if wanted in known else set()
            starts |= {key} if any(each.startswith(wanted) for each in known if wanted) else set()
            within |= {key} if any(f" {wanted} " in f" {each} " for each in known if wanted) else set()
        found = exact or starts or within
        if len(found) == 1:
            return found.pop()
        if found:
            raise UnknownNameError(f"{name!r} may mean any of {', '.join(sorted(found))}. Write one of these.")
        raise UnknownNameError(f"No crossing is called {name!r}. Crossings: {', '.join(self.crossing_ids)}.")
