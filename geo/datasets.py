"""Every table and layer once: its columns, geometry and key, whose it is, how it is made, and where it is drawn.

The order is that of lists and legends. What writes, draws or offers tables goes by this list, so that a new dataset
is a row here, a frame function, and the code that draws it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Final, Literal

from durandline.geo.errors import UnknownNameError
from durandline.geo.views import VIEWS

if TYPE_CHECKING:
    import pandas as pd

    from durandline.geo.query import Query
    from durandline.geo.schema.tables import Table

Geometry = Literal["Point", "LineString", "Polygon", "Geometry", ""]


@dataclass(frozen=True, slots=True)
class Dataset:
    """One table or layer.

    Parameters
    ----------
    name
        As ``export --table`` and ``Query.frame`` take it.
    frame
        What makes it from a query: a GeoDataFrame in EPSG:4326, or a DataFrame where there is no geometry.
    geometry
        ``Point``, ``LineString``, ``Polygon``, ``Geometry`` (mixed), or empty for a table without one.
    key
        Columns that together name a row; where empty, the key of its view.
    credit
        Under which name ``data/policy.toml`` says whose it is; where empty, its own.
    level
        Place in the drawing order on page, sheet and in QGIS: what is higher lies on top. ``None``: never drawn.
    page, sheet
        Whether it is a layer of the HTML page, and of the sheet for print.
    shown
        Whether its layer is switched on when the page opens.
    downloaded
        Whether the page offers it as a file and as a table.
    in_workbook
        Whether a workbook has a sheet of it unless said otherwise: people read no polygons.
    row_is_incident
        Whether each row is an incident at one of its places, so that rows and incidents are counted apart.
    names_places
        Whether it names the places of incidents, which coarsening blurs.
    """

    name: str
    frame: Callable[[Query], pd.DataFrame]
    geometry: Geometry = ""
    key: tuple[str, ...] = ()
    credit: str = ""
    level: int | None = None
    page: bool = False
    sheet: bool = False
    shown: bool = True
    downloaded: bool = False
    in_workbook: bool = True
    row_is_incident: bool = False
    names_places: bool = False

    @property
    def view(self) -> Table:
        """The columns as they are written for others.

        Raises
        ------
        UnknownNameError
            It is drawn alone, and not written.
        """
        if not self.written:
            raise UnknownNameError(f"{self.name} is drawn alone, and not written.")
        return VIEWS[self.name]

    @property
    def follows_incidents(self) -> bool:
        """Whether the incidents of a query decide which rows it has."""
        return self.row_is_incident or not self.geometry

    @property
    def written(self) -> bool:
        """Whether it can be written to a file."""
        return self.name in VIEWS

    @property
    def credited_as(self) -> str:
        """Under which name ``data/policy.toml`` says whose it is."""
        return self.credit or self.name

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that together name a row."""
        return self.key or ((VIEWS[self.name].key,) if self.written else ())


def _frames() -> ModuleType:
    from durandline.geo import frames  # noqa: PLC0415 - lists of names are wanted where no table is made

    return frames


def _areas(query: Query) -> pd.DataFrame:
    from durandline.geo.areas import incident_areas  # noqa: PLC0415

    return incident_areas(query.frame("incidents"))


def _plain(name: str) -> Dataset:
    def frame(query: Query) -> pd.DataFrame:
        from durandline.geo.plain import plain_table  # noqa: PLC0415

        return plain_table(query, name)

    return Dataset(name, frame, credit="record", names_places=name == "incident_places")


_PLACED_INCIDENT: Final = ("incident_id", "place_id")

DATASETS: Final[dict[str, Dataset]] = {
    each.name: each
    for each in (
        Dataset(
            "crossings",
            lambda query: _frames().crossing_states(query.record, query.on, query.known_by),
            "Point",
            level=9,
            page=True,
            sheet=True,
            downloaded=True,
        ),
        Dataset(
            "status",
            lambda query: _frames().status(query.record, query.on, query.known_by),
            "Point",
            key=("crossing_id", "flow", "direction", "side"),
            credit="crossings",
            level=8,
        ),
        Dataset(
            "closures",
            lambda query: _frames().closures(query.record, query.on, query.known_by),
            "Point",
            level=6,
            page=True,
            sheet=True,
            shown=False,
            downloaded=True,
        ),
        Dataset(
            "incident_areas",
            _areas,
            "Polygon",
            key=_PLACED_INCIDENT,
            credit="incidents",
            level=1,
            in_workbook=False,
            row_is_incident=True,
        ),
        Dataset(
            "incidents",
            lambda query: query.incidents(),
            "Geometry",  # points, and stretches of a line
            key=_PLACED_INCIDENT,
            level=5,
            page=True,
            sheet=True,
            downloaded=True,
            row_is_incident=True,
        ),
        Dataset(
            "movements",
            lambda query: _frames().movements(query.record, query.on),
            "Point",
            key=("movement_id", "crossing_id"),
            level=7,
            page=True,
            shown=False,
            downloaded=True,
        ),
        Dataset("places", lambda query: _frames().places(query.record), "Point", credit="crossings", level=4),
        Dataset(
            "routes",
            lambda query: _frames().routes(query.record),
            "LineString",
            level=2,
            page=True,
            sheet=True,
            in_workbook=False,
        ),
        Dataset(
            "border",
            lambda query: _frames().border(query.record),
            "LineString",
            level=3,
            page=True,
            sheet=True,
            in_workbook=False,
        ),
        Dataset("basemap", lambda query: _frames().basemap(query.record), "Geometry", level=0, page=True, sheet=True),
        *map(_plain, ("reports", "claims", "policies", "sources", "incident_places")),
    )
}
"""The datasets by name, in the order of lists and legends."""


def dataset(name: str) -> Dataset:
    """Return the dataset called ``name``.

    Raises
    ------
    UnknownNameError
        There is none; the message lists those there are.

    Examples
    --------
    >>> dataset("closures").geometry
    'Point'
    """
    if name not in DATASETS:
        raise UnknownNameError(f"There is no dataset {name!r}. Datasets: {', '.join(DATASETS)}.")
    return DATASETS[name]


def written(*, geometry: bool | None = None) -> tuple[str, ...]:
    """Return the names of the datasets that can be written: all, those with a geometry, or those without."""
    return tuple(name for name, each in DATASETS.items() if each.written and geometry in (None, bool(each.geometry)))


def drawn(*, page: bool = False, sheet: bool = False) -> tuple[str, ...]:
    """Return the names of the datasets that are drawn on the page, on the sheet, or in QGIS, lowest first."""
    chosen = [
        each
        for each in DATASETS.values()
        if each.level is not None and (each.page if page else each.sheet if sheet else each.written)
    ]
    return tuple(each.name for each in sorted(chosen, key=lambda each: each.level or 0))
