"""``durandline geocode``: place names to points, with a radius, the reason, and what else it may be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from durandline.cli import options
from durandline.cli.exits import DONE, FINDINGS
from durandline.cli.findings import report
from durandline.cli.output import STDOUT, emit, hand_out_json, refuse
from durandline.cli.text import say, show
from durandline.geo.errors import InputError
from durandline.geo.files import read_input

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from durandline.geo.gazetteer.gazetteer import Gazetteer
    from durandline.geo.record import Record

ENDINGS = {".csv": False, ".geojson": True, ".json": True}  # whether it is GeoJSON


@click.command(name="geocode")
@click.argument("text", metavar="IN|TEXT")
@click.option(
    "-o", "--out", type=click.Path(dir_okay=False, allow_dash=True), default=None,
    help="File to write: .csv or .geojson; - is stdout, in the form of IN. Without it, TEXT is looked up.",
)  # fmt: skip
@click.option("--place-column", metavar="NAME", default=None, help="Column of the place.  [default: place_name, ...]")
@click.option(
    "--admin-column", "admin_columns", metavar="NAME", multiple=True,
    help="Column of the district or province; can be given again.  [default: admin, or admin2 and admin1, ...]",
)  # fmt: skip
@click.option(
    "--country-column", metavar="NAME", default=None, help="Column of the country.  [default: country, ...]"
)
@click.option("--admin", default="", help="District or province of TEXT, or of rows that name none.")
@click.option("--country", default="", help="Country of TEXT, or of rows that name none: a code (PK, PAK) or a name. "
              "No place of another one is looked at.")  # fmt: skip
@options.gazetteer
@click.option("--review", type=click.Path(dir_okay=False, path_type=Path), default=None,
              help="CSV to write with what is ambiguous or unknown, for a person to fill in the column decision: "
              "a place's id, lon,lat or skip.")  # fmt: skip
@click.option("--decisions", type=click.Path(exists=True, dir_okay=False), default=None,
              help="CSV of --review with decisions filled in, to follow.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="How the answer for TEXT is printed.")  # fmt: skip
@options.data
@options.raw_cells
@options.overwrite
@options.verbosity
def command(
    text: str,
    out: str | None,
    place_column: str | None,
    admin_columns: tuple[str, ...],
    country_column: str | None,
    admin: str,
    country: str,
    gazetteers: tuple[str, ...] | None,
    review: Path | None,
    decisions: str | None,
    form: str,
    record: Record,
    overwrite: bool,
    verbose: int,
    quiet: int,
) -> None:
    """Put place names on the map: a file IN (CSV, GeoJSON; - is stdin) with -o, or one TEXT.

    Every row of IN comes out, in its order with all its columns, and with point, precision, 90 % radius, score,
    reason and runners-up. What is ambiguous or unknown stays without a point. Exit code 3: there is some.

    \b
    durandline geocode تورخم
    durandline geocode "Karachi" --admin Kurram --format json
    durandline geocode mine.csv -o placed.geojson --review review.csv
    """
    from durandline.geo.gazetteer.store import load_gazetteer

    if out is None:
        _check_text(text, review, decisions)
        raise SystemExit(_one(text, admin, country, load_gazetteer(gazetteers, record), form))
    as_geojson = _as_geojson(out)
    for path in [out, *([str(review)] if review else [])]:
        refuse(path, overwrite=overwrite)
    from durandline.cli.geocode_table import Table, asked_by
    from durandline.geo.geocoding.table import ADMIN_COLUMNS, COUNTRY_COLUMNS, PLACE_COLUMNS, chosen, read_place_rows
    from durandline.geo.ingest.hints import ADMIN, COUNTRY
    from durandline.geo.ingest.recognise import guess

    name = "stdin" if text == STDOUT else Path(text).name
    read = read_place_rows(_input(text), name)
    like = guess(read.columns, {})  # columns by other names, as `import` understands them

    place = chosen(read.columns, [place_column] if place_column else [], _one_of(PLACE_COLUMNS, like, "place_name"))
    if not place:
        raise InputError(f"{name}: say with --place-column which column has the place: {', '.join(read.columns)}.")
    areas = tuple(like[each] for each in ("admin_text", *ADMIN[:-1]) if each in like)
    admins = chosen(read.columns, admin_columns, (*ADMIN_COLUMNS, areas))
    countries = chosen(
        read.columns, [country_column] if country_column else [], _one_of(COUNTRY_COLUMNS, like, COUNTRY)
    )
    asked = asked_by(read, place, admins, countries, (admin, country))
    table = Table(name, read, asked, (place[0], countries[0] if countries else ""))
    gazetteer = load_gazetteer(gazetteers, record)
    table.look_up(gazetteer, quiet=quiet > verbose)
    if decisions:
        table.follow(decisions, gazetteer)
    emit(out, table.text(as_geojson=as_geojson), overwrite=overwrite)
    if review:
        table.write_review(review, overwrite=overwrite)
    findings = table.findings()
    report(findings, verbose - quiet)
    for column, now in read.renamed.items():
        say(f"{name}: the column {column} is kept as {now}.", quiet=quiet > verbose)
    say(f"{out}: {table.summary()}", quiet=quiet > verbose)
    raise SystemExit(FINDINGS if findings else DONE)


def _one_of(usual: Sequence[str], like: Mapping[str, str], ours: str) -> list[tuple[str, ...]]:
    return [(each,) for each in (*usual, like.get(ours)) if each]


def _check_text(text: str, review: Path | None, decisions: str | None) -> None:
    if text == STDOUT or _is_there(text):
        raise click.UsageError(f"Say with -o where the rows of {text} go.")
    if review or decisions:
        raise click.UsageError("--review and --decisions are for files, with -o.")


def _is_there(path: str) -> bool:
    """Return whether there is such a file; a text may be longer than any file name."""
    try:
        return Path(path).exists()
    except OSError:
        return False


def _one(text: str, admin: str, country: str, gazetteer: Gazetteer, form: str) -> int:
    from durandline.cli.geocode_text import answer_row, answer_text
    from durandline.geo.geocoding.answer_columns import located
    from durandline.geo.geocoding.geocoder import geocode

    answer = geocode(text, admin=admin, country=country, gazetteer=gazetteer)
    if form == "json":
        hand_out_json(answer_row(answer))
    else:
        show(answer_text(answer))
    return DONE if located(answer) else FINDINGS


def _as_geojson(out: str) -> bool | None:
    """Return whether the output is GeoJSON; nothing for stdout, which takes the form of the input."""
    if out == STDOUT:
        return None
    ending = Path(out).suffix.lower()
    if ending not in ENDINGS:
        raise InputError(f"{out}: this version writes {', '.join(ENDINGS)}; give the file one of these endings.")
    return ENDINGS[ending]


def _input(path: str) -> bytes:
    if path != STDOUT and not _is_there(path):
        raise click.UsageError(f"There is no file {path}. Leave out -o to look up a name.")
    return read_input(path)
