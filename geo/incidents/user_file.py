"""One's own incidents, from a file of any format: understood, checked, placed, and with every row accounted for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray

from durandline.geo.errors import InputError
from durandline.geo.formats.csv import format_cell
from durandline.geo.incidents.abroad import abroad
from durandline.geo.incidents.keys import KEY, keyed
from durandline.geo.incidents.placing import Placing
from durandline.geo.incidents.user_frame import built, placed
from durandline.geo.incidents.validate import look
from durandline.geo.ingest.hints import Wants
from durandline.geo.ingest.normalise import Understood, understand
from durandline.geo.readers.raw_table import RawTable, Source
from durandline.geo.readers.read import read_table
from durandline.geo.record import Record
from durandline.geo.schema.check import check_header
from durandline.geo.schema.columns import Checked, Column, check_columns
from durandline.geo.schema.findings import Finding
from durandline.geo.schema.tables import OWN_INCIDENTS

if TYPE_CHECKING:
    from durandline.geo.gazetteer.gazetteer import Gazetteer

Cells = tuple[int, dict[str, str]]
NEEDED = ("date",)  # and one way to say where, which each row may choose
_SHOWN = 10  # names of columns in a finding
_OF_POINT = ("acled", "ucdp")  # whose codes of precision speak of the coordinates beside them


@dataclass(slots=True)
class OwnIncidents:
    """What came of a file.

    ``frame`` holds the incidents to draw (see :mod:`durandline.geo.incidents.frame`), ``rows`` their row numbers in
    the file; ``rejects`` the rows kept out, as they were read, under the names in ``columns``. ``read`` rows are
    ``len(frame)`` kept, ``len(rejects)`` rejected, and ``removed`` left out on purpose: withdrawn by their
    collection, or met in another file already. ``schema`` says whose table it was taken for (own, acled, ucdp,
    other), ``mapping`` which column was read from which, ``unread`` which were not.
    """

    name: str
    frame: gpd.GeoDataFrame
    rows: NDArray[np.int64]
    findings: list[Finding] = field(default_factory=list)
    rejects: list[Cells] = field(default_factory=list)
    columns: tuple[str, ...] = ()
    read: int = 0
    removed: int = 0
    schema: str = "own"
    mapping: tuple[tuple[str, str], ...] = ()
    unread: tuple[str, ...] = ()


def read_own(
    source: Source,
    record: Record,
    gazetteer: Callable[[], Gazetteer] | None = None,
    wants: Wants | None = None,
    *,
    layer: str = "",
    encoding: str = "",
) -> OwnIncidents:
    """Return the incidents of a file, placed.

    Needed are a date and either coordinates or the name of a place; the other columns are those of the table
    ``own_incidents``, or what is understood as these. A row with an error is kept out and listed; a bad link, an
    unknown kind, or coordinates in another country than the row states are a warning, and the row stays. A name that
    no place bears, or that several do, leaves the row unlocated, with a warning that names these. Notes say what was
    read in a certain way.

    Parameters
    ----------
    source
        The file; it is read a second time where rows are rejected, to give them back as they were.
    record
        The record, for the names of its places.
    gazetteer
        Asked for where a row has no coordinates; without it, names are looked up in the built-in one.
    wants
        What is known of the file beforehand; see :class:`durandline.geo.ingest.hints.Wants`.
    layer, encoding
        The sheet or layer, and the encoding of text, where they are not to be guessed.

    Raises
    ------
    InputError
        The file as a whole cannot be read, or has no columns for what is needed.
    """
    counted = _Counted(read_table(source, layer=layer, encoding=encoding))
    understood = understand(counted, source.name, wants or Wants())
    if counted.nothing:
        raise InputError(f"{source.name}: the file is empty. Expected a header row such as date,place_name,summary.")
    own = taken(understood, source.name, record, gazetteer)
    own.read = counted.rows
    if not counted.rows and own.columns:
        cut = own.columns[-1].endswith("\ufffd")  # inside a letter of the header
        own.findings.append(
            Finding(source.name, 0, "", "no-rows", "warning" if cut else "note", ", ".join(own.columns[:_SHOWN]),
                    f"{'ends inside its header' if cut else 'has a header'} and has no row below it.",
                    "Check that the file was saved and sent whole.")
        )  # fmt: skip
    bad = {each.row for each in own.findings if each.level == "error"}
    if bad:
        own.rejects = list(_as_read(read_table(source, layer=layer, encoding=encoding), bad))
    return own


def taken(
    understood: Understood,
    name: str,
    record: Record,
    gazetteer: Callable[[], Gazetteer] | None = None,
) -> OwnIncidents:
    """Return what comes of a table that has been understood; rows read and rejected are the caller's to count."""
    # A file without any column has rows to reject, and no header to speak of.
    needed = NEEDED if understood.header else ()
    about = check_header(understood.header, OWN_INCIDENTS, name, needed) if understood.schema == "own" else []
    if any(each.level == "error" for each in about):
        raise InputError("\n".join(str(each) for each in about))
    unreadable = {each.row for each in understood.findings if each.level == "error"}
    checked = check_columns(understood.columns, understood.rows, OWN_INCIDENTS, name)
    cut = {each.row for each in understood.findings if each.rule == "cut-short" and each.level == "error"}
    checked = _without(checked, understood.rows, unreadable, cut)
    looked = look(checked, understood.rows, name)
    values, rows = _of(checked.values, looked.good), understood.rows[looked.good]
    values[KEY], repeated = keyed(_of(understood.columns, looked.good), values, rows, name)
    values["redistribute"] = _careful(values["redistribute"], understood.columns.get("redistribute"), looked.good)
    of_point = understood.schema in _OF_POINT
    placing = Placing(record, gazetteer)
    where, unplaced = placed(values, looked.placed[looked.good], rows, name, placing, of_point=of_point)
    elsewhere = abroad(values, looked.placed[looked.good], rows, name, record)
    findings = [*understood.findings, *about, *checked.findings, *looked.findings, *repeated, *unplaced, *elsewhere]
    return OwnIncidents(
        name,
        built(values, where, name),
        rows,
        sorted(findings),
        columns=understood.header,
        removed=len(understood.removed),
        schema=understood.schema,
        mapping=understood.mapping,
        unread=understood.unread,
    )


