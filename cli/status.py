"""``durandline status``: what was open, for whom, in which direction, and how old that knowledge is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from durandline.cli import options
from durandline.cli.output import csv_text, hand_out, hand_out_json
from durandline.cli.status_text import near_table, one_crossing, overview
from durandline.cli.text import paragraph, say, show
from durandline.geo.notices import read_notices
from durandline.geo.schema.vocabulary import DIRECTIONS, SIDES
from durandline.geo.status.crossing_status import Status
from durandline.geo.status.rows import COLUMNS, answer_rows

if TYPE_CHECKING:
    from durandline.geo.record import Record
    from durandline.geo.time.moment import Moment


@click.command(name="status")
@click.argument("crossings", nargs=-1, metavar="[CROSSING]...")
@options.on
@options.known_by
@options.flow
@click.option("--direction", type=click.Choice(DIRECTIONS), default="both", show_default=True)
@click.option(
    "--side",
    type=click.Choice(SIDES),
    default="both",
    show_default=True,
    help="One gate, or the passage through both.",
)
@options.near
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv", "geojson"]), default="table", show_default=True
)
@options.raw_cells
@options.with_record
def command(
    crossings: tuple[str, ...],
    on: Moment,
    known_by: Moment | None,
    flow: str,
    direction: str,
    side: str,
    near: tuple[float, float] | None,
    form: str,
    record: Record,
) -> None:
    """Say what was open, for whom, in which direction.

    CROSSING is an id or a name in any script; without one, every crossing is listed.

    \b
    durandline status --on 2023-12-01
    durandline status torkham --on 2025-03-01
    durandline status torkham --on 2024-01-15 --flow cargo --format json
    durandline status --near 69.45,34.43 --flow commercial --on 2025-03-25
    """
    chosen = [record.crossing(name) for name in crossings]
    status = Status(record, known_by)
    if form == "table":
        show(_table(status, chosen, on, flow, direction, side, near))
        notices = read_notices()
        say("\n" + paragraph(f"{notices.disclaimer} {notices.not_for}"))
        return
    if near:
        from durandline.geo.status.nearest import crossings_near, near_rows

        rows = near_rows(status, crossings_near(status, *near, flow, direction, on, chosen), on)
    else:
        rows = answer_rows(status, on, chosen or None, flow, direction, side)
    if form == "json":
        hand_out_json(rows)
    elif form == "geojson":
        hand_out(_geojson(rows, record, on))
    else:
        hand_out(csv_text(tuple(rows[0]) if near and rows else tuple(COLUMNS), rows))


def _table(
    status: Status,
    chosen: list[str],
    on: Moment,
    flow: str,
    direction: str,
    side: str,
    near: tuple[float, float] | None,
) -> str:
    if near:
        from durandline.geo.status.nearest import crossings_near  # pyproj takes its time

        return near_table(crossings_near(status, *near, flow, direction, on, chosen), on, flow, direction)
    if chosen:
        return "\n\n".join(one_crossing(status, key, on, flow, direction, side) for key in chosen)
    return overview(status, on)


def _geojson(rows: list[dict[str, Any]], record: Record, on: Moment) -> str:
    from durandline.geo.export import geojson_text
    from durandline.geo.frames import at_crossings

    return geojson_text(at_crossings(rows, record), "status", on)
