"""Reading rows of text into typed rows, with every problem found at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from durandline.geo.errors import InputError
from durandline.geo.schema.fields import Field, Value, parse_error
from durandline.geo.schema.findings import Finding
from durandline.geo.schema.tables import Table

Row = dict[str, Value]


def check_header(
    header: Sequence[str], table: Table, file: str, needed: Collection[str] | None = None
) -> list[Finding]:
    """Return a finding for every missing, doubled and unknown column of ``header``.

    With ``needed``, a file may leave out all other columns: they are simply empty.
    """
    strange = [name for name in header if name not in table.columns]
    findings = []
    for field in table.fields:
        if field.name not in header and (needed is None or field.name in needed):
            near = get_close_matches(field.name, strange, n=1)
            findings.append(
                Finding(
                    file, 1, field.name, "missing-column", "error" if field.required else "warning", "",
                    f"table {table.name} has a column {field.name} that is missing here.",
                    f"Rename {near[0]!r} to it?" if near else "Add it, empty where nothing is known.",
                )
            )  # fmt: skip
    for name in dict.fromkeys(header):
        if name not in table.columns:
            near = get_close_matches(name, table.columns, n=1)
            findings.append(
                Finding(
                    file, 1, name, "unknown-column", "warning", "",
                    f"table {table.name} has no such column; it is not read.",
                    f"Did you mean {near[0]!r}?" if near else "",
                )
            )  # fmt: skip
        elif header.count(name) > 1:
            findings.append(
                Finding(file, 1, name, "doubled-column", "error", "", "the column stands twice.", "Keep one.")
            )
    return findings


def check_rows(
    raw: Iterable[tuple[int, Mapping[str, str]]],
    table: Table,
    file: str,
    keys: Mapping[str, Collection[str]] | None = None,
) -> tuple[list[Row], list[Finding]]:
    """Return the typed good rows of ``raw`` and a finding for each problem of all rows.

    Parameters
    ----------
    raw
        Pairs of (line number, cells by column name).
    table
        The table the rows belong to.
    file
        Name of the file, for the findings.
    keys
        Known keys by table name; references to a table that is not in it are not checked.
    """
    rows: list[Row] = []
    findings: list[Finding] = []
    seen: dict[str, int] = {}
    for line, cells in raw:
        row, problems = _check_row(line, cells, table, file, keys or {})
        key = str(row.get(table.key) or "")
        if key and key in seen:
            problems.append(doubled_key(line, seen[key], table.key, key, file))
        elif key:
            seen[key] = line
        findings += problems
        if not any(problem.level == "error" for problem in problems):
            rows.append(row)
    return rows, findings


def bad_value(line: int, field: Field, text: str, error: InputError, file: str) -> Finding:
    """Return the finding for a text that is no value of its column."""
    near = get_close_matches(text.strip().casefold().replace(" ", "_"), field.choices, n=1)
    return Finding(
        file, line, field.name, parse_error(field, error), "warning" if field.lenient else "error", text,
        str(error), f"Did you mean {near[0]!r}?" if near else "",
    )  # fmt: skip


def required(line: int, field: Field, file: str) -> Finding:
    """Return the finding for an empty cell of a column that must have a value."""
    return Finding(file, line, field.name, "required", "error", "", "must not be empty.")


def ragged_row(line: int, beyond: str, file: str) -> Finding:
    """Return the finding for a row with cells beyond the header, which may have moved all others."""
    return Finding(file, line, "", "ragged-row", "error", beyond,
                   "the row has more cells than the header.", "Put cells that hold a comma in quotes.")  # fmt: skip


def doubled_key(line: int, first: int, column: str, key: str, file: str, differing: Sequence[str] = ()) -> Finding:
    """Return the finding for a key that stands in an earlier row already, which is another in ``differing``."""
    others = f", with another {', '.join(differing)}" if differing else ""
    return Finding(file, line, column, "doubled-key", "error", key,
                   f"stands already in row {first}{others}.", "Give each row a key of its own.")  # fmt: skip


def _check_row(
    line: int, cells: Mapping[str, str], table: Table, file: str, keys: Mapping[str, Collection[str]]
) -> tuple[Row, list[Finding]]:
    row: Row = {}
    problems: list[Finding] = []
    if cells.get(""):
        problems.append(ragged_row(line, cells[""], file))
    for field in table.fields:
        text = cells.get(field.name) or ""
        try:
            row[field.name] = value = field.parse(text)
        except InputError as error:
            problems.append(bad_value(line, field, text, error, file))
            row[field.name] = None
            continue
        if field.required and value in (None, ()):
            problems.append(required(line, field, file))
        problems += _check_references(line, field, value, file, keys)
    if not problems:
        problems += _check_across(line, row, table, file)
    return row, problems


def _check_across(line: int, row: Row, table: Table, file: str) -> Iterator[Finding]:
    """Yield what is wrong with the good cells of a row taken together."""
    given = [name for name in table.either if row[name] not in (None, ())]
    if table.either and len(given) != 1:
        message = f"{' and '.join(given) or 'none'} of {', '.join(table.either)}: a row has just one of them."
        yield Finding(file, line, table.either[0], "either", "error", "", message, "Fill one, and empty the other.")
    empty = [name for name in table.together if row[name] in (None, ())]
    if empty and len(empty) < len(table.together):
        message = f"is empty, and the rest of {', '.join(table.together)} is not."
        yield Finding(file, line, empty[0], "together", "error", "", message, "Fill all of them, or none.")
    if table.ordered:
        least, most = (row[name] for name in table.ordered)
        if isinstance(least, int | float) and isinstance(most, int | float) and least > most:
            message = f"is above {table.ordered[1]}, which is {most:g}."
            yield Finding(file, line, table.ordered[0], "order", "error", f"{least:g}", message, "Swap them?")


def _check_references(
    line: int, field: Field, value: Value, file: str, keys: Mapping[str, Collection[str]]
) -> list[Finding]:
    known = keys.get(field.refers_to)
    if known is None or value is None:
        return []
    found = []
    for key in value if isinstance(value, tuple) else (str(value),):
        if key not in known:
            near = get_close_matches(key, list(known), n=1)
            found.append(
                Finding(file, line, field.name, "reference", "error", key,
                        f"is no key of table {field.refers_to}.",
                        f"Did you mean {near[0]!r}?" if near else "")
            )  # fmt: skip
    return found
