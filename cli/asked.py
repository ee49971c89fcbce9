"""What ``map`` and ``export`` are asked for: a record at a moment, with one's own incidents, and where it goes."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from durandline.cli import options
from durandline.cli.exits import DONE, FINDINGS
from durandline.cli.output import emit, refuse, rejects_path
from durandline.cli.own import Taken, keep_rejects, report, take
from durandline.cli.text import count, say

if TYPE_CHECKING:
    import geopandas as gpd

    from durandline.geo.record import Record
    from durandline.geo.time.moment import Moment

TABLES = ("crossings", "status", "closures", "incidents", "movements", "places", "routes", "border", "basemap")


@dataclass(frozen=True, slots=True)
class Asked:
    """A record, the moment shown, the window for incidents, what came of one's own files, and how to write."""

    record: Record
    on: Moment
    known_by: Moment | None
    since: Moment | None
    until: Moment | None
    taken: Taken
    rejects: Path | None
    overwrite: bool
    verbosity: int

    @property
    def hushed(self) -> bool:
        """Whether less than usual is to be said."""
        return self.verbosity < 0

    def frame(self, table: str) -> gpd.GeoDataFrame:
        """Return one of ``TABLES`` as a GeoDataFrame; what the filter shows is what is in it."""
        from durandline.geo import frames

        match table:
            case "crossings":
                return frames.crossing_states(self.record, self.on, self.known_by)
            case "status":
                return frames.status(self.record, self.on, self.known_by)
            case "closures":
                return frames.closures(self.record, self.on, self.known_by)
            case "incidents":
                return frames.incidents(self.record, self.since, self.until or self.on, self.taken.rows)
            case "movements":
                return frames.movements(self.record, self.on)
            case "places":
                return frames.places(self.record)
            case "routes":
                return frames.routes(self.record)
            case "border":
                return frames.border(self.record)
            case _:
                return frames.basemap(self.record)

    def deliver(self, out: str, text: str, told: list[str]) -> None:
        """Write the result and the rows that cannot be used, say what was found and done, and end the command."""
        kept = rejects_path(out, self.rejects) if self.taken.rejected else None
        if kept is not None:
            keep_rejects(self.taken, kept, overwrite=self.overwrite)
        emit(out, text, overwrite=self.overwrite)
        report(self.taken.findings, self.verbosity)
        for line in told:
            say(line, quiet=self.hushed)
        if kept is not None:
            rows = count(self.taken.rejected, "row")
            say(f"Not used: {rows}, kept with the reasons in {kept}.", quiet=self.hushed)
        raise SystemExit(FINDINGS if self.taken.findings else DONE)


def with_asked(function: options.Function) -> options.Function:
    """Add the options of a command that writes OUT from the record; it gets ``out`` and ``asked``.

    What cannot be written is refused before anything is read.
    """

    @options.on
    @options.known_by
    @options.since
    @options.until
    @options.incidents
    @options.gazetteer
    @options.with_record
    @options.rejects
    @options.overwrite
    @options.verbosity
    @functools.wraps(function)
    def command(out: str, **given: Any) -> None:  # noqa: ANN401
        refuse(out, overwrite=given["overwrite"])
        record = given.pop("record")
        taken = take(given.pop("incident_files"), record, given.pop("gazetteers"))
        verbosity = given.pop("verbose") - given.pop("quiet")
        names = ("on", "known_by", "since", "until", "rejects", "overwrite")
        asked = Asked(record, taken=taken, verbosity=verbosity, **{name: given.pop(name) for name in names})
        function(out=out, asked=asked, **given)

    return command  # type: ignore[return-value]
