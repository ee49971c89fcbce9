"""What is asked of a record: a moment, a window for incidents, filters, the user's own files; answered as frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from durandline.geo.datasets import dataset
from durandline.geo.errors import OptionError
from durandline.geo.incidents.user_files import UserIncidents, read_incidents
from durandline.geo.schema.vocabulary import COARSENINGS, INCIDENT_KINDS, PRECISIONS
from durandline.geo.time.moment import Moment, moment

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from durandline.geo.files import PathLike
    from durandline.geo.record import Record
    from durandline.geo.schema.findings import Finding

When: TypeAlias = str | date | datetime | Moment
"""A day, or an instant with its zone: ``"2025-03-01"``, ``"2025-03-01T14:00+05:00"``, or the same typed."""


@dataclass(frozen=True, repr=False)
class Query:
    """A record and what is asked of it. Nothing is read or worked out before a frame is wanted.

    Parameters
    ----------
    record
        The tables; see :func:`durandline.geo.open_record`.
    on
        The moment shown; a bare day is each gate's own, as of its end. Any of :data:`When`.
    known_by
        Only what had been said by then; ``None``: everything.
    since, until
        First and last day of incidents; ``None``: all up to ``on``.
    crossings
        Names or ids of the only crossings wanted, in any script, with the incidents at or near them; empty: all.
    kinds
        The only kinds of incident wanted; empty: all.
    precision
        ``exact``, ``near`` or ``district``: only incidents placed so precisely or better; empty: all.
    coarsen
        ``grid``, ``district`` or ``crossing``: blurs where incidents happened; empty: as they are.
    include_restricted
        Whether rows that their licence does not let anybody hand on are written and handed out all the same.
    user
        The user's own incidents; see :func:`durandline.geo.read_incidents`.
    findings
        What was found in other files of the user's, such as statements about crossings.

    Raises
    ------
    DateError, UnknownNameError, OptionError
        A moment cannot be read, no crossing has that name, or a filter has no such value.

    Examples
    --------
    >>> from durandline import geo
    >>> query = geo.open_record().query(on="2025-03-01", crossings=["Torkham"])
    >>> query
    <Query on 2025-03-01: crossing torkham>
    >>> query.frame("crossings")[["crossing_id", "cargo_state"]].to_dict("records")
    [{'crossing_id': 'torkham', 'cargo_state': 'closed'}]
    """

    record: Record
    on: Moment
    known_by: Moment | None = None
    since: Moment | None = None
    until: Moment | None = None
    crossings: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    precision: str = ""
    coarsen: str = ""
    include_restricted: bool = False
    user: UserIncidents = field(default_factory=UserIncidents)
    findings: tuple[Finding, ...] = ()
    _made: gpd.GeoDataFrame | None = None

    def __post_init__(self) -> None:
        for name in ("on", "known_by", "since", "until"):
            given = getattr(self, name)
            object.__setattr__(self, name, given if given is None else moment(given))
        ids = dict.fromkeys(map(self.record.crossing, self.crossings))
        object.__setattr__(self, "crossings", tuple(ids))
        object.__setattr__(self, "kinds", tuple(dict.fromkeys(self.kinds)))
        for name, values, known in (
            ("kinds", self.kinds, INCIDENT_KINDS),
            ("precision", (self.precision,) if self.precision else (), PRECISIONS[:3]),
            ("coarsen", (self.coarsen,) if self.coarsen else (), COARSENINGS),
        ):
            if unknown := [each for each in values if each not in known]:
                raise OptionError(f"{name}: there is no {', '.join(map(repr, unknown))}. Known: {', '.join(known)}.")

    def __repr__(self) -> str:
        filters = [f"{name} {value}" for name, value in self.filters().items()]
        own = [f"{self.user.incidents} incidents of the user's"] if self.user.files else []
        return f"<Query on {self.on.text}: {', '.join([*filters, *own]) or 'the whole record'}>"

    def replace(self, **changes: object) -> Query:
        """Return the same query with other values, such as ``query.replace(on="2025-04-01")``."""
        return replace(self, **{"_made": None, **changes})  # type: ignore[arg-type]

    def frame(self, name: str) -> pd.DataFrame:
        """Return one of :data:`durandline.geo.datasets.DATASETS`, with the rows that the filters let through.

        A GeoDataFrame in EPSG:4326, longitude before latitude, with the columns that
        :mod:`durandline.geo.frames` describes; a DataFrame for tables without a geometry.

        Raises
        ------
        UnknownNameError
            There is no such dataset.
        """
        made = dataset(name).frame(self)
        return self.at_crossings(made) if dataset(name).geometry else made

    def at_crossings(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of the crossings asked for, of a table that is about crossings (``crossing_id``)."""
        if not self.crossings or "crossing_id" not in frame.columns:
            return frame
        return frame[frame["crossing_id"].isin(self.crossings)].reset_index(drop=True)

    def incidents(self, *, measured: bool = True) -> gpd.GeoDataFrame:
        """Return the incidents wanted, as :func:`durandline.geo.frames.incidents` has them.

        They come with their distances to the line and the nearest crossing, unless not ``measured``.
        """
        from durandline.geo import frames  # noqa: PLC0415 - a query can be made without loading geopandas
        from durandline.geo.incidents.coarsen import coarsen  # noqa: PLC0415
        from durandline.geo.incidents.distances import with_distances  # noqa: PLC0415
        from durandline.geo.incidents.filter import chosen  # noqa: PLC0415

        if self._made is not None:
            return self._made
        needed = measured or bool(self.crossings)
        direct = needed and not self.coarsen
        made = frames.incidents(self.record, self.since, self.until or self.on, self.user.frames, measured=direct)
        if self.coarsen:
            # Blurred before anything is measured or chosen, so that neither tells where it was.
            made = coarsen(made, self.coarsen, self.record)
            made = with_distances(made, self.record) if needed else made
        return chosen(made, self.kinds, self.crossings, self.precision)

    def with_incidents(self, frame: gpd.GeoDataFrame) -> Query:
        """Return the same query with ``frame`` for its incidents: rows of what :meth:`incidents` returned."""
        return self.replace(_made=frame)

    @property
    def dates_differ(self) -> bool:
        """Whether the incidents end on another day than that whose states are shown."""
        return self.until is not None and self.until.day != self.on.day

    def filters(self) -> dict[str, str]:
        """Return what was asked for beside the moment, by name of the option, as text."""
        moments = {"since": self.since, "until": self.until, "known_by": self.known_by}
        given = {name: each.text for name, each in moments.items() if each is not None}
        several: dict[str, Sequence[str]] = {"crossing": self.crossings, "kind": self.kinds}
        given |= {name: ", ".join(values) for name, values in several.items() if values}
        given |= {"precision": self.precision} if self.precision else {}
        given |= {"coarsen": self.coarsen} if self.coarsen else {}
        return given | ({"embed_restricted": "yes"} if self.include_restricted else {})


def query_of(
    record: Record,
    on: When,
    *,
    incidents: PathLike | Sequence[PathLike] = (),
    reports: PathLike | Sequence[PathLike] = (),
    gazetteers: Sequence[str] | None = None,
    **filters: Any,  # noqa: ANN401 - those of Query
) -> Query:
    """Return the query that :meth:`durandline.geo.record.Record.query` describes."""
    from durandline.geo.status.user_reports import read_reports  # noqa: PLC0415 - only where there are files

    record, findings = read_reports(reports, record)
    user = read_incidents(incidents, record, gazetteers)
    return Query(record, on, user=user, findings=tuple(findings), **filters)  # type: ignore[arg-type]
