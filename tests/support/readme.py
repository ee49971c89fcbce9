"""The commands that the README and the documentation show, with the output they show for them.

``python tests/support/readme.py`` writes today's output into the pages; the tests compare.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
PAGES = (README, *sorted((ROOT / "docs").glob("*.md")))  # in the order in which their commands are run
_CSV = re.compile(r"^```csv (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def shown_text() -> str:
    """Return the README and the pages of the documentation, one after the other."""
    return "\n".join(page.read_text("utf-8") for page in PAGES)


class Shown(NamedTuple):
    """One command of a console block: the words after ``$``, and the lines shown below it."""

    command: str
    output: str


def consoles(text: str) -> list[Shown]:
    """Return the commands of all console blocks of ``text``, in order."""
    return [shown for kind, body in _BLOCK.findall(text) if kind == "console" for shown in _split(body)]


def programs(text: str) -> list[str]:
    """Return the Python blocks of ``text``."""
    return [body for kind, body in _BLOCK.findall(text) if kind == "python"]


def programs_for(program: str, text: str) -> list[str]:
    """Return the Python blocks of ``text`` that run inside another program, such as ``qgis``."""
    return re.findall(rf"^```python {program}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def write_files(folder: Path) -> None:
    """Write the CSV files that the pages show, under the name that stands behind ``csv``."""
    for name, content in _CSV.findall(shown_text()):
        (folder / name).write_text(content, "utf-8")


@cache
def run(command: str) -> str:
    """Return the stdout of a ``durandline`` command run in the current folder; one that is shown twice runs once."""
    from click.testing import CliRunner

    from durandline.cli import main

    words = shlex.split(command)
    assert words[0] == "durandline", command
    result = CliRunner().invoke(main, words[1:], prog_name="durandline")
    assert result.exit_code in (0, 3), result.output
    return result.stdout


def _split(body: str) -> list[Shown]:
    parts = re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]
    return [Shown(*part.split("\n", 1)) for part in parts]


def _with_output(match: re.Match[str]) -> str:
    if match[1] != "console":
        return match[0]
    shown = [f"$ {command}\n{run(command) if output else ''}" for command, output in _split(match[2])]
    return "```console\n" + "".join(shown) + "```"


if __name__ == "__main__":
    import tempfile

    sys.path.insert(0, str(ROOT / "tests"))
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        write_files(Path(folder))
        for page in PAGES:
            page.write_text(_BLOCK.sub(_with_output, page.read_text("utf-8")), "utf-8")
