"""The key: what each symbol on the sheet says, and how many of each there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from durandline.layers.paper.chart_names import draw_branch
from durandline.layers.paper.frame import Box
from durandline.layers.paper.key_rows import Entry, entries_of
from durandline.layers.paper.lettering import Face

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from durandline.layers.paper.content import Content
    from durandline.layers.paper.frame import Page
    from durandline.layers.paper.mapping import Drawn

HEAD, TEXT, QUIET = 6.8, 6.4, 5.8  # points at A4
SYMBOL = 10.5  # millimetres at A4 that symbols take beside their words
_BETWEEN = 6.0  # millimetres between two columns
_COLUMN = 7.5  # millimetres at A4 of each of two columns of numbers
_TIGHTER = (1.0, 0.92, 0.84, 0.76)  # how much smaller words and gaps may be before a line is left out


def draw_key(page: Page, box: Box, drawn: Drawn, content: Content, columns: int = 1) -> None:
    """Draw the key in ``box``, in columns one after the other.

    Where there is no room for all, lines of the base map are left out, then all is set smaller.
    """
    entries = entries_of(page, drawn, content)
    width = (box.width - (columns - 1) * _BETWEEN) / columns
    rows, parted = _fitting(page, entries, Box(0, 0, width, box.height), columns)
    axes = page.layer(box, "key", depth=9)
    for number, column in enumerate(parted):
        place = columns - 1 - number if page.spec.rtl else number
        top = 0.0
        for entry in column:
            top = rows.draw(axes, entry, (place * (width + _BETWEEN), top))


def key_height(page: Page, drawn: Drawn, content: Content, width: float, columns: int, most: float) -> float:
    """Return the millimetres that the key needs in so many columns of ``width`` in all, no more than ``most``."""
    rows = _Rows(page, (width - (columns - 1) * _BETWEEN) / columns, _TIGHTER[0])
    entries = entries_of(page, drawn, content)
    heights = [step * 0.5 for step in range(int(most * 2))]
    for high in heights:
        parted = rows.parted(entries, high, whole=True)
        if len(parted) <= columns and all(column[0].head for column in parted):  # no group is cut in two
            return high
    return most


def _fitting(page: Page, entries: list[Entry], box: Box, columns: int) -> tuple[_Rows, list[list[Entry]]]:
    """Return how the entries are set, and in which columns of the size of ``box`` they stand."""
    needed = [entry for entry in entries if not entry.spare]
    for tighter in _TIGHTER:
        rows = _Rows(page, box.width, tighter)
        spare = len(entries) - len(needed)
        for left_out in range(spare + 1) if tighter == 1 else [spare]:
            kept = [*entries[: len(entries) - left_out]]
            for whole in (True, False):
                parted = rows.parted(kept, box.height, whole=whole)
                if len(parted) <= columns:
                    return rows, parted
    return rows, parted


@dataclass(frozen=True, slots=True)
class _Rows:
    """Entries as rows ``width`` millimetres wide, all of it ``tighter`` times as large as usual."""

    page: Page
    width: float
    tighter: float

    def height(self, entries: Sequence[Entry]) -> float:
        """Return how high the entries stand, in millimetres."""
        sizes = ((self.page.letters.leading(self.face(each)), self.lines(each), self.gap(each)) for each in entries)
        return sum(leading * len(lines) + gap for leading, lines, gap in sizes)

    def parted(self, entries: Sequence[Entry], height: float, *, whole: bool) -> list[list[Entry]]:
        """Return entries in columns of ``height``; with ``whole`` no heading is parted from what it heads."""
        columns: list[list[Entry]] = [[]]
        for number, entry in enumerate(entries):
            kept = _headed(entries[number:]) if whole else 3
            together = entries[number : number + kept] if entry.head else [entry]
            if columns[-1] and self.height([*columns[-1], *together]) > height:
                columns.append([])
            columns[-1].append(entry)
        # A heading with more under it than a column holds stands in one that is too high.
        high = any(self.height(column) > height for column in columns)
        return [*columns, *([[]] * len(columns) if high else [])]

    def face(self, entry: Entry) -> Face:
        """Return how the words of an entry are set."""
        if entry.head:
            return Face(HEAD * self.tighter, bold=True)
        size = TEXT if entry.symbol else QUIET
        return Face(size * self.tighter, colour="" if entry.symbol else self.page.ink.quiet)

    def gap(self, entry: Entry) -> float:
        """Return the millimetres above and below an entry, together."""
        return (3.0 if entry.head else 1.0 if entry.symbol else 0.6) * self.page.spec.scale * self.tighter

    def indent(self, entry: Entry) -> float:
        """Return the millimetres that the symbol of an entry takes beside its words."""
        return SYMBOL * self.page.spec.scale if entry.symbol else 0.0

    def lines(self, entry: Entry) -> list[str]:
        """Return the words of an entry as lines."""
        face = self.face(entry)
        beside = len(entry.numbers or entry.signs) * self.column()
        if len(entry.numbers) == 1:
            beside = self.page.letters.width(entry.numbers[0], face) + 1.5
        return self.page.letters.wrap(entry.words, face, self.width - self.indent(entry) - beside)

    def column(self) -> float:
        """Return how wide a column of numbers is where there are two."""
        return _COLUMN * self.page.spec.scale * self.tighter

    def draw(self, axes: Axes, entry: Entry, at: tuple[float, float]) -> float:
        """Draw an entry below and right of ``at``, mirrored where the language is; return its bottom."""
        x, top = at
        face, lines, letters, rtl = self.face(entry), self.lines(entry), self.page.letters, self.page.spec.rtl
        top += self.gap(entry) * (0.7 if entry.head else 0.5)
        indent, high = self.indent(entry), len(lines) * letters.leading(face)
        letters.paragraph(axes, (x if rtl else x + indent, top), lines, face, width=self.width - indent)
        self._draw_end(axes, entry, (x, top))
        if entry.symbol:
            middle = indent / 2 - 0.6
            entry.symbol(axes, (x + (self.width - middle if rtl else middle), top + high / 2))
        return top + high + self.gap(entry) * (0.3 if entry.head else 0.5)

    def _draw_end(self, axes: Axes, entry: Entry, at: tuple[float, float]) -> None:
        """Draw numbers at the end of a line, or the signs of what they count: cargo left in every language."""
        x, top = at
        face, letters, rtl = self.face(entry), self.page.letters, self.page.spec.rtl
        foot = top + (letters.leading(face) + letters.ascent(face)) / 2
        ends = entry.numbers or entry.signs
        for place in range(len(ends)):
            back = place if rtl else len(ends) - 1 - place
            end = (x + back * self.column()) if rtl else x + self.width - back * self.column()
            if entry.signs:
                size = letters.leading(face)
                middle = end + size / 2 if rtl else end - size / 2
                draw_branch(self.page, axes, entry.signs[place], (middle, top + size / 2), size)
            else:
                letters.draw(axes, (end, foot), entry.numbers[place], face, align="left" if rtl else "right")


def _headed(entries: Sequence[Entry]) -> int:
    """Return how many entries the heading that is the first of them heads, itself among them."""
    return next((number for number, entry in enumerate(entries) if number and entry.head), len(entries))
