"""A folder of sheets: all of its files are written or none is."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from durandline.geo.errors import OutputError
from durandline.geo.files import refuse_existing, write_bytes


def write_folder(
    folder: str | os.PathLike[str], names: Sequence[str], contents: Iterable[bytes], *, overwrite: bool = False
) -> None:
    """Write a file for each name into ``folder``, which is made if it is not there: all of them or none.

    All are made in a folder beside it first and moved in last; other files in ``folder`` stay as they are.

    Raises
    ------
    OutputExistsError
        One of the files exists and ``overwrite`` is false; found before anything is drawn.
    OutputError
        ``folder`` is a file, or cannot be written.
    """
    shown = Path(folder)
    refuse_folder(shown, names, overwrite=overwrite)
    target = shown.resolve()
    part = target.with_name(f".{target.name[:40]}.{secrets.token_hex(4)}.part")
    try:
        part.mkdir(mode=0o700, parents=True)
        for name, content in zip(names, contents, strict=True):
            write_bytes(part / name, content)
        target.mkdir(exist_ok=True)
        _move_all(part, target, names, overwrite=overwrite)
    except OSError as error:
        if isinstance(error, (OutputError, FileExistsError)):
            raise
        raise OutputError(f"Cannot write {shown}: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def refuse_folder(folder: str | os.PathLike[str], names: Iterable[str], *, overwrite: bool = False) -> None:
    """Raise before long work what :func:`write_folder` would raise after it."""
    shown = Path(folder)
    if shown.exists() and not shown.is_dir():
        raise OutputError(f"{shown} is a file; a series goes into a folder, or into one file ending in .pdf.")
    for name in names:
        refuse_existing(shown / name, overwrite=overwrite)


def _move_all(part: Path, target: Path, names: Sequence[str], *, overwrite: bool) -> None:
    """Move files from one folder into another; where one cannot be, all are as they were."""
    refuse_folder(target, names, overwrite=overwrite)  # again: some time has passed
    aside: list[tuple[Path, Path]] = []
    try:
        for name in names:
            if (target / name).exists():
                aside.append((target / name, part / f"{name}.before"))
                (target / name).rename(part / f"{name}.before")
            (part / name).rename(target / name)
    except BaseException:
        for name in names:
            if not (part / name).exists():
                (target / name).unlink(missing_ok=True)
        for there, kept in aside:
            if kept.exists():
                kept.rename(there)
        raise
