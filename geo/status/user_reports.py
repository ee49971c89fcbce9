"""One's own statements about crossings, from a CSV file: checked, and joined to the record's for the asking."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from durandline.geo.errors import InputError, UnknownNameError
from durandline.geo.files import PathLike, read_input
from durandline.geo.formats.characters import encodable
from durandline.geo.formats.csv import read_rows, read_text
from durandline.geo.formats.identity import content_id
from durandline.geo.record import Record
from durandline.geo.schema.check import Row, check_header, check_rows
from durandline.geo.schema.findings import Finding
from durandline.geo.schema.tables import OWN_REPORTS, REPORTS
from durandline.geo.status.check import check_reports

NEEDED = ("crossing", "state", "from", "claimant")
DEFAULTS: dict[str, Any] = {"flows": ("all",), "direction": "both", "side": "both", "basis": "observed"}


@dataclass(slots=True)
class OwnReports:
    """What came of a file: rows as the record's tables have them, and the findings."""

    reports: list[Row] = field(default_factory=list)
    sources: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    rejected: list[int] = field(default_factory=list)


def read_own_reports(content: bytes, name: str, record: Record) -> OwnReports:
    """Return the statements of a CSV file with the columns of the table ``own_reports``.

    Needed are ``crossing`` (an id or a name in any script), ``state``, ``from`` and ``claimant``. What is
    empty means: all flows, both directions, both gates, observed, said on the day it began. Their sources count as
    read. A row with an error is kept out; every problem is a finding.

    Raises
    ------
    InputError
        The file cannot be read as a whole, or lacks a needed column.
    """
    header, raw = read_rows(read_text(content, name))
    if not header:
        raise InputError(f"{name}: the file is empty. Expected a header row such as {','.join(NEEDED)}.")
    about = check_header(header, OWN_REPORTS, name, NEEDED)
    if any(each.level == "error" for each in about):
        raise InputError("\n".join(str(each) for each in about))
    kept = list(raw)
    rows, problems = check_rows(kept, OWN_REPORTS, name)
    bad = {each.row for each in problems if each.level == "error"}
    own = OwnReports(findings=[*about, *problems])
    lines = []
    for line, row in zip((line for line, _ in kept if line not in bad), rows, strict=True):
        try:
            crossing = record.crossing(str(row["crossing"]))
        except UnknownNameError as error:
            own.findings.append(
                Finding(name, line, "crossing", "reference", "error", str(row["crossing"]), str(error.args[0]))
            )
            continue
        own.reports.append(_report(row, crossing, name, own.sources))
        lines.append(line)
    own.findings += _unknown_ends(own.reports, lines, name, record)
    own.findings += check_reports(own.reports, lines, name, record.keyed("reports"))
    own.rejected = sorted({each.row for each in own.findings if each.level == "error"})
    own.reports = [row for row, line in zip(own.reports, lines, strict=True) if line not in own.rejected]
    own.findings.sort()
    return own


def read_reports(paths: PathLike | Sequence[PathLike], record: Record) -> tuple[Record, list[Finding]]:
    """Read files of one's own statements (``-`` is stdin); return the record with them, and the findings.

    Raises
    ------
    InputError
        A file cannot be read as a whole, or lacks a needed column.
    """
    several = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    if not several:
        return record, []
    names = ("stdin" if path == "-" else encodable(Path(path).name) for path in several)
    read = [read_own_reports(read_input(path), name, record) for path, name in zip(several, names, strict=True)]
    return joined(record, read), [finding for own in read for finding in own.findings]


def joined(record: Record, files: Iterable[OwnReports]) -> Record:
    """Return the record with one's own statements beside its own; the record itself is not changed."""
    given = list(files)
    return record.with_rows(
        reports=[row for own in given for row in own.reports], sources=[row for own in given for row in own.sources]
    )


def _unknown_ends(reports: list[Row], lines: list[int], name: str, record: Record) -> list[Finding]:
    known = {*record.keyed("reports"), *(str(row["report_id"]) for row in reports)}
    return [
        Finding(name, line, "ends", "reference", "error", key, "is the key of no report.",
                "durandline closures CROSSING --format csv lists them.")
        for line, row in zip(lines, reports, strict=True)
        for key in (row["ends"] if isinstance(row["ends"], tuple) else ())
        if key not in known
    ]  # fmt: skip


def _report(row: Row, crossing: str, name: str, sources: list[Row]) -> Row:
    given = {key: value for key, value in row.items() if value not in (None, ())}
    report: Row = dict.fromkeys(REPORTS.columns)
    report |= {"ends": (), "incident_ids": (), **DEFAULTS}
    report |= {key: value for key, value in given.items() if key in REPORTS.columns}
    report |= {
        "report_id": str(row["report_id"] or content_id(row)),
        "scope": "listed",
        "crossing_ids": (crossing,),
        "standing": bool(row["standing"]),
        "said_on": row["said_on"] or row["from"],
        "said_on_known": row["said_on"] is not None,
        "summary": row["summary"] or f"{row['claimant']}: {row['state']}.",
        "source_ids": _source(row, name, sources),
    }
    return report


def _source(row: Row, name: str, sources: list[Row]) -> tuple[str, ...]:
    """Add the row's source to ``sources``; the file itself where the row names none."""
    publisher, url = row["source_publisher"] or name, row["source_url"] or ""
    key = content_id({"publisher": publisher, "url": url})
    sources.append(
        {"source_id": key, "publisher": publisher, "url": url, "published_on": row["said_on"], "kind": "original",
         "licence": "the user's own", "redistribute": True, "notes": None}
    )  # fmt: skip
    return (key,)
