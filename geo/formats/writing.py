"""Every format a table can be written in: by what ending it is known, what it can hold, and what writes it."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any

from durandline.geo.files import replacing, replacing_path
from durandline.geo.schema.errors import DurandlineError, InputError, OutputError
from durandline.geo.schema.findings import Finding

if TYPE_CHECKING:
    from durandline.geo.formats.content import About, TableOut


_NEARLY_FULL = 1 << 24  # bytes left on a disk, which libraries that do not say why may have found full


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its endings, and whether it is text, and holds several tables, ones without a geometry, notices."""

    name: str
    endings: tuple[str, ...]
    text: bool = False
    several: bool = False
    plain: bool = True
    notices: bool = True


@dataclass(frozen=True, slots=True)
class How:
    """How to write: cells of CSV left as they are, its row of hashtags, and styles by table name for GeoPackage."""

    raw_cells: bool = False
    hxl: bool = False
    styles: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format("geojson", (".geojson", ".json"), text=True, plain=False),
        Format("geojsonl", (".geojsonl", ".ndjson"), text=True, plain=False, notices=False),
        Format("geojsons", (".geojsons", ".geojsonseq"), text=True, plain=False, notices=False),
        Format("csv", (".csv",), text=True, notices=False),
        Format("gpkg", (".gpkg",), several=True),
        Format("fgb", (".fgb",), plain=False),
        Format("parquet", (".parquet", ".geoparquet")),
        Format("xlsx", (".xlsx",), several=True),
    )
}


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
    """Write one table in a format of text to an open stream."""
    match wanted.name:
        case "geojson":
            pieces = _writer("geojson_out", "geojson")(table, about)
        case "geojsonl":
            pieces = _writer("geojson_out", "geojson_sequence")(table, separator="")
        case "geojsons":
            pieces = _writer("geojson_out", "geojson_sequence")(table)
        case _:
            pieces = _writer("csv_out", "csv_pieces")(table, raw_cells=how.raw_cells, hxl=how.hxl)
    for piece in pieces:
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
    if wanted.text:
        with replacing(path, overwrite=overwrite) as stream:
            write_to(stream, wanted, tables[0], about, how)
        return []
    with replacing_path(path, overwrite=overwrite) as made, _as_output_error(path):
        return _write_path(made, wanted, tables, about, how)


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


def _write_path(path: Path, wanted: Format, tables: Sequence[TableOut], about: About, how: How) -> list[Finding]:
    found: list[Finding] = []
    match wanted.name:
        case "gpkg":
            found = _writer("geopackage", "write_geopackage")(path, tables, about, styles=how.styles)
        case "xlsx":
            found = _writer("xlsx_out", "write_xlsx")(path, tables, about)
        case "parquet":
            _writer("geoparquet", "write_geoparquet")(path, tables[0], about)
        case _:
            _writer("flatgeobuf", "write_flatgeobuf")(path, tables[0], about)
    return found


def _writer(module: str, name: str) -> Any:  # noqa: ANN401 - each has a signature of its own
    """Return a writer; its libraries are loaded when it is needed, not with all others."""
    return getattr(import_module(f"durandline.geo.formats.{module}"), name)
