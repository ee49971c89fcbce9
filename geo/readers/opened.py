"""A source opened for reading: a file or bytes, out of gzip or a zip of one table, whole or as far as it goes."""

from __future__ import annotations

import contextlib
import gzip
import io
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast

from durandline.geo.errors import InputError
from durandline.geo.files import is_plain
from durandline.geo.limits import check_unpacked
from durandline.geo.readers.raw_table import Source

BLOCK = 1 << 20
_TEXT_ENDINGS = (".csv", ".tsv", ".tab", ".txt", ".json", ".geojson", ".geojsonl", ".geojsons", ".ndjson", ".jsonl")
# What a cut or damaged archive raises while it is read.
DAMAGE = (
    EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError,
    KeyError, IndexError, struct.error,
)  # fmt: skip


class Opened(io.RawIOBase):
    """Bytes that end where an archive is damaged; ``problem`` then says how."""

    def __init__(self, inner: IO[bytes], packed: int = 0, name: str = "") -> None:
        super().__init__()
        self.inner = inner
        self.problem = ""
        self._packed, self._name = packed, name  # bytes of the archive, where it is one
        self._unpacked = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - any writable buffer
        """Fill ``buffer`` as far as the bytes go and return how many there were; an archive has a limit."""
        # read1 hands over what was unpacked before it meets the damage; read would lose it.
        take = getattr(self.inner, "read1", self.inner.read)
        try:
            data = take(len(buffer))
        except DAMAGE as error:
            self.problem = str(error) or type(error).__name__
            return 0
        buffer[: len(data)] = data
        self._unpacked += len(data)
        if self._packed:
            check_unpacked(self._unpacked, self._packed, self._name)
        return len(data)


@contextlib.contextmanager
def opened(source: Source) -> Iterator[tuple[io.BufferedReader, Opened]]:
    """Yield the bytes of ``source`` from the start, and the stream beneath them, which knows of damage.

    Gzip and a zip that holds one table as text are unpacked on the way.

    Raises
    ------
    InputError
        The file cannot be opened; on the way: an archive unpacks to more than the limit.
    """
    with contextlib.ExitStack() as stack:
        raw = stack.enter_context(plain(source))
        inner: IO[bytes] = raw
        start = raw.read(4)
        raw.seek(0)
        if start[:2] == b"\x1f\x8b":
            inner = cast("IO[bytes]", stack.enter_context(contextlib.closing(gzip.GzipFile(fileobj=raw))))
        elif start == b"PK\x03\x04" and (member := text_member(raw)):
            inner = _member(stack, raw, member, source.name)
        raw_stream = Opened(inner, size_of(source) if inner is not raw else 0, source.name)
        yield io.BufferedReader(raw_stream, BLOCK), raw_stream


def plain(source: Source) -> IO[bytes]:
    """Return the bytes of ``source`` as they lie there, to be closed by the caller.

    Raises
    ------
    InputError
        The file cannot be opened.
    """
    if source.content is not None:
        return io.BytesIO(source.content)
    if source.path is None:
        raise InputError(f"{source.name}: there is nothing to read.")
    try:
        return source.path.open("rb")
    except OSError as error:
        raise InputError(f"{source.name}: cannot be read ({error.strerror or error}).") from None


def blocks(source: Source) -> Iterator[bytes]:
    """Yield the bytes of ``source``, unpacked, in blocks of 1 MB."""
    with opened(source) as (stream, _):
        while block := stream.read(BLOCK):
            yield block


def head(source: Source, size: int = 4096) -> bytes:
    """Return the first ``size`` bytes of ``source``, unpacked."""
    with opened(source) as (stream, _):
        return stream.read(size)


def size_of(source: Source) -> int:
    """Return the size of ``source`` in bytes as it is now; -1 for a file that is gone."""
    if source.content is not None or source.path is None:
        return len(source.content or b"")
    try:
        return source.path.stat().st_size
    except OSError:
        return -1


def members(raw: IO[bytes]) -> list[str]:
    """Return the names of the files in a zip, without those that macOS adds; empty for a zip that is damaged."""
    try:
        with zipfile.ZipFile(raw) as archive:
            names = [each.filename for each in archive.infolist() if not each.is_dir()]
    except (*DAMAGE, OSError):
        return []
    finally:
        raw.seek(0)
    return [name for name in names if not name.startswith("__MACOSX/") and not name.endswith(".DS_Store")]


def text_member(raw: IO[bytes]) -> str:
    """Return the one file of a zip that is a table as text; '' where there is none or a choice."""
    found = [name for name in members(raw) if PurePosixPath(name).suffix.lower() in _TEXT_ENDINGS]
    return found[0] if len(found) == 1 else ""


def _member(stack: contextlib.ExitStack, raw: IO[bytes], member: str, name: str) -> IO[bytes]:
    try:
        archive = stack.enter_context(zipfile.ZipFile(raw))
        return stack.enter_context(archive.open(member))
    except (*DAMAGE, OSError) as error:
        raise InputError(f"{name}: the zip is damaged or locked ({error}). Unpack it and give {member}.") from None


@contextlib.contextmanager
def on_disk(source: Source, ending: str) -> Iterator[Path]:
    """Yield a path of ``source`` for libraries that read files; bytes go to a temporary file with ``ending``.

    A path that some library would not take as it is has a link under another name.
    """
    # A file may have others beside it, as a Shapefile has; a pipe, of which only the bytes are left, has none.
    if source.path is not None and (source.content is None or source.path.is_file()):
        plain(source).close()  # an error in words where it cannot be read
        if is_plain(source.path):
            yield source.path
            return
        with tempfile.TemporaryDirectory(prefix="durandline-") as folder:
            yield _under_a_plain_name(source.path, Path(folder))
        return
    with tempfile.TemporaryDirectory(prefix="durandline-") as folder:
        path = Path(folder) / f"stream{ending}"
        path.write_bytes(source.content or b"")
        yield path


def _under_a_plain_name(path: Path, folder: Path) -> Path:
    """Return a link to a file in ``folder``, with those beside it that differ in the ending alone."""
    for each in path.absolute().parent.iterdir():
        if each.stem == path.stem:
            link = folder / f"plain{''.join(char for char in each.suffix if char.isascii() and char.isprintable())}"
            with contextlib.suppress(FileExistsError):
                link.symlink_to(each)
    return folder / f"plain{path.suffix}"
