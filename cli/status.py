"""``durandline status``: what was open, for whom, in which direction, and how old that knowledge is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
from durandline.cli import options
from durandline.cli.status_text import one_crossing, overview
from durandline.cli.text import paragraph, say
from durandline.geo.formats.csv import write_rows
from durandline.geo.schema.vocabulary import DIRECTIONS, FLOWS, SIDES
from durandline.geo.status.answer import Status
from durandline.geo.status.rows import COLUMNS, answer_rows
from durandline.layers.notices import read_notices

if TYPE_CHECKING:
    from durandline.geo.record import Record
    from durandline.geo.time.moment import Moment


@click.command(name="status")
@click.argument("crossings", nargs=-1, metavar="[CROSSING]...")
@options.on
@options.known_by
@click.option("--flow", type=click.Choice(FLOWS), default="all", show_default=True, help="Who or what crosses.")
@click.option("--direction", type=click.Choice(DIRECTIONS), default="both", show_default=True)
@click.option(
    "--side",
    type=click.Choice(SIDES),
    default="both",
    show_default=True,
    help="One gate, or the passage through both.",
)
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@options.data
def command(
    crossings: tuple[str, ...],
    on: Moment,
    known_by: Moment | None,
    flow: str,
    direction: str,
    side: str,
    form: str,
    record: Record,
) -> None:
    """Say what was open, for whom, in which direction.

    CROSSING is an id or a name in any script; without one, every crossing is listed.

    \b
    durandline status --on 2023-12-01
    durandline status torkham --on 2025-03-01
    durandline status torkham --on 2024-01-15 --flow cargo --format json
    """
    chosen = [record.crossing(name) for name in crossings]
    status = Status(record, known_by)
    if form == "table":
        if chosen:
            parts = [one_crossing(status, key, on, flow, direction, side) for key in chosen]
            click.echo("\n\n".join(parts))
        else:
            click.echo(overview(status, on))
        notices = read_notices()
        say("\n" + paragraph(f"{notices.disclaimer} {notices.not_for}"))
        return
    rows = answer_rows(status, on, chosen or None, flow, direction, side)
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        click.echo(write_rows(tuple(COLUMNS), rows), nl=False)
