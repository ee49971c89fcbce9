"""The status table: for each crossing what was open for cargo and for people, since when, and how old that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from durandline.geo.status.flows import HEADLINE, leaves
from durandline.layers.paper.crossings import short_name
from durandline.layers.paper.dates import counted_text, date_text, number_text
from durandline.layers.paper.history import BRANCHES
from durandline.layers.paper.lettering import Face
from durandline.layers.paper.names import name_in
from durandline.layers.paper.symbols import add_line, draw_cell
from durandline.layers.web.pack import to_plain

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from durandline.layers.paper.content import Content
    from durandline.layers.paper.frame import Box, Page
    from durandline.layers.words import Words

_HEAD, _TEXT, _NAME = Face(6.0, bold=True), Face(6.2), Face(6.2, bold=True)
_SHARES = (0.22, 0.25, 0.25, 0.28)  # of the width: name, cargo, people, last said
_PAD = 0.75  # millimetres at A4 above and below the words of a row
_CELL = 3.0
_AIR = 2.0  # between columns


@dataclass(frozen=True, slots=True)
class Row:
    """A row in words: name, cargo, people and how old that is; ``states`` are those of cargo and people."""

    key: str
    cells: tuple[str, str, str, str]
    states: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a table shows: its rows, and how many had no room."""

    rows: Sequence[Row]
    left_out: int


def rows_of(content: Content, words: Words) -> list[Row]:
    """Return a row for each crossing in focus, or for all: formal ones first, those never told of last."""
    frame = content.frames["crossings"]
    rows = [dict(row) for row in frame.to_dict("records") if not content.focus or row["crossing_id"] in content.focus]
    rows.sort(key=lambda row: (not to_plain(row["last_said"]), row["kind"] != "formal_international"))
    return [_row(row, words) for row in rows]


def table_height(page: Page, content: Content, width: float) -> float:
    """Return the millimetres that a table of all rows needs in ``width``; it is drawn in less, with fewer rows."""
    rows = rows_of(content, page.spec.words)
    return _head_height(page) + sum(_height(page, _lines(page, row, width)) for row in rows)


def draw_table(page: Page, box: Box, content: Content, *, name: str = "table") -> Drawn:
    """Draw the table from the top of ``box``; rows that have no room are left out from the last, and counted.

    Columns begin where the language begins; words that are too long for their column go on below.
    """
    axes = page.layer(box, name, depth=5)
    words = page.spec.words
    every = rows_of(content, words)
    heads = [words[f"table.{key}"] for key in ("crossing", "cargo", "people", "last_said")]
    top = _draw_cells(page, axes, [[head] for head in heads], 0.0, box.width, [_HEAD] * 4)
    add_line(axes, ((0, top), (box.width, top)), page.ink.text, 0.3 * page.spec.scale)
    lines = [_lines(page, row, box.width) for row in every]
    needed = sum(_height(page, each) for each in lines)
    room = box.height - top - (page.letters.leading(_TEXT) if needed > box.height - top else 0.0)
    shown = 0
    used = 0.0
    while shown < len(every) and used + _height(page, lines[shown]) <= room + 1e-6:
        used += _height(page, lines[shown])
        shown += 1
    for row, cells in zip(every[:shown], lines, strict=False):
        top = _draw_row(page, axes, row, cells, top, box.width)
    if shown < len(every):
        said = counted_text(words, "chart.rows_more", len(every) - shown)
        page.letters.paragraph(axes, (0, top), [said], Face(_TEXT.size, colour=page.ink.quiet), width=box.width)
    return Drawn(every[:shown], len(every) - shown)


def _row(row: Mapping[str, Any], words: Words) -> Row:
    states = str(row["cargo_state"]), str(row["people_state"])
    told = [_state(row, branch, words) for branch in BRANCHES]
    name = short_name(name_in(row, words.language))
    return Row(str(row["crossing_id"]), (name, told[0], told[1], _last(row, words)), states)


