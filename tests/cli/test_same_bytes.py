"""Same input, same bytes: whatever the clock, the language, the folder, the hash seed or the order of rows.

Order means something in two places alone: crossings are listed as their table has them, and so are the sources
and other lists within one cell. Shuffling the rows of any other table, or of one's own file, changes nothing but
the version of the data in the footer, which is made from the bytes of the tables.
"""

from __future__ import annotations

import random
from importlib.resources import files
from pathlib import Path

import pytest
from support import zoo
from support.command import run, run_apart

from durandline.geo.datasets import written
from durandline.geo.formats.csv import read_rows, read_text, write_rows
from durandline.geo.record import Record
from durandline.geo.schema.tables import TABLES

DAY = ("--on", "2025-03-01")
KEPT = ("crossings",)  # their order is the order of every list
OWN = [odd.cells for odd in zoo.ROWS if odd.used and odd.name != "megabyte"]
ENVIRONMENTS = {
    "Kabul": {"TZ": "Asia/Kabul", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    "Honolulu": {"TZ": "Pacific/Honolulu", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "LANG": "tr_TR.UTF-8"},
    "Kiritimati": {"TZ": "Pacific/Kiritimati", "LC_ALL": "fa_IR.UTF-8", "PYTHONHASHSEED": "3", "COLUMNS": "40"},
}


def own_file(path, rows):
    path.write_text(write_rows(zoo.COLUMNS, rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def given(tmp_path_factory):
    """A file of one's own whose good rows are every kind of good row of the zoo."""
    return own_file(tmp_path_factory.mktemp("own") / "mine.csv", OWN)


@pytest.fixture(scope="module")
def first(tmp_path_factory, given):
    """The map that all others must equal."""
    out = tmp_path_factory.mktemp("first") / "map.html"
    assert run("map", out, *DAY, "--incidents", given).code == 3
    return out.read_bytes()


def test_twice_gives_the_same_bytes_under_whatever_name(tmp_path, first, given):
    assert run("map", tmp_path / "other name.htm", *DAY, "--incidents", given).code == 3
    assert (tmp_path / "other name.htm").read_bytes() == first


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_another_clock_language_folder_or_hash_seed_changes_nothing(tmp_path, first, given, name):
    folder = tmp_path / "far" / "away"
    folder.mkdir(parents=True)
    ran = run_apart("map", "map.html", *DAY, "--incidents", given, environment=ENVIRONMENTS[name], folder=folder)
    assert ran.code == 3, ran.err
    assert (folder / "map.html").read_bytes() == first


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_nor_does_it_change_what_is_printed(name):
    wanted = run("status", *DAY, "--format", "csv")
    ran = run_apart("status", *DAY, "--format", "csv", environment=ENVIRONMENTS[name])
    assert ran == wanted


@pytest.fixture(scope="module", params=[1, 2])
def shuffled(request, tmp_path_factory):
    """The shipped tables with their rows in another order."""
    folder = tmp_path_factory.mktemp("shuffled")
    shipped = files("durandline.data")
    for name in ("basemap.geojson", "border.geojson", "routes.geojson", "stale.toml"):
        (folder / name).write_bytes((shipped / name).read_bytes())
    for name in TABLES:
        header, rows = read_rows(read_text((shipped / f"{name}.csv").read_bytes(), name))
        cells = [row for _, row in rows]
        if name not in KEPT:
            random.Random(request.param).shuffle(cells)  # noqa: S311 - an order, not a secret
        (folder / f"{name}.csv").write_text(write_rows(tuple(header), cells), encoding="utf-8")
    return folder


def test_the_order_of_rows_in_the_tables_does_not_show(tmp_path, first, given, shuffled):
    assert run("map", tmp_path / "map.html", *DAY, "--incidents", given, "--data", shuffled).code == 3
    assert versionless(tmp_path / "map.html", Record(shuffled)) == first.replace(Record().digest.encode(), b"")


def versionless(path: Path, record: Record) -> bytes:
    return path.read_bytes().replace(record.digest.encode(), b"")


@pytest.mark.parametrize("table", written(geometry=True))
def test_nor_in_what_is_exported(shuffled, table):
    arguments = ("export", "-", "--table", table, *DAY)
    assert run(*arguments, "--data", shuffled).out == run(*arguments).out


@pytest.mark.parametrize("day", ["2012-01-01", "2021-08-20", "2024-01-15", "2025-10-20"])
def test_nor_in_what_is_said_of_a_day(shuffled, day):
    arguments = ("status", "--on", day, "--format", "json")
    assert run(*arguments, "--data", shuffled).out == run(*arguments).out


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_rows_in_ones_own_file_does_not_show(tmp_path, first, seed):
    rows = [dict(row) for row in OWN]
    random.Random(seed).shuffle(rows)  # noqa: S311 - an order, not a secret
    own = own_file(tmp_path / "mine.csv", rows)
    assert run("map", tmp_path / "map.html", *DAY, "--incidents", own).code == 3
    assert (tmp_path / "map.html").read_bytes() == first


def test_the_day_of_the_run_does_not_show(tmp_path, first, monkeypatch, given):
    """With --on given, nothing looks at the clock."""
    import time

    from durandline.cli import options

    monkeypatch.setattr(options, "today", lambda: (_ for _ in ()).throw(AssertionError("looked at the clock")))
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert run("map", tmp_path / "map.html", *DAY, "--incidents", given).code == 3
    assert (tmp_path / "map.html").read_bytes() == first
