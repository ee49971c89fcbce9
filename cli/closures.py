"""``durandline closures``: closures with how long they lasted, or days shut by year, month or crossing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from durandline.cli import options
from durandline.cli.closures_text import closure_list, stats_table
from durandline.cli.output import csv_text, hand_out, hand_out_json
from durandline.cli.text import paragraph, say, show
from durandline.geo.schema.vocabulary import DIRECTIONS
from durandline.geo.status.closures import INSTANTS, NESTED, Closure, closures
from durandline.geo.status.crossing_status import Status
from durandline.geo.status.flows import HEADLINE, LEAVES
from durandline.geo.status.stats import days_shut
from durandline.geo.time.clock import iso_utc

if TYPE_CHECKING:
    from durandline.geo.record import Record
    from durandline.geo.time.moment import Moment

HOW = (
    "Days are 24 hours. Known: on which it was known whether the crossing was open, restricted or closed. Shut: for "
    "certain, to at most, as far as reported; days that nobody reported are not in it. Where no end is reported, the "
    "least runs to the last statement that the crossing was still shut, the most to the next one that it was not. "
    "Lanes that were open for a flow are taken out of it. Not known: nothing is known of a single day."
)


@click.command(name="closures")
@click.argument("crossings", nargs=-1, metavar="[CROSSING]...")
@options.on
@options.known_by
@options.since
@click.option(
    "--stats", type=click.Choice(["year", "month", "crossing"]), default=None, help="Count days shut instead."
)
@click.option(
    "--flow",
    "flows",
    type=click.Choice([*HEADLINE, *LEAVES]),
    metavar="FLOW",
    multiple=True,
    help="Flow to count with --stats; can be given again. cargo counts commercial cargo, people those on foot.  "
    "[default: cargo and people]",
)
@click.option("--direction", type=click.Choice(DIRECTIONS), default="both", show_default=True)
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@options.raw_cells
@options.with_record
def command(
    crossings: tuple[str, ...],
    on: Moment,
    known_by: Moment | None,
    since: Moment | None,
    stats: str | None,
    flows: tuple[str, ...],
    direction: str,
    form: str,
    record: Record,
) -> None:
    """List closures up to --on with their length and how sure it is, or count days shut with --stats.

    \b
    durandline closures torkham --since 2025-01-01 --on 2025-12-01
    durandline closures spin_boldak_chaman --stats year --on 2026-01-01
    """
    status = Status(record, known_by)
    chosen = [record.crossing(name) for name in crossings] or list(record.crossing_ids)
    if stats:
        rows = days_shut(status, chosen, flows or tuple(HEADLINE), direction, stats, on, since)
        _print(rows, form, lambda: stats_table(rows, stats, on))
        say("\n" + paragraph(HOW))
        never = [each for each in chosen if each not in {row["crossing_id"] for row in rows}]
        if never:
            say(
                "\n" + paragraph(f"Not counted, since these were not reported shut in that time: {', '.join(never)}.")
            )
        return
    found = [each for each in closures(status, on) if each["crossing_id"] in chosen and _recent(each, since)]
    _print([_row(each) for each in found], form, lambda: closure_list(found, record, on))


def _print(rows: list[dict[str, Any]], form: str, table: Any) -> None:  # noqa: ANN401 - a function of no arguments
    if form == "json":
        hand_out_json(rows)
    elif form == "csv":
        hand_out(csv_text(tuple(rows[0]) if rows else (), rows))
    else:
        show(table())


def _recent(closure: Closure, since: Moment | None) -> bool:
    from durandline.geo.time.partial import bounds

    last = closure["end"] or closure["start"]
    return since is None or bounds(last).latest > since.span("both").earliest


def _row(closure: Closure) -> dict[str, Any]:
    plain: dict[str, Any] = {key: value for key, value in closure.items() if key not in NESTED}
    plain |= {key: None if plain[key] is None else iso_utc(plain[key]) for key in INSTANTS}
    plain["reopening_id"] = str(closure["reopening"]["report_id"]) if closure["reopening"] else ""
    plain["also_ids"] = tuple(str(row["report_id"]) for row in closure["also"])
    plain["summary"] = closure["report"]["summary"]
    return plain