def _last(row: Mapping[str, Any], words: Words) -> str:
    """Return the day of the newest statement with its age, or that there is none."""
    said, days = str(to_plain(row["last_said"]) or ""), to_plain(row["age_days"])
    if not said:
        return words["age.no_report"]
    if not isinstance(days, int | float):
        return date_text(words, said)
    key = "age.same_day" if days < 1 else "age.said_borne_out" if to_plain(row["borne_out"]) else "age.said"
    return f"{date_text(words, said)} ({words(key, days=number_text(words, int(days)))})"


def _state(row: Mapping[str, Any], branch: str, words: Words) -> str:
    """Return a state in words with the day since when, or what was last known."""
    state = str(row[f"{branch}_state"])
    said = words.word("state", state)
    lines = to_plain(row["lines"]) or []
    for line in lines:  # type: ignore[union-attr]
        covered = {leaf for flow in line["flows"] for leaf in leaves(str(flow))}  # type: ignore[index,call-overload,union-attr]
        if HEADLINE[branch] in covered and line["state"] == state:  # type: ignore[index,call-overload]
            since, last = str(line["since"] or ""), str(line["last_state"] or "")  # type: ignore[index,call-overload]
            if state == "unknown" and last:
                return words("status.last_known", state=words.word("state", last))
            begun = words("closure.from_only", start=date_text(words, since)) if since else ""
            grade = str(to_plain(row.get(f"{branch}_confidence")) or "")
            sure = words("status.graded", grade=grade) if grade else ""
            return words.listed([part for part in (said, begun, sure) if part])
    return said


def _widths(width: float) -> list[float]:
    return [share * width for share in _SHARES]


def _lines(page: Page, row: Row, width: float) -> list[list[str]]:
    faces = [_NAME, _TEXT, _TEXT, _TEXT]
    indents = [0.0, *[_CELL * page.spec.scale + 1.2] * 2, 0.0]
    return [
        page.letters.wrap(text, face, wide - indent - _AIR)
        for text, face, wide, indent in zip(row.cells, faces, _widths(width), indents, strict=True)
    ]


def _height(page: Page, cells: Sequence[Sequence[str]]) -> float:
    words = max(len(cell) for cell in cells) * page.letters.leading(_TEXT)
    return max(words, _CELL * page.spec.scale) + 2 * _PAD * page.spec.scale


def _head_height(page: Page) -> float:
    return page.letters.leading(_HEAD) + 2 * _PAD * page.spec.scale


def _draw_row(page: Page, axes: Axes, row: Row, cells: Sequence[Sequence[str]], top: float, width: float) -> float:
    faces = [_NAME, _TEXT, _TEXT, Face(_TEXT.size, colour=page.ink.quiet)]
    bottom = _draw_cells(page, axes, cells, top, width, faces, indent=_CELL * page.spec.scale + 1.2)
    left = 0.0
    for place, wide in enumerate(_widths(width)):
        if place in (1, 2):
            x = left + _CELL * page.spec.scale / 2
            middle = top + (_PAD + _CELL / 2) * page.spec.scale
            at = (width - x if page.spec.rtl else x, middle)
            draw_cell(axes, BRANCHES[place - 1], row.states[place - 1], at, _CELL * page.spec.scale, page.ink)
        left += wide
    add_line(axes, ((0, bottom), (width, bottom)), page.ink.rule, 0.12 * page.spec.scale)
    return bottom


def _draw_cells(
    page: Page, axes: Axes, cells: Sequence[Sequence[str]], top: float, width: float, faces: Sequence[Face],
    indent: float = 0.0,
) -> float:  # fmt: skip
    """Draw the words of a row below ``top`` and return the bottom of the row."""
    left, pad = 0.0, _PAD * page.spec.scale
    for place, (lines, wide, face) in enumerate(zip(cells, _widths(width), faces, strict=True)):
        inside = indent if place in (1, 2) else 0.0
        room = wide - inside - _AIR
        begin = width - left - wide + _AIR if page.spec.rtl else left + inside
        # One line of words stands at the height of the middle of the sign beside it.
        shift = max(0.0, (_CELL * page.spec.scale - page.letters.leading(face)) / 2) if indent else 0.0
        page.letters.paragraph(axes, (begin, top + pad + shift), list(lines), face, width=room)
        left += wide
    high = _height(page, cells) if indent else _head_height(page)
    return top + high
