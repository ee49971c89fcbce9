"""The one way a file is written: whole or not at all, and never over another one unless asked to; and read."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TypeAlias

from durandline.geo.errors import InputError, OutputError, OutputExistsError
from durandline.geo.limits import WHOLE

PathLike: TypeAlias = str | os.PathLike[str]

PART = ".part"  # the ending of what is being written
_NEW = 60  # seconds in which a part may not be locked yet
_PLAIN_ENDING = re.compile(r"[.a-z0-9]")
# Names of streams that the caller has opened already: written to, never replaced.
_STREAMS = ("/dev/stdout", "/dev/stderr", "/dev/fd/", "/proc/self/fd/")


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
        The file could not be written; what was there is untouched. Errors of the block's own, such as a
        missing input file, pass as they are.
    """
    shown = Path(path)
    with _named(shown):
        direct = _is_stream(shown)
        target = shown if direct else _target(shown, overwrite=overwrite)
        stream = shown.open("wb") if direct else _beside(target)
    if direct:
        with _named(shown, of_block=True), stream:
            yield stream
        return
    part = Path(stream.name)
    lock = _locked(part)
    try:
        with _named(shown, of_block=True), stream:
            yield stream
            with _named(shown):
                stream.flush()
                os.fsync(stream.fileno())
        with _named(shown):
            _move(part, target, overwrite=overwrite)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    finally:
        _unlock(lock)
    _sync_folder(target.parent)


@contextlib.contextmanager
def replacing_path(path: str | os.PathLike[str], *, overwrite: bool = False) -> Iterator[Path]:
    """Yield the path of a file, not there yet, that becomes ``path`` when the block ends without an error.

    For libraries that write a path and not a stream. The path has the ending of ``path``, a name of plain letters
    (GDAL drops a line end in a name, and takes no bytes that are not UTF-8), and lies in a private folder beside it,
    so that what a library writes next to its file goes with the folder. What holds for :func:`replacing` holds here;
    a stream such as ``/dev/stdout`` is refused.

    Raises
    ------
    OutputExistsError, OutputError
        As :func:`replacing`; and the block made no file.
    """
    shown = Path(path)
    if _is_stream(shown):
        raise OutputError(f"{shown} is a stream: this format needs a file. Name one.")
    with _named(shown):
        target = _target(shown, overwrite=overwrite)
        _sweep(target)
        folder = _part_of(target)
        if not is_plain(folder):
            folder = Path(tempfile.mkdtemp(prefix="durandline-")) / "part"
        folder.mkdir(mode=0o700)
    lock = _locked(folder)
    made = folder / f"made{''.join(_PLAIN_ENDING.findall(target.suffix.lower()))}"
    try:
        yield made
        if not made.is_file():
            raise OutputError(f"Cannot write {shown}: nothing was made.")
        with replacing(path, overwrite=overwrite) as stream, made.open("rb") as written:
            shutil.copyfileobj(written, stream, 1 << 20)
    finally:
        _unlock(lock)
        shutil.rmtree(folder if folder.suffix == PART else folder.parent, ignore_errors=True)


def write_bytes(path: str | os.PathLike[str], content: bytes, *, overwrite: bool = False) -> None:
    """Write ``content`` to ``path``, whole or not at all; see :func:`replacing`."""
    with replacing(path, overwrite=overwrite) as stream:
        stream.write(content)


def write_text(path: str | os.PathLike[str], content: str, *, overwrite: bool = False) -> None:
    """Write ``content`` as UTF-8 to ``path``, whole or not at all; see :func:`replacing`."""
    write_bytes(path, content.encode("utf-8"), overwrite=overwrite)


def refuse_existing(path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
    """Raise before long work what :func:`replacing` would raise after it: the file exists, or is a folder."""
    if not _is_stream(Path(path)):
        _target(Path(path), overwrite=overwrite)


@contextlib.contextmanager
def _named(shown: Path, *, of_block: bool = False) -> Iterator[None]:
    """Turn an error of the system into one that names ``shown``.

    In the caller's block a failed write carries no file name; an error with one is about another file.
    """
    try:
        yield
    except (OutputError, OutputExistsError):
        raise
    except OSError as error:
        if of_block and error.filename is not None:
            raise
        raise OutputError(f"Cannot write {shown}: {error.strerror or error}.") from error


def _is_stream(path: Path) -> bool:
    """Return whether ``path`` is a pipe, a terminal or the like, or a stream that is open already."""
    if str(path).startswith(_STREAMS):
        return True
    # stat() follows /dev/stdout and its kind to what is open there, which resolve() cannot name.
    with contextlib.suppress(FileNotFoundError, NotADirectoryError, ValueError):
        mode = path.stat().st_mode
        return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))
    return False


