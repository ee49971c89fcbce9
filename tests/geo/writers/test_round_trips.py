"""What we write in a format we read again as it was: every script, every awkward text, nulls and points."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.flats import ABOUT, awkward, flat_table, rows, values

from durandline.geo.formats.csv import format_cell
from durandline.geo.readers.raw_table import Source
from durandline.geo.readers.read import read_table
from durandline.geo.writers.formats import FORMATS, How, format_of, write_file

ENDINGS = [each.endings[0] for each in FORMATS.values()]
CANNOT_HOLD = {
    ".gpkg": re.compile("\0"),
    ".fgb": re.compile("\0"),
    ".xlsx": re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"),
}
NAMES = ("thing_id", "date", "words", "size", "count", "known", "sure")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("trips")


def read_back(folder, table, ending):
    """Write a table, read it with our reader, and return its rows as text, in order of key, and the findings."""
    if ending == ".parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed: GeoParquet is an extra")
    path = folder / f"things{ending}"
    told = write_file(path, format_of(path.name), [table], ABOUT, How(), overwrite=True)
    lost = ending == ".gpkg" and any(CANNOT_HOLD[ending].search(row["words"] or "") for row in values(table))
    assert [each.rule for each in told] == (["not-storable"] if lost else [])
    pieces = list(read_table(Source(path.name, path)))
    made = []
    for piece in pieces:
        lon, lat = (_degrees(piece, name) for name in ("lon", "lat"))
        for at in range(len(piece)):
            row = {name: piece.cells[name][at] for name in NAMES}
            made.append(row | {"geometry": None if math.isnan(lon[at]) else (lon[at], lat[at])})
    return sorted(made, key=lambda row: int(row["thing_id"][1:])), [
        each for piece in pieces for each in piece.findings
    ]


def _degrees(piece, name):
    column = getattr(piece, name)
    if column is None:
        column = np.array([float(cell) if cell else math.nan for cell in piece.cells[name]])
    return column


def wanted(table, ending):
    """Return what must come back: of what a format cannot hold, U+FFFD in its place and 16 digits of a number."""
    made = []
    for row in values(table):
        words, size = row["words"] or "", row["size"]
        row["words"] = CANNOT_HOLD[ending].sub("\ufffd", words) if ending in CANNOT_HOLD else words
        row["size"] = float(f"{size:.16G}") if ending == ".xlsx" and size else size
        made.append({name: format_cell(row[name]) for name in NAMES} | {"geometry": row["geometry"]})
    return made


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_awkward_text_comes_back(folder, ending):
    table = awkward()
    read, findings = read_back(folder, table, ending)
    assert read == wanted(table, ending)
    assert [each for each in findings if each.level == "error"] == []


@pytest.mark.parametrize("ending", ENDINGS)
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_rows=st.lists(rows, min_size=1, max_size=6))
def test_so_does_every_other(folder, ending, given_rows):
    table = flat_table(given_rows)
    assert read_back(folder, table, ending)[0] == wanted(table, ending)
