"""Every command and program that the README shows runs, and says what the README shows."""

from __future__ import annotations

import re

import pytest
from support.readme import README, ROOT, consoles, programs, run, write_files

TEXT = README.read_text("utf-8")
SHOWN = [shown for shown in consoles(TEXT) if shown.command.startswith("durandline")]


@pytest.mark.parametrize("shown", SHOWN, ids=[shown.command[:60] for shown in SHOWN])
def test_a_command_says_what_the_readme_shows(shown, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_files(tmp_path)
    output = run(shown.command)
    if shown.output:
        assert output == shown.output


@pytest.mark.parametrize("number", range(len(programs(TEXT))))
def test_a_program_of_the_readme_runs(number, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    exec(compile(programs(TEXT)[number], f"README program {number}", "exec"), {})
    assert (tmp_path / "own.html").stat().st_size > 10_000


def test_the_two_commands_are_there():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"^\$ make (\S+)", TEXT, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_dependency_has_its_line():
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    block = re.search(r"^dependencies = \[(.*?)^\]", project, re.MULTILINE | re.DOTALL)[1]
    for name in re.findall(r'"([A-Za-z-]+)', block):
        assert f"| {name} |" in TEXT, name
