"""What there is to draw: the frames of the record at a moment, and what is said about them. It can be pickled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from durandline.geo.datasets import drawn
from durandline.geo.errors import InputError

if TYPE_CHECKING:
    import geopandas as gpd

    from durandline.geo.time.moment import Moment
    from durandline.layers.paper.history import History
    from durandline.layers.paper.spec import SheetSpec

FRAMES = drawn(sheet=True)
"""The datasets that a sheet is made of, lowest first."""


@dataclass(frozen=True, slots=True)
class Content:
    """The frames by name (:data:`FRAMES`), the moment shown, the window of the incidents, and versions.

    ``focus`` are the ids of the crossings asked for, none for the whole line; ``extent`` is the ground shown:
    ``line``, ``crossing`` (those asked for) or ``incidents`` (one's own, or all). ``crossings`` in ``frames`` are
    always all of them: those about the one asked for belong on its map. ``dates`` are the days of reports by address,
    ``history`` what the charts draw.
    """

    frames: Mapping[str, gpd.GeoDataFrame]
    on: Moment
    known_by: Moment | None = None
    since: Moment | None = None
    until: Moment | None = None
    focus: tuple[str, ...] = ()
    extent: str = "line"
    data_version: str = ""
    tool_version: str = ""
    dates: Mapping[str, str] = field(default_factory=dict)
    history: History | None = None

    @property
    def told(self) -> History:
        """The history, which charts cannot do without.

        Raises
        ------
        InputError
            There is none.
        """
        if self.history is None:
            raise InputError("A chart needs the history of the crossings: Content(history=history_of(status, on)).")
        return self.history

    @property
    def parted(self) -> bool:
        """Whether the incidents end on another day than that whose states are shown."""
        return self.until is not None and self.until.day != self.on.day

    @property
    def day(self) -> str:
        """The day shown, as ``2025-03-01``."""
        return self.on.text[:10]


def texts_of(content: Content, spec: SheetSpec) -> Iterator[str]:
    """Yield every text that may stand on a sheet, so that fonts can be chosen that have all their letters."""
    yield from spec.words.table.values()
    yield from (spec.title, spec.subtitle)
    names = dict.fromkeys(("name_en", *(f"name_{script}" for script in (*spec.scripts, spec.language))))
    for frame in (content.frames["crossings"], content.frames["basemap"]):
        for name in names:
            yield from map(str, frame[name].dropna() if name in frame.columns else ())
    for name in ("dataset", "licence"):
        if name in content.frames["incidents"].columns:
            yield from map(str, content.frames["incidents"][name].dropna().unique())
    yield from publishers(content)


def publishers(content: Content) -> Iterator[str]:
    """Yield who published the sources of the states and incidents."""
    cells = [line.get("sources") for row in content.frames["crossings"]["lines"] for line in row]
    incidents = content.frames["incidents"]
    cells += list(incidents["sources"]) if "sources" in incidents.columns else []
    for cell in cells:
        yield from (str(source.get("publisher") or "") for source in cell or ())
