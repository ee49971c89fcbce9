"""Every format a table can be written in: by what ending it is known, what it can hold, and what writes it."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import IO, TYPE_CHECKING

from durandline.geo.errors import DurandlineError, InputError, OutputError
from durandline.geo.files import replacing, replacing_path
from durandline.geo.schema.findings import Finding

if TYPE_CHECKING:
    from durandline.geo.writers.content import About, TableOut


_NEARLY_FULL = 1 << 24  # bytes left on a disk, which libraries that do not say why may have found full


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its endings, what writes it, and what it can hold.

    ``text`` formats are made of pieces of bytes, and can go to a stream; others write a path. ``several`` tables,
    ones without a geometry (``plain``), and notices are what a format can hold.
    """

    name: str
    endings: tuple[str, ...]
    pieces: Callable[[TableOut, About, How], Iterable[bytes]] | None = None
    write: Callable[[Path, Sequence[TableOut], About, How], list[Finding]] | None = None
    several: bool = False
    plain: bool = True
    notices: bool = True

    @property
    def text(self) -> bool:
        """Whether it can go to a stream."""
        return self.pieces is not None


@dataclass(frozen=True, slots=True)
class How:
    """How to write: cells of CSV left as they are, its row of hashtags, and styles by table name for GeoPackage."""

    raw_cells: bool = False
    hxl: bool = False
    styles: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def _geojson(table: TableOut, about: About, _: How) -> Iterable[bytes]:
    from durandline.geo.writers.geojson import geojson  # noqa: PLC0415 - each writer is loaded when it is needed

    return geojson(table, about)


def _geojsonl(table: TableOut, _: About, __: How) -> Iterable[bytes]:
    from durandline.geo.writers.geojson import geojson_sequence  # noqa: PLC0415

    return geojson_sequence(table, separator="")


def _geojsons(table: TableOut, _: About, __: How) -> Iterable[bytes]:
    from durandline.geo.writers.geojson import geojson_sequence  # noqa: PLC0415

    return geojson_sequence(table)


def _csv(table: TableOut, _: About, how: How) -> Iterable[bytes]:
    from durandline.geo.writers.csv import csv_pieces  # noqa: PLC0415

    return csv_pieces(table, raw_cells=how.raw_cells, hxl=how.hxl)


def _gpkg(path: Path, tables: Sequence[TableOut], about: About, how: How) -> list[Finding]:
    from durandline.geo.writers.geopackage import write_geopackage  # noqa: PLC0415

    return write_geopackage(path, tables, about, styles=how.styles)


def _fgb(path: Path, tables: Sequence[TableOut], about: About, _: How) -> list[Finding]:
    from durandline.geo.writers.flatgeobuf import write_flatgeobuf  # noqa: PLC0415

    write_flatgeobuf(path, tables[0], about)
    return []


def _parquet(path: Path, tables: Sequence[TableOut], about: About, _: How) -> list[Finding]:
    from durandline.geo.writers.geoparquet import write_geoparquet  # noqa: PLC0415

    write_geoparquet(path, tables[0], about)
    return []


def _xlsx(path: Path, tables: Sequence[TableOut], about: About, _: How) -> list[Finding]:
    from durandline.geo.writers.xlsx import write_xlsx  # noqa: PLC0415

    return write_xlsx(path, tables, about)


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format("geojson", (".geojson", ".json"), pieces=_geojson, plain=False),
        Format("geojsonl", (".geojsonl", ".ndjson"), pieces=_geojsonl, plain=False, notices=False),
        Format("geojsons", (".geojsons", ".geojsonseq"), pieces=_geojsons, plain=False, notices=False),
        Format("csv", (".csv",), pieces=_csv, notices=False),
        Format("gpkg", (".gpkg",), write=_gpkg, several=True),
        Format("fgb", (".fgb",), write=_fgb, plain=False),
        Format("parquet", (".parquet", ".geoparquet"), write=_parquet),
        Format("xlsx", (".xlsx",), write=_xlsx, several=True),
    )
}
"""Every format by name; a new one is a row here and the module that writes it."""


def format_of(name: str) -> Format:
    """Return the format that the ending of a file's name stands for.

    Raises
    ------
    InputError
        The ending is none of theirs; the message lists them.
    """
    ending = PurePath(name).suffix.lower()
    found = next((each for each in FORMATS.values() if ending in each.endings), None)
    if found is None:
        known = ", ".join(each.endings[0] for each in FORMATS.values())
        raise InputError(f"{name}: its ending names no format that can be written. Give it one of {known}.")
    return found


def write_to(stream: IO[bytes], wanted: Format, table: TableOut, about: About, how: How) -> None:
    """Write one table in a format of text to an open stream.

    Raises
    ------
    InputError
        The format is none of text.
    """
    if wanted.pieces is None:
        raise InputError(f"{wanted.name} cannot be written to a stream: name a file, such as out{wanted.endings[0]}.")
    for piece in wanted.pieces(table, about, how):
        stream.write(piece)


def write_file(
    path: Path, wanted: Format, tables: Sequence[TableOut], about: About, how: How, *, overwrite: bool = False
) -> list[Finding]:
    """Write tables to a file, whole or not at all, and return what the format could not hold as it was.

    Raises
    ------
    InputError
        The format cannot hold the tables.
    OutputError, OutputExistsError
        See :func:`durandline.geo.files.replacing`.
    """
    if wanted.write is None:
        with replacing(path, overwrite=overwrite) as stream:
            write_to(stream, wanted, tables[0], about, how)
        return []
    with replacing_path(path, overwrite=overwrite) as made, _as_output_error(path):
        return wanted.write(made, tables, about, how)


@contextlib.contextmanager
def _as_output_error(path: Path) -> Iterator[None]:
    """Turn what a library raises when it cannot write into an error that names ``path`` and says why."""
    try:
        yield
    except DurandlineError:
        raise
    except Exception as error:
        from pyogrio.errors import DataLayerError, DataSourceError  # noqa: PLC0415 - only where needed
        from xlsxwriter.exceptions import XlsxFileError  # noqa: PLC0415

        if not isinstance(error, (OSError, sqlite3.Error, DataLayerError, DataSourceError, XlsxFileError)):
            raise
        cause = error.args[0] if isinstance(error, XlsxFileError) else error
        reason = getattr(cause, "strerror", None) or str(cause).strip(". ")
        free = shutil.disk_usage(path.resolve().parent).free
        left = f" ({free >> 10:,} kB are free on that disk)" if free < _NEARLY_FULL else ""
        raise OutputError(f"Cannot write {path}: {reason}{left}. What was there before is untouched.") from error
