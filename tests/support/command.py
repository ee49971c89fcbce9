"""Running the command: in this process, with what it printed kept apart, or as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from durandline.cli import main

# Click 8.2 keeps stdout and stderr apart by itself and no longer knows the option.
_APART = {"mix_stderr": False} if version("click") < "8.2" else {}


class Ran(NamedTuple):
    """What came of a command."""

    code: int
    out: str
    err: str


def run(*arguments: object, given: bytes | str | None = None) -> Ran:
    """Run ``durandline`` with ``arguments`` in this process; an exception that is no exit fails the test."""
    runner = CliRunner(**_APART)
    result = runner.invoke(main, [str(each) for each in arguments], input=given, prog_name="durandline")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(result.exit_code, result.stdout, result.stderr)


def spawn(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
    """Start ``durandline`` as a process of its own, with pipes for all three streams."""
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "durandline.cli", *map(str, arguments)], **(streams | options)
    )


def run_apart(
    *arguments: object, environment: Mapping[str, str] | None = None, folder: Path | None = None, given: bytes = b""
) -> Ran:
    """Run ``durandline`` as a process of its own and wait for it."""
    process = spawn(*arguments, env={**os.environ, **(environment or {})}, cwd=folder)
    out, err = process.communicate(given, timeout=120)
    return Ran(process.returncode, out.decode(), err.decode())
