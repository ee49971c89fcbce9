"""Nothing that data holds steers a terminal; into a pipe or a file data goes as it is."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from support.command import run_apart
from support.dumps import villages
from support.terminal import on_terminal

import durandline.cli

# Clears the screen, sets the title, colours by a C1 code, turns the order of letters, hides a line, ends a line.
STEERING = "a\x1b[2J\x1b]0;pwned\x07\x9b31m\u202eb\u2066c\x7f\u2028d\re"
NAME = STEERING.replace("\r", "")
STEERS = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
DAY = ("--on", "2025-03-01")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with incidents, statements and a gazetteer, all full of what steers a terminal."""
    folder = tmp_path_factory.mktemp("hostile")
    _write(folder / "own.csv", ["incident_id", "kind", "date", "place_name", "lat", "lon", "summary", STEERING], [
        [NAME, "attack", "2025-02-20", STEERING, "34.1", "71.1", STEERING, STEERING],
        ["bad", STEERING, STEERING, STEERING, "", "", STEERING, STEERING],
    ])  # fmt: skip
    _write(folder / "said.csv", ["crossing", "flows", "state", "from", "claimant", "who_rule", "summary"], [
        ["torkham", "cargo", "restricted", "2025-02-28", STEERING, STEERING, STEERING],
        ["chaman", "cargo", "closed", "2025-02-28", STEERING, "", STEERING],
    ])  # fmt: skip
    (folder / f"{NAME[:14]}.txt").write_text(villages(2, country="AF"), encoding="utf-8")
    return folder


def _write(path, header, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


COMMANDS = (
    ["geocode", STEERING, "--gazetteer", "builtin"],
    ["geocode", STEERING, "--gazetteer", "builtin", "--format", "json"],
    ["geocode", "own.csv", "-o", "-", "--gazetteer", "builtin"],
    ["status", "torkham", "--reports", "said.csv", *DAY],
    ["status", "torkham", "--reports", "said.csv", *DAY, "--format", "csv"],
    ["status", "torkham", "--reports", "said.csv", *DAY, "--format", "geojson"],
    ["status", STEERING],
    ["closures", "chaman", "--reports", "said.csv", *DAY],
    ["changes", "--reports", "said.csv", "--from", "2025-02-27", "--to", "2025-03-01"],
    ["changes", "--reports", "said.csv", "--from", "2025-02-27", "--to", "2025-03-01", "--format", "csv"],
    ["validate", "own.csv"],
    ["validate", "own.csv", "--format", "csv"],
    ["import", "own.csv", "-o", "-", "--rejects", "rejected.csv", "--gazetteer", "builtin", "--overwrite"],
    ["export", "-", "--format", "csv", "--table", "incidents", "--incidents", "own.csv", *DAY,
     "--rejects", "rejected.csv", "--overwrite", "-q"],
    ["gazetteer", "add", f"{NAME[:14]}.txt", "--overwrite"],
    ["validate", "own.csv", "--" + STEERING],
    [STEERING],
)  # fmt: skip


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda each: " ".join(each).encode("unicode_escape").decode())
def test_nothing_steers_a_terminal(folder, monkeypatch, arguments):
    monkeypatch.setenv("DURANDLINE_GAZETTEERS", str(folder / "gazetteers"))
    code, shown = on_terminal(*arguments, cwd=folder)
    assert code in (0, 1, 2, 3)
    assert "Traceback" not in shown
    assert not (found := STEERS.search(_without_bars(shown))), shown[max(0, found.start() - 80) : found.end()]
    assert "pwned" in shown  # it is there, and harmless


def _without_bars(shown):
    """Return what stands below a bar that shows how far a command is, which steers on purpose."""
    return shown.rpartition("\x1b[?25h")[2]


def test_data_on_a_terminal_is_the_same_data(folder):
    asked = ("status", "torkham", "--reports", "said.csv", *DAY, "--format", "json")
    _, shown = on_terminal(*asked, cwd=folder)
    piped = run_apart(*asked, folder=folder)
    assert json.loads(shown) == json.loads(piped.out)
    assert any(row["claimant"] == STEERING.strip() for row in json.loads(shown))


def test_into_a_pipe_data_goes_as_it_is(folder):
    for asked in (
        ("status", "torkham", "--reports", "said.csv", *DAY, "--format", "csv"),
        ("geocode", "own.csv", "-o", "-", "--gazetteer", "builtin"),
        ("export", "-", "--format", "csv", "--table", "incidents", "--incidents", "own.csv", *DAY,
         "--rejects", "rejected.csv", "--overwrite", "-q"),
    ):  # fmt: skip
        piped = run_apart(*asked, folder=folder)
        assert STEERING in {cell for row in csv.reader(io.StringIO(piped.out, newline="")) for cell in row}


def test_all_that_is_printed_goes_through_the_functions_for_it():
    house = Path(durandline.cli.__path__[0])
    printing = re.compile(r"click\.s?echo\(|\bprint\(|std(?:out|err)\.(?:write|buffer)")
    found = {path.name for path in house.glob("*.py") if printing.search(path.read_text(encoding="utf-8"))}
    # A download draws how far it is over and over on one line.
    assert found == {"output.py", "text.py", "gazetteer.py"}
