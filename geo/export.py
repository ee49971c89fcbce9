"""What is written of a query: tables flat, less rows that may not be handed on, and whose they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import IO, TYPE_CHECKING

from durandline.geo.datasets import dataset, drawn, written
from durandline.geo.errors import OptionError
from durandline.geo.incidents.record_incidents import DATASET
from durandline.geo.incidents.redistribution import Attribution, attributions, split
from durandline.geo.notices import read_notices
from durandline.geo.writers.content import About
from durandline.geo.writers.flat import table_out
from durandline.geo.writers.formats import FORMATS, Format, How, format_of, write_file, write_to

if TYPE_CHECKING:
    import os

    import geopandas as gpd

    from durandline.geo.query import Query
    from durandline.geo.schema.findings import Finding
    from durandline.geo.time.moment import Moment
    from durandline.geo.writers.content import TableOut


@dataclass(frozen=True, slots=True, repr=False)
class Export:
    """The tables of one file and what it says of itself, with the rows that are held back, by collection."""

    tables: tuple[TableOut, ...]
    about: About
    held_back: tuple[Attribution, ...] = ()
    findings: list[Finding] = field(default_factory=list)

    def __repr__(self) -> str:
        tables = ", ".join(f"{len(each.frame)} rows of {each.name}" for each in self.tables)
        return f"<Export of {tables}>"

    def write(self, out: str | os.PathLike[str] | IO[bytes], wanted: Format, how: How, *, overwrite: bool) -> None:
        """Write it to a file, whole or not at all, or to a stream of bytes; ``findings`` grow by what did not fit."""
        if isinstance(out, str) or hasattr(out, "__fspath__"):
            path = Path(out)
            self.findings.extend(write_file(path, wanted, self.tables, self.about, how, overwrite=overwrite))
        else:
            write_to(out, wanted, self.tables[0], self.about, how)


def write(
    query: Query,
    path: str | os.PathLike[str],
    tables: str | Sequence[str] = (),
    *,
    format: str = "",  # noqa: A002 - what it is called everywhere
    styles: Mapping[str, str] | None = None,
    hxl: bool = False,
    raw_cells: bool = False,
    overwrite: bool = False,
) -> Export:
    """Write tables of a query to a file with their licence, attribution and dictionary, as far as it can hold them.

    Parameters
    ----------
    query
        What is wanted; see :class:`durandline.geo.query.Query`. Incidents that may not be handed on are left out,
        unless the query says otherwise.
    path
        The file. Its ending says the format: .geojson, .geojsonl, .gpkg, .parquet, .fgb, .csv or .xlsx.
    tables
        Names of :data:`durandline.geo.datasets.DATASETS`; without any, crossings, or all where the format can hold
        several (.gpkg, .xlsx).
    format
        Name of the format, whatever the ending.
    styles
        QGIS styles by table for a GeoPackage; see :func:`durandline.layers.qgis_styles`.
    hxl, raw_cells
        CSV: a row of HXL hashtags; cells left as they are that a spreadsheet would run as a formula.
    overwrite
        Whether a file that is there may be written over.

    Returns
    -------
    Export
        The tables as they were written, and which rows were held back.

    Raises
    ------
    OptionError
        The format cannot hold the tables; nothing is written.
    OutputError, OutputExistsError
        The file cannot be written, or is there.

    Examples
    --------
    >>> import tempfile
    >>> from durandline import geo
    >>> query = geo.open_record().query(on="2025-03-01", crossings=["torkham"])
    >>> geo.write(query, f"{tempfile.mkdtemp()}/torkham.geojson", "closures")
    <Export of 75 rows of closures>
    """
    wanted = FORMATS[format] if format else format_of(str(path))
    names = tables_for(
        wanted, [tables] if isinstance(tables, str) else tables, str(path), coarsened=bool(query.coarsen)
    )
    export = export_of(query, names)
    export.write(path, wanted, How(raw_cells=raw_cells, hxl=hxl, styles=styles or {}), overwrite=overwrite)
    return export


def export_of(
    query: Query, names: Sequence[str], progress: Callable[[Sequence[str]], Iterable[str]] = iter
) -> Export:
    """Return what is written of a query when these tables are asked for; ``progress`` yields each in its turn."""
    held_back: tuple[Attribution, ...] = ()
    if any(dataset(name).follows_incidents for name in names):
        every = query.incidents()
        kept, held = (every, every.iloc[:0]) if query.include_restricted else split(every)
        query, held_back = query.with_incidents(kept), tuple(attributions(held))
    tables = tuple(table_out(query.frame(name), name) for name in progress(names))
    return Export(tables, about_tables(query, names), held_back)


def tables_for(wanted: Format, names: Sequence[str], out: str, *, coarsened: bool = False) -> tuple[str, ...]:
    """Return the tables to write: those asked for, each once, or what the format has by itself.

    Raises
    ------
    OptionError
        The format cannot hold them, or one of them would undo a coarsening; the message says which, and what to do.
    """
    asked = tuple(dict.fromkeys(names))
    unknown = [name for name in asked if name not in written()]
    if unknown:
        raise OptionError(f"There is no table {', '.join(unknown)}. Tables: {', '.join(written())}.")
    if coarsened and (telling := [name for name in asked if dataset(name).names_places]):
        raise OptionError(
            f"{telling[0]} names the places of incidents, which --coarsen blurs; leave one of them out."
        )
    if not wanted.several:
        if len(asked) > 1:
            raise OptionError(f"{out} can hold one table; give --table once, or write .gpkg or .xlsx.")
        if asked and not dataset(asked[0]).geometry and not wanted.plain:
            raise OptionError(f"{asked[0]} has no geometry, which {wanted.name} is for; write .csv, .xlsx or .gpkg.")
        return asked or ("crossings",)
    if asked:
        return asked
    every = written() if wanted.name == "xlsx" else (*drawn(), *written(geometry=False))
    fitting = (name for name in every if wanted.name != "xlsx" or dataset(name).in_workbook)
    return tuple(name for name in fitting if not (coarsened and dataset(name).names_places))


def about_tables(query: Query, names: Sequence[str]) -> About:
    """Return what a file of these tables says of itself: whose they are, and what was asked for."""
    about = replace(notices_of(names, query.on), data_version=query.record.digest, asked=query.filters())
    if not any(dataset(name).row_is_incident for name in names):
        return about
    lent = [one for one in attributions(query.incidents()) if one.dataset != DATASET]
    licences = [*about.licence.split("; "), *(one.licence for one in lent)]
    texts = [about.attribution, *(f"Incidents: {one.dataset}" for one in lent if one.dataset)]
    return replace(
        about,
        licence="; ".join(dict.fromkeys(filter(None, licences))),
        attribution="; ".join(dict.fromkeys(texts)),
    )


def notices_of(names: Sequence[str], on: Moment) -> About:
    """Return what a file of these tables of the record says of itself."""
    said = read_notices().of_file(dict.fromkeys(dataset(name).credited_as for name in names))
    return About(
        title=f"durandline: {', '.join(names)}",
        as_of=on.text,
        licence=said["licence"],
        attribution=said["attribution"],
        disclaimer=said["disclaimer"],
        tool_version=version("durandline"),
    )


def geojson_text(frame: gpd.GeoDataFrame, table: str, on: Moment) -> str:
    """Return a frame of the record as GeoJSON text, with the notices of its table and what each column means."""
    from durandline.geo.writers.geojson import geojson  # noqa: PLC0415

    return b"".join(geojson(table_out(frame, table), notices_of([table], on))).decode("utf-8")
