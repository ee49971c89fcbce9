"""In which encoding a Shapefile's table is, where nothing beside it says so."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from durandline.geo.errors import InputError
from durandline.geo.readers import encoding as encodings
from durandline.geo.readers.encoding import Encoding
from durandline.geo.readers.opened import BLOCK, plain
from durandline.geo.readers.raw_table import Source

# Byte 29 of a .dbf names a code page. 0 says nothing, and 0x57 ("the system's") is what programs write that do not
# know; GDAL reads both as Latin-1, whatever the bytes are. https://gdal.org/drivers/vector/shapefile.html
_SAYS_NOTHING = (0, 0x57)
_DAMAGED = (KeyError, OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error)  # what GDAL will tell of
_AT, _LENGTH = 29, slice(8, 10)  # of the header, that length itself as a little-endian number


def encoding_of(source: Source, member: str, given: str) -> Encoding | None:
    """Return the encoding of the table beside a .shp, found as :func:`~.encoding.decide` does from its rows.

    ``None`` where the Shapefile itself says it, in a .cpg or in the table's header, and ``given`` does not go before.

    Parameters
    ----------
    source
        The .shp by its path, or a zip with all parts.
    member
        Name of the .shp within the zip, else empty.
    given
        The encoding, where the user says it.

    Raises
    ------
    InputError
        ``given`` is no encoding.
    """
    with suppress(*_DAMAGED):
        if member:
            with plain(source) as raw, zipfile.ZipFile(raw) as archive:
                parts = {Path(name).suffix.lower(): name for name in archive.namelist() if _beside(name, member)}
                with archive.open(parts[".dbf"]) as table:
                    return _decided(table, source.name, given, told=".cpg" in parts)
        if source.path is not None:
            beside = {
                each.suffix.lower(): each for each in source.path.parent.glob("*") if _beside(each, source.path)
            }
            with beside[".dbf"].open("rb") as table:
                return _decided(table, source.name, given, told=".cpg" in beside)
    return None


def _beside(one: Path | str, other: Path | str) -> bool:
    return Path(one).with_suffix("") == Path(other).with_suffix("")


def _decided(table: IO[bytes], file: str, given: str, *, told: bool) -> Encoding | None:
    header = table.read(32)
    if len(header) < 32 or (not given and (told or header[_AT] not in _SAYS_NOTHING)):
        return None
    table.read(max(int.from_bytes(header[_LENGTH], "little") - 32, 0))
    try:
        return encodings.decide(_blocks(table), file, given)
    except InputError:
        if given:
            raise
        return None  # damaged: GDAL says so


def _blocks(table: IO[bytes]) -> Iterator[bytes]:
    while block := table.read(BLOCK):
        yield block
