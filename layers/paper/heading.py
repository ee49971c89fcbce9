"""The head of a sheet: what it shows, for when, and how old that knowledge is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from durandline.layers.paper.crossings import short_name
from durandline.layers.paper.dates import counted_text, date_text, moment_text
from durandline.layers.paper.frame import Box
from durandline.layers.paper.lettering import Face
from durandline.layers.paper.names import name_in
from durandline.layers.web.sections import newest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from durandline.layers.paper.content import Content
    from durandline.layers.paper.frame import Page
    from durandline.layers.paper.spec import SheetSpec

_SENTENCE = re.compile(r"(?<=[.۔]) ")
_TITLE, _SUBTITLE = Face(17, bold=True), Face(8.6)
_MOST_LINES = 2
_APART = {"ltr": 0.9, "rtl": 1.8}  # millimetres at A4 between them: letters of Pashto reach far below their line


def title_of(content: Content, spec: SheetSpec) -> str:
    """Return the title asked for, or one in words of the language."""
    if spec.title:
        return spec.title
    if len(content.focus) == 1:
        return spec.words("sheet.title_one", name=_names(content, spec)[0])
    if content.focus:
        return spec.words("sheet.title_several", names=spec.words.listed(_names(content, spec)))
    return spec.words["page.title"]


def subtitle_of(content: Content, spec: SheetSpec) -> str:
    """Return for when the sheet holds: the moment, the knowledge, the window of the incidents."""
    if spec.subtitle:
        return spec.subtitle
    words = spec.words
    until = moment_text(words, (content.until or content.on).text)
    window = (
        words("sheet.incidents", since=moment_text(words, content.since.text), until=until)
        if content.since
        else words("sheet.incidents_until", until=until)
    )
    parted = [words["page.parted"]] if content.parted else []
    return " ".join([as_of(content, spec), window, *parted, age_of(content, spec)])


def as_of(content: Content, spec: SheetSpec) -> str:
    """Return in words the moment shown and what knowledge it rests on."""
    words = spec.words
    shown = words("page.as_of", on=moment_text(words, content.on.text))
    if content.known_by:
        known = words("page.known_by", known_by=moment_text(words, content.known_by.text))
        shown = f"{shown}{words['list.comma']}{known}"
    return f"{shown}{words['list.stop']}"


def age_of(content: Content, spec: SheetSpec) -> str:
    """Return in words how old the newest statement about the crossings of the sheet is."""
    frame = content.frames["crossings"]
    asked = frame[frame["crossing_id"].isin(content.focus)] if content.focus else frame
    words, found = spec.words, newest_of(asked)
    if found is None:
        return words["page.newest_none"]
    days, said = found
    old = words("age.before", days=counted_text(words, "age.days", days)) if days else words["age.before_same"]
    return words("page.newest", day=date_text(words, said), days=old)


def draw_heading(page: Page, box: Box, content: Content) -> float:
    """Draw title and subtitle from the top of ``box`` and return where they end, in millimetres from its top."""
    axes = page.layer(box, "heading", depth=9)
    quiet = Face(_SUBTITLE.size, colour=page.ink.quiet)
    title = page.letters.wrap(title_of(content, page.spec), _TITLE, box.width)[:_MOST_LINES]
    top = page.letters.paragraph(axes, (0, 0), title, _TITLE, width=box.width)
    lines = broken(page, subtitle_of(content, page.spec), quiet, box.width)
    top += _APART[page.spec.words.direction] * page.spec.scale
    return page.letters.paragraph(axes, (0, top), lines, quiet, width=box.width)


def broken(page: Page, text: str, face: Face, width: float) -> list[str]:
    """Return text as lines that fit ``width``: broken between sentences where that takes no more lines."""
    lines = page.letters.wrap(text, face, width)
    sentences = _joined(_SENTENCE.split(text), lambda line: page.letters.width(line, face) <= width)
    fits = all(page.letters.width(line, face) <= width for line in sentences)
    return sentences if fits and len(sentences) <= len(lines) else lines


def _joined(parts: Iterable[str], fits: Callable[[str], bool]) -> list[str]:
    """Return parts joined as long as they fit on a line."""
    lines: list[str] = []
    for part in parts:
        if lines and fits(f"{lines[-1]} {part}"):
            lines[-1] = f"{lines[-1]} {part}"
        else:
            lines.append(part)
    return lines


def _names(content: Content, spec: SheetSpec) -> list[str]:
    """Return the names of the crossings in focus, in their order."""
    rows = {str(row["crossing_id"]): dict(row) for row in content.frames["crossings"].to_dict("records")}
    return [short_name(name_in(rows[key], spec.language)) for key in content.focus]
