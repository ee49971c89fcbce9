"""Reading what a gazetteer is made from: country files, plain or packed, and further names for their places."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from durandline.geo.errors import InputError
from durandline.geo.gazetteer.geonames import Dump, read_dump, with_alternates
from durandline.geo.gazetteer.geonames_names import is_alternates, read_alternates
from durandline.geo.gazetteer.unpack import source_bytes


@dataclass(frozen=True, slots=True)
class Source:
    """A country file as it is on disk, and the files of further names beside it."""

    path: Path
    content: bytes
    alternates: tuple[Path, ...]

    @property
    def name(self) -> str:
        """The name of the gazetteer: the file's without its ending."""
        return self.path.stem

    @property
    def files(self) -> tuple[str, ...]:
        """The names of all files."""
        return (self.path.name, *(each.name for each in self.alternates))


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a source: the rows of its file, and the SHA-256 of the bytes of all files."""

    source: Source
    dump: Dump
    sha256: str


def sources_of(paths: Iterable[Path]) -> list[Source]:
    """Return the country files among ``paths``, each with the files of alternate names among them.

    Raises
    ------
    InputError
        A file cannot be read, or there is no country file.
    """
    alternates: list[Path] = []
    countries: list[Path] = []
    for path in paths:
        (alternates if _holds_alternates(path) else countries).append(path)
    if not countries:
        raise InputError("Alternate names alone make no gazetteer. Give the country files with them: AF.txt PK.txt.")
    return [Source(path, source_bytes(path), tuple(alternates)) for path in countries]


def take(sources: Sequence[Source]) -> list[Taken]:
    """Return what comes of sources that all have the same files of alternate names beside them.

    Raises
    ------
    InputError
        A file is not UTF-8, is in another layout, or has no row that can be used.
    """
    dumps = [_read(each) for each in sources]
    further, marks = _alternates(sources[0].alternates, dumps)
    taken = []
    for source, dump in zip(sources, dumps, strict=True):
        dump.entries = with_alternates(dump.entries, further)
        made = hashlib.sha256(source.content)
        for mark in marks:
            made.update(mark)
        taken.append(Taken(source, dump, made.hexdigest()))
    return taken


def _holds_alternates(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            return any(is_alternates(line) for line in islice(lines, 1))
    except OSError as error:
        raise InputError(f"Cannot read {path}: {error.strerror}.") from None


def _read(source: Source) -> Dump:
    try:
        text = source.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{source.path.name}: not UTF-8 text (byte {error.start}).") from None
    dump = read_dump(text, source.name, source.path.name)
    if not dump.entries:
        raise InputError(f"{source.path.name}: not one of its {dump.rows} rows is a place that can be used.")
    return dump


def _alternates(paths: Sequence[Path], dumps: Sequence[Dump]) -> tuple[dict[str, list[str]], list[bytes]]:
    """Return the further names of all entries and the SHA-256 of each file of them."""
    wanted = {entry.place_id for dump in dumps for entry in dump.entries}
    found: dict[str, list[str]] = {}
    marks = []
    for path in paths:
        mark = hashlib.sha256()
        for key, names in read_alternates(_lines(path, mark), wanted).items():
            found.setdefault(key, []).extend(names)
        marks.append(mark.digest())
    return found, marks


def _lines(path: Path, mark: hashlib._Hash) -> Iterator[str]:
    with path.open("rb") as stream:
        for line in stream:
            mark.update(line)
            yield line.decode("utf-8", "replace")
