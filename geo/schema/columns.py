"""Reading columns of text into typed columns: what :func:`check_rows` does row by row, for a million rows at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from durandline.geo.errors import InputError
from durandline.geo.schema.check import bad_value, doubled_key, ragged_row, required
from durandline.geo.schema.fields import Field, Value
from durandline.geo.schema.findings import Finding
from durandline.geo.schema.tables import Table

Column = NDArray[Any]
BEYOND: Final = ""  # the column of cells that stand beyond the header

# Among these float() takes exactly what Field.parse does: no digits of other scripts, no 1_000, no nan or inf.
_OF_NUMBERS: Final = frozenset("0123456789+-.eE")
_SEVERAL: Final = ("list", "choices")


@dataclass(frozen=True, slots=True)
class Checked:
    """Typed columns of all rows, which rows are without an error, and the findings in order.

    In ``values`` an empty or unusable cell is ``""`` in a column of text, NaN in one of numbers (``float64``, whole
    numbers too), ``None`` in one of booleans and ``()`` in one of lists.
    """

    values: dict[str, Column]
    good: NDArray[np.bool_]
    findings: list[Finding]


def check_columns(cells: Mapping[str, Column], rows: NDArray[np.int64], table: Table, file: str) -> Checked:
    """Return the typed columns of a table and a finding for each problem of each row.

    The findings are those of :func:`durandline.geo.schema.check.check_rows`, sorted; each distinct text is read once.
    References to other tables are not checked.

    Parameters
    ----------
    cells
        Object arrays of text by column name, all as long as ``rows``; ``""`` is an empty cell. A column of the table
        that is not there is empty; other columns are not read, but for that of cells beyond the header (``""``).
    rows
        The row number of each row, for the findings.
    table
        The table the rows belong to.
    file
        Name of the file, for the findings.
    """
    values: dict[str, Column] = {}
    findings = [
        ragged_row(int(rows[at]), cells[BEYOND][at], file) for at in np.flatnonzero(cells.get(BEYOND, np.array([])))
    ]
    for field in table.fields:
        texts = cells.get(field.name)
        column, problems = _empty(field, len(rows)) if texts is None else _read(field, texts)
        values[field.name] = column
        findings += [bad_value(int(rows[at]), field, text, error, file) for at, text, error in problems]
        if field.required:
            bad = {at for at, _, _ in problems}
            findings += [required(int(rows[at]), field, file) for at in _blank(column) if at not in bad]
    findings += _doubled(values, rows, table, file)
    wrong = {each.row for each in findings if each.level == "error"}
    good = ~np.isin(rows, list(wrong)) if wrong else np.ones(len(rows), dtype=bool)
    return Checked(values, good, sorted(findings))


Problems = list[tuple[int, str, InputError]]


def _read(field: Field, texts: Column) -> tuple[Column, Problems]:
    """Return the typed column, and (position, text, error) of each cell that is no value of it."""
    match field.type:
        case "text":
            return filled(text.strip() for text in texts), []
        case "number" if (numbers := _plain_numbers(field, texts)) is not None:
            return numbers, []
        case _:
            return _by_distinct(field, texts)


def _by_distinct(field: Field, texts: Column) -> tuple[Column, Problems]:
    codes, distinct = pd.factorize(texts)
    typed, errors = _empty(field, len(distinct))[0], {}
    for code, text in enumerate(distinct):
        try:
            typed[code] = _stored(field.parse(text), typed[code])
        except InputError as error:
            errors[code] = error
    if not errors:
        return typed[codes], []
    bad = np.flatnonzero(np.isin(codes, list(errors)))
    return typed[codes], [(int(at), texts[at], errors[codes[at]]) for at in bad]


def _stored(value: Value, empty: Any) -> Any:  # noqa: ANN401 - what a column of the type holds
    return empty if value is None else value


def _plain_numbers(field: Field, texts: Column) -> Column | None:
    """Return a column of numbers all of which are plainly so and within bounds, else ``None``.

    Coordinates are nearly all different, so that reading each distinct text would spare nothing.
    """
    stripped = [text.strip() for text in texts]
    if not _OF_NUMBERS.issuperset("".join(stripped)):
        return None
    try:
        numbers = np.array([text or "nan" for text in stripped], dtype=object).astype(np.float64)
    except ValueError:
        return None
    least = -np.inf if field.minimum is None else field.minimum
    most = np.inf if field.maximum is None else field.maximum
    bad = np.isinf(numbers) | (numbers < least) | (numbers > most)
    return None if bad.any() else numbers


def _empty(field: Field, size: int) -> tuple[Column, Problems]:
    if field.type in ("number", "integer"):
        return np.full(size, np.nan), []
    empty: Value = () if field.type in _SEVERAL else None if field.type == "boolean" else ""
    return filled([empty] * size), []


def _blank(column: Column) -> Iterator[int]:
    """Yield the positions of empty cells."""
    empty = np.isnan(column) if column.dtype != object else np.array([value in ("", None, ()) for value in column])
    yield from map(int, np.flatnonzero(empty))


def _doubled(values: Mapping[str, Column], rows: NDArray[np.int64], table: Table, file: str) -> list[Finding]:
    keys = values.get(table.key)
    if keys is None:
        return []
    codes, distinct = pd.factorize(keys)
    if len(distinct) == len(keys):
        return []
    first = np.full(len(distinct), -1)
    first[codes[::-1]] = np.arange(len(keys))[::-1]
    again = np.flatnonzero((first[codes] != np.arange(len(keys))) & (keys != ""))
    before = first[codes[again]]
    others: dict[int, list[str]] = {}
    if table.several:
        others = _differing(values, again, before, [name for name in values if name not in table.several])
        at = np.flatnonzero(keys != "")
        places = pd.DataFrame({name: values[name][at] for name in (table.key, *table.several)})
        same = set(at[places.duplicated().to_numpy()].tolist())
    return [
        doubled_key(int(rows[at]), int(rows[one]), table.key, keys[at], file, others.get(int(at), ()))
        for at, one in zip(again, before, strict=True)
        if not table.several or int(at) in others or int(at) in same
    ]


def _differing(
    values: Mapping[str, Column], one: NDArray[np.int64], two: NDArray[np.int64], names: Iterable[str]
) -> dict[int, list[str]]:
    """Return for each position of ``one`` the columns, if any, in which its row is another than that of ``two``."""
    found: dict[int, list[str]] = {}
    for name in names:
        codes = pd.factorize(values[name])[0]
        for at in one[codes[one] != codes[two]]:
            found.setdefault(int(at), []).append(name)
    return found


def filled(values: Iterable[object]) -> Column:
    """Return an object array of the values, whatever they are: numpy would take lists for a second dimension."""
    return np.fromiter(values, dtype=object)
