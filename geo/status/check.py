"""What can be wrong with reports taken together: ends before starts, reopenings that end what they cannot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from durandline.geo.schema.check import Row
from durandline.geo.schema.findings import Finding
from durandline.geo.time.partial import bounds


def check_reports(
    rows: Sequence[Row], lines: Sequence[int], file: str, others: Mapping[str, Row] | None = None
) -> list[Finding]:
    """Return a finding for each contradiction within and between reports.

    Parameters
    ----------
    rows
        Typed rows of the table ``reports``.
    lines
        The line number of each row.
    file
        Name of the file, for the findings.
    others
        Reports from elsewhere that these may end, by key.
    """
    keyed = {**(others or {}), **{str(row["report_id"]): row for row in rows}}
    found = []
    for line, row in zip(lines, rows, strict=True):
        problems = [*_within(row), *_ended(row, keyed)]
        found += [Finding(file, line, column, rule, "error", value, *rest) for column, rule, value, *rest in problems]
    return found


def _within(row: Row) -> Iterator[tuple[str, str, str, str, str]]:
    side, start, until = str(row["side"]), str(row["from"]), row["until"]
    if until and bounds(str(until), side).latest <= bounds(start, side).earliest:
        yield "until", "end-before-start", str(until), f"ends before it begins ({start}).", "Swap them, or empty it."
    if (row["scope"] == "listed") == (not row["crossing_ids"]):
        yield (
            "crossing_ids", "scope", str(row["scope"]), "crossings and scope do not fit.",
            "List the crossings meant with scope listed; none with the other scopes.",
        )  # fmt: skip
    if row["state"] == "closed" and row["who_rule"]:
        yield "who_rule", "closed-for-some", str(row["who_rule"]), "nobody passes a closed gate.", "State restricted?"


def _ended(row: Row, keyed: Mapping[str, Row]) -> Iterator[tuple[str, str, str, str, str]]:
    ends = row["ends"] if isinstance(row["ends"], tuple) else ()
    for key in ends:
        other = keyed.get(key)
        if other is None:
            continue  # a broken reference is a finding of its own
        if bounds(str(row["from"])).latest <= bounds(str(other["from"])).earliest:
            yield "ends", "ends-later-one", key, "began after this report.", "Check both dates."
        if not set(_ids(row)) & set(_ids(other)):
            yield "ends", "ends-elsewhere", key, "is about other crossings.", "Check crossing_ids of both."
        if row["state"] == "closed" and other["state"] == "closed":
            yield "ends", "closed-ends-closed", key, "is a closure, and so is this.", "A confirmation ends nothing."


def _ids(row: Row) -> tuple[str, ...]:
    return row["crossing_ids"] if isinstance(row["crossing_ids"], tuple) else ()
