"""A folder given to ``--data``: checked before anything is made of it, and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from durandline.cli.findings import SHOWN, report, some
from durandline.cli.text import count, say
from durandline.geo.errors import InputError
from durandline.geo.folder import NOT_READ, SHIPPED, check_folder
from durandline.geo.record import Record
from durandline.geo.schema.findings import Finding


def opened(folder: Path, verbosity: int) -> tuple[Record, list[Finding]]:
    """Return the record of a folder and the warnings about its files; say these, and what is not read.

    Raises
    ------
    InputError
        The folder or one of its files cannot be used; the message lists the errors of all files, or the first.
    """
    record = Record(folder)
    findings = check_folder(record)
    if errors := [each for each in findings if each.level == "error"]:
        lines = [f"{folder} cannot be used: {count(len(errors), 'error')}.", *map(str, some(errors))]
        if len(errors) > SHOWN:
            lines.append(f"... and {len(errors) - SHOWN:,} more; durandline validate --data {folder} lists them all.")
        raise InputError("\n".join(lines))
    warnings = [each for each in findings if each.level == "warning"]
    report(warnings, verbosity)
    say_unused(findings, folder, verbosity)
    return record, warnings


def say_unused(findings: Sequence[Finding], folder: Path, verbosity: int = 0) -> None:
    """Say in a line which files of a folder are not read, and with -v in another which shipped ones are."""
    named = {rule: [each for each in findings if each.rule == rule] for rule in (NOT_READ, SHIPPED)}
    if names := [f"{each.file} ({each.suggestion})" if each.suggestion else each.file for each in named[NOT_READ]]:
        say(f"Not read from {folder}: {', '.join(names)}.", quiet=verbosity < 0)
    if names := [each.file for each in named[SHIPPED]]:
        say(f"Not in {folder}, so the shipped ones are read: {', '.join(names)}.", quiet=verbosity < 1)
