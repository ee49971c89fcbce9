"""A data folder as a whole: every file that is read checked at once, and which of its files are not read."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from difflib import get_close_matches
from functools import partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from durandline.geo.errors import InputError
from durandline.geo.formats.data_layer import read_layer
from durandline.geo.formats.toml import read_section
from durandline.geo.record import LARGEST, Record
from durandline.geo.schema.check import Row, check_header, check_rows
from durandline.geo.schema.findings import Finding, refuse_errors, unreadable
from durandline.geo.schema.layers import LAYERS
from durandline.geo.schema.stale_table import FILE as STALE_FILE
from durandline.geo.schema.stale_table import STALE
from durandline.geo.schema.tables import TABLES
from durandline.geo.status.check import check_reports

NEEDED: Final = tuple(f"{name}.csv" for name, table in TABLES.items() if not table.shared)
"""The files that a data folder must have."""

SHARED: Final = (
    *(f"{name}.csv" for name, table in TABLES.items() if table.shared),
    *(layer.file for layer in LAYERS.values()),
    STALE_FILE,
)
"""The files of which a data folder may leave any to the shipped one."""

NOT_READ: Final = "not-read"
SHIPPED: Final = "shipped"


def open_record(folder: str | os.PathLike[str] | None = None) -> Record:
    """Return the record of a data folder, every file of it checked; without a folder, the shipped one.

    Raises
    ------
    InputError
        The folder or one of its files cannot be used; the message lists every error.

    Examples
    --------
    >>> len(open_record().rows("crossings"))
    23
    """
    record = Record(Path(folder) if folder else None)
    if folder:
        refuse_errors(check_folder(record))
    return record


def check_folder(record: Record) -> list[Finding]:
    """Return a finding for each problem of each file that is read from a record's folder, and what is not read.

    Keys across tables are checked. A file that the folder may leave out, and does, is a note of the rule
    :data:`SHIPPED`; one that is not read is a note of the rule :data:`NOT_READ`, unless it is hidden or a copy of the
    shipped one. A table without an error is kept in the record, and not read again.

    Raises
    ------
    InputError
        The folder cannot be looked into.
    """
    try:
        names = sorted(each.name for each in Path(str(record.folder)).iterdir())
    except OSError as error:
        raise InputError(f"{record.folder} cannot be looked into: {error.strerror}.") from None
    findings = _check_tables(record)
    for layer in LAYERS.values():
        findings += _check_file(record, layer.file, partial(read_layer, layer=layer))
    findings += _check_file(record, STALE_FILE, partial(read_section, table=STALE, file=STALE_FILE))
    message = "is not in the folder; the shipped one is read."
    findings += [Finding(file, 0, "", SHIPPED, "note", "", message) for file in SHARED if file not in names]
    return [*findings, *_not_read(record, names)]


def _check_tables(record: Record) -> list[Finding]:
    read = {}
    findings: list[Finding] = []
    for name, table in TABLES.items():
        file = f"{name}.csv"
        try:
            header, raw = record.raw(name)
        except InputError as error:
            advice = "" if record.has(file) else "Put one there, if only with a header."
            findings.append(unreadable(file, error, advice))
            continue
        findings += (problems := check_header(header, table, file))
        if not _errors(problems):  # else each row would lack what the header lacks, and each key that names one
            read[name] = raw
    keys = {name: {cells.get(TABLES[name].key, "").strip() for _, cells in raw} for name, raw in read.items()}
    for name, raw in read.items():
        file = f"{name}.csv"
        rows, found = check_rows(raw, TABLES[name], file, keys)
        if name == "reports":
            found += _check_reports(rows, [line for line, _ in raw], found, file)
        if not _errors(found):
            record.keep(name, rows)
        findings += sorted(found)
    return findings


def _check_reports(rows: list[Row], lines: list[int], found: list[Finding], file: str) -> list[Finding]:
    bad = {each.row for each in found if each.level == "error"}
    return check_reports(rows, [line for line in lines if line not in bad], file)


def _check_file(record: Record, file: str, read: Callable[[bytes], tuple[object, list[Finding]]]) -> list[Finding]:
    try:
        return read(record.read_shared(file))[1] if record.has(file) else []
    except InputError as error:
        return [unreadable(file, error)]


def _errors(findings: list[Finding]) -> bool:
    return any(each.level == "error" for each in findings)


def _not_read(record: Record, names: Collection[str]) -> Iterator[Finding]:
    known = (*NEEDED, *SHARED)
    own, shipped = Path(str(record.folder)), files("durandline.data")
    for name in names:
        if name in known or name.startswith((".", "__pycache__")) or _is_copy(own / name, shipped / name):
            continue
        if (shipped / name).is_file() or (shipped / name).is_dir():
            yield Finding(name, 0, "", NOT_READ, "note", "", "is not read from a folder.", "the shipped one is")
            continue
        near = get_close_matches(name.casefold(), [each for each in known if each not in names], n=1)
        advice = f"Rename it to {near[0]}?" if near else ""
        yield Finding(name, 0, "", NOT_READ, "note", "", "is no file of a data folder; it is not read.", advice)


def _is_copy(own: Path, shipped: Traversable) -> bool:
    """Return whether a file, or all in a folder, is as it ships."""
    try:
        if own.is_dir():
            return shipped.is_dir() and all(
                _is_copy(each, shipped / each.name) for each in own.iterdir() if each.name != "__pycache__"
            )
        small = own.is_file() and own.stat().st_size < LARGEST
        return small and shipped.is_file() and own.read_bytes() == shipped.read_bytes()
    except OSError:
        return False
