"""Gazetteers that a user has added: one indexed file each, in the user's data directory.

The directory is ``gazetteers`` in what platformdirs names for durandline, or what ``DURANDLINE_GAZETTEERS`` says. The
same source gives the same file; its version is the name with the SHA-256 of the source's bytes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from durandline.geo.errors import InputError, OutputExistsError, UnknownNameError
from durandline.geo.files import write_bytes
from durandline.geo.gazetteer import table_file
from durandline.geo.gazetteer.gazetteer import Entry, Gazetteer
from durandline.geo.gazetteer.prepared_keys import carry_index, prepared
from durandline.geo.gazetteer.sources import Source, Taken, sources_of, take
from durandline.geo.record import Record
from durandline.geo.schema.findings import Finding

ENVIRONMENT: Final = "DURANDLINE_GAZETTEERS"
BUILTIN: Final = "builtin"  # what a user writes to have none of the added ones
_SUFFIX: Final = ".sqlite"
_RESERVED: Final = (BUILTIN, "durandline", "durandline-areas", "geonames-cities")
_NAME: Final = re.compile(r"\w[\w.-]{0,63}")


@dataclass(frozen=True, slots=True)
class StoredGazetteer:
    """One gazetteer of the directory: its counts add up to the ``rows`` that its source has."""

    name: str
    sha256: str
    sources: tuple[str, ...]
    rows: int
    entries: int
    doubled: int
    left_out: int
    unusable: int
    path: Path

    @property
    def version(self) -> str:
        """The name with the first 12 digits of the SHA-256 of the source's bytes."""
        return f"{self.name} {self.sha256[:12]}"


@dataclass(frozen=True, slots=True)
class Added:
    """A gazetteer that was added, what was noticed in its source, and which features were left out, by code."""

    stored: StoredGazetteer
    findings: tuple[Finding, ...]
    left_out: Mapping[str, int]


def directory(folder: str | Path | None = None) -> Path:
    """Return the directory of the gazetteers: the one given, that of the environment, or the user's."""
    if folder is not None or os.environ.get(ENVIRONMENT):
        return Path(folder or os.environ[ENVIRONMENT])
    from platformdirs import user_data_path  # noqa: PLC0415 - not needed where a directory is named

    return user_data_path("durandline", appauthor=False) / "gazetteers"


def add(paths: Iterable[str | Path], *, folder: str | Path | None = None, overwrite: bool = False) -> list[Added]:
    """Read GeoNames country files and keep each as a gazetteer named after its file.

    Parameters
    ----------
    paths
        Country files, plain or as GeoNames' ``.zip``; among them ``alternateNamesV2.txt`` (unpacked), whose names go
        to the places of the others.
    folder
        The directory of the gazetteers; see :func:`directory`.
    overwrite
        Whether a gazetteer of that name is replaced.

    Raises
    ------
    InputError
        A file cannot be read, is in another layout, holds no usable row, or two have one name. Nothing is kept then.
    OutputExistsError
        A gazetteer of that name is there already.
    """
    place = directory(folder)
    sources = sources_of(Path(each) for each in paths)
    for source in sources:
        _check_name(source, sources, place, overwrite=overwrite)
    added = []
    for each in take(sources):
        content = table_file.packed(each.dump.entries, _meta(each), prepared(each.dump.entries))
        added.append((each, content))
    place.mkdir(parents=True, exist_ok=True)
    for each, content in added:
        write_bytes(place / f"{each.source.name}{_SUFFIX}", content, overwrite=overwrite)
    return [
        Added(find(each.source.name, folder), tuple(each.dump.findings), dict(each.dump.left_out))
        for each, _ in added
    ]


def installed(folder: str | Path | None = None) -> list[StoredGazetteer]:
    """Return the gazetteers of the directory in order of name; none where there is no directory.

    Raises
    ------
    InputError
        A file of the directory is damaged; the message says which.
    """
    return [_stored(path) for path in sorted(directory(folder).glob(f"*{_SUFFIX}"))]


