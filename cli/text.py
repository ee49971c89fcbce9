"""Plain text for people: tables and paragraphs that fit the width, counts, progress on a terminal."""

from __future__ import annotations

import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import click

Item = TypeVar("Item")
WIDTH = 80


def table(header: Sequence[str], rows: Iterable[Sequence[str]], width: int = WIDTH) -> str:
    """Return rows as columns of text that fit ``width``; the last column is wrapped, the others are kept whole."""
    body = [[str(cell) for cell in row] for row in rows]
    widths = [max(cells(row[place]) for row in [list(header), *body]) for place in range(len(header) - 1)]
    indent = sum(widths) + 2 * len(widths)
    room = max(20, width - indent)
    lines = []
    for row in [list(header), *body]:
        start = "".join(pad(cell, size) + "  " for cell, size in zip(row, widths, strict=False))
        wrapped = textwrap.wrap(row[-1], room) or [""]
        lines.append((start + wrapped[0]).rstrip())
        lines += [" " * indent + more for more in wrapped[1:]]
    return "\n".join(lines)


def paragraph(text: str, indent: int = 0, width: int = WIDTH) -> str:
    """Return text wrapped to ``width``, every line indented; long addresses stay whole."""
    space = " " * indent
    return textwrap.fill(
        printable(text), width, initial_indent=space, subsequent_indent=space,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def printable(text: str) -> str:
    """Return text without control characters, so that data cannot steer the reader's terminal."""
    return "".join(char if unicodedata.category(char) not in ("Cc", "Cs") else "�" for char in text)


def cells(text: str) -> int:
    """Return how many terminal cells a text takes."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def pad(text: str, size: int) -> str:
    """Return text padded with spaces to ``size`` cells."""
    return text + " " * max(0, size - cells(text))


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: ``1 row``, ``2 rows``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def progress(items: Sequence[Item], label: str, *, quiet: bool) -> Iterator[Item]:
    """Yield items with a bar on stderr where it is a terminal and nobody asked for quiet."""
    if quiet or not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, label=label, file=sys.stderr) as bar:
        yield from bar


def say(message: str, *, quiet: bool = False) -> None:
    """Write a message for people to stderr."""
    if not quiet:
        click.echo(message, err=True)
