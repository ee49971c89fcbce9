"""One's own incidents, from a CSV or GeoJSON file: checked, placed, and with every bad row accounted for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from durandline.geo.formats.csv import encodable, format_cell, read_rows, read_text
from durandline.geo.formats.geojson import read_features
from durandline.geo.formats.identity import content_id
from durandline.geo.incidents.joined import Claim, Placed, Source, text
from durandline.geo.incidents.placing import Place, Placing
from durandline.geo.record import Record
from durandline.geo.schema.check import Row, check_header, check_rows
from durandline.geo.schema.errors import InputError
from durandline.geo.schema.findings import Finding
from durandline.geo.schema.tables import OWN_INCIDENTS

if TYPE_CHECKING:
    from durandline.geo.places.gazetteer import Gazetteer

Cells = tuple[int, dict[str, str]]
NEEDED = ("date",)  # and one way to say where, which each row may choose


@dataclass(slots=True)
class OwnIncidents:
    """What came of a file: the rows to draw, the findings, and the rows kept out as they were read."""

    rows: list[Placed] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    rejects: list[Cells] = field(default_factory=list)
    columns: tuple[str, ...] = ()


def read_own(
    content: bytes, name: str, record: Record, gazetteer: Callable[[], Gazetteer] | None = None
) -> OwnIncidents:
    """Return the incidents of a CSV or GeoJSON file, placed.

    Needed are ``date`` and either ``lat`` and ``lon`` or ``place_name``; the other columns are those of the
    table ``own_incidents``. A GeoJSON feature has them as properties and a Point (or null) as geometry. A
    row with an error is kept out and listed; a bad link or an unknown kind is a warning, and the row stays. A
    name that no place bears, or that several do, leaves the row unlocated, with a warning that names these.
    ``gazetteer`` is asked for where a row has no coordinates; without it, names are looked up in the built-in one.

    Raises
    ------
    InputError
        The file as a whole cannot be read: not UTF-8, not JSON, or without the columns it needs.
    """
    columns, kept, findings = _read(content, name)
    header = check_header(columns, OWN_INCIDENTS, name, NEEDED)
    if any(each.level == "error" for each in header):
        raise InputError("\n".join(str(each) for each in header))
    rows, problems = check_rows(kept, OWN_INCIDENTS, name)
    findings += [*header, *problems]
    placing = Placing(record, gazetteer)
    own = OwnIncidents(findings=findings, columns=tuple(columns))
    broken = {each.row for each in findings if each.rule == "geometry"}
    for line, row in _numbered(kept, rows, problems):
        if line in broken:
            continue
        noticed, placed = _place(line, row, name, placing)
        own.findings += noticed
        if placed is not None:
            own.rows.append(placed)
    bad = {each.row for each in own.findings if each.level == "error"}
    own.rejects = [each for each in kept if each[0] in bad]
    own.findings.sort()
    return own


def _read(content: bytes, name: str) -> tuple[list[str], list[Cells], list[Finding]]:
    decoded = read_text(content, name)
    if decoded.lstrip().startswith(("{", "[")):
        return _from_geojson(decoded, name)
    try:
        header, rows = read_rows(decoded)
        cells = list(rows)
    except InputError as error:
        raise InputError(f"{name}: {error}") from None
    if not header:
        raise InputError(f"{name}: the file is empty. Expected a header row such as date,place_name,summary.")
    if len(header) == 1 and (other := next((sign for sign in (";", "\t") if sign in header[0]), "")):
        raise InputError(f"{name}: the columns are separated by {other!r}. Save it as CSV with commas and try again.")
    return header, cells, []


def _from_geojson(decoded: str, name: str) -> tuple[list[str], list[Cells], list[Finding]]:
    rows: list[Cells] = []
    findings: list[Finding] = []
    for number, feature in enumerate(read_features(decoded, name), 1):
        cells = {encodable(key): encodable(format_cell(value)) for key, value in feature.properties.items()}
        if feature.point is not None:
            cells |= {"lon": format_cell(feature.point[0]), "lat": format_cell(feature.point[1])}
        if feature.problem:
            findings.append(_finding(name, number, "geometry", "geometry", "error", "", feature.problem))
        rows.append((number, cells))
    columns = list(dict.fromkeys(key for _, cells in rows for key in cells))
    return columns or ["date"], rows, findings


def _numbered(kept: list[Cells], rows: list[Row], problems: list[Finding]) -> Iterator[tuple[int, Row]]:
    """Pair the good rows with their line numbers."""
    bad = {each.row for each in problems if each.level == "error"}
    return zip((line for line, _ in kept if line not in bad), rows, strict=True)


def _place(line: int, row: Row, name: str, placing: Placing) -> tuple[list[Finding], Placed | None]:
    lon, lat, place = row["lon"], row["lat"], text(row["place_name"])
    if (lon is None) != (lat is None):
        column = "lon" if lon is None else "lat"
        return [_finding(name, line, column, "required", "error", "", "one coordinate without the other.",
                         "Give both lat and lon, or neither and a place_name.")], None  # fmt: skip
    if lon is None and not place:
        return [_finding(name, line, "place_name", "required", "error", "", "neither coordinates nor a place.",
                         "Give lat and lon, or a place_name.")], None  # fmt: skip
    if isinstance(lon, float) and isinstance(lat, float):
        return _far_away(line, lon, lat, name), _placed(row, name, Place(text(row["place_name"]), point=(lon, lat)))
    known, problem = placing.find(place, name, line)
    return [problem] if problem else [], _placed(row, name, known)


def _far_away(line: int, lon: float, lat: float, name: str) -> list[Finding]:
    """Warn of points outside 58-80 E, 22-40 N, a frame well around the line, and of swapped coordinates."""
    if 58 <= lon <= 80 and 22 <= lat <= 40:
        return []
    swapped = 58 <= lat <= 80 and 22 <= lon <= 40
    return [
        _finding(
            name, line, "lat", "far-away", "warning", f"{lat:g}, {lon:g}", "lies far from the line.",
            "lat and lon look swapped." if swapped else "Check the coordinates.",
        )
    ]  # fmt: skip


def _placed(row: Row, name: str, place: Place) -> Placed:
    return {
        "incident_id": text(row["incident_id"]) or content_id(row),
        "kind": text(row["kind"]) or "other",
        "date": text(row["date"]),
        "last_day": "",
        "summary": text(row["summary"]),
        "actors": text(row["actors"]),
        "place_text": text(row["place_name"]),
        "place_id": place.place_id,
        "place_name": place.name,
        "name_ps": place.name_ps,
        "name_fa": place.name_fa,
        "name_ur": place.name_ur,
        "role": "at",
        "radius_m": place.radius_m,
        "located": place.point is not None,
        "claims": _claims(row),
        "sources": _sources(row),
        "confidence": "",
        "notes": text(row["notes"]),
        "origin": name,
        "point": place.point,
        "segment": place.segment,
    }


def _claims(row: Row) -> list[Claim]:
    if not isinstance(row["fatalities_min"], int):
        return []
    claimant = text(row["source_publisher"]) or "not stated"
    return [{"claimant": claimant, "measure": "killed", "whom": "", "min": row["fatalities_min"], "max": None}]


def _sources(row: Row) -> list[Source]:
    publisher, url = text(row["source_publisher"]), text(row["source_url"])
    return [{"publisher": publisher, "url": url, "kind": ""}] if publisher or url else []


def _finding(file: str, row: int, column: str, rule: str, level: str, *rest: str) -> Finding:
    return Finding(file, row, column, rule, level, *rest)  # type: ignore[arg-type]