class _Counted:
    """The pieces of a table as they pass, with the number of rows met so far, and whether there was nothing yet."""

    def __init__(self, pieces: Iterable[RawTable]) -> None:
        self._pieces = pieces
        self.rows = 0
        self.nothing = True

    def __iter__(self) -> Iterator[RawTable]:
        for piece in self._pieces:
            self.rows += len(piece)
            self.nothing = self.nothing and not piece.columns and piece.lon is None
            yield piece


def _without(checked: Checked, rows: NDArray[np.int64], unreadable: set[int], cut: set[int]) -> Checked:
    """Return the same with the rows set aside that could not be read; of those ``cut`` no more need be said."""
    if not unreadable:
        return checked
    findings = [each for each in checked.findings if each.row not in cut]
    return Checked(checked.values, checked.good & ~np.isin(rows, list(unreadable)), findings)


def _of(columns: dict[str, Column], wanted: NDArray[np.bool_]) -> dict[str, Column]:
    return dict(columns) if wanted.all() else {name: column[wanted] for name, column in columns.items()}


def _careful(values: Column, texts: Column | None, good: NDArray[np.bool_]) -> Column:
    """Return no where something is said of handing a row on that is neither yes nor no."""
    if texts is None:
        return values
    unclear = [value is None and bool(text.strip()) for value, text in zip(values, texts[good], strict=True)]
    return np.asarray(np.where(unclear, False, values), dtype=object)


def _as_read(pieces: Iterable[RawTable], wanted: set[int]) -> Iterator[Cells]:
    """Yield the wanted rows as they stand in the file, with their numbers."""
    numbers = list(wanted)
    for piece in pieces:
        for at in np.flatnonzero(np.isin(piece.rows, numbers)):
            cells = {name: column[at] for name, column in piece.cells.items() if name or column[at]}
            if piece.lon is not None and piece.lat is not None and np.isfinite(piece.lon[at]):
                cells |= {"lon": format_cell(piece.lon[at]), "lat": format_cell(piece.lat[at])}
            yield int(piece.rows[at]), cells
