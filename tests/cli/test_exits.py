"""The one grammar of all commands: exit codes, stdout is data alone, nothing is written over, help that works."""

from __future__ import annotations

import json
import re
import shlex
import stat
from importlib.resources import files

import pytest
from support.command import run, run_apart
from support.dumps import villages

from durandline.cli import COMMANDS

GOOD = "date,place_name\n2024-03-05,Jalalabad\n"
BAD = GOOD + "soon,Jalalabad\n"
DAY = ("--on", "2025-03-01")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to work in, with a good and a bad file of one's own, and a file that stands in the way."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.csv").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.csv").write_text(BAD, encoding="utf-8")
    for country in ("AF", "PK"):
        (tmp_path / f"{country}.txt").write_text(villages(2, country=country), encoding="utf-8")
    monkeypatch.setenv("DURANDLINE_GAZETTEERS", str(tmp_path / "gazetteers"))
    (tmp_path / "old.html").write_bytes(b"old")
    (tmp_path / "old.geojson").write_bytes(b"old")
    return tmp_path


DONE = (
    ["status", *DAY],
    ["status", "torkham", *DAY, "--format", "csv"],
    ["validate", "good.csv"],
    ["export", "new.geojson", *DAY],
    ["export", "new.json", *DAY],
    ["export", "-", *DAY],
    ["export", "old.geojson", *DAY, "--overwrite"],
    ["map", "new.html", *DAY],
    ["map", "new.html", *DAY, "--incidents", "good.csv"],
    ["map", "old.html", *DAY, "--overwrite"],
    ["--help"],
    ["--version"],
)
FINDINGS = (
    ["validate", "bad.csv"],
    ["export", "new.geojson", "--table", "incidents", *DAY, "--incidents", "bad.csv"],
    ["map", "new.html", *DAY, "--incidents", "bad.csv"],
    ["map", "new.html", *DAY, "--incidents", "bad.csv", "--incidents", "good.csv", "--rejects", "mine.csv"],
)
USAGE = (
    ["status", "atlantis"],
    ["status", "--flow", "ducks"],
    ["status", "--on", "2025-02-30"],
    ["status", "--on", "2025-03"],
    ["status", "--on", "2025-03-01T14:00"],
    ["status", "--direction", "north"],
    ["status", "--side", "IR"],
    ["status", "--format", "xml"],
    ["status", "--data", "nowhere"],
    ["validate", "nowhere.csv"],
    ["validate", "."],
    ["validate"],
    ["export", "new.geojson", "--table", "ducks"],
    ["export", "old.geojson", *DAY],
    ["export", "new.geojson", *DAY, "--incidents", "nowhere.csv"],
    ["export", "-", "--table", "incidents", *DAY, "--incidents", "bad.csv"],
    ["map", "old.html", *DAY],
    ["map"],
    ["map", "."],
    ["fly"],
    ["status", "--loud"],
)
FAILED = (
    ["export", "missing/new.geojson", *DAY],
    ["export", "new.kml", *DAY],
    ["map", "missing/new.html", *DAY],
    ["status", "--data", "."],
    ["map", "new.html", "--data", "."],
    ["validate", "old.html"],
)


EMPTY = (
    ["map", "new.html", "--on", "1990-01-01"],
    ["status", "--on", "1990-01-01"],
    ["export", "new.geojson", "--on", "1990-01-01"],
    ["export", "new.geojson", "--table", "closures", "--on", "1990-01-01"],
    ["export", "new.geojson", "--table", "incidents", "--on", "1990-01-01"],
    ["export", "new.geojson", "--table", "movements", "--on", "1990-01-01"],
)


def joined(arguments):
    return " ".join(arguments)


@pytest.mark.parametrize("arguments", DONE, ids=joined)
def test_done_is_0(folder, arguments):
    assert run(*arguments).code == 0


@pytest.mark.parametrize("arguments", EMPTY, ids=joined)
def test_a_time_of_which_nothing_is_on_record_is_no_error(folder, arguments):
    ran = run(*arguments)
    assert (ran.code, "Error" in ran.err) == (0, False)


@pytest.mark.parametrize("arguments", FINDINGS, ids=joined)
def test_findings_are_3_and_the_result_is_there(folder, arguments):
    ran = run(*arguments)
    assert ran.code == 3
    if arguments[0] != "validate":
        assert (folder / arguments[1]).stat().st_size > 1000
        assert "bad.csv:3: date 'soon': error: " in ran.err


