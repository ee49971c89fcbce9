"""Understanding a table: whose it is, which of its columns is which of ours, and what its cells say in our form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from durandline.geo.errors import InputError
from durandline.geo.ingest import acled, ucdp
from durandline.geo.ingest.coordinates import read_coordinates
from durandline.geo.ingest.gather import Gathered, gather
from durandline.geo.ingest.hints import COORDINATES, FILLS, Schema, Understood, Wants
from durandline.geo.ingest.known_columns import Fields, constant
from durandline.geo.ingest.mapping import Mapped, mapped, missing
from durandline.geo.ingest.notes import Notes
from durandline.geo.ingest.recognise import like_acled, schema_of
from durandline.geo.ingest.table import Table
from durandline.geo.readers.choose_table import OTHERS, with_option
from durandline.geo.readers.header import DOUBLED
from durandline.geo.readers.misnamed import MISNAMED
from durandline.geo.readers.raw_table import BEYOND, RawTable, Texts
from durandline.geo.schema.findings import Finding
from durandline.geo.schema.tables import OWN_INCIDENTS

__all__ = ["Understood", "Wants", "understand"]

_COLLECTIONS: Final = {"acled": acled.COLUMNS, "ucdp": ucdp.COLUMNS}
_PAIRS: Final = {"acled": acled.MAPPING, "ucdp": ucdp.MAPPING}


def understand(pieces: Iterable[RawTable], name: str, wants: Wants) -> Understood:
    """Return a table in our terms: the columns of ``own_incidents`` that it fills, as text in their form.

    Only columns that will be read are kept of each piece; what their cells mean is decided over whole columns, and
    every distinct text is turned once. What changes is told by notes, one a column and rule, with how many cells and
    an example; what cannot be read stays as it was written, for the check of the columns to report.

    Parameters
    ----------
    pieces
        The table as read; a table without columns has no rows that can be used.
    name
        What findings call the file.
    wants
        What the user says of it.

    Raises
    ------
    InputError
        There is no column for the date, or none that says where, and none that could be taken for it; the message
        lists the columns and shows what to write. Or ``wants`` names a column that is not there.
    """
    try:
        table = gather(pieces, lambda header: _wanted(header, wants), name)
        schema = schema_of(table.header, wants, points=table.points)
        return _known(table, schema, name, wants) if schema in _COLLECTIONS else _table(table, schema, name, wants)
    except InputError as error:
        raise InputError(f"{name}: {str(error).removeprefix(f'{name}: ')}") from None


def _wanted(header: tuple[str, ...], wants: Wants) -> set[str]:
    """Return the columns to keep, as far as is known before all pieces are read."""
    wants = replace(wants, columns={ours: theirs for ours, theirs in wants.columns.items() if theirs in header})
    try:
        schema = schema_of(header, wants, points=False)
    except InputError:
        schema = "other"
    if schema in _COLLECTIONS:
        names = Fields.of(header, {}, 0).names
        return {names[each] for each in _COLLECTIONS[schema] if each in names} | set(wants.columns.values())
    # Whether a format has points is known later: both ways of seeing the table are kept.
    both = (mapped(header, each, wants, points=False).names for each in ("own", "other"))
    return {theirs for names in both for theirs in names.values()}


def _known(table: Gathered, schema: Schema, name: str, wants: Wants) -> Understood:
    notes = Notes(name)
    fields = Fields.of(table.header, table.cells, len(table.rows))
    removed = np.zeros(len(table.rows), dtype=bool)
    if schema == "acled" and wants.deleted:
        removed = acled.deleted_rows(fields, wants.deleted)
        if removed.any():
            events = int(removed.sum())
            notes.say(
                "", "deleted", f"{events:,} {'event' if events == 1 else 'events'} left out that ACLED took back."
            )
            fields = Fields.of(
                table.header, {key: column[~removed] for key, column in table.cells.items()}, int((~removed).sum())
            )
    columns = (acled.read_acled if schema == "acled" else ucdp.read_ucdp)(fields, wants, notes)
    if table.points:
        columns |= _geometry_first(table, columns)
    names = (fields.name("latitude"), fields.name("longitude"))
    columns |= read_coordinates(columns["lat"], columns["lon"], names, notes)
    rows = table.rows[~removed]
    pairs = [(ours, fields.name(theirs)) for ours, theirs in _PAIRS[schema] if theirs in fields.names]
    read = {theirs for _, theirs in pairs} | {
        fields.name(each) for each in _COLLECTIONS[schema] if each in fields.names
    }
    given = _given(table, wants)
    named = {ours: fields.cells[theirs] for ours, theirs in given.items()}
    own = Table(named, rows, given, wants, notes).read(ours=False)
    columns |= own
    pairs = [pair for pair in pairs if pair[0] not in own] + _filled(given)
    if BEYOND in fields.cells:
        columns[BEYOND] = fields.cells[BEYOND]
    cleaned = Table(columns, rows, dict(reversed(pairs)), wants, notes)
    cleaned.without_nul()
    say = f"read as a table of {schema.upper()}. If it only looks alike: {with_option('--as own')}."
    notes.say("", "recognised", say)
    unread = tuple(each for each in dict.fromkeys(table.header) if each not in read | set(given.values()))
    return Understood(
        cleaned.cells, rows, table.findings + notes.findings, schema, tuple(pairs), table.header, unread,
        table.rows[removed],
    )  # fmt: skip


def _given(table: Gathered, wants: Wants) -> dict[str, str]:
    absent = [theirs for theirs in wants.columns.values() if theirs and theirs not in table.header]
    if absent:
        raise InputError(missing(absent, table.header))
    return {ours: theirs for ours, theirs in wants.columns.items() if theirs}


def _table(table: Gathered, schema: Schema, name: str, wants: Wants) -> Understood:
    notes = Notes(name)
    guess = mapped(table.header, schema, wants, points=table.complete)
    try:
        guess.check(table.header, table.sample, points=table.points)
    except InputError as error:
        raise InputError(f"{error}{_elsewhere(table.findings)}") from None
    if schema == "own":
        _refuse_doubled(table.findings)
    found = {ours: table.column(theirs) for ours, theirs in guess.names.items()}
    if table.complete:
        found |= {"lat": table.lat, "lon": table.lon}
        found.pop(COORDINATES, None)
    if BEYOND in table.cells:
        found[BEYOND] = table.cells[BEYOND]
    guess.tell(notes, table.header)
    ready = Table(found, table.rows, guess.names, wants, notes)
    ready.without_nul()
    columns = ready.read(ours=schema == "own")
    if table.points:
        columns |= _geometry_first(table, columns)
    if not wants.as_ and like_acled(table.header):
        columns |= _restricted(columns, len(table.rows), notes)
    unread = tuple(each for each in dict.fromkeys(table.header) if each not in guess.names.values())
    if unread and schema == "other":
        listed = ", ".join(map(repr, unread[:20])) + (", …" if len(unread) > 20 else "")
        notes.say("", "unread", f"{len(unread)} {'column' if len(unread) == 1 else 'columns'} not read: {listed}.")
    return Understood(
        columns, table.rows, table.findings + notes.findings, schema, _pairs(guess), table.header, unread,
        table.rows[:0],
    )  # fmt: skip


def _geometry_first(table: Gathered, columns: Mapping[str, Texts]) -> dict[str, Texts]:
    """Return the coordinates of the geometry, and of rows without one those of their columns."""
    without = (table.lon == "") | (table.lat == "")
    own = {"lat": table.lat, "lon": table.lon}
    return {axis: np.where(without, columns.get(axis, ""), texts) for axis, texts in own.items()}


def _restricted(columns: Mapping[str, Texts], rows: int, notes: Notes) -> dict[str, Texts]:
    """Return the rights of rows that are ACLED's under other names, as far as the table has no column for them."""
    missing_rights = {"licence": acled.LICENCE, "redistribute": "no"}
    added = {name: constant(text, rows) for name, text in missing_rights.items() if name not in columns}
    if "redistribute" in added:
        notes.say(
            "", "like-acled",
            "has columns of ACLED, whose terms do not let rows be handed on: they are marked so (redistribute no).",
            f"If they are not: {with_option('--as own')}, or add a column redistribute. If they are, give the "
            "columns their own names again, so that all of them are read.", "warning",
        )  # fmt: skip
    return added


def _elsewhere(findings: Sequence[Finding]) -> str:
    """Return what was said of a file's other sheets or layers, or of its name, that may be why nothing fits."""
    said = [each for each in findings if each.rule in (*OTHERS, MISNAMED)]
    return "".join(f" {repr(each.value) if each.value else 'It'} {each.message} {each.suggestion}" for each in said)


def _refuse_doubled(findings: Sequence[Finding]) -> None:
    """Refuse a table of one's own in which a column of ours stands twice: which is meant cannot be known."""
    for each in findings:
        if each.rule == DOUBLED and each.column in OWN_INCIDENTS.columns:
            raise InputError(f"{each.column!r}: {each.message.partition(';')[0]}. Keep one, or rename the other.")


def _pairs(guess: Mapped) -> tuple[tuple[str, str], ...]:
    return tuple(_filled(guess.names))


def _filled(names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return pairs of our columns and the file's, those that fill two of ours twice."""
    return [(each, theirs) for ours, theirs in names.items() for each in FILLS.get(ours, (ours,))]
