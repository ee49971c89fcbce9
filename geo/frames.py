"""The tables as GeoDataFrames in EPSG:4326: what the layers draw and what GIS desks load."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from durandline.geo.incidents.crosslink import linked
from durandline.geo.incidents.distances import with_distances
from durandline.geo.incidents.frame import from_placed, in_order, within
from durandline.geo.incidents.record_incidents import in_window, placed_incidents, point_of, sources_of, text
from durandline.geo.record import Record
from durandline.geo.schema.layers import LAYERS
from durandline.geo.schema.tables import PLACES
from durandline.geo.status.answer import age_days
from durandline.geo.status.closures import INSTANTS, NESTED, Closure
from durandline.geo.status.closures import closures as closure_rows
from durandline.geo.status.counts import figure_of
from durandline.geo.status.crossing_status import Status
from durandline.geo.status.flows import HEADLINE, leaves
from durandline.geo.status.lines import Line
from durandline.geo.status.rows import COLUMNS, answer_rows, disagreement
from durandline.geo.status.summary import crossing_state, last_said, telling
from durandline.geo.time.moment import Moment

CRS = "EPSG:4326"
NAMES = ("name_en", "name_ps", "name_fa", "name_ur")
STATE_COLUMNS = (
    "crossing_id", *NAMES, "kind", "radius_m", "state", "cargo_state", "cargo_knowledge", "people_state",
    "people_knowledge", "cargo_confidence", "people_confidence", "last_said", "age_days", "borne_out", "notes",
    "lines",
)  # fmt: skip
_FIGURE_TEXTS = (
    "movement_id", "scope", "direction", "measure", "period_start", "period_end", "unit", "claimant",
    "confidence", "notes",
)  # fmt: skip


def crossing_states(record: Record, on: Moment, known_by: Moment | None = None) -> gpd.GeoDataFrame:
    """Return one row per crossing with its state for cargo and people at ``on``.

    Columns: crossing_id, names, kind, radius_m (metres), ``state`` (over cargo and people), ``cargo_state``,
    ``cargo_knowledge``, ``people_state``, ``people_knowledge``, ``cargo_confidence``, ``people_confidence`` (of the
    newest statement behind each: A, B, C or empty), ``last_said`` (day of the newest statement by
    then behind the states shown, the older of the two; or empty), ``age_days``, ``borne_out`` (only statements
    made later say that it still held), notes, and ``lines``: every answer, those alike taken together. Geometry:
    the crossing's point, EPSG:4326, or ``None``.
    """
    status = Status(record, known_by)
    rows = []
    for key, crossing in record.keyed("crossings").items():
        cargo, people = (status.headline(key, branch, on) for branch in ("cargo", "people"))
        lines = status.lines(key, on)
        newest = telling(cargo, people, lines)
        rows.append(
            {
                "crossing_id": key,
                **{name: text(crossing[name]) for name in NAMES},
                "kind": text(crossing["kind"]),
                "radius_m": crossing["radius_m"],
                "state": crossing_state(cargo.state, people.state),
                "cargo_state": cargo.state,
                "cargo_knowledge": cargo.knowledge,
                "people_state": people.state,
                "people_knowledge": people.knowledge,
                "cargo_confidence": cargo.confidence,
                "people_confidence": people.confidence,
                "last_said": last_said(newest, on),
                "age_days": age_days(newest),
                "borne_out": newest.borne_out,
                "notes": text(crossing["notes"]),
                "lines": [_line(record, line, on) for line in lines],
                "point": point_of(crossing),
            }
        )
    return _points(rows, STATE_COLUMNS)


def status(record: Record, on: Moment, known_by: Moment | None = None) -> gpd.GeoDataFrame:
    """Return one row per crossing, leaf flow and direction: the passage through both gates at ``on``.

    Columns as in :data:`durandline.geo.status.rows.COLUMNS`; geometry as in :func:`crossing_states`.
    """
    return at_crossings(answer_rows(Status(record, known_by), on), record)


def at_crossings(rows: Sequence[dict[str, Any]], record: Record) -> gpd.GeoDataFrame:
    """Return rows that have a ``crossing_id`` as a frame, each at its crossing's point (``None`` if unknown)."""
    points = {key: point_of(row) for key, row in record.keyed("crossings").items()}
    columns = rows[0] if rows else COLUMNS
    return _points([{**row, "point": points[row["crossing_id"]]} for row in rows], columns)


