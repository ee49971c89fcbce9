"""Whatever encoding the platform gives stdout, every command writes every letter: as UTF-8, or as its code."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys

import pytest
from support.command import run_apart, spawn

import durandline.cli as command_line

TORKHAM = ("geocode", "تورخم", "--gazetteer", "builtin")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "latin-1:strict", "cp437"])
def test_a_pipe_gets_utf_8(encoding):
    ran = run_apart(*TORKHAM, environment={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("تورخم: longitude 71.0847")


def test_a_terminal_that_lacks_letters_shows_their_codes():
    outer, inner = pty.openpty()
    process = spawn(*TORKHAM, stdout=inner, env={**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"})
    os.close(inner)
    shown = b""
    try:
        while block := os.read(outer, 4096):
            shown += block
    except OSError:  # how a terminal ends on Linux
        pass
    _, errors = process.communicate()
    os.close(outer)
    assert (process.returncode, errors) == (0, b"")
    assert shown.startswith(b"\\u062a\\u0648\\u0631\\u062e\\u0645: longitude 71.0847")


def test_half_a_letter_does_not_raise(monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="strict")
    monkeypatch.setattr(command_line.sys, "stdout", stream)
    command_line._hold_any_text()
    print("a\udcffb", file=stream, flush=True)
    assert stream.buffer.getvalue() == b"a\\udcffb\n"


@pytest.mark.parametrize(
    "command",
    [TORKHAM, ("status", "torkham", "--on", "2025-03-01", "--format", "json"), ("--help",), ("--version",),
     ("export", "-", "--on", "2025-03-01")],
    ids=lambda command: command[0],
)  # fmt: skip
def test_a_stdout_that_was_closed_is_an_error_in_words(command):
    assert run_without_stdout(*command) == (1, b"Error: stdout: it is closed.\n")


def test_a_file_is_written_all_the_same(tmp_path):
    assert run_without_stdout("export", str(tmp_path / "a.csv"), "--on", "2025-03-01", "--quiet") == (0, b"")


def run_without_stdout(*command):
    """Return the exit code and stderr of a command whose caller closed stdout."""
    start = "import os, sys; os.close(1); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    ran = subprocess.run(
        [sys.executable, "-c", start, "-m", "durandline.cli", *command], stderr=subprocess.PIPE, check=False
    )
    return ran.returncode, ran.stderr