def _target(shown: Path, *, overwrite: bool) -> Path:
    """Return the file to write, past links; refuse a folder, and a file that may not be replaced."""
    if "\0" in str(shown):
        raise OutputError(f"Cannot write {str(shown)!r}: a file name cannot hold a NUL character.")
    target = Path(os.path.realpath(shown)) if shown.is_symlink() else shown
    if target.is_dir():
        raise OutputError(f"{shown} is a folder; name a file.")
    if target.is_file() and not overwrite:
        raise OutputExistsError(_exists(shown))
    return target


def _exists(shown: Path) -> str:
    return f"{shown} exists. Choose another name, or add --overwrite."


def is_plain(path: Path) -> bool:
    """Return whether every library takes a path as it is: UTF-8 without control characters."""
    return str(path).isprintable()


def _part_of(target: Path) -> Path:
    return target.with_name(f".{target.name[:40]}.{secrets.token_hex(4)}{PART}")


def _sweep(target: Path) -> None:
    """Remove what earlier runs that were killed left of this target: what is not new and what no process holds."""
    named = re.compile(re.escape(f".{target.name[:40]}.") + r"[0-9a-f]{8}" + re.escape(PART))
    with contextlib.suppress(OSError):
        for each in target.parent.iterdir():
            if named.fullmatch(each.name) and time.time() - each.stat().st_mtime > _NEW:
                lock = _locked(each)
                if lock is None:
                    continue
                shutil.rmtree(each) if each.is_dir() else each.unlink()
                _unlock(lock)


def _locked(path: Path) -> int | None:
    """Return a lock on a file or folder, held until it is closed or the process ends; ``None``: another has it."""
    try:
        import fcntl  # noqa: PLC0415 - POSIX alone; elsewhere an open file cannot be removed anyway
    except ImportError:
        return None
    try:
        opened = os.open(path, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # held, or a file system without locks
        os.close(opened)
        return None
    return opened


def _unlock(lock: int | None) -> None:
    if lock is not None:
        os.close(lock)


def _beside(target: Path) -> IO[bytes]:
    """Return a new file beside ``target``, with the mode of the file that it will replace."""
    _sweep(target)
    part = _part_of(target)
    stream = part.open("xb")
    try:
        # Before anything is in it: what was private never lies open, not for a moment.
        if target.exists():
            part.chmod(stat.S_IMODE(target.stat().st_mode))
    except BaseException:
        stream.close()
        part.unlink(missing_ok=True)
        raise
    return stream


def _move(part: Path, target: Path, *, overwrite: bool) -> None:
    """Give ``part`` its final name; without ``overwrite`` not even over a file made a moment ago."""
    if overwrite:
        part.replace(target)
        return
    try:
        os.link(part, target)
    except FileExistsError:
        raise OutputExistsError(_exists(target)) from None
    except OSError:  # a file system without hard links
        _claim(part, target)
        return
    with contextlib.suppress(OSError):
        part.unlink()


def _claim(part: Path, target: Path) -> None:
    """Take the name with an empty file that must be new, then replace that."""
    try:
        target.open("xb").close()
    except FileExistsError:
        raise OutputExistsError(_exists(target)) from None
    try:
        part.replace(target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):  # not every platform or file system syncs a folder
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def read_input(path: PathLike) -> bytes:
    """Return the bytes of a file, or of stdin for ``-``, as a whole.

    Raises
    ------
    InputError
        The file cannot be read; or it is a stream or a device, which may have no end, and gives more than the limit.
    """
    most = WHOLE.most << 20
    with readable(path):
        if path != "-" and Path(path).is_file():
            return Path(path).read_bytes()
        if path == "-":
            content = sys.stdin.buffer.read(most + 1)
        else:
            with Path(path).open("rb") as stream:
                content = stream.read(most + 1)
    if len(content) > most:
        name = "stdin" if path == "-" else path
        raise InputError(f"{name}: is read as a whole, and has more than {WHOLE.most:,} MB. {WHOLE.advice}")
    return content


@contextlib.contextmanager
def readable(path: PathLike) -> Iterator[None]:
    """Turn an error of the system in the block into one that names ``path``."""
    try:
        yield
    except OSError as error:
        raise InputError(f"Cannot read {path}: {error.strerror}.") from None
