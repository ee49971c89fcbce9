"""``durandline validate``: check a file and list every problem at once."""

from __future__ import annotations

import functools
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from durandline.cli import options
from durandline.cli.exits import DONE, FINDINGS
from durandline.cli.output import csv_text, hand_out, hand_out_json
from durandline.cli.text import count, say, show
from durandline.geo.errors import InputError
from durandline.geo.files import read_input
from durandline.geo.formats.characters import encodable
from durandline.geo.formats.csv import read_rows, read_text
from durandline.geo.incidents.user_files import gazetteer_loader
from durandline.geo.schema.check import check_header, check_rows
from durandline.geo.schema.findings import Finding
from durandline.geo.schema.tables import OWN_INCIDENTS, OWN_REPORTS, TABLES
from durandline.geo.status.check import check_reports
from durandline.geo.status.user_reports import read_own_reports

if TYPE_CHECKING:
    from durandline.geo.record import Record

OWN = {"own_incidents": OWN_INCIDENTS, "own_reports": OWN_REPORTS}
KINDS = (*TABLES, *OWN)


@click.command(name="validate")
@click.argument("file", required=False, type=options.FilePath(exists=True, dir_okay=False, allow_dash=True))
@click.option(
    "--table",
    type=click.Choice(KINDS),
    metavar="TABLE",
    default=None,
    help=f"What the file is: {', '.join(KINDS)}.  [default: told by its name and columns]",
)
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@options.gazetteer
@functools.partial(options.data, checked=False)
@options.raw_cells
@options.verbosity
def command(
    file: str | None,
    table: str | None,
    form: str,
    gazetteers: tuple[str, ...] | None,
    record: Record,
    verbose: int,
    quiet: int,
) -> None:
    """Check FILE, or without one the whole folder --data, and list every problem with its place and what to do.

    Exit code 0: nothing to report; 3: findings.

    \b
    durandline validate mine.csv
    durandline validate data/reports.csv --data data
    durandline validate --data data
    """
    if file is None:
        raise SystemExit(_folder(record, form, verbose - quiet))
    name = "stdin" if file == "-" else encodable(Path(file).name)
    content = read_input(file)
    wanted = table or _guess(Path(name).stem, content, name)
    if wanted == "own_incidents":
        from durandline.geo.incidents.user_file import read_own
        from durandline.geo.readers.raw_table import Source

        source = Source(name, None if file == "-" else Path(file), content)
        incidents = read_own(source, record, gazetteer_loader(gazetteers, record))
        findings, good = incidents.findings, len(incidents.frame)
    elif wanted == "own_reports":
        reports = read_own_reports(content, name, record)
        findings, good = reports.findings, len(reports.reports)
    else:
        findings, good = _check_table(content, name, wanted, record)
    _print(findings, form)
    if verbose >= quiet:
        say(f"{name} as {wanted}: {count(good, 'good row')}, {_counted(findings)}.")
    raise SystemExit(FINDINGS if any(each.is_problem for each in findings) else DONE)


def _folder(record: Record, form: str, verbosity: int) -> int:
    """Check all files of a folder that are read; say of the others that they are not."""
    folder = click.get_current_context().params["folder"]
    if folder is None:
        raise click.UsageError("Give a FILE to check, or a folder of tables with --data.")
    from durandline.cli.folder import say_unused
    from durandline.geo.folder import check_folder

    every = check_folder(record)
    findings = [each for each in every if each.is_problem]
    _print(findings, form)
    say(f"{folder}: {_counted(findings)}.", quiet=verbosity < 0)
    say_unused(every, folder, verbosity)
    return FINDINGS if findings else DONE


def _counted(findings: list[Finding]) -> str:
    levels = Counter(each.level for each in findings)
    told = [count(levels["error"], "error"), count(levels["warning"], "warning")]
    return ", ".join([*told, count(levels["note"], "note")] if levels["note"] else told)


def _guess(stem: str, content: bytes, name: str) -> str:
    """Return the table the file is named after, or that of one's own that its columns are rather those of."""
    if content.lstrip().startswith((b"{", b"[")):
        return "own_incidents"
    try:
        header, _ = read_rows(read_text(content, name))
    except InputError:
        return "own_incidents"  # which may come in any format
    candidates = [*([TABLES[stem]] if stem in TABLES else []), *OWN.values()]
    return max(candidates, key=lambda table: sum(column in table.columns for column in header)).name


def _check_table(content: bytes, name: str, wanted: str, record: Record) -> tuple[list[Finding], int]:
    header, raw = read_rows(read_text(content, name))
    keys = {other: set(record.keyed(other)) for other in TABLES if other != wanted}
    lines = list(raw)
    key = TABLES[wanted].key
    keys[wanted] = {cells.get(key, "") for _, cells in lines}
    rows, findings = check_rows(lines, TABLES[wanted], name, keys)
    if wanted == "reports":
        bad = {each.row for each in findings if each.level == "error"}
        findings += check_reports(rows, [line for line, _ in lines if line not in bad], name)
    return sorted([*check_header(header, TABLES[wanted], name), *findings]), len(rows)


def _print(findings: list[Finding], form: str) -> None:
    if form == "json":
        hand_out_json([each.as_row() for each in findings])
    elif form == "csv":
        columns = tuple(Finding.__dataclass_fields__)
        hand_out(csv_text(columns, [each.as_row() for each in findings]))
    else:
        for finding in findings:
            show(str(finding))
