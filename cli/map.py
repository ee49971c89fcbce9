"""``durandline map``: the record, and one's own incidents, as one HTML page that opens offline."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import click

from durandline.cli.asked import Asked, with_asked
from durandline.cli.own import Taken
from durandline.cli.text import count, progress
from durandline.geo.time.moment import Moment
from durandline.layers.words import languages, read_words

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from durandline.layers.page import Section
    from durandline.layers.words import Words

# In the order they are drawn, lowest first; some are there, switched off until asked for.
LAYERS = ("basemap", "routes", "border", "closures", "movements", "incidents", "crossings")
HIDDEN = ("closures", "movements")
_EVER = Moment("2200-12-31", is_day=True)  # later than any date of the tables may be


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
    frames = frames_of(asked)
    page = page_of(asked, frames, title, language)
    shown = frames | {"incidents": _by_then(frames["incidents"], asked)}
    told = [*_drawn(out, page, shown, asked), *_later(frames, shown), *_outside(asked.taken, frames["incidents"])]
    asked.deliver(out, page, told)


def frames_of(asked: Asked) -> dict[str, gpd.GeoDataFrame]:
    """Return what the page holds, by layer.

    It moves through time, so that it holds what came after the moment at which it opens too; and through crossings,
    so that it has them all, with the incidents of those asked for alone.
    """
    every = replace(asked, crossings=())
    asked_of = {"incidents": replace(asked, until=asked.until or _EVER)}
    return {
        name: asked_of.get(name, every).frame(name)
        for name in progress(LAYERS, "Reading the record", quiet=asked.hushed)
    }


def page_of(asked: Asked, frames: dict[str, gpd.GeoDataFrame], title: str | None = None, language: str = "en") -> str:
    """Return the page of what was asked for, from its frames by layer."""
    from durandline import layers
    from durandline.geo.notices import read_notices
    from durandline.layers import sections
    from durandline.layers.page import render_page

    words = read_words(language)
    drawn: dict[str, Any] = {
        "basemap": layers.Basemap,
        "routes": layers.Routes,
        "border": layers.Border,
        "closures": layers.Closures,
        "movements": layers.Movements,
        "incidents": layers.Incidents,
        "crossings": layers.Crossings,
    }
    more = {"incidents": {"embed_restricted": asked.embed_restricted}}
    canvas = layers.Map()
    for name in LAYERS:
        layer = drawn[name](frames[name], show=name not in HIDDEN, language=language, **more.get(name, {}))
        layer.add_to(canvas)
    filters: dict[str, Any] = {
        "crossings": list(asked.crossings),
        "chosen": asked.crossings[0] if len(asked.crossings) == 1 else "",
    }
    incidents = _by_then(frames["incidents"], asked)
    window = _window(asked, incidents)
    if window:
        filters["window"] = {"kind": "dates", "since": window[0], "until": window[1]}
    layers.Instrument(asked.record, asked.on, asked.known_by, language=language, filters=filters).add_to(canvas)
    subtitle = words("page.as_of", on=asked.on.text)
    if asked.known_by:
        subtitle += words["list.comma"] + words("page.known_by", known_by=asked.known_by.text)
    if window:
        subtitle += words["list.semicolon"] + words("page.window", since=window[0], until=window[1])
    if asked.parted:
        subtitle += f"{words['list.stop']} {words['page.parted']}"
    return render_page(
        canvas,
        title=words["page.title"] if title is None else title,
        subtitle=subtitle,
        age=sections.newest(frames["crossings"], words),
        words=words,
        notices=read_notices(),
        data_version=asked.record.digest,
        tool_version=version("durandline"),
        sections=[
            sections.crossings_section(asked.chosen(frames["crossings"]), words),
            sections.closures_section(asked.chosen(frames["closures"]), words),
            _dated(sections.incidents_section(incidents, words), window, words),
            _dated(sections.unlocated_section(incidents, words), window, words),
        ],
        datasets=sections.datasets(frames["incidents"], words),
    )


def _by_then(incidents: gpd.GeoDataFrame, asked: Asked) -> gpd.GeoDataFrame:
    """Return the incidents that had happened by the moment at which the page opens."""
    from durandline.geo.incidents.frame import within

    return within(incidents, None, asked.until or asked.on)


def _window(asked: Asked, incidents: gpd.GeoDataFrame) -> tuple[str, str] | None:
    """Return the first and last day of incidents, where they are not simply all up to the moment shown."""
    if asked.since is None and not asked.parted:
        return None
    first = asked.since.day if asked.since else min(incidents["date"], default="")[:10]
    last = (asked.until or asked.on).day
    return (first, last) if len(first) == 10 and first <= last else None


def _dated(section: Section, window: tuple[str, str] | None, words: Words) -> Section:
    """Return a table of incidents with the days that it is of."""
    if window is None:
        return section
    days = words("sheet.incidents", since=window[0], until=window[1])
    return replace(section, note=f"{days} {section.note}".strip())


def _later(frames: dict[str, gpd.GeoDataFrame], shown: dict[str, gpd.GeoDataFrame]) -> list[str]:
    """Say how many incidents are in the page that it does not show at first."""
    later = frames["incidents"]["incident_id"].nunique() - shown["incidents"]["incident_id"].nunique()
    return [f"  {count(later, 'later incident')} in the page, shown from that day on"] if later else []


def _drawn(out: str, page: str, frames: dict[str, gpd.GeoDataFrame], asked: Asked) -> list[str]:
    """Say what is on the page, in numbers that add up."""
    crossings, incidents = frames["crossings"], frames["incidents"]
    placed = incidents.loc[incidents["located"], "incident_id"].nunique() if len(incidents) else 0
    every = incidents["incident_id"].nunique() if len(incidents) else 0
    pointless = int(crossings.geometry.isna().sum())
    size = len(page.encode("utf-8")) / 1000
    shut = len(frames["closures"][["report_id", "crossing_id"]].drop_duplicates())
    closures, figures = count(shut, "closure"), count(frames["movements"]["movement_id"].nunique(), "figure")
    window = _window(asked, incidents)
    of_days = f", incidents from {window[0]} to {window[1]}" if window else ""
    return [
        f"{out} ({size:,.0f} kB), state of knowledge on {asked.on.text}{of_days}:",
        f"  {count(len(crossings), 'crossing')}, {pointless} without a known point",
        *(f"  {branch}: {_states(crossings[f'{branch}_state'])}" for branch in ("cargo", "people")),
        f"  {closures} on record, {figures} of movements",
        f"  {count(every, 'incident')}: {placed} on the map, {every - placed} listed as unlocated",
    ]


def _outside(taken: Taken, incidents: gpd.GeoDataFrame) -> list[str]:
    """Say how many of one's own incidents the window leaves out."""
    outside = taken.kept - int((incidents["origin"] != "record").sum())
    return [f"  {count(outside, 'incident')} of your own outside --since and --until"] if outside else []


def _states(column: pd.Series[str]) -> str:
    counts = column.value_counts().to_dict()
    return ", ".join(f"{counts.get(state, 0)} {state}" for state in ("open", "restricted", "closed", "unknown"))
