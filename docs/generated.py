"""What the package knows better than a page: its commands, tables, limits and public names, as Markdown.

A page asks for one of them by a line ``<!-- generated: NAME -->``, and for the number of tests in files or folders by
``<!-- count: PATH ... -->``.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import cast

import click

from durandline import geo, layers
from durandline.cli import COMMANDS, main
from durandline.geo import frames
from durandline.geo.limits import LIMITS
from durandline.geo.schema.fields import Field
from durandline.geo.schema.tables import TABLES, Table

ROOT = Path(__file__).resolve().parents[1]
_COUNTED = re.compile(r"<!-- count: (.+?) -->")
_WANTED = re.compile(r"^<!-- generated: (\w+) -->$", re.MULTILINE)


def filled(text: str) -> str:
    """Return ``text`` with all that it asks for; ``KeyError`` where there is no such thing."""
    text = _COUNTED.sub(lambda match: f"{_tests(match[1].split()):,}", text)
    return _WANTED.sub(lambda match: GENERATED[match[1]](), text)


def _tests(paths: list[str]) -> int:
    """Return how many tests these files and folders hold; ``ValueError`` where one holds none."""
    collected = _collected()
    of = {path: sum(each == path or each.startswith(f"{path}/") for each in collected) for path in paths}
    if empty := [path for path, number in of.items() if not number]:
        raise ValueError(f"No test is in {', '.join(empty)}.")
    return sum(of.values())


@cache
def _collected() -> list[str]:
    command = [sys.executable, "-m", "pytest", "--collect-only", "--quiet"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [line.split("::", 1)[0] for line in ran.stdout.splitlines() if "::" in line]


def commands() -> str:
    """Return a section for each command and subcommand: its help, and its options as a table."""
    with click.Context(main, info_name="durandline", **main.context_settings) as context:
        return "\n".join(part for name in COMMANDS for part in _command(name, context))


def _command(name: str, parent: click.Context) -> Iterator[str]:
    command = cast("click.Group", parent.command).get_command(parent, name)
    if command is None:
        raise KeyError(name)
    settings = {"terminal_width": 78, "max_content_width": 78, **command.context_settings}
    context = click.Context(command, info_name=name, parent=parent, **settings)
    path = context.command_path
    yield f"{'#' * (len(path.split()))} `{path}`\n"
    help_text = re.split(r"^(?:Options|Commands):", context.get_help(), maxsplit=1, flags=re.MULTILINE)[0]
    yield f"```text\n{help_text.strip()}\n```\n"
    records = [
        record
        for each in command.get_params(context)
        if isinstance(each, click.Option) and (record := each.get_help_record(context))
    ]
    if records:
        yield from _table(("option", "what it does"), [(f"`{option}`", _safe(text)) for option, text in records])
    if isinstance(command, click.Group):
        for each in command.list_commands(context):
            yield from _command(each, context)


def tables() -> str:
    """Return a section for each table of the record, with its columns."""
    return "\n".join(part for table in TABLES.values() for part in _described(table, f"`{table.name}.csv`"))


def exported() -> str:
    """Return a section for each table that can be written, with its columns."""
    written = [each for each in geo.DATASETS.values() if each.written]
    return "\n".join(part for each in written for part in _described(each.view, f"`{each.name}`"))


def _described(table: Table, title: str) -> Iterator[str]:
    yield f"### {title}\n"
    yield f"One row is {_safe(table.row_is)}.\n"
    yield from _table(
        ("column", "type", "meaning"),
        [(f"`{each.name}`", _type(each), _safe(_meaning(each))) for each in table.fields],
    )


def _type(field: Field) -> str:
    return f"{field.type}, {field.unit}" if field.unit else str(field.type)


def _meaning(field: Field) -> str:
    said = [field.meaning]
    if field.choices:
        said.append(f"One of: {', '.join(field.choices)}.")
    if field.required:
        said.append("Never empty.")
    return " ".join(said)


def limits() -> str:
    """Return the limits on what is read, each with the variable that changes it."""
    rows = [(f"`{each.variable}`", f"{each.default:,}", _safe(each.of)) for each in LIMITS]
    return "\n".join(_table(("variable", "without it", "limits"), rows))


def python() -> str:
    """Return the public names of the two faces, and the classes that their functions return."""
    returned = {
        geo.write: ("Export",),
        layers.page: ("Page",),
        layers.sheet: ("PrintSheet", "SheetSeries", "Animation"),
    }
    return "\n".join(
        [
            *(f"## `{face.__name__}`\n\n{_autodoc('automodule', face.__name__)}" for face in (geo, layers)),
            "## What they return\n",
            *(
                _autodoc("autoclass", f"{function.__module__}.{name}")
                for function, names in returned.items()
                for name in names
            ),
            f"## The frames\n\n{_autodoc('automodule', frames.__name__)}",
        ]
    )


def _autodoc(directive: str, name: str) -> str:
    return f"```{{eval-rst}}\n.. {directive}:: {name}\n   :members:\n```\n"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    yield from (f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows)
    yield ""


def _safe(text: str) -> str:
    """Return text of the package's as Markdown that says the same."""
    return re.sub(r"([\\`*_{}\[\]<>$~])", r"\\\1", " ".join(text.split()))


GENERATED: dict[str, Callable[[], str]] = {
    each.__name__: each for each in (commands, tables, exported, limits, python)
}
