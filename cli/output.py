"""Where results go: a file, whole or not at all, or stdout for ``-``."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from durandline.cli.text import escaped
from durandline.geo.errors import OutputExistsError
from durandline.geo.files import refuse_existing, write_text
from durandline.geo.formats.csv import write_rows

STDOUT = "-"
RAW_CELLS = "durandline.raw_cells"  # where the context keeps what --raw-cells says


def refuse(out: str, rejects: Path | None = None, *, overwrite: bool) -> None:
    """Refuse before the work what could not be written after it."""
    if rejects is not None and out != STDOUT and rejects.resolve() == Path(out).resolve():
        raise click.UsageError(f"The output and --rejects are one file, {out}: one would take the other's place.")
    if out != STDOUT:
        refuse_existing(out, overwrite=overwrite)


def emit(out: str, text: str, *, overwrite: bool) -> None:
    """Write the result to a file, or to stdout for ``-``."""
    if out == STDOUT:
        hand_out(text)
    else:
        write_text(out, text, overwrite=overwrite)


def hand_out(data: str) -> None:
    """Write data to stdout: as it is into a pipe or a file, without what steers it to a terminal."""
    # With colour, since Click would take escape sequences out of what goes into a pipe.
    click.echo(escaped(data) if sys.stdout.isatty() else data, nl=False, color=True)


def hand_out_json(value: object) -> None:
    """Write plain values to stdout as JSON."""
    hand_out(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


@contextmanager
def handing_out() -> Iterator[IO[bytes]]:
    """Yield where the UTF-8 of a text goes that is to come to stdout as :func:`hand_out` writes it."""
    if sys.stdout.isatty():
        kept = io.BytesIO()
        yield kept
        hand_out(kept.getvalue().decode("utf-8", "replace"))
    else:
        yield sys.stdout.buffer
        sys.stdout.flush()


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Return rows as CSV, formulas escaped unless the command was given --raw-cells."""
    return write_rows(columns, rows, raw_cells=click.get_current_context().meta.get(RAW_CELLS, False))


def rejects_path(out: str, rejects: Path | None) -> Path:
    """Return where rows that cannot be used are kept: beside the output unless said.

    Raises
    ------
    OutputExistsError
        The output is stdout, which has no beside, and nothing was said.
    """
    if rejects is not None:
        return rejects
    if out == STDOUT:
        raise OutputExistsError("Some rows cannot be used; say with --rejects FILE where to keep them.")
    return Path(out).with_suffix(".rejects.csv")
