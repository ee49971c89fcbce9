"""The one way a file is written: whole or not at all, and never over another one unless asked to."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from durandline.geo.schema.errors import OutputError, OutputExistsError


@contextlib.contextmanager
def replacing(path: str | os.PathLike[str], *, overwrite: bool = False) -> Iterator[IO[bytes]]:
    """Yield a binary file that becomes ``path`` when the block ends without an error.

    The bytes go to a temporary file beside ``path``; it is flushed, synced and moved into place at
    the end, so that ``path`` is either as it was or complete. A link is followed; the mode of a file that
    is replaced is kept. A path that is no regular file (``/dev/stdout``, a pipe) is written directly.

    Raises
    ------
    OutputExistsError
        ``path`` exists and ``overwrite`` is false.
    OutputError
        The file could not be written; what was there is untouched.
    """
    target = Path(path).resolve() if Path(path).is_symlink() else Path(path)
    _refuse(target, Path(path), overwrite=overwrite)
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as stream:
                yield stream
            return
        with _beside(target) as stream:
            yield stream
        _move(Path(stream.name), target, overwrite=overwrite)
    except OSError as error:
        if isinstance(error, OutputError | OutputExistsError):
            raise
        raise OutputError(f"Cannot write {path}: {error.strerror or error}.") from error


def write_bytes(path: str | os.PathLike[str], content: bytes, *, overwrite: bool = False) -> None:
    """Write ``content`` to ``path``, whole or not at all; see :func:`replacing`."""
    with replacing(path, overwrite=overwrite) as stream:
        stream.write(content)


def write_text(path: str | os.PathLike[str], content: str, *, overwrite: bool = False) -> None:
    """Write ``content`` as UTF-8 to ``path``, whole or not at all; see :func:`replacing`."""
    write_bytes(path, content.encode("utf-8"), overwrite=overwrite)


def _refuse(target: Path, shown: Path, *, overwrite: bool) -> None:
    if target.is_dir():
        raise OutputError(f"{shown} is a folder; name a file.")
    if target.is_file() and not overwrite:
        raise OutputExistsError(f"{shown} exists. Choose another name, or add --overwrite.")


@contextlib.contextmanager
def _beside(target: Path) -> Iterator[IO[bytes]]:
    stream = tempfile.NamedTemporaryFile(  # noqa: SIM115 - it outlives this function under its final name
        dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".part", delete=False
    )
    try:
        with stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        Path(stream.name).unlink(missing_ok=True)
        raise


def _move(finished: Path, target: Path, *, overwrite: bool) -> None:
    try:
        finished.chmod(stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask())
        if overwrite:
            finished.replace(target)
        else:
            _claim(finished, target)
    except BaseException:
        finished.unlink(missing_ok=True)
        raise
    with contextlib.suppress(OSError):  # not every platform or file system syncs a folder
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _claim(finished: Path, target: Path) -> None:
    """Move without overwriting, even if another program made ``target`` since it was looked for."""
    try:
        os.link(finished, target)
    except FileExistsError:
        raise OutputExistsError(f"{target} exists. Choose another name, or add --overwrite.") from None
    except OSError:  # a file system without hard links
        finished.replace(target)
    else:
        finished.unlink()


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
