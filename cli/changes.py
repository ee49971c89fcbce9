"""``durandline changes``: what changed between two dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from durandline.cli import options
from durandline.cli.output import csv_text, hand_out, hand_out_json
from durandline.cli.text import paragraph, printable, show
from durandline.geo.status.changes import Change, changes
from durandline.geo.status.crossing_status import Status
from durandline.geo.time.clock import iso_minute
from durandline.layers.words import read_words

if TYPE_CHECKING:
    from durandline.geo.record import Record
    from durandline.geo.time.moment import Moment


@click.command(name="changes")
@click.argument("crossings", nargs=-1, metavar="[CROSSING]...")
@click.option("--from", "start", type=options.MomentType(), required=True, help="Day or instant after which.")
@click.option("--to", "end", type=options.MomentType(), required=True, help="Day or instant up to which.")
@options.known_by
@options.flow
@click.option("--reported-only", is_flag=True, help="Leave out states that only grew too old to hold.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@options.raw_cells
@options.with_record
def command(
    crossings: tuple[str, ...],
    start: Moment,
    end: Moment,
    known_by: Moment | None,
    flow: str,
    reported_only: bool,
    form: str,
    record: Record,
) -> None:
    """List what changed between two dates, at which crossing, for whom.

    A bare date is Pakistan's local day: changes are listed from the end of --from to the end of --to. A state
    that nothing confirmed any longer becomes unknown; that is a change too.

    \b
    durandline changes --from 2025-02-20 --to 2025-03-25
    durandline changes torkham --from 2024-01-01 --to 2024-02-01 --flow cargo
    """
    chosen = {record.crossing(name) for name in crossings} or set(record.crossing_ids)
    found = [
        each
        for each in changes(Status(record, known_by), start.second("PK"), end.second("PK"), flow)
        if each.crossing_id in chosen and not (reported_only and each.after == "unknown")
    ]
    if form == "json":
        hand_out_json([_row(each) for each in found])
    elif form == "csv":
        hand_out(csv_text(tuple(_row(found[0])) if found else (), [_row(each) for each in found]))
    else:
        head = f"Changes after {start.text} up to {end.text} (Pakistan time, +05:00)"
        show("\n".join([head, "", *map(_text, found)]) if found else f"{head}\n\nNone on record.")


def _row(change: Change) -> dict[str, Any]:
    return {
        "crossing_id": change.crossing_id,
        "at": iso_minute(change.second),
        "stated": str(change.report["from"]) if change.report and change.after != "unknown" else "",
        "flows": change.flows,
        "direction": change.direction,
        "before": change.before,
        "after": change.after,
        "knowledge": change.knowledge,
        "report_id": str(change.report["report_id"]) if change.report else "",
        "claimant": str(change.report["claimant"]) if change.report else "",
    }


def _text(change: Change) -> str:
    words, row = read_words(), _row(change)
    flows = ", ".join(words.word("flow", each) for each in change.flows)
    line = f"{row['at'][:16].replace('T', ' ')}  {change.crossing_id}: {change.before} -> {change.after}"
    why = words.word("knowledge", change.knowledge) if change.after == "unknown" else f"by {row['claimant']}"
    parts = [flows, words.word("direction", change.direction), why]
    parts += [f"stated as {row['stated']}"] if row["stated"] else []
    return f"{printable(line)}\n{paragraph('; '.join(parts), 4)}"
