"""Where results go: a file, whole or not at all, or stdout for ``-``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import click

from durandline.geo.files import refuse_existing, write_text
from durandline.geo.formats.csv import write_rows
from durandline.geo.schema.errors import OutputExistsError

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
        click.echo(text, nl=False)
    else:
        write_text(out, text, overwrite=overwrite)


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