def refuse(name: str, folder: str | Path | None = None, *, overwrite: bool = False) -> None:
    """Raise before long work what :func:`add` would raise after it: a gazetteer of that name is there already."""
    if (directory(folder) / f"{name}{_SUFFIX}").exists() and not overwrite:
        raise OutputExistsError(f"A gazetteer {name} is there already. Remove it first, or add --overwrite.")


def find(name: str, folder: str | Path | None = None) -> StoredGazetteer:
    """Return the gazetteer called ``name``.

    Raises
    ------
    UnknownNameError
        There is none; the message lists those there are.
    """
    return _stored(_path_of(name, folder))


def remove(name: str, folder: str | Path | None = None) -> None:
    """Remove the gazetteer called ``name``, also one whose file is damaged.

    Raises
    ------
    UnknownNameError
        There is none; the message lists those there are.
    """
    _path_of(name, folder).unlink()


def load_entries(names: Sequence[str] | None = None, folder: str | Path | None = None) -> list[Entry]:
    """Return the entries of the gazetteers named, in that order; without names, of all there are.

    Raises
    ------
    UnknownNameError
        One of them is not there; the message lists those there are.
    """
    chosen = installed(folder) if names is None else [find(name, folder) for name in names]
    return [entry for each in chosen for entry in table_file.entries(each.path, each.name)]


def load_gazetteer(
    names: Sequence[str] | None = None, record: Record | None = None, folder: str | Path | None = None
) -> Gazetteer:
    """Return the built-in gazetteer with those added: the ones named, or all; ``builtin`` alone names none.

    Raises
    ------
    UnknownNameError
        One of them is not there; the message lists those there are.
    """
    wanted = None if names is None else [name for name in dict.fromkeys(names) if name != BUILTIN]
    chosen = installed(folder) if wanted is None else [find(name, folder) for name in wanted]
    gazetteer = Gazetteer.builtin(record)
    for each in chosen:
        entries, before = table_file.entries(each.path, each.name), gazetteer
        gazetteer = before.with_entries(entries, version=each.version)
        carry_index(before, gazetteer, entries, table_file.prepared(each.path))
    return gazetteer


def _path_of(name: str, folder: str | Path | None) -> Path:
    known = {path.stem: path for path in sorted(directory(folder).glob(f"*{_SUFFIX}"))}
    if name not in known:
        there = f"Those added: {', '.join(known)}." if known else "None has been added."
        raise UnknownNameError(f"There is no gazetteer {name!r}. {there}")
    return known[name]


def _stored(path: Path) -> StoredGazetteer:
    meta = table_file.meta(path)
    try:
        counts = {key: int(meta[key]) for key in ("rows", "entries", "doubled", "left_out", "unusable")}
        return StoredGazetteer(
            name=path.stem, sha256=meta["sha256"], sources=tuple(meta["sources"].split("\n")), path=path, **counts
        )
    except (KeyError, ValueError):
        raise table_file.damaged(path) from None


def _meta(taken: Taken) -> dict[str, str]:
    dump = taken.dump
    counts = {
        "rows": dump.rows,
        "entries": len(dump.entries),
        "doubled": dump.doubled,
        "left_out": dump.left_out.total(),
        "unusable": sum(each.level == "error" for each in dump.findings),
    }
    facts = {"sha256": taken.sha256, "sources": "\n".join(taken.source.files)}
    return facts | {name: str(number) for name, number in counts.items()}


def _check_name(source: Source, sources: Sequence[Source], place: Path, *, overwrite: bool) -> None:
    name = source.name
    if not _NAME.fullmatch(name) or name in _RESERVED:
        raise InputError(f"{source.path.name}: the gazetteer would be called {name!r}, which is not free. Rename it.")
    if sum(each.name.casefold() == name.casefold() for each in sources) > 1:
        raise InputError(f"Two of the files would make a gazetteer {name}. Rename one.")
    refuse(name, place, overwrite=overwrite)
