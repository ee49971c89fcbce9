"""A finding: one thing noticed in somebody's data, with where it is and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

from durandline.geo.errors import InputError

Level = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One problem in one cell, row or file.

    ``row`` is the line number as a spreadsheet shows it (the header is row 1); 0 means the whole file.
    An ``error`` keeps its row out of the result; with a ``warning`` the row stays. A ``note`` says how something was
    read where it might have been read otherwise: one for a column and rule, with how many cells it is about.
    """

    file: str
    row: int
    column: str
    rule: str
    level: Level
    value: str
    message: str
    suggestion: str = ""

    @property
    def is_problem(self) -> bool:
        """Whether it is something to mend, and not only told."""
        return self.level != "note"

    def as_row(self) -> dict[str, str | int]:
        """Return the finding as one flat row, for tables and JSON."""
        return asdict(self)

    def __str__(self) -> str:
        """Return one line for people: where, what, and what to do."""
        where = f"{self.file}:{self.row}" if self.row else self.file
        shown = repr(shorten(self.value)) if self.value else ""
        cell = " ".join(part for part in (self.column, shown) if part)
        advice = f" {self.suggestion}" if self.suggestion else ""
        return f"{where}: {cell}{': ' if cell else ''}{self.level}: {self.message}{advice}"


def unreadable(file: str, error: InputError | str, suggestion: str = "") -> Finding:
    """Return the finding that a whole file cannot be read; the error may begin with the file's name."""
    message = str(error).removeprefix(file).removeprefix(":").lstrip()
    return Finding(file, 0, "", "unreadable", "error", "", message, suggestion)


def refuse_errors(findings: Iterable[Finding]) -> None:
    """Raise an :class:`~durandline.geo.errors.InputError` that lists the errors, where there are some."""
    if errors := [str(finding) for finding in findings if finding.level == "error"]:
        raise InputError("\n".join(errors))


def shorten(text: str, most: int = 60) -> str:
    """Return ``text`` cut to ``most`` characters, with an ellipsis where it was cut."""
    return text if len(text) <= most else text[: most - 1] + "…"
