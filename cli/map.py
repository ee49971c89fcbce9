"""``durandline map``: the record, and one's own incidents, as one HTML page that opens offline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from durandline.cli.query_options import Asked, with_asked
from durandline.cli.text import count, progress
from durandline.layers.words import languages

if TYPE_CHECKING:
    import pandas as pd

    from durandline.layers.web.compose import Page


@click.command(name="map")
@click.argument("out", type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--title", default=None, help="Heading of the page.  [default: in words of the language]")
@click.option(
    "--lang",
    "language",
    type=click.Choice(languages()),
    default="en",
    show_default=True,
    help="Language in which the page opens; the reader can choose another.",
)
@with_asked
def command(out: str, asked: Asked, title: str | None, language: str) -> None:
    """Render the record to OUT.html (- is stdout): one page with map, time, tables and sources that opens offline.

    It opens at --on, and moves through all that is on record. Your own incidents need a date and either lat and
    lon or a place_name. Rows that cannot be used are listed and kept in a rejects file; the others are drawn.
    Exit code 3: drawn, with findings.

    \b
    durandline map border.html --on 2025-03-01
    durandline map mine.html --incidents mine.csv --since 2025-01-01
    """
    from durandline import layers

    page = layers.page(
        asked.query,
        title=title,
        language=language,
        progress=lambda names: progress(names, "Reading the record", quiet=asked.hushed),
    )
    asked.deliver(out, page.html, [*_drawn(out, page), *_later(page), *_outside(page)])


def _drawn(out: str, page: Page) -> list[str]:
    """Say what is on the page, in numbers that add up."""
    crossings, incidents = page.frames["crossings"], page.shown
    placed = incidents.loc[incidents["located"], "incident_id"].nunique() if len(incidents) else 0
    every = incidents["incident_id"].nunique() if len(incidents) else 0
    pointless = int(crossings.geometry.isna().sum())
    size = len(page.html.encode("utf-8")) / 1000
    shut = len(page.frames["closures"][["report_id", "crossing_id"]].drop_duplicates())
    closures, figures = count(shut, "closure"), count(page.frames["movements"]["movement_id"].nunique(), "figure")
    of_days = f", incidents from {page.window[0]} to {page.window[1]}" if page.window else ""
    return [
        f"{out} ({size:,.0f} kB), state of knowledge on {page.query.on.text}{of_days}:",
        f"  {count(len(crossings), 'crossing')}, {pointless} without a known point",
        *(f"  {branch}: {_states(crossings[f'{branch}_state'])}" for branch in ("cargo", "people")),
        f"  {closures} on record, {figures} of movements",
        f"  {count(every, 'incident')}: {placed} on the map, {every - placed} listed as unlocated",
    ]


def _later(page: Page) -> list[str]:
    """Say how many incidents are in the page that it does not show at first."""
    later = page.frames["incidents"]["incident_id"].nunique() - page.shown["incident_id"].nunique()
    return [f"  {count(later, 'later incident')} in the page, shown from that day on"] if later else []


def _outside(page: Page) -> list[str]:
    """Say how many of one's own incidents the window leaves out."""
    frame = page.frames["incidents"]
    outside = page.query.user.incidents - int(frame.loc[frame["origin"] != "record", "incident_id"].nunique())
    return [f"  {count(outside, 'incident')} of your own outside --since and --until"] if outside else []


def _states(column: pd.Series[str]) -> str:
    counts = column.value_counts().to_dict()
    return ", ".join(f"{counts.get(state, 0)} {state}" for state in ("open", "restricted", "closed", "unknown"))
