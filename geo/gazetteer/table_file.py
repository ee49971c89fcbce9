"""The file that holds one added gazetteer: SQLite, with the entries in their order and a few facts about them."""

from __future__ import annotations

import gc
import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from durandline.geo.errors import InputError
from durandline.geo.gazetteer.gazetteer import Entry

_FORMAT: Final = "2"
_SEAL: Final = b"\ndurandline sha256:"  # behind the last page of SQLite, which reads no further, with the digest
_COLUMNS: Final = (
    "place_id", "name", "names", "kind", "feature_code", "country", "admin1", "admin2", "lon", "lat", "population",
    "radius_m",
)  # fmt: skip
_SCHEMA: Final = """
create table meta (key text primary key, value text not null) without rowid;
create table prepared (part text primary key, content text not null) without rowid;
create table entries (
  number integer primary key, place_id text not null unique, name text not null, names text not null,
  kind text not null, feature_code text not null, country text not null, admin1 text not null, admin2 text not null,
  lon real, lat real, population integer not null, radius_m real
);
"""
_BETWEEN: Final = "\t"  # between names; no cell of a dump can hold it


def packed(entries: Iterable[Entry], meta: Mapping[str, str], prepared: Mapping[str, str]) -> bytes:
    """Return the bytes of the file; the same arguments give the same bytes with one version of SQLite.

    ``prepared`` are texts made of the entries that save time when they are loaded.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "made.sqlite"
        with closing(sqlite3.connect(path)) as made:
            made.executescript(_SCHEMA)
            made.executemany("insert into meta values (?, ?)", sorted({**meta, "format": _FORMAT}.items()))
            made.executemany("insert into prepared values (?, ?)", sorted(prepared.items()))
            marks = ", ".join("?" * len(_COLUMNS))
            made.executemany(f"insert into entries ({', '.join(_COLUMNS)}) values ({marks})", map(_row, entries))  # noqa: S608
            made.commit()
        content = path.read_bytes()
    return content + _SEAL + hashlib.sha256(content).digest()


def meta(path: Path) -> dict[str, str]:
    """Return the facts that a file holds.

    Raises
    ------
    InputError
        The file is damaged or of another version of this program.
    """
    with _opened(path) as file:
        return dict(file.execute("select key, value from meta"))


def prepared(path: Path) -> dict[str, str]:
    """Return what was kept with the entries to save time.

    Raises
    ------
    InputError
        The file is damaged or of another version of this program.
    """
    with _opened(path) as file:
        return dict(file.execute("select part, content from prepared"))


def entries(path: Path, gazetteer: str) -> list[Entry]:
    """Return the entries of a file in their order.

    Raises
    ------
    InputError
        The file is damaged or of another version of this program.
    """
    collecting = gc.isenabled()
    gc.disable()  # nothing made here is garbage, and looking for it would take half of the time
    try:
        with _opened(path) as file:
            return [_entry(gazetteer, row) for row in file.execute(f"select {', '.join(_COLUMNS)} from entries")]  # noqa: S608
    finally:
        if collecting:
            gc.enable()


def damaged(path: Path) -> InputError:
    """Return the error for a file that cannot be read."""
    return InputError(
        f"The gazetteer {path.stem} ({path}) is damaged or of another version. "
        f"Remove it with 'durandline gazetteer remove {path.stem}' and add it again."
    )


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    _check_whole(path)
    try:
        # Immutable: no lock and no journal beside it, so that the directory may be read-only.
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as file:
            if file.execute("select value from meta where key = 'format'").fetchall() != [(_FORMAT,)]:
                raise damaged(path)
            yield file
    except sqlite3.Error:
        raise damaged(path) from None


_whole: dict[Path, tuple[int, int, int]] = {}  # files found whole, and what they were then


def _check_whole(path: Path) -> None:
    """Refuse a file that is not byte for byte what was written; each is read through once for each state of it."""
    try:
        about = path.stat()
        state = (about.st_ino, about.st_size, about.st_mtime_ns)
        if _whole.get(path) == state:
            return
        content = memoryview(path.read_bytes())
    except OSError:
        raise damaged(path) from None
    end = len(content) - len(_SEAL) - hashlib.sha256().digest_size
    if end < 0 or content[end:] != _SEAL + hashlib.sha256(content[:end]).digest():
        raise damaged(path)
    _whole[path] = state


def _row(entry: Entry) -> tuple[object, ...]:
    names = _BETWEEN.join(entry.names)
    return tuple(names if name == "names" else getattr(entry, name) for name in _COLUMNS)


def _entry(gazetteer: str, row: tuple[str, ...]) -> Entry:
    place_id, name, names, *rest = row
    return Entry(gazetteer, place_id, name, tuple(names.split(_BETWEEN)), *rest)  # type: ignore[arg-type]
