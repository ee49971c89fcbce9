"""Plain text for people: tables and paragraphs that fit the width, counts, progress on a terminal."""

from __future__ import annotations

import re
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TypeVar

import click

Item = TypeVar("Item")
WIDTH = 80
GAP = "  "
# What steers a terminal: controls (C0, DEL, C1), line separators, bidi embeddings, overrides and isolates; and lone
# surrogates, which no stream can hold.
_STEERING = re.compile("[\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_IN_DATA = frozenset("\n\t")
LEAST = 12  # cells that a column keeps, however wide the others are


def table(header: Sequence[str], rows: Iterable[Sequence[str]], width: int = WIDTH) -> str:
    """Return rows as columns of text that fit ``width``; cells of columns that are too wide are wrapped."""
    body = [[printable(str(cell)) for cell in row] for row in (header, *rows)]
    widths = _fitting([max(map(cells, column)) for column in zip(*body, strict=True)], width)
    lines = []
    for row in body:
        wrapped = [wrap(cell, size) for cell, size in zip(row, widths, strict=True)]
        lines += [GAP.join(map(pad, parts, widths)).rstrip() for parts in zip_longest(*wrapped, fillvalue="")]
    return "\n".join(lines)


def _fitting(widths: list[int], width: int) -> list[int]:
    """Return column widths of which the widest have been made smaller until all fit."""
    room = width - len(GAP) * (len(widths) - 1)
    while sum(widths) > room and max(widths) > LEAST:
        widths[widths.index(max(widths))] -= 1
    return widths


def wrap(text: str, width: int) -> list[str]:
    """Return text as lines of at most ``width``; words stay whole."""
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) or [""]


def paragraph(text: str, indent: int = 0, width: int = WIDTH) -> str:
    """Return text wrapped to ``width``, every line indented; long addresses stay whole."""
    return "\n".join(" " * indent + line for line in wrap(printable(text), width - indent))


def paragraph_lines(text: str) -> str:
    """Return each line of a text wrapped by itself."""
    return "\n".join(map(paragraph, text.split("\n")))


def printable(text: str) -> str:
    """Return text on one line, with U+FFFD for what steers a terminal."""
    return _STEERING.sub("\ufffd", text)


def printable_lines(text: str) -> str:
    """Return each line of a text as :func:`printable` does."""
    return "\n".join(map(printable, text.split("\n")))


def escaped(text: str) -> str:
    r"""Return data for a terminal: what steers it is written ``\uXXXX``, as in JSON; tabs and line ends stay."""
    return _STEERING.sub(lambda met: met[0] if met[0] in _IN_DATA else f"\\u{ord(met[0]):04x}", text)


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


def show(text: str) -> None:
    """Write a result for people to stdout."""
    click.echo(printable_lines(text))


def say(message: str, *, quiet: bool = False) -> None:
    """Write a message for people to stderr."""
    if not quiet:
        click.echo(printable_lines(message), err=True)
