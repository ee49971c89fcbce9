"""The record: the tables of a data folder as typed plain rows, read when first asked for."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Sequence
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from durandline.geo.errors import InputError, UnknownNameError
from durandline.geo.formats.csv import read_rows, read_text
from durandline.geo.formats.data_layer import Feature, read_layer
from durandline.geo.names.fold import fold
from durandline.geo.schema.check import Row, check_header, check_rows
from durandline.geo.schema.findings import Finding, refuse_errors
from durandline.geo.schema.layers import LAYERS
from durandline.geo.schema.tables import TABLES, table

if TYPE_CHECKING:
    from durandline.geo.files import PathLike
    from durandline.geo.query import Query, When

LARGEST = 64 * 1024 * 1024  # bytes of one file of a data folder; the shipped ones have 0.2 MB at most


def read_file(folder: Traversable, name: str) -> bytes:
    """Return the bytes of a file of a data folder.

    Raises
    ------
    InputError
        It is not there, is no ordinary file, cannot be read, or is larger than :data:`LARGEST`.
    """
    file = folder / name
    try:
        if isinstance(file, Path):
            _refuse_odd(file.stat(), name, folder)
        return file.read_bytes()
    except OSError as error:
        raise InputError(f"{name} cannot be read in {folder}: {error.strerror}.") from None


def _refuse_odd(file: os.stat_result, name: str, folder: Traversable) -> None:
    """Refuse what would never end, or fill the memory."""
    if not stat.S_ISREG(file.st_mode):
        what = "a directory" if stat.S_ISDIR(file.st_mode) else "a device or pipe"
        raise InputError(f"{name} is {what} in {folder}; a file is needed.")
    if file.st_size > LARGEST:
        size = f"{file.st_size / 1e6:,.0f} MB"
        raise InputError(f"{name} has {size} in {folder}; {LARGEST / 1e6:,.0f} MB are the most.")


class Record:
    """The tables of one data folder; without a folder, those that ship with the package.

    A row is a dictionary by column name with typed values: ``None`` for an empty cell, a tuple for a list,
    partial dates as their text (see :mod:`durandline.geo.time.partial`).
    """

    def __init__(self, folder: str | Path | None = None) -> None:
        self._shipped = not folder
        self.folder: Traversable = Path(folder) if folder else files("durandline.data")
        self._rows: dict[str, list[Row]] = {}
        self._keyed: dict[str, dict[str, Row]] = {}
        self._features: dict[str, list[Feature]] = {}

    def __repr__(self) -> str:
        return f"<Record of {'the shipped tables' if self._shipped else self.folder}>"

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
            refuse_errors(findings)
            self._rows[name] = rows
        return self._rows[name]

    def with_rows(self, **more: list[Row]) -> Record:
        """Return a record with further typed rows in the tables named; this one is not changed.

        A row with a key that is there already takes the place of the one there.
        """
        record = Record()
        record.folder, record._shipped = self.folder, self._shipped
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
        header, raw = self.raw(name)
        keys = {other: self._keys(other) for other in TABLES} if references else None
        rows, findings = check_rows(raw, wanted, file, keys)
        return rows, [*check_header(header, wanted, file), *findings]

    def raw(self, name: str) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
        """Return the header of a table and its rows as they stand, with their numbers.

        Raises
        ------
        InputError
            The file is missing or no CSV.
        """
        file = f"{name}.csv"
        try:
            header, rows = read_rows(read_text(self._table_bytes(name), file))
            return header, list(rows)
        except InputError as error:
            raise InputError(str(error) if file in str(error) else f"{file}: {error}") from None

    def keep(self, name: str, rows: list[Row]) -> None:
        """Take rows of a table that have been read and checked, so that they are not read again."""
        self._rows[name] = rows

    def query(
        self,
        on: When,
        *,
        incidents: PathLike | Sequence[PathLike] = (),
        reports: PathLike | Sequence[PathLike] = (),
        gazetteers: Sequence[str] | None = None,
        **filters: Any,  # noqa: ANN401 - those of Query
    ) -> Query:
        """Return what is asked of this record; see :class:`durandline.geo.query.Query` for the filters.

        Parameters
        ----------
        on
            The moment shown: text, a ``date`` or a ``datetime`` with its zone.
        incidents
            Files of the user's incidents; see :func:`durandline.geo.read_incidents`, also for ``gazetteers``.
        reports
            CSV files of the user's own statements about crossings, which then count in every answer; see
            :func:`durandline.geo.status.user_reports.read_reports`.

        Raises
        ------
        InputError, UnknownNameError, DateError
            A file cannot be read, a name is not known, or a moment cannot be read.
        """
        from durandline.geo.query import query_of  # noqa: PLC0415 - it knows the record

        return query_of(self, on, incidents=incidents, reports=reports, gazetteers=gazetteers, **filters)

    def features(self, name: str) -> list[Feature]:
        """Return the features of one of :data:`~durandline.geo.schema.layers.LAYERS`, the shipped one's by default.

        Raises
        ------
        InputError
            The file has an error; the message lists every finding.
        """
        if name not in self._features:
            features, findings = read_layer(self.read_shared(LAYERS[name].file), LAYERS[name])
            refuse_errors(findings)
            self._features[name] = features
        return self._features[name]

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
        """Return the bytes of a file of the folder; see :func:`read_file`."""
        return read_file(self.folder, name)

    def _table_bytes(self, name: str) -> bytes:
        file = f"{name}.csv"
        return self.read_shared(file) if table(name).shared else self.read(file)

    def read_shared(self, name: str) -> bytes:
        """Return the bytes of a file that a folder may leave to the shipped one: border, base map, towns and more.

        Raises
        ------
        InputError
            The folder has it, and it cannot be read.
        """
        return read_file(self.folder if self.has(name) else files("durandline.data"), name)

    def has(self, name: str) -> bool:
        """Return whether the folder has a file of that name, whatever it is.

        Raises
        ------
        InputError
            The folder cannot be looked into.
        """
        own = self.folder / name
        if not isinstance(own, Path):
            return own.is_file()
        try:
            own.lstat()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise InputError(f"{name} cannot be read in {self.folder}: {error.strerror}.") from None
        return True

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
