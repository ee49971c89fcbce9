"""A zip looked through before a library reads it: what it unpacks to, and what an ODS says that it repeats."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import IO, Final

from durandline.geo.errors import InputError
from durandline.geo.limits import CELL, COLUMNS, REPEATS, check_unpacked
from durandline.geo.readers.opened import BLOCK, DAMAGE, plain, size_of
from durandline.geo.readers.raw_table import Source

_CONTENT: Final = "content.xml"  # of an ODS
_WHATEVER: Final = 1 << 62  # bytes; what a directory says of a file's size need not be so
_KEPT: Final = 1 << 16  # bytes carried over, in which an element's tag ends
_NUMBER: Final = rb"""\s*=\s*["'](\d{1,18})["']"""
_REPEATED_ROW: Final = re.compile(rb"<table:table-row\b[^<>]*?\bnumber-rows-repeated" + _NUMBER + rb"[^<>]*(?<!/)>")
_REPEATED_CELL: Final = re.compile(rb"<table:table-cell\b[^<>]*?\bnumber-columns-repeated" + _NUMBER + rb"[^<>]*>")
_SPACES: Final = re.compile(rb"<text:s\b[^<>]*?\btext:c" + _NUMBER)
_ROW_END: Final = b"</table:table-row>"
_FILLED: Final = re.compile(rb"<text:p\b|office:[a-z-]*value(?:-type)?\s*=")


def check_archive(source: Source) -> None:
    """Unpack every file of a zip, keeping nothing, as far as the limits go; anything else than a zip passes.

    Raises
    ------
    InputError
        It unpacks to more than :data:`~durandline.geo.limits.UNPACKED` allows, or is an ODS that repeats a
        filled row, a filled cell or a space more often than the limits allow.
    """
    with plain(source) as raw:
        if raw.read(4) != b"PK\x03\x04":
            return
        raw.seek(0)
        unpacked = 0
        try:
            with zipfile.ZipFile(raw) as archive:
                for info in archive.infolist():
                    info.file_size = _WHATEVER
                    look = _looked_at if info.filename == _CONTENT else _blocks
                    with archive.open(info) as member:
                        for block in look(member, source.name):
                            unpacked += len(block)
                            check_unpacked(unpacked, size_of(source), source.name)
        except InputError:
            raise
        except (*DAMAGE, OSError):
            return  # locked or damaged: its reader says how


def _blocks(member: IO[bytes], _file: str) -> Iterator[bytes]:
    try:
        while block := member.read(BLOCK):
            yield block
    except (*DAMAGE, OSError):  # go on with the other files
        return


def _looked_at(member: IO[bytes], file: str) -> Iterator[bytes]:
    """Yield the content of an ODS block by block, each looked at before."""
    kept, blocks = b"", _blocks(member, file)
    for block in blocks:
        text = kept + block
        yield block
        for found in _SPACES.finditer(text):
            if int(found[1]) > CELL.most:
                raise InputError(f"{file}: {CELL.passed(f'a cell has {int(found[1]):,} spaces')}")
        for found in _REPEATED_CELL.finditer(text):
            if int(found[1]) > COLUMNS.most and _FILLED.search(found[0]):
                raise InputError(f"{file}: {COLUMNS.passed(f'a cell is repeated {int(found[1]):,} times')}")
        for found in _REPEATED_ROW.finditer(text):
            if int(found[1]) <= REPEATS.most:
                continue
            while (end := text.find(_ROW_END, found.end())) < 0 and (more := next(blocks, b"")):
                text += more
                yield more
                if _FILLED.search(text, found.end()):
                    break
            if _FILLED.search(text, found.end(), end if end >= 0 else len(text)):
                raise InputError(f"{file}: {REPEATS.passed(f'a row with text is repeated {int(found[1]):,} times')}")
        kept = text[-_KEPT:]
