"""A stream that can be read once, kept so that it can be read again: in memory, or on disk where it is long."""

from __future__ import annotations

import os
import tempfile
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import IO, Final

from durandline.geo.readers.raw_table import Source

HELD: Final = 16 << 20  # bytes that are held in memory, and after which a stream is looked at for the first time
BLOCK: Final = 1 << 20
SHOWN: Final = 1 << 16  # bytes of the beginning, and of the latest, that a look is given

Look = Callable[[Source, int, bytes], None]  # the beginning, how many bytes have come, and the latest of them


class _Kept:
    """A file on disk that goes when nothing refers to this any more, or at the end of the process."""

    def __init__(self) -> None:
        handle, name = tempfile.mkstemp(prefix="durandline-")
        self.path = Path(name)
        self.stream = os.fdopen(handle, "wb")
        weakref.finalize(self, self.path.unlink, missing_ok=True)


def kept(stream: IO[bytes], name: str, look: Look | None = None) -> Source:
    """Return what ``stream`` gives up to its end.

    A stream of good rows may have any length. ``look`` is asked each time that the length has doubled, so that one
    which gives nothing of use, and may never end, is refused; it raises for that.
    """
    start = _read(stream, HELD)
    if len(start) < HELD:
        return Source(name, content=start)
    beginning = Source(name, content=start)
    if look:
        look(beginning, len(start), start[-SHOWN:])
    file = _Kept()
    with file.stream as out:
        size = out.write(start)
        again = 2 * size
        while block := _read(stream, BLOCK):
            size += out.write(block)
            if look and size >= again:
                look(beginning, size, block[-SHOWN:])
                again *= 2
    return Source(name, path=file.path, kept=file)


def _read(stream: IO[bytes], size: int) -> bytes:
    """Return ``size`` bytes, fewer at the end alone: a pipe gives as many at once as it likes."""
    parts: list[bytes] = []
    while size and (part := stream.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
