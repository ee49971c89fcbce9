"""Checking values that come typed, as JSON and TOML have them, against the columns they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from durandline.geo.errors import InputError
from durandline.geo.schema.check import bad_value, required
from durandline.geo.schema.fields import LARGEST_INTEGER, Field, Value
from durandline.geo.schema.findings import Finding
from durandline.geo.schema.tables import Table

_NUMBERS = ("number", "integer")
_SEVERAL = ("list", "choices")


def check_values(
    values: Mapping[str, object], table: Table, file: str, row: int
) -> tuple[dict[str, Value], list[Finding]]:
    """Return the typed values by column, and a finding for each problem; ``None`` where a value cannot be used."""
    typed: dict[str, Value] = {}
    findings: list[Finding] = []
    for field in table.fields:
        value = values.get(field.name)
        try:
            typed[field.name] = read = field.parse(_text(field, value))
        except InputError as error:
            typed[field.name] = None
            findings.append(bad_value(row, field, _shown(value), error, file))
            continue
        if field.required and read in (None, ()):
            findings.append(required(row, field, file))
    return typed, [*findings, *_unknown(values, table, file, row)]


def _text(field: Field, value: object) -> str:
    """Return a value as the text of a cell.

    Raises
    ------
    InputError
        It is of another type than the column.
    """
    match value:
        case None:
            return ""
        case bool() if field.type == "boolean":
            return "yes" if value else "no"
        case int() | float() if field.type in _NUMBERS and not isinstance(value, bool):
            if isinstance(value, int) and abs(value) > LARGEST_INTEGER:
                raise InputError("is too large a number.")
            return repr(value)
        case list() if field.type in _SEVERAL and all(isinstance(each, str) for each in value):
            return ";".join(value)
        case str() if field.type not in (*_NUMBERS, "boolean"):
            return value
    wanted = {"boolean": "true or false", **dict.fromkeys(_NUMBERS, "a number"), **dict.fromkeys(_SEVERAL, "a list")}
    raise InputError(f"is {_kind(value)}, not {wanted.get(field.type, 'text')}.")


def _shown(value: object) -> str:
    """Return a value for a finding; none of lists, and of numbers too long to be written."""
    long = isinstance(value, list | dict) or (isinstance(value, int) and abs(value) > LARGEST_INTEGER)
    return "" if long else str(value)


def _kind(value: object) -> str:
    match value:
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case list():
            return "a list"
        case dict():
            return "an object"
    return "no plain value"


def _unknown(values: Mapping[str, object], table: Table, file: str, row: int) -> Iterator[Finding]:
    for name in values:
        if name not in table.columns:
            near = get_close_matches(name, table.columns, n=1)
            yield Finding(
                file, row, name, "unknown-column", "warning", "", f"{table.name} has no such value; it is not read.",
                f"Did you mean {near[0]!r}?" if near else "",
            )  # fmt: skip
