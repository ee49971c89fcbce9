"""Kinds of event in other people's words, turned into ours by a table that can be read and overridden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from durandline.geo.formats.csv import read_rows, read_text
from durandline.geo.ingest.distinct import Distinct, joined
from durandline.geo.ingest.notes import Notes, cells
from durandline.geo.names.fold import fold
from durandline.geo.readers.choose_table import with_option
from durandline.geo.readers.raw_table import Texts
from durandline.geo.schema.check import check_header, check_rows
from durandline.geo.schema.findings import refuse_errors, shorten
from durandline.geo.schema.kinds_table import EVENT_KINDS
from durandline.geo.schema.vocabulary import INCIDENT_KINDS

KindRow = Mapping[str, str]
Key = tuple[str, str, str]
FILE: Final = "event_kinds.csv"
ANY_SOURCE: Final = ""
BETWEEN: Final = " / "
_OURS: Final = {fold(kind): kind for kind in INCIDENT_KINDS}
_MOST_TOLD = 30


def read_kinds(content: bytes, name: str) -> list[KindRow]:
    """Return the rows of a table of kinds, with the columns of :data:`EVENT_KINDS`; missing ones are empty.

    Raises
    ------
    InputError
        The file is not UTF-8, lacks ``event_type`` or ``kind``, or has a bad row; the message lists every problem.
    """
    header, raw = read_rows(read_text(content, name))
    findings = check_header(header, EVENT_KINDS, name, ("event_type", "kind"))
    rows, problems = check_rows(raw, EVENT_KINDS, name)
    refuse_errors([*findings, *problems])
    return [{column: str(row[column] or "") for column in EVENT_KINDS.columns} for row in rows]


@cache
def shipped_kinds() -> tuple[KindRow, ...]:
    """Return the rows of the table that ships with the package."""
    return tuple(read_kinds((files("durandline.data") / FILE).read_bytes(), FILE))


class Kinds:
    """The kinds of one collection: the shipped rows, with a user's own before them."""

    def __init__(self, source: str, own: Sequence[KindRow] = (), *, shipped: bool = True) -> None:
        rows = [*(shipped_kinds() if shipped else ()), *own]
        self._kinds: dict[tuple[str, str], str] = {
            (fold(row["event_type"]), fold(row.get("sub_event_type", ""))): row["kind"]
            for row in rows
            if fold(row.get("source", "")) in (fold(source), ANY_SOURCE)
        }

    def __bool__(self) -> bool:
        return bool(self._kinds)

    def has(self, event_type: str, sub_event_type: str) -> bool:
        """Return whether the table has just this pair of types."""
        return (fold(event_type), fold(sub_event_type)) in self._kinds

    def find(self, event_type: str, sub_event_type: str = "") -> str:
        """Return our kind of a type, or of the type above it; empty where the table has neither."""
        one, two = fold(event_type), fold(sub_event_type)
        return self._kinds.get((one, two)) or self._kinds.get((one, ""), "")


def named_kinds(types: Texts, subtypes: Texts, kinds: Kinds, column: str, notes: Notes) -> tuple[Texts, Texts]:
    """Return our kinds, and the types as the source names them (``type / sub-type``), for two columns of types.

    A type that the table does not have becomes ``other``, with a warning for each distinct one.
    """
    spoken = joined(
        lambda one, two: BETWEEN.join(each for each in (one.strip(), two.strip()) if each), types, subtypes
    )
    distinct = Distinct.of(spoken)
    ours, unknown = [], []
    for text, number in zip(distinct.texts, distinct.counts, strict=True):
        one, _, two = text.partition(BETWEEN)
        kind = kinds.find(one, two) if text else ""
        if text and not kind:
            unknown.append((text, number))
        elif two and not kinds.has(one, two):
            message = f"{shorten(two)!r} is no type known here; {cells(number)} read as {kind!r}, as all of {one!r}."
            notes.say(column, "unknown-kind", message)
        ours.append(kind or ("other" if text else ""))
    _tell(unknown, column, notes)
    return distinct.column(ours), spoken


def guessed_kinds(column: Texts, name: str, kinds: Kinds, notes: Notes) -> tuple[Texts, Texts]:
    """Return our kinds, and the words of a table of unknown make, for its one column of types.

    Our own words count in any case and spacing; then the rows of the table that fit, whose finer types count too.
    """
    distinct = Distinct.of(column)
    ours, unknown = [], []
    for text, number in zip(distinct.texts, distinct.counts, strict=True):
        one, _, two = text.partition(BETWEEN)
        kind = _OURS.get(fold(text), "") or (kinds.find(one, two) if fold(text) else "")
        if fold(text) and not kind:
            unknown.append((text, number))
        ours.append(kind or ("other" if text.strip() else ""))
    _tell(unknown, name, notes)
    return distinct.column(ours), distinct.column([text.strip() for text in distinct.texts])


def _tell(unknown: list[tuple[str, int]], column: str, notes: Notes) -> None:
    advice = f"Name its kind in a table of event kinds: {with_option('--kinds KINDS.csv')}."
    for text, number in unknown[:_MOST_TOLD]:
        message = f"{shorten(text)!r} is no type known here; {cells(number)} read as 'other'."
        notes.say(column, "unknown-kind", message, advice, "warning")
    if rest := unknown[_MOST_TOLD:]:
        message = f"{len(rest):,} more types are not known here; {cells(sum(n for _, n in rest))} read as 'other'."
        notes.say(column, "unknown-kind", message, advice, "warning")