def places(record: Record) -> gpd.GeoDataFrame:
    """Return the gazetteer's places with their columns; geometry ``None`` where no point is known."""
    ordered = sorted(record.rows("places"), key=lambda row: text(row["place_id"]))
    columns = [name for name in PLACES.columns if name not in ("lon", "lat")]
    return _points([{**row, "point": point_of(row)} for row in ordered], columns)


def closures(record: Record, on: Moment, known_by: Moment | None = None) -> gpd.GeoDataFrame:
    """Return one row per closure, crossing and group of flows, begun by ``on``, at the crossing's point.

    Columns as in :class:`durandline.geo.status.closures.Closure`, instants as datetime64 in UTC, with name_en,
    ``shuts_cargo`` and ``shuts_people`` (whether the flow that speaks for the branch is shut), summary and sources.
    """
    crossings = record.keyed("crossings")
    rows = []
    for closure in closure_rows(Status(record, known_by), on):
        report, reopening = closure["report"], closure["reopening"]
        crossing = crossings[closure["crossing_id"]]
        row: dict[str, Any] = {name: value for name, value in closure.items() if name not in NESTED}
        row["flows"] = list(closure["flows"])
        shut = {leaf for flow in closure["flows"] for leaf in leaves(flow)}
        row |= {f"shuts_{branch}": leaf in shut for branch, leaf in HEADLINE.items()}
        row |= {name: _rounded(closure[name]) for name in ("days_min", "days_max")}
        row["name_en"] = text(crossing["name_en"])
        row["summary"] = text(report["summary"])
        row["sources"] = sources_of(record, report) + (sources_of(record, reopening) if reopening else [])
        row["point"] = point_of(crossing)
        rows.append(row)
    columns = [name for name in Closure.__annotations__ if name not in NESTED]
    frame = _points(rows, [*columns, "name_en", *(f"shuts_{branch}" for branch in HEADLINE), "summary", "sources"])
    return frame.assign(**{name: _instants(frame[name]) for name in INSTANTS})


def incidents(
    record: Record,
    since: Moment | None = None,
    until: Moment | None = None,
    own: Sequence[gpd.GeoDataFrame] = (),
    *,
    measured: bool = True,
) -> gpd.GeoDataFrame:
    """Return one row per incident and place in the window, the record's and one's ``own``, in order of date.

    Columns as in :data:`durandline.geo.incidents.frame.COLUMNS`, explained at
    :class:`durandline.geo.incidents.record_incidents.Placed`; ``same_as`` links what is told of in several
    collections (see :func:`durandline.geo.incidents.crosslink.linked`). With ``measured`` also ``nearest_crossing``,
    ``nearest_crossing_m``, ``dist_to_line_m`` and ``line_side`` (geodesic metres, from the row's point). Unlocated
    incidents have no geometry; one that is placed on a stretch of a line has that as a LineString.
    """
    recorded = from_placed(placed_incidents(record, since, until))
    frame = in_order(pd.concat([recorded, *(within(each, since, until) for each in own)], ignore_index=True))
    if own:
        frame = linked(frame)
    return with_distances(frame, record) if measured else frame


