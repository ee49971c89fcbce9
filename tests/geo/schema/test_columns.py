"""Columns are read as rows are: the same values, the same findings, whatever the table."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from durandline.geo.schema.check import check_rows
from durandline.geo.schema.columns import check_columns, filled
from durandline.geo.schema.fields import Field
from durandline.geo.schema.tables import OWN_INCIDENTS, OWN_REPORTS, Table

EVERY = Table(
    "every", "key", "one of each type",
    (
        Field("key", "id", "Key.", required=True),
        Field("number", "number", "Any."),
        Field("degree", "number", "Bounded.", minimum=-90, maximum=90),
        Field("wanted", "number", "Bounded below.", required=True, minimum=0, lenient=True),
        Field("whole", "integer", "Whole.", minimum=0),
        Field("sure", "boolean", "Yes or no.", required=True),
        Field("parts", "list", "A list.", required=True),
        Field("flags", "choices", "Several of two.", choices=("red", "blue"), lenient=True),
        Field("one", "choice", "One of two.", choices=("red", "blue")),
        Field("on", "date", "A date."),
        Field("at", "url", "An address.", lenient=True),
    ),
)  # fmt: skip
ODD = (
    "", " ", "a", "a ", "b", "A b", "1", "-1", "1.5", "1e3", "1e999", "1_000", "nan", "inf", "-", ".", "+", "e",
    "1 2", "۳۴", "90", "90.0001", "9" * 400, "yes", "no", "Yes", "red", "red; blue", "red;green", ";", "blue;;red",
    "Red", "2024-03-05", "2024-02-30", " 2024 ", "2024/2023", "http://x", "javascript:x", "x\0y", "\u00a0", "\ufeff1",
)  # fmt: skip


def tables(table):
    names = ["", *table.columns, "unknown"]
    row = st.dictionaries(st.sampled_from(names), st.sampled_from(ODD) | st.text(max_size=4))
    return st.lists(row, max_size=8)


def by_columns(table, rows):
    numbered = list(enumerate(rows, 2))
    present = {name for row in rows for name in row}
    cells = {name: filled(row.get(name, "") for row in rows) for name in present}
    return numbered, check_columns(cells, np.array([line for line, _ in numbered], dtype=np.int64), table, "f.csv")


def plain(value):
    if isinstance(value, float) and math.isnan(value):
        return None
    return None if value == "" else value


def agree(table, rows):
    numbered, checked = by_columns(table, rows)
    typed, findings = check_rows(numbered, table, "f.csv")
    assert checked.findings == sorted(findings)
    kept = [
        {name: plain(column[at]) for name, column in checked.values.items()} for at in np.flatnonzero(checked.good)
    ]
    assert kept == typed


@given(tables(EVERY))
@example([{"key": "a", "parts": "x", "sure": "no"}, {"key": "a"}, {"": "beyond", "key": "a "}])
@example([{"degree": "1"}, {"degree": " 2 "}, {"degree": "91"}, {"degree": ""}])
def test_columns_are_read_as_rows_are(rows):
    agree(EVERY, rows)


@given(tables(OWN_INCIDENTS))
def test_own_incidents_are_read_as_rows_are(rows):
    agree(replace(OWN_INCIDENTS, several=()), rows)  # rows of one key at several places are told of by column alone


@given(tables(OWN_REPORTS))
def test_own_reports_are_read_as_rows_are(rows):
    agree(OWN_REPORTS, rows)


def test_a_text_that_repeats_is_read_once(monkeypatch):
    asked = []
    parse = Field.parse
    monkeypatch.setattr(Field, "parse", lambda field, text: asked.append((field.name, text)) or parse(field, text))
    by_columns(EVERY, [{"on": "2024-03-05", "one": "green"}] * 100)
    assert sorted(asked) == [("on", "2024-03-05"), ("one", "green")]


def test_numbers_keep_every_digit():
    texts = ["34.115753", "0.1", "-7.25e1", ".5", "5.", "+3", ""]
    _, checked = by_columns(EVERY, [{"number": text} for text in texts])
    expected = [34.115753, 0.1, -72.5, 0.5, 5.0, 3.0]
    assert checked.values["number"].tolist()[:-1] == expected
    assert math.isnan(checked.values["number"][-1])
    assert checked.values["number"].dtype == np.float64
