"""Telling how cells were read: one finding for a column and rule, with how many cells it is about and an example."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from durandline.geo.schema.findings import Finding, Level, shorten


class Rule(NamedTuple):
    """A way of reading cells: what is said of them (``{was}`` and ``{now}`` are an example), and the advice."""

    says: str
    advice: str = ""
    level: Level = "note"


@dataclass(slots=True)
class _Heap:
    cells: int = 0
    was: str = ""
    now: str = ""


@dataclass(slots=True)
class Notes:
    """What there is to say about a file, collected while its columns are read."""

    file: str
    findings: list[Finding] = field(default_factory=list)

    def say(
        self, column: str, rule: str, message: str, advice: str = "", level: Level = "note", row: int = 0
    ) -> None:
        """Add one finding about a column, or with an empty ``column`` about the file."""
        self.findings.append(Finding(self.file, row, column, rule, level, "", message, advice))

    def tally(self, column: str) -> Tally:
        """Return the count of what is done to the cells of one column."""
        return Tally(self, column)


@dataclass(slots=True)
class Tally:
    """How often each rule was used on the cells of one column, with the first example of each."""

    notes: Notes
    column: str
    heaps: dict[str, _Heap] = field(default_factory=dict)

    def count(self, rule: str, cells: int, was: str, now: str = "") -> None:
        """Count a text that stands in ``cells`` cells, and what it was read as."""
        heap = self.heaps.setdefault(rule, _Heap(0, was, now))
        heap.cells += cells

    def tell(self, rules: dict[str, Rule]) -> None:
        """Add a finding for each rule of ``rules`` that was used."""
        for name, heap in self.heaps.items():
            rule = rules.get(name)
            if rule is None:
                continue
            shown = rule.says.format(was=repr(shorten(heap.was)), now=shorten(heap.now))
            self.notes.say(self.column, name, f"{cells(heap.cells)} {shown}", rule.advice, rule.level)


def cells(number: int) -> str:
    """Return how many cells, in words: ``1 cell``, ``1,204 cells``."""
    return f"{number:,} cell{'' if number == 1 else 's'}"


AS: Final = "such as {was} as {now}"
