"""``durandline map``: the record, and one's own incidents, as one HTML page that opens offline."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import click

from durandline.cli.asked import Asked, with_asked
from durandline.cli.own import Taken
from durandline.cli.text import count, progress

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from durandline.geo.time.moment import Moment

TITLE = "Crossings of the Durand Line"
# In the order they are drawn, lowest first; some are there, switched off until asked for.
LAYERS = ("basemap", "routes", "border", "closures", "movements", "incidents", "crossings")
HIDDEN = ("closures", "movements")


@click.command(name="map")
@click.argument("out", type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--title", default=TITLE, show_default=True, help="Heading of the page.")
@with_asked
def command(out: str, asked: Asked, title: str) -> None:
    """Render the record to OUT.html (- is stdout): one page with map, tables and sources that opens offline.

    Your own incidents need a date and either lat and lon or a place_name. Rows that cannot be used are
    listed and kept in a rejects file; the others are drawn. Exit code 3: drawn, with findings.

    \b
    durandline map border.html --on 2025-03-01
    durandline map mine.html --incidents mine.csv --since 2025-01-01
    """
    frames = {name: asked.frame(name) for name in progress(LAYERS, "Reading the record", quiet=asked.hushed)}
    page = _page(frames, asked, title)
    asked.deliver(out, page, [*_drawn(out, page, frames, asked.on), *_outside(asked.taken, frames["incidents"])])


def _page(frames: dict[str, gpd.GeoDataFrame], asked: Asked, title: str) -> str:
    from durandline import layers
    from durandline.layers import sections
    from durandline.layers.notices import read_notices
    from durandline.layers.page import render_page
    from durandline.layers.words import read_words

    words = read_words()
    drawn: dict[str, Any] = {
        "basemap": layers.Basemap,
        "routes": layers.Routes,
        "border": layers.Border,
        "closures": layers.Closures,
        "movements": layers.Movements,
        "incidents": layers.Incidents,
        "crossings": layers.Crossings,
    }
    canvas = layers.Map()
    for name in LAYERS:
        drawn[name](frames[name], show=name not in HIDDEN).add_to(canvas)
    layers.Legend().add_to(canvas)
    subtitle = words("page.as_of", on=asked.on.text)
    if asked.known_by:
        subtitle += ", " + words("page.known_by", known_by=asked.known_by.text)
    return render_page(
        canvas,
        title=title,
        subtitle=subtitle,
        age=sections.newest(frames["crossings"], words),
        words=words,
        notices=read_notices(),
        data_version=asked.record.digest,
        tool_version=version("durandline"),
        sections=[
            sections.crossings_section(frames["crossings"], words),
            sections.closures_section(frames["closures"], words),
            sections.incidents_section(frames["incidents"], words),
            sections.unlocated_section(frames["incidents"], words),
        ],
    )


def _drawn(out: str, page: str, frames: dict[str, gpd.GeoDataFrame], on: Moment) -> list[str]:
    """Say what is on the page, in numbers that add up."""
    crossings, incidents = frames["crossings"], frames["incidents"]
    placed = incidents.loc[incidents["located"], "incident_id"].nunique() if len(incidents) else 0
    every = incidents["incident_id"].nunique() if len(incidents) else 0
    pointless = int(crossings.geometry.isna().sum())
    size = len(page.encode("utf-8")) / 1000
    shut = len(frames["closures"][["report_id", "crossing_id"]].drop_duplicates())
    closures, figures = count(shut, "closure"), count(frames["movements"]["movement_id"].nunique(), "figure")
    return [
        f"{out} ({size:,.0f} kB), state of knowledge on {on.text}:",
        f"  {count(len(crossings), 'crossing')}, {pointless} without a known point",
        *(f"  {branch}: {_states(crossings[f'{branch}_state'])}" for branch in ("cargo", "people")),
        f"  {closures} on record, {figures} of movements",
        f"  {count(every, 'incident')}: {placed} on the map, {every - placed} listed as unlocated",
    ]


def _outside(taken: Taken, incidents: gpd.GeoDataFrame) -> list[str]:
    """Say how many of one's own incidents the window leaves out."""
    outside = len(taken.rows) - int((incidents["origin"] != "record").sum())
    return [f"  {count(outside, 'incident')} of your own outside --since and --until"] if outside else []


def _states(column: pd.Series[str]) -> str:
    counts = column.value_counts().to_dict()
    return ", ".join(f"{counts.get(state, 0)} {state}" for state in ("open", "restricted", "closed", "unknown"))
