"""The head of a sheet: what it shows, for when, and how old that knowledge is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from durandline.layers.paper.crossings import short_name
from durandline.layers.paper.frame import Box
from durandline.layers.paper.lettering import Face
from durandline.layers.paper.names import name_in
from durandline.layers.sections import newest

if TYPE_CHECKING:
    from durandline.layers.paper.content import Content
    from durandline.layers.paper.frame import Page
    from durandline.layers.paper.spec import SheetSpec

_TITLE, _SUBTITLE = Face(17, bold=True), Face(8.6)
_MOST_LINES = 2


def title_of(content: Content, spec: SheetSpec) -> str:
    """Return the title asked for, or one in words of the language."""
    if spec.title:
        return spec.title
    if len(content.focus) == 1:
        return spec.words("sheet.title_one", name=_name(content, spec))
    return spec.words["page.title"]


def subtitle_of(content: Content, spec: SheetSpec) -> str:
    """Return for when the sheet holds: the moment, the knowledge, the window of the incidents."""
    if spec.subtitle:
        return spec.subtitle
    words = spec.words
    known = ", " + words("page.known_by", known_by=content.known_by.text) if content.known_by else ""
    until = (content.until or content.on).text
    window = (
        words("sheet.incidents", since=content.since.text, until=until)
        if content.since
        else words("sheet.incidents_until", until=until)
    )
    return f"{words('page.as_of', on=content.on.text)}{known}. {window} {age_of(content, spec)}"


def age_of(content: Content, spec: SheetSpec) -> str:
    """Return in words how old the newest statement about the crossings of the sheet is."""
    frame = content.frames["crossings"]
    asked = frame[frame["crossing_id"].isin(content.focus)] if content.focus else frame
    return newest(asked, spec.words)


def draw_heading(page: Page, box: Box, content: Content) -> float:
    """Draw title and subtitle from the top of ``box`` and return where they end, in millimetres from its top."""
    axes = page.layer(box, "heading", depth=9)
    quiet = Face(_SUBTITLE.size, colour=page.ink.quiet)
    title = page.letters.wrap(title_of(content, page.spec), _TITLE, box.width)[:_MOST_LINES]
    top = page.letters.paragraph(axes, (0, 0), title, _TITLE, width=box.width)
    lines = page.letters.wrap(subtitle_of(content, page.spec), quiet, box.width)
    return page.letters.paragraph(axes, (0, top), lines, quiet, width=box.width)


def _name(content: Content, spec: SheetSpec) -> str:
    frame = content.frames["crossings"]
    row = frame[frame["crossing_id"] == content.focus[0]].iloc[0]
    return short_name(name_in(dict(row), spec.language))