@pytest.mark.parametrize("arguments", USAGE, ids=joined)
def test_usage_is_2_with_advice_and_nothing_is_written(folder, arguments):
    before = contents(folder)
    ran = run(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert "Error: " in ran.err
    assert contents(folder) == before


@pytest.mark.parametrize("arguments", FAILED, ids=joined)
def test_failed_is_1_with_a_reason_and_nothing_is_written(folder, arguments):
    before = contents(folder)
    ran = run(*arguments)
    assert ran.code == 1
    assert ran.out == ""
    assert re.match(r"Error: .{10}", ran.err)
    assert contents(folder) == before


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_file_in_the_way_is_not_touched_at_all(folder):
    before = (folder / "old.html").stat()
    run("map", "old.html", *DAY)
    after = (folder / "old.html").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_rejects_file_in_the_way_is_not_written_over_and_stops_the_map(folder):
    (folder / "new.rejects.csv").write_bytes(b"mine")
    ran = run("map", "new.html", *DAY, "--incidents", "bad.csv")
    assert ran.code == 2
    assert "new.rejects.csv exists" in ran.err
    assert (folder / "new.rejects.csv").read_bytes() == b"mine"
    assert not (folder / "new.html").exists()


def test_an_overwritten_file_keeps_its_mode(folder):
    (folder / "old.html").chmod(0o640)
    assert run("map", "old.html", *DAY, "--overwrite").code == 0
    assert stat.S_IMODE((folder / "old.html").stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["status", "atlantis"], ["'atlantis'", "torkham", "spin_boldak_chaman"]),
        (["status", "t"], ["'t'", "torkham", "teri_mangal"]),
        (["status", "--flow", "ducks"], ["ducks", "pedestrian", "commercial"]),
        (["status", "--direction", "north"], ["AF_to_PK", "PK_to_AF"]),
        (["status", "--on", "yesterday"], ["yesterday", "2025-03-01", "+05:00"]),
        (["status", "--known-by", "1402-10-22"], ["1402-10-22", "2025-03-01"]),
        (["export", "x.geojson", "--table", "ducks"], ["ducks", "crossings", "incidents"]),
        (["export", "x.kml"], ["x.kml", ".geojson", ".gpkg", ".csv"]),
        (["map", "old.html"], ["old.html exists", "--overwrite"]),
        (["export", "old.geojson"], ["old.geojson exists", "--overwrite"]),
        (["fly"], ["fly", "--help"]),
    ],
    ids=lambda value: joined(value) if value[0] in (*COMMANDS, "fly") else "",
)
def test_what_is_not_known_is_named_with_what_to_do(folder, arguments, told):
    said = run(*arguments).err
    assert [each for each in told if each not in said] == []


def test_stdout_is_data_alone(folder):
    for arguments in (["export", "-", *DAY, "-v"], ["status", *DAY, "--format", "json"]):
        json.loads(run(*arguments).out)
    for arguments in (["export", "x.geojson", *DAY, "-v"], ["map", "x.html", *DAY, "-v"]):
        ran = run(*arguments)
        assert ran.out == ""
        assert ran.err


def test_quiet_says_nothing_and_verbose_says_all(folder):
    (folder / "many.csv").write_text(GOOD + "soon,Jalalabad\n" * 50, encoding="utf-8")
    asked = ["map", "x.html", *DAY, "--incidents", "many.csv", "--overwrite"]
    usual, quiet, verbose = (run(*asked, *more) for more in ([], ["-q"], ["-v"]))
    assert usual.code == quiet.code == verbose.code == 3
    assert usual.err.count("'soon'") == 20
    assert "... and 30 more findings; -v lists them all." in usual.err
    assert verbose.err.count("'soon'") == 50
    assert quiet.err == ""
    assert run("map", "x.html", *DAY, "--overwrite", "-q").err == ""
    assert run("export", "x.geojson", *DAY, "--overwrite", "-q").err == ""


def examples(command):
    text = run(command, "--help").out
    return [shlex.split(found) for found in re.findall(r"^\s+durandline (.+)$", text, re.MULTILINE)]


@pytest.mark.usefixtures("in_one_process")
@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_each_command_has_examples_that_run(folder, command):
    if command == "sheet":
        pytest.importorskip("matplotlib", reason="matplotlib is not installed: sheets are an extra")
    (folder / "mine.csv").write_text(GOOD, encoding="utf-8")
    assert len(examples(command)) >= 2
    shipped = files("durandline.data")
    given = {"data/reports.csv": shipped / "reports.csv", "data": shipped}
    for arguments in examples(command):
        # Coarse sheets: some 30 are drawn here.
        more = {"map": ["--overwrite"], "export": ["--overwrite"], "sheet": ["--dpi", "40"]}.get(command, [])
        ran = run(*(given.get(each, each) for each in arguments), *more)
        assert ran.code == 0, (arguments, ran.err)


def test_every_option_and_command_is_explained():
    assert set(COMMANDS) <= set(re.findall(r"^  (\w+)  ", run("--help").out, re.MULTILINE))
    for command in COMMANDS:
        text = run(command, "-h").out
        assert max(map(len, text.splitlines())) <= 80
        for line in re.findall(r"^  (?:-\w, )?--[\w-]+(.*(?:\n {10,}.*)*)", text, re.MULTILINE):
            assert re.search(r"[a-z]", line), (command, line)


def test_it_runs_as_a_module_and_as_a_process_of_its_own(tmp_path):
    ran = run_apart("status", "torkham", *DAY, folder=tmp_path)
    assert ran == run("status", "torkham", *DAY)
    assert list(tmp_path.iterdir()) == []
