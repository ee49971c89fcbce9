"""What stands below the map: what it must not be used for, whose words and works it rests on, how it was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import shapely

from durandline.geo.datasets import DATASETS
from durandline.geo.notices import Notices, read_notices
from durandline.layers.paper.dates import date_text, digits, number_text
from durandline.layers.paper.frame import Box
from durandline.layers.paper.lettering import Face
from durandline.layers.web.pack import to_plain

if TYPE_CHECKING:
    import geopandas as gpd

    from durandline.layers.paper.content import Content
    from durandline.layers.paper.frame import Page
    from durandline.layers.paper.projection import View
    from durandline.layers.paper.spec import SheetSpec
    from durandline.layers.words import Words

Bounds = tuple[float, float, float, float]
# Closures rest on the reports that crossings name already.
LAYERS = tuple(name for name, each in DATASETS.items() if each.sheet and name != "closures")
_FACE, _WARNING = Face(5.4), Face(6.2, bold=True)
_MOST_SOURCES = 14


def note_lines(
    page: Page, content: Content, width: float, view: View | None = None, bounds: Bounds | None = None
) -> list[tuple[str, Face]]:
    """Return the notes as lines that fit ``width`` millimetres, each with its face.

    ``view`` is the map's; ``bounds`` (west, south, east, north) leave out the sources of what lies outside.
    """
    words, notices = page.spec.words, read_notices()
    small = Face(_FACE.size, colour=page.ink.quiet)
    paragraphs = [
        (notices.not_for, _WARNING),
        (f"{notices.disclaimer} {notices.boundary_words}", small),
        (reported_by(content, words, bounds), small),
        (" ".join([*licences(notices, LAYERS), *_own(content, words)]), small),
        (" ".join(_made(content, page, view)), small),
    ]
    return [(line, face) for text, face in paragraphs if text for line in page.letters.wrap(text, face, width)]


def notes_height(page: Page, lines: Sequence[tuple[str, Face]]) -> float:
    """Return how high the lines stand, in millimetres."""
    return sum(page.letters.leading(face) for _, face in lines)


def draw_notes(page: Page, box: Box, lines: Sequence[tuple[str, Face]]) -> None:
    """Draw the lines from the top of ``box``."""
    axes = page.layer(box, "notes", depth=9)
    top = 0.0
    for line, face in lines:
        top = page.letters.paragraph(axes, (0, top), [line], face, width=box.width)


def reported_by(content: Content, words: Words, bounds: Bounds | None = None) -> str:
    """Return who reported what is shown, the most cited first, each with the day of its newest report if known."""
    cited: Counter[str] = Counter()
    newest: dict[str, str] = {}
    for source in sources_of(content, bounds):
        publisher = str(source.get("publisher") or "")
        if publisher:
            cited[publisher] += 1
            day = content.dates.get(str(source.get("url")), "")
            newest[publisher] = max(newest.get(publisher, ""), day)
    if not cited:
        return ""
    ranked = sorted(cited, key=lambda each: (-cited[each], each))
    told = {each: date_text(words, day).replace(" ", "\u00a0") for each, day in newest.items() if day}
    shown = [f"{each} ({told[each]})" if each in told else each for each in ranked[:_MOST_SOURCES]]
    more = len(ranked) - len(shown)
    # Where the language runs from the right its own sign parts them: else names in Latin letters would run together.
    listed = words["list.semicolon"].join(shown) + ("" if more else words["list.stop"])
    return words("sheet.sources", list=listed) + (
        " " + words("sheet.sources_more", number=number_text(words, more)) if more else ""
    )


def sources_of(content: Content, bounds: Bounds | None = None) -> Iterable[Mapping[str, object]]:
    """Yield the sources of the states and incidents shown, each once for every row that rests on it."""
    crossings, incidents = (_within(content.frames[name], bounds) for name in ("crossings", "incidents"))
    for row in crossings["lines"]:
        for line in to_plain(row) or ():  # type: ignore[union-attr]
            yield from line.get("sources") or ()  # type: ignore[union-attr,misc]
    if "sources" in incidents.columns:
        for cell in incidents["sources"]:
            yield from to_plain(cell) or ()  # type: ignore[misc]


def licences(notices: Notices, layers: Sequence[str]) -> list[str]:
    """Return whose work each layer shows and under what licence, each once."""
    return list(dict.fromkeys(f"{each.text} ({each.licence})." for each in notices.of(layers)))


def _paper(spec: SheetSpec) -> str:
    """Return what paper a sheet is for: by its name, or by its size where that names none."""
    if spec.paper in ("A4", "A3"):
        return spec.paper
    return spec.words("sheet.size", size=digits(spec.words, "{:.0f} × {:.0f}".format(*spec.size_mm)))


def _within(frame: gpd.GeoDataFrame, bounds: Bounds | None) -> gpd.GeoDataFrame:
    return frame if bounds is None else frame[frame.geometry.intersects(shapely.box(*bounds)).to_numpy()]


def _own(content: Content, words: Words) -> list[str]:
    """Name collections of others that are drawn, with their licence."""
    frame = content.frames["incidents"]
    if not {"dataset", "licence", "origin"} <= set(frame.columns):
        return []
    origins = frame.loc[frame["origin"] != "record", ["dataset", "licence"]].drop_duplicates()
    named = [
        f"{name} ({licence})" if licence else str(name) for name, licence in origins.itertuples(index=False) if name
    ]
    return [words("sheet.own", list=words["list.semicolon"].join(sorted(named)))] if named else []


def _made(content: Content, page: Page, view: View | None) -> list[str]:
    words = page.spec.words
    said = [words["sheet.days"]]
    if view is not None:
        south, north = (digits(words, f"{each:g}") for each in (view.south, view.north))
        said.append(words("sheet.projection", south=south, north=north))
        ratio = view.ground_metres(10) / 0.01
        rounded = round(ratio, -len(str(int(ratio))) + 2)
        said.append(words("sheet.scale", number=digits(words, f"{rounded:,.0f}"), paper=_paper(page.spec)))
    return [*said, words("page.versions", data=content.data_version, tool=content.tool_version)]