def movements(record: Record, on: Moment | None = None) -> gpd.GeoDataFrame:
    """Return one row per printed figure and crossing it covers, of periods begun by ``on``, in order of key.

    Figures for the whole line or an unnamed subset have no crossing and no geometry.
    """
    crossings = record.keyed("crossings")
    rows = []
    for movement in sorted(record.rows("movements"), key=lambda row: text(row["movement_id"])):
        begun = movement["period_start"] or movement["period_end"]
        if on and begun and not in_window(str(begun), "", None, on):
            continue
        ids = movement["crossing_ids"] if isinstance(movement["crossing_ids"], tuple) else ()
        for key in ids or ("",):
            crossing = crossings.get(key)
            row: dict[str, Any] = {name: text(movement[name]) for name in _FIGURE_TEXTS}
            row |= {name: movement[name] for name in ("min", "max", "cumulative")}
            row |= {"crossing_id": key, "name_en": text(crossing["name_en"]) if crossing else ""}
            row["sources"] = sources_of(record, movement)
            row["point"] = point_of(crossing) if crossing else None
            rows.append(row)
    return _points(rows, [*_FIGURE_TEXTS, "min", "max", "cumulative", "crossing_id", "name_en", "sources"])


def routes(record: Record) -> gpd.GeoDataFrame:
    """Return the schematic corridors as LineStrings; they run straight between named towns."""
    return _collection(record, "routes")


def border(record: Record) -> gpd.GeoDataFrame:
    """Return the line as it is drawn (simplified for drawing; distances are measured on a finer one)."""
    return _collection(record, "border")


def basemap(record: Record) -> gpd.GeoDataFrame:
    """Return countries, provinces, rivers, towns and other boundaries of the region."""
    return _collection(record, "basemap")


def _instants(seconds: pd.Series[Any]) -> pd.Series[Any]:
    """Return seconds since 1970 as instants in UTC, missing where there are none."""
    made = [np.datetime64("NaT" if pd.isna(second) else int(second), "s") for second in seconds.tolist()]
    return pd.Series(np.array(made, dtype="datetime64[ms]"), index=seconds.index).dt.tz_localize("UTC")


def _rounded(days: float | None) -> float | None:
    return None if days is None else round(days, 4)  # ten seconds: finer than any report


def _line(record: Record, line: Line, on: Moment) -> dict[str, Any]:
    answer = line.answer
    row = answer.top
    said: dict[str, Any] = {
        name: text(row[name]) if row else ""
        for name in ("who_rule", "weekday_rule", "hours", "cause", "claimant", "summary")
    }
    return {
        "flows": list(line.flows),
        "direction": line.direction,
        "state": answer.state,
        "knowledge": answer.knowledge,
        "last_state": answer.last_state if answer.state == "unknown" else "",
        "since": answer.since,
        "last_said": last_said(answer, on),
        "age_days": age_days(answer),
        "borne_out": answer.borne_out,
        "confidence": answer.confidence,
        "decided_by": list(answer.decided_by),
        "gates": [
            {
                **{name: getattr(gate, name) for name in ("side", "state", "last_state")},
                "age_days": gate.age_days(on.second(gate.side)),
            }
            for gate in answer.differing
        ],
        **said,
        "disagreement": disagreement(answer),
        "figures": [figure_of(each) for each in answer.figures],
        "sources": sources_of(record, row) if row else [],
    }


def _points(rows: Sequence[dict[str, Any]], columns: Iterable[str]) -> gpd.GeoDataFrame:
    """Return rows as a frame; their ``point`` (lon, lat) becomes the geometry."""
    values = [{key: value for key, value in row.items() if key != "point"} for row in rows]
    frame = pd.DataFrame(values, columns=[name for name in columns if name != "point"])
    geometry = [shapely.Point(row["point"]) if row["point"] else None for row in rows]
    return gpd.GeoDataFrame(frame, geometry=geometry, crs=CRS)


def _collection(record: Record, name: str) -> gpd.GeoDataFrame:
    layer = LAYERS[name]
    columns = [*layer.table.columns, "geometry"]
    return gpd.GeoDataFrame.from_features(record.features(name), crs=CRS, columns=columns)
