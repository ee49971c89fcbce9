"""The map as an instrument: time, filters, panel and tables around a map, all of one state that its address holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from branca.element import Figure, MacroElement

from durandline.geo.notices import read_notices
from durandline.geo.status.crossing_status import Status
from durandline.layers.incidents import Incidents
from durandline.layers.web.downloads import download_columns, download_members
from durandline.layers.web.embed import Plain, deflated, script_text
from durandline.layers.web.incident_columns import seconds_of
from durandline.layers.web.layer import DataLayer, add_assets
from durandline.layers.web.status_pack import pack_status
from durandline.layers.web.verbatim import Verbatim
from durandline.layers.words import languages, read_words

if TYPE_CHECKING:
    from durandline.geo.record import Record
    from durandline.geo.time.moment import Moment


class Instrument(MacroElement):
    """Slider, filters, timeline, panel, tables and legend of the layers on the same map; add it after them.

    Parameters
    ----------
    record
        The record whose status is shown, at any moment of it.
    on
        The moment at which it opens.
    known_by
        Only what had been said by then; ``None``: everything.
    language
        Language in which it opens; the others that there are words for can be chosen.
    filters
        What is shown at first, where that is not everything: parts of the page's state, such as
        ``{"crossings": ["torkham"], "window": {"kind": "days", "days": 30}}``.
    collapsed
        Whether the legend opens as a button; on narrow screens it always does.
    """

    tells_status = True

    def __init__(
        self,
        record: Record,
        on: Moment,
        known_by: Moment | None = None,
        *,
        language: str = "en",
        filters: Mapping[str, Plain] | None = None,
        collapsed: bool = False,
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "DurandlineInstrument"
        self.words = read_words(language)
        self.record, self.on, self.known_by = record, on, known_by
        self.filters = dict(filters or {})
        self.collapsed = collapsed

    def siblings(self) -> list[DataLayer]:
        """Return our layers on the map, in the order they were added."""
        siblings = self._parent._children.values() if self._parent else ()  # noqa: SLF001 - no public list
        return [each for each in siblings if isinstance(each, DataLayer)]

    def layers(self) -> str:
        """Return their script names."""
        return ", ".join(each.get_name() for each in self.siblings())

    def packed(self) -> dict[str, Plain]:
        """Return the status of the record over a range of time that holds the map's incidents too."""
        spans = [seconds_of(each.frame) for each in self.siblings() if isinstance(each, Incidents)]
        first = min((span[0] for span in spans if span), default=None)
        last = max((span[1] for span in spans if span), default=None)
        return pack_status(Status(self.record, self.known_by), self.on, first, last)

    def options(self) -> dict[str, Plain]:
        """Return what the page needs beside: languages, notices, filters, columns of the files it hands out."""
        notices = read_notices()
        return {
            "language": self.words.language,
            "languages": list(languages()),
            "collapsed": self.collapsed,
            "filters": self.filters,
            "bounds": getattr(self._parent, "ground", None),
            "columns": download_columns(),
            "about": deflated(download_members(self.record)),
            "embedRestricted": any(isinstance(each, Incidents) and each.embed_restricted for each in self.siblings()),
            "boundary": notices.boundary_words,
            "notFor": notices.not_for,
            "disclaimer": notices.disclaimer,
        }

    def arguments(self) -> str:
        """Return status and options as script text."""
        return ", ".join(script_text(part) for part in (deflated(self.packed()), self.options()))

    def render(self, **kwargs: object) -> None:  # type: ignore[override]
        """Add our script to the page once, then the call."""
        figure = self.get_root()
        if isinstance(figure, Figure) and self._parent:
            add_assets(figure, self.words)
            call = f"durandline.instrument({self._parent.get_name()}, [{self.layers()}], {self.arguments()});\n"
            figure.script.add_child(Verbatim(call), name=self.get_name())
        super().render(**kwargs)  # type: ignore[no-untyped-call]
