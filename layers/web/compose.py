"""A query as a page: its layers on a map, the instrument around them, the tables below, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from durandline import layers
from durandline.geo.datasets import dataset, drawn
from durandline.geo.files import write_text
from durandline.geo.incidents.frame import within
from durandline.geo.notices import read_notices
from durandline.geo.time.moment import Moment
from durandline.layers.web import sections
from durandline.layers.web.document import render_page
from durandline.layers.web.sections import Section
from durandline.layers.words import Words, read_words

if TYPE_CHECKING:
    import os

    import geopandas as gpd

    from durandline.geo.query import Query

_EVER = Moment("2200-12-31", is_day=True)  # later than any date of the tables may be


@dataclass(frozen=True, repr=False)
class Page:
    """The page of a query, with the frames of its layers by name; see :func:`page`."""

    query: Query
    frames: dict[str, gpd.GeoDataFrame]
    title: str | None = None
    language: str = "en"

    def __repr__(self) -> str:
        return f"<Page of {self.query!r}, in {self.language}>"

    @cached_property
    def html(self) -> str:
        """The page as one text: the same query gives the same text."""
        return _html(self)

    @cached_property
    def shown(self) -> gpd.GeoDataFrame:
        """The incidents that had happened by the moment at which the page opens; it holds later ones too."""
        return within(self.frames["incidents"], None, self.query.until or self.query.on)

    @cached_property
    def window(self) -> tuple[str, str] | None:
        """First and last day of the incidents shown, where they are not simply all up to the moment."""
        query = self.query
        if query.since is None and not query.dates_differ:
            return None
        first = query.since.day if query.since else min(self.shown["date"], default="")[:10]
        last = (query.until or query.on).day
        return (first, last) if len(first) == 10 and first <= last else None

    def save(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
        """Write the page to a file, whole or not at all.

        Raises
        ------
        OutputError, OutputExistsError
            The file cannot be written, or is there and may not be written over.
        """
        write_text(path, self.html, overwrite=overwrite)


def page(
    query: Query,
    *,
    title: str | None = None,
    language: str = "en",
    progress: Callable[[Sequence[str]], Iterable[str]] = iter,
) -> Page:
    """Return the page of a query: map, time, tables and sources in one HTML file that opens with no network.

    It opens at the query's moment and moves through all of time, so that it holds what came after too; and it has
    all crossings, with the incidents of those asked for alone.

    Parameters
    ----------
    query
        What is shown; see :class:`durandline.geo.query.Query`.
    title
        Heading, any text; without one the words of the language.
    language
        In which it opens: en, ps, fa or ur. The reader can choose another.
    progress
        Called with the names of the layers, yields each as it is made.

    Examples
    --------
    >>> from durandline import geo, layers
    >>> made = layers.page(geo.open_record().query(on="2025-03-01"), title="Torkham")
    >>> "<title>Torkham</title>" in made.html
    True
    """
    query_of = {"incidents": query.replace(until=query.until or _EVER)}
    every = query.replace(crossings=())
    frames: dict[str, Any] = {name: query_of.get(name, every).frame(name) for name in progress(drawn(page=True))}
    return Page(query, frames, title, language)


def _html(made: Page) -> str:
    query, frames, words = made.query, made.frames, read_words(made.language)
    more = {"incidents": {"embed_restricted": query.include_restricted}}
    canvas = layers.Map()
    for name in drawn(page=True):
        kind = getattr(layers, name.capitalize())
        layer = kind(frames[name], show=dataset(name).shown, language=made.language, **more.get(name, {}))
        layer.add_to(canvas)
    filters: dict[str, Any] = {
        "crossings": list(query.crossings),
        "chosen": query.crossings[0] if len(query.crossings) == 1 else "",
    }
    if made.window:
        filters["window"] = {"kind": "dates", "since": made.window[0], "until": made.window[1]}
    instrument = layers.Instrument(query.record, query.on, query.known_by, language=made.language, filters=filters)
    instrument.add_to(canvas)
    return render_page(
        canvas,
        title=words["page.title"] if made.title is None else made.title,
        subtitle=_subtitle(made, words),
        age=sections.newest(frames["crossings"], words),
        words=words,
        notices=read_notices(),
        data_version=query.record.digest,
        tool_version=version("durandline"),
        sections=[
            sections.crossings_section(query.at_crossings(frames["crossings"]), words),
            sections.closures_section(query.at_crossings(frames["closures"]), words),
            _dated(sections.incidents_section(made.shown, words), made.window, words),
            _dated(sections.unlocated_section(made.shown, words), made.window, words),
        ],
        datasets=sections.datasets(frames["incidents"], words),
    )


def _subtitle(made: Page, words: Words) -> str:
    """Return the line that says for when the page opens."""
    query = made.query
    text = words("page.as_of", on=query.on.text)
    if query.known_by:
        text += words["list.comma"] + words("page.known_by", known_by=query.known_by.text)
    if made.window:
        text += words["list.semicolon"] + words("page.window", since=made.window[0], until=made.window[1])
    if query.dates_differ:
        text += f"{words['list.stop']} {words['page.parted']}"
    return text


def _dated(section: Section, window: tuple[str, str] | None, words: Words) -> Section:
    """Return a table of incidents with the days that it is of."""
    if window is None:
        return section
    days = words("sheet.incidents", since=window[0], until=window[1])
    return replace(section, note=f"{days} {section.note}".strip())
