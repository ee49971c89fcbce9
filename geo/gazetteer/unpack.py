"""The text of a country file, plain or in GeoNames' archive, with a limit to what an archive may unpack to."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Final

from durandline.geo.errors import InputError

LARGEST: Final = 512 * 1024 * 1024  # bytes of one country file; the longest of GeoNames has about 300 MB
_CHUNK: Final = 1024 * 1024
# What a damaged archive raises: names and sizes in it may be anything.
_DAMAGE: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError, ValueError,
    LookupError, OverflowError,
)  # fmt: skip


def source_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """Return the bytes of a country file; of ``AF.zip`` those of the ``AF.txt`` in it.

    Raises
    ------
    InputError
        The file cannot be read, or is an archive from which nothing can be unpacked.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"Cannot read {path}: {error.strerror}.") from None
    if content.startswith(b"PK\x03\x04") or path.suffix.casefold() == ".zip":
        return unpacked(content, path.name, f"{path.stem}.txt", largest)
    return content


def unpacked(archive: bytes, name: str, member: str, largest: int = LARGEST) -> bytes:
    """Return one member of an archive, read no further than ``largest`` bytes, with its checksum checked.

    Raises
    ------
    InputError
        It is no zip archive, lacks the member, is damaged or under a password, or holds more than ``largest``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            if member in opened.namelist():
                return _read(opened, name, member, largest)
    except InputError:
        raise
    except _DAMAGE as error:
        raise InputError(f"{name}: no zip archive that can be unpacked ({error}).") from None
    raise InputError(f"{name}: holds no {member}. Unpack it and give the text file.")


def _read(opened: zipfile.ZipFile, name: str, member: str, largest: int) -> bytes:
    parts, size = [], 0
    with opened.open(member) as stream:
        # The size that an archive declares may be a lie; what comes out is counted.
        while part := stream.read(_CHUNK):
            size += len(part)
            if size > largest:
                raise InputError(f"{name}: {member} is longer than {largest:,} bytes; it is not unpacked.")
            parts.append(part)
    return b"".join(parts)
