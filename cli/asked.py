"""What ``map`` and ``export`` are asked for: a record at a moment, with one's own incidents, and where it goes."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from durandline.cli import options
from durandline.cli.exits import DONE, FINDINGS
from durandline.cli.output import emit, refuse, rejects_path
from durandline.cli.own import Taken, keep_rejects, report, take
from durandline.cli.text import count, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import geopandas as gpd

    from durandline.geo.record import Record
    from durandline.geo.schema.findings import Finding
    from durandline.geo.time.moment import Moment

TABLES = ("crossings", "status", "closures", "incidents", "movements", "places", "routes", "border", "basemap")


@dataclass(frozen=True, slots=True)
class Asked:
    """A record, the moment shown, the window for incidents, what came of one's own files, and how to write.

    ``crossings`` (ids), ``kinds`` and ``precision`` leave everything else out; see
    :func:`durandline.geo.incidents.chosen.chosen`. ``coarsen`` is one of
    :data:`~durandline.geo.schema.vocabulary.COARSENINGS` or empty; ``embed_restricted`` whether rows that may not be
    handed on are in the result all the same.
    """

    record: Record
    on: Moment
    known_by: Moment | None
    since: Moment | None
    until: Moment | None
    taken: Taken
    rejects: Path | None
    overwrite: bool
    verbosity: int
    crossings: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    precision: str = ""
    coarsen: str = ""
    embed_restricted: bool = False

    @property
    def parted(self) -> bool:
        """Whether the incidents end on another day than that whose states are shown."""
        return self.until is not None and self.until.day != self.on.day

    @property
    def hushed(self) -> bool:
        """Whether less than usual is to be said."""
        return self.verbosity < 0

    def frame(self, table: str, *, measured: bool = True) -> gpd.GeoDataFrame:
        """Return one of ``TABLES`` as a GeoDataFrame; what the filter shows is what is in it.

        Incidents come with their distances to the line and the nearest crossing, unless not ``measured``.
        """
        return self._incidents(measured=measured) if table == "incidents" else self.chosen(self._whole(table))

    def _whole(self, table: str) -> gpd.GeoDataFrame:
        from durandline.geo import frames

        match table:
            case "crossings":
                return frames.crossing_states(self.record, self.on, self.known_by)
            case "status":
                return frames.status(self.record, self.on, self.known_by)
            case "closures":
                return frames.closures(self.record, self.on, self.known_by)
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

    def chosen(self, frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        """Return the rows of the crossings asked for, of a table that is about crossings."""
        if not self.crossings or "crossing_id" not in frame.columns:
            return frame
        return frame[frame["crossing_id"].isin(self.crossings)].reset_index(drop=True)

    def filters(self) -> dict[str, str]:
        """Return the options that chose what is in the result, other than the moment, by name."""
        moments = {"since": self.since, "until": self.until, "known_by": self.known_by}
        given = {name: moment.text for name, moment in moments.items() if moment is not None}
        several = {"crossing": self.crossings, "kind": self.kinds}
        given |= {name: ", ".join(values) for name, values in several.items() if values}
        given |= {"precision": self.precision} if self.precision else {}
        given |= {"coarsen": self.coarsen} if self.coarsen else {}
        return given | ({"embed_restricted": "yes"} if self.embed_restricted else {})

    def _incidents(self, *, measured: bool) -> gpd.GeoDataFrame:
        from durandline.geo import frames
        from durandline.geo.incidents.chosen import chosen
        from durandline.geo.incidents.coarsen import coarsen
        from durandline.geo.incidents.distances import with_distances

        needed = measured or bool(self.crossings)
        until, direct = self.until or self.on, needed and not self.coarsen
        made = frames.incidents(self.record, self.since, until, self.taken.frames, measured=direct)
        if self.coarsen:
            # Blurred before anything is measured or chosen, so that neither tells where it was.
            made = coarsen(made, self.coarsen, self.record)
            made = with_distances(made, self.record) if needed else made
        return chosen(made, self.kinds, self.crossings, self.precision)

    def deliver(self, out: str, content: str | Callable[[], Sequence[Finding]], told: Sequence[str]) -> None:
        """Write the result and the rows that cannot be used, say what was found and done, and end the command.

        ``content`` is a text, or what writes the result itself and returns what it found while it did.
        """
        kept = rejects_path(out, self.rejects) if self.taken.rejected else None
        if kept is not None:
            keep_rejects(self.taken, kept, overwrite=self.overwrite)
        findings = [*self.taken.findings]
        if isinstance(content, str):
            emit(out, content, overwrite=self.overwrite)
        else:
            findings += content()
        report(findings, self.verbosity)
        for line in told:
            say(line, quiet=self.hushed)
        if self.parted and self.until:
            say(f"States are those of {self.on.text}, incidents those up to {self.until.text}.", quiet=self.hushed)
        if kept is not None:
            rows = count(self.taken.rejected, "row")
            say(f"Not used: {rows}, kept with the reasons in {kept}.", quiet=self.hushed)
        raise SystemExit(FINDINGS if any(each.is_problem for each in findings) else DONE)


def with_asked(function: options.Function) -> options.Function:
    """Add the options of a command that writes OUT from the record; it gets ``out`` and ``asked``.

    What cannot be written is refused before anything is read. Where incidents end on a day and no moment is given, it
    is the moment.
    """

    @options.on
    @options.known_by
    @options.since
    @options.until
    @options.crossing
    @options.kind
    @options.precision
    @options.incidents
    @options.gazetteer
    @options.coarsen
    @options.embed_restricted
    @options.with_record
    @options.rejects
    @options.overwrite
    @options.verbosity
    @functools.wraps(function)
    def command(out: str, **given: Any) -> None:  # noqa: ANN401
        refuse(out, given.get("rejects"), overwrite=given["overwrite"])
        source = click.get_current_context().get_parameter_source("on")
        if given["until"] and source is ParameterSource.DEFAULT:
            given["on"] = given["until"]
        record = given.pop("record")
        taken = take(given.pop("incident_files"), record, given.pop("gazetteers"))
        verbosity = given.pop("verbose") - given.pop("quiet")
        crossings = tuple(dict.fromkeys(record.crossing(name) for name in given.pop("crossings")))
        names = (
            "on", "known_by", "since", "until", "rejects", "overwrite", "kinds", "precision", "coarsen",
            "embed_restricted",
        )  # fmt: skip
        asked = Asked(
            record, crossings=crossings, taken=taken, verbosity=verbosity, **{name: given.pop(name) for name in names}
        )
        function(out=out, asked=asked, **given)

    return command  # type: ignore[return-value]
