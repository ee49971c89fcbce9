"""Every command and program that the README and the documentation show runs, and says what they show."""

from __future__ import annotations

import re

import pytest
from support.readme import ROOT, consoles, programs, run, shown_text, write_files

TEXT = shown_text()
# What is shown on several pages is run once, and compared where output is shown.
SHOWN = list(dict.fromkeys(shown for shown in consoles(TEXT) if shown.command.startswith("durandline")))
PROGRAMS = list(dict.fromkeys(programs(TEXT)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a folder in which the commands run one after the other, as a reader would type them."""
    made = tmp_path_factory.mktemp("readme")
    write_files(made)
    return made


@pytest.fixture
def here(folder, monkeypatch):
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("shown", SHOWN, ids=[shown.command[:60] for shown in SHOWN])
def test_a_command_says_what_is_shown(shown, here):
    if ".parquet" in shown.command:
        pytest.importorskip("pyarrow", reason="pyarrow is not installed: GeoParquet is an extra")
    if shown.command.startswith("durandline sheet"):
        pytest.importorskip("matplotlib", reason="matplotlib is not installed: sheets are an extra")
    output = run(shown.command)
    if shown.output:
        assert output == shown.output


@pytest.mark.parametrize("number", range(len(PROGRAMS)))
def test_a_program_runs(number, here, capsys):
    program = PROGRAMS[number]
    for needed in ("duckdb", "pyarrow") if "duckdb" in program else ():
        pytest.importorskip(needed, reason=f"{needed} is not installed: it is another way to read the files")
    if "layers.sheet" in program:
        pytest.importorskip("matplotlib", reason="matplotlib is not installed: sheets are an extra")
    exec(compile(program, f"program {number}", "exec"), {})
    printed = capsys.readouterr().out
    if "own.html" in program:
        assert (here / "own.html").stat().st_size > 10_000
    else:
        assert "torkham" in printed or "exchange_of_fire" in printed


def test_the_notes_are_imported_with_every_row_accounted_for(here):
    assert (here / "incidents.csv").read_text("utf-8").count("\n") == 3
    assert "soon" in (here / "incidents.rejects.csv").read_text("utf-8")


def test_the_two_commands_are_there():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"^\$ make (\S+)", TEXT, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_dependency_has_its_line():
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    block = re.search(r"^dependencies = \[(.*?)^\]", project, re.MULTILINE | re.DOTALL)[1]
    for name in re.findall(r'"([A-Za-z-]+)', block):
        assert f"| {name} |" in TEXT, name
