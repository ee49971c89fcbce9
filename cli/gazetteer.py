"""``durandline gazetteer``: what place names are looked up in, beside the built-in tables."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from durandline.cli import options
from durandline.cli.exits import DONE, FINDINGS
from durandline.cli.findings import report
from durandline.cli.output import hand_out_json
from durandline.cli.text import count, paragraph, printable, say, show, table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from durandline.geo.gazetteer.store import Added, StoredGazetteer

form = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
replacing = click.option("--overwrite", is_flag=True, help="Replace gazetteers of the same name.")


@click.group(name="gazetteer")
def command() -> None:
    """Add village-level gazetteers, list and remove them.

    Built in are the crossings and places of the record and some 900 towns. Villages are in GeoNames' country
    files (https://download.geonames.org/export/dump/, CC BY 4.0): add them once, and every command that looks
    up place names uses them.

    \b
    durandline gazetteer add AF.txt PK.txt
    durandline gazetteer list
    durandline gazetteer info AF
    durandline gazetteer remove AF
    """


@command.command(name="add")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
@replacing
@options.verbosity
def add_command(files: tuple[str, ...], overwrite: bool, verbose: int, quiet: int) -> None:
    """Keep GeoNames country FILEs as gazetteers named after them.

    Text or zip, 19 columns between tabs. alternateNamesV2.txt among them adds its names to the places of the
    others. Exit code 3: added, with findings.

    \b
    durandline gazetteer add AF.txt PK.txt
    durandline gazetteer add AF.zip alternateNamesV2.txt --overwrite
    """
    from durandline.geo.gazetteer.store import add

    raise SystemExit(_told(add(files, overwrite=overwrite), verbose - quiet))


@command.command(name="fetch")
@click.argument("countries", nargs=-1, metavar="[COUNTRY]...")
@click.option(
    "--from",
    "address",
    metavar="URL",
    default=None,
    help="Where the archives lie (https).  [default: GeoNames' export server]",
)
@replacing
@options.verbosity
def fetch_command(countries: tuple[str, ...], address: str | None, overwrite: bool, verbose: int, quiet: int) -> None:
    """Download GeoNames' country files and add them; COUNTRY is AF, PK or both.

    How large each is is said first. A download that broke off goes on where it stopped; no other server is asked than
    the one named. This is the one command that uses the network.

    \b
    durandline gazetteer fetch
    durandline gazetteer fetch PK --overwrite
    """
    from durandline.geo.gazetteer.fetch import COUNTRIES, GEONAMES, fetch

    added = fetch(
        countries or COUNTRIES,
        address=address or GEONAMES,
        overwrite=overwrite,
        progress=_progress(address or GEONAMES, quiet=quiet > verbose),
    )
    raise SystemExit(_told(added, verbose - quiet))


@command.command(name="list")
@form
def list_command(form: str) -> None:
    """List the gazetteers that were added.

    \b
    durandline gazetteer list
    durandline gazetteer list --format json
    """
    from durandline.geo.gazetteer.store import directory, installed

    found = installed()
    if form == "json":
        hand_out_json([_row(each) for each in found])
    elif found:
        show(table(("name", "places", "version"), [(e.name, f"{e.entries:,}", e.version) for e in found]))
    else:
        say(f"None has been added; they would be kept in {directory()}.")


@command.command(name="info")
@click.argument("name")
@form
def info_command(name: str, form: str) -> None:
    """Say what is in the gazetteer NAME.

    \b
    durandline gazetteer info AF
    durandline gazetteer info AF --format json
    """
    from durandline.geo.gazetteer.store import find, load_entries

    stored, entries = find(name), load_entries([name])
    kinds = dict(Counter(each.kind for each in entries).most_common())
    countries = dict(Counter(each.country for each in entries).most_common())
    row = _row(stored) | {"kinds": kinds, "countries": countries, "names": sum(len(each.names) for each in entries)}
    if form == "json":
        hand_out_json(row)
        return
    show(f"{stored.version}, from {', '.join(stored.sources)}")
    show(paragraph(_counts(stored), 2))
    show(paragraph(f"{row['names']:,} names; " + _each(kinds), 2))
    show(paragraph("countries: " + _each(countries), 2))
    show(f"  kept in {stored.path}")


@command.command(name="remove")
@click.argument("name")
def remove_command(name: str) -> None:
    """Remove the gazetteer NAME; the file it was made from stays.

    \b
    durandline gazetteer remove AF
    durandline gazetteer remove PK
    """
    from durandline.geo.gazetteer.store import remove

    remove(name)
    say(f"{name} is removed.")


def _told(added: Sequence[Added], verbosity: int) -> int:
    findings = [finding for each in added for finding in each.findings]
    report(findings, verbosity)
    for each in added:
        say(f"{each.stored.version}: {_counts(each.stored)}.", quiet=verbosity < 0)
        if each.left_out and verbosity > 0:
            say(paragraph("left out: " + _each(each.left_out), 2))
    return FINDINGS if findings else DONE


def _counts(stored: StoredGazetteer) -> str:
    return (
        f"{count(stored.entries, 'place')} of {count(stored.rows, 'row')}; {stored.left_out:,} streams and other "
        f"features left out, {stored.doubled:,} doubled, {stored.unusable:,} unusable"
    )


def _each(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number:,} {name}" for name, number in Counter(counts).most_common())


def _row(stored: StoredGazetteer) -> dict[str, Any]:
    columns = ("name", "version", "sha256", "rows", "entries", "doubled", "left_out", "unusable")
    return {name: getattr(stored, name) for name in columns} | {
        "sources": list(stored.sources),
        "path": str(stored.path),
    }


def _progress(address: str, *, quiet: bool) -> Callable[[str, int, int], None] | None:
    """Return what says how large a download is, and on a terminal draws how far it is."""
    if quiet:
        return None
    told: set[str] = set()

    def draw(country: str, done: int, total: int) -> None:
        if country not in told:
            told.add(country)
            say(f"{country}.zip: {total / 1e6:,.1f} MB from {address}")
        if sys.stderr.isatty() and total:
            click.echo(f"\r{printable(country)}.zip: {done / total:4.0%}", nl=done == total, err=True)

    return draw
