"""The user's own incident files together: read, settled with each other and the record, every row accounted for."""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from durandline.geo.files import PathLike, readable
from durandline.geo.formats.characters import encodable

if TYPE_CHECKING:
    import geopandas as gpd

    from durandline.geo.gazetteer.gazetteer import Gazetteer
    from durandline.geo.incidents.user_file import OwnIncidents
    from durandline.geo.ingest.hints import Wants
    from durandline.geo.readers.raw_table import Source
    from durandline.geo.readers.stream import Look
    from durandline.geo.record import Record
    from durandline.geo.schema.findings import Finding


@dataclass(slots=True, repr=False)
class UserIncidents:
    """What came of all the files together.

    ``frames`` are the incidents of each file, ``findings`` what was found in them, ``kept`` and ``rejected`` the
    numbers of rows that can and cannot be used.
    """

    files: list[OwnIncidents] = field(default_factory=list)

    def __repr__(self) -> str:
        names = ", ".join(own.name for own in self.files) or "no file"
        return f"<UserIncidents of {names}: {self.kept} rows kept, {self.rejected} rejected>"

    @property
    def frames(self) -> list[gpd.GeoDataFrame]:
        """The incidents of each file."""
        return [own.frame for own in self.files]

    @property
    def findings(self) -> list[Finding]:
        """What was found in all files, file by file."""
        return [finding for own in self.files for finding in own.findings]

    @property
    def kept(self) -> int:
        """How many rows can be used."""
        return sum(len(own.frame) for own in self.files)

    @property
    def incidents(self) -> int:
        """How many incidents these are: one at several places has a row for each."""
        return sum(int(frame["incident_id"].nunique()) for frame in self.frames)

    @property
    def rejected(self) -> int:
        """How many rows cannot be used."""
        return sum(len(own.rejects) for own in self.files)

    def rejects(self) -> tuple[tuple[str, ...], list[Mapping[str, object]]]:
        """Return columns and rows of what cannot be used, as it was read, with file, line and problems."""
        columns: dict[str, None] = dict.fromkeys(("rejected_from", "rejected_row", "rejected_because"))
        rows: list[Mapping[str, object]] = []
        for own in self.files:
            columns |= dict.fromkeys(own.columns)
            why: dict[int, list[str]] = defaultdict(list)
            for each in own.findings:
                if each.level == "error":
                    why[each.row].append(f"{each.column} {each.value!r} {each.message} {each.suggestion}".strip())
            for line, cells in own.rejects:
                because = " | ".join(why[line])
                rows.append({**cells, "rejected_from": own.name, "rejected_row": line, "rejected_because": because})
        return tuple(columns), rows


def read_incidents(
    paths: PathLike | Sequence[PathLike],
    record: Record | None = None,
    gazetteers: Sequence[str] | None = None,
    wants: Wants | None = None,
    *,
    layer: str = "",
    encoding: str = "",
) -> UserIncidents:
    """Read files of incidents in any format that is known (``-`` is stdin) and return what came of them.

    Parameters
    ----------
    paths
        A file or several; rows that two of them hold are taken once.
    record
        The record, for the names of its places; the shipped one by default.
    gazetteers
        Names of the added gazetteers in which rows without coordinates are looked up, beside the built-in one;
        ``["builtin"]``: no other; ``None``: all that were added.
    wants
        What is known of the files beforehand; see :class:`durandline.geo.ingest.hints.Wants`.
    layer, encoding
        Sheet or layer, and encoding of text, where they are not to be guessed.

    Raises
    ------
    InputError
        A file as a whole cannot be read, or has no columns for what is needed.
    UnknownNameError
        No gazetteer of that name has been added.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> file = pathlib.Path(tempfile.mkdtemp(), "mine.csv")
    >>> _ = file.write_text("date,place_name,summary\\n2025-02-22,Torkham,Shots\\nsoon,Torkham,Shots\\n")
    >>> read_incidents(file, gazetteers=["builtin"])
    <UserIncidents of mine.csv: 1 rows kept, 1 rejected>
    """
    from durandline.geo.record import Record  # noqa: PLC0415 - the record itself offers this

    record = Record() if record is None else record
    gazetteer = gazetteer_loader(gazetteers, record)
    several = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    if not several:
        return UserIncidents()
    from durandline.geo.incidents.deduplicate import settle  # noqa: PLC0415
    from durandline.geo.incidents.hopeless import refuser  # noqa: PLC0415
    from durandline.geo.incidents.user_file import read_own  # noqa: PLC0415 - heavy, and mostly there is no file

    look = refuser(wants, encoding)
    files = [
        read_own(open_source(path, look), record, gazetteer, wants, layer=layer, encoding=encoding)
        for path in several
    ]
    settle(files, record)
    return UserIncidents(files)


def open_source(path: PathLike, look: Look | None = None) -> Source:
    """Return a file as a source of tables; what can be read only once, as stdin (``-``) or a pipe, is read now.

    ``look`` is shown of such a stream, while it comes, what it gives, to refuse one that may never end.

    Raises
    ------
    InputError
        The file cannot be read.
    """
    from durandline.geo.readers.raw_table import Source  # noqa: PLC0415 - numpy is not needed before
    from durandline.geo.readers.stream import kept  # noqa: PLC0415

    file = Path(path)
    name = encodable(file.name)  # what is said and kept of it is UTF-8, the name of a file need not be
    with readable(path):
        if path == "-":
            return kept(sys.stdin.buffer, "stdin", look)
        if not file.is_file():
            with file.open("rb") as stream:
                return kept(stream, name, look)
        file.open("rb").close()
    return Source(name, path=file)


def gazetteer_loader(gazetteers: Sequence[str] | None, record: Record) -> Callable[[], Gazetteer]:
    """Return what loads the gazetteers when first asked; those named are looked for at once.

    Raises
    ------
    UnknownNameError
        One of them has not been added.
    """
    from durandline.geo.gazetteer import store  # noqa: PLC0415

    for name in gazetteers or ():
        if name != store.BUILTIN:
            store.find(name)
    return cache(lambda: store.load_gazetteer(gazetteers, record))
