"""Taking one's own incident files: read, reported row by row, and the rows that cannot be used kept aside."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from durandline.cli.output import csv_text
from durandline.cli.text import count, say
from durandline.geo.files import write_text
from durandline.geo.formats.characters import encodable
from durandline.geo.record import Record
from durandline.geo.schema.errors import InputError
from durandline.geo.schema.findings import Finding

if TYPE_CHECKING:
    import geopandas as gpd

    from durandline.geo.formats.raw import Source
    from durandline.geo.incidents.own import OwnIncidents
    from durandline.geo.intake.wants import Wants
    from durandline.geo.places.gazetteer import Gazetteer

SHOWN = 20  # findings printed one by one; the rejects file and --verbose have them all


@dataclass(slots=True)
class Taken:
    """What came of all the files together."""

    files: list[OwnIncidents] = field(default_factory=list)

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
    def rejected(self) -> int:
        """How many rows cannot be used."""
        return sum(len(own.rejects) for own in self.files)


def take(
    paths: Sequence[str],
    record: Record,
    gazetteers: Sequence[str] | None = None,
    wants: Wants | None = None,
    *,
    layer: str = "",
    encoding: str = "",
) -> Taken:
    """Read the files (``-`` is stdin) and return what came of them.

    Rows without coordinates are looked up in the built-in gazetteer and in the added ones named; ``None``: in all.
    ``wants``, ``layer`` and ``encoding`` are what is said of the files; see :func:`read_own`.
    """
    gazetteer = searched(gazetteers, record)
    if not paths:
        return Taken()
    from durandline.geo.incidents.own import read_own
    from durandline.geo.incidents.several import settle

    files = [read_own(source_of(path), record, gazetteer, wants, layer=layer, encoding=encoding) for path in paths]
    taken = Taken(files)
    settle(taken.files, record)
    return taken


def source_of(path: str) -> Source:
    """Return a file as a source of tables; what can be read only once, as stdin (``-``) or a pipe, is read now.

    Raises
    ------
    InputError
        The file cannot be read.
    """
    from durandline.geo.formats.raw import Source

    if path == "-":
        return Source("stdin", content=read_input(path))
    file = Path(path)
    name = encodable(file.name)  # what is said and kept of it is UTF-8, the name of a file need not be
    if not file.is_file():
        return Source(name, content=read_input(path))
    with _readable(path):
        file.open("rb").close()
    return Source(name, path=file)


def searched(gazetteers: Sequence[str] | None, record: Record) -> Callable[[], Gazetteer]:
    """Return what loads the gazetteers when first asked; those named are looked for at once.

    Raises
    ------
    UnknownNameError
        One of them has not been added.
    """
    from durandline.geo.places import store

    for name in gazetteers or ():
        if name != store.BUILTIN:
            store.find(name)
    return cache(lambda: store.load_gazetteer(gazetteers, record))


def read_input(path: str) -> bytes:
    """Return the bytes of a file, or of stdin for ``-``.

    Raises
    ------
    InputError
        The file cannot be read.
    """
    with _readable(path):
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()


@contextmanager
def _readable(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(f"Cannot read {path}: {error.strerror}.") from None


def report(findings: Sequence[Finding], verbosity: int = 0) -> None:
    """Print findings to stderr: all with -v, otherwise some of each kind and how many more there are."""
    shown = findings if verbosity > 0 else some(findings)
    for finding in shown if verbosity >= 0 else []:
        say(str(finding))
    if verbosity >= 0 and len(shown) < len(findings):
        say(f"... and {count(len(findings) - len(shown), 'more finding')}; -v lists them all.")


def some(findings: Sequence[Finding]) -> list[Finding]:
    """Return the first findings, but of every kind at least one as far as there is room, in their order."""
    first = {(each.file, each.column, each.rule, each.level): at for at, each in reversed(list(enumerate(findings)))}
    places = sorted(first.values(), key=lambda at: (not findings[at].is_problem, at))
    chosen = list(dict.fromkeys([*places, *range(len(findings))]))[:SHOWN]
    return [findings[at] for at in sorted(chosen)]


def keep_rejects(taken: Taken, path: Path, *, overwrite: bool) -> None:
    """Write the rows that cannot be used as they were read, each with its file, line and problems."""
    columns: dict[str, None] = dict.fromkeys(("rejected_from", "rejected_row", "rejected_because"))
    rows: list[Mapping[str, object]] = []
    for own in taken.files:
        columns |= dict.fromkeys(own.columns)
        why: dict[int, list[str]] = defaultdict(list)
        for each in own.findings:
            if each.level == "error":
                why[each.row].append(f"{each.column} {each.value!r} {each.message} {each.suggestion}".strip())
        for line, cells in own.rejects:
            because = " | ".join(why[line])
            rows.append({**cells, "rejected_from": own.name, "rejected_row": line, "rejected_because": because})
    write_text(path, csv_text(tuple(columns), rows), overwrite=overwrite)


def take_reports(paths: Sequence[str], record: Record) -> tuple[Record, list[Finding]]:
    """Read files of one's own statements (``-`` is stdin); return the record with them, and the findings."""
    if not paths:
        return record, []
    from durandline.geo.status.own_reports import joined, read_own_reports

    taken = [
        read_own_reports(read_input(path), "stdin" if path == "-" else Path(path).name, record) for path in paths
    ]
    return joined(record, taken), [finding for own in taken for finding in own.findings]
