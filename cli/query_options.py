"""What ``map``, ``export`` and ``sheet`` are asked for: a query, and how and where its result goes."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from durandline.cli import options
from durandline.cli.exits import DONE, FINDINGS
from durandline.cli.findings import keep_rejects, report
from durandline.cli.output import emit, refuse, rejects_path
from durandline.cli.text import count, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from durandline.geo.query import Query
    from durandline.geo.schema.findings import Finding

_OF_QUERY = ("on", "known_by", "since", "until", "kinds", "precision", "coarsen")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, where its rejected rows go, whether a file may be written over, and how much is said."""

    query: Query
    rejects: Path | None
    overwrite: bool
    verbosity: int

    @property
    def hushed(self) -> bool:
        """Whether less than usual is to be said."""
        return self.verbosity < 0

    def deliver(self, out: str, content: str | Callable[[], Sequence[Finding]], told: Sequence[str]) -> None:
        """Write the result and the rows that cannot be used, say what was found and done, and end the command.

        ``content`` is a text, or what writes the result itself and returns what it found while it did.
        """
        query, user = self.query, self.query.user
        kept = rejects_path(out, self.rejects) if user.rejected else None
        if kept is not None:
            keep_rejects(user, kept, overwrite=self.overwrite)
        findings = [*user.findings]
        if isinstance(content, str):
            emit(out, content, overwrite=self.overwrite)
        else:
            findings += content()
        report(findings, self.verbosity)
        for line in told:
            say(line, quiet=self.hushed)
        if query.dates_differ and query.until:
            say(f"States are those of {query.on.text}, incidents those up to {query.until.text}.", quiet=self.hushed)
        if kept is not None:
            rows = count(user.rejected, "row")
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
        from durandline.geo.incidents.user_files import read_incidents
        from durandline.geo.query import Query

        refuse(out, given.get("rejects"), overwrite=given["overwrite"])
        source = click.get_current_context().get_parameter_source("on")
        if given["until"] and source is ParameterSource.DEFAULT:
            given["on"] = given["until"]
        record = given.pop("record")
        user = read_incidents(given.pop("incident_files"), record, given.pop("gazetteers"))
        filters = {name: given.pop(name) for name in (*_OF_QUERY, "crossings")}
        query = Query(record, include_restricted=given.pop("embed_restricted"), user=user, **filters)
        verbosity = given.pop("verbose") - given.pop("quiet")
        asked = Asked(query, given.pop("rejects"), given.pop("overwrite"), verbosity)
        function(out=out, asked=asked, **given)

    return command  # type: ignore[return-value]
