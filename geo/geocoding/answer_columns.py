"""An answer of the geocoder as the columns, the geometry and the warning that it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from durandline.geo.schema.findings import Finding

if TYPE_CHECKING:
    from durandline.geo.geocoding.geocoder import Candidate, Geocode

# Column -> meaning; the order is that of the output.
ANSWER_COLUMNS: Final = {
    "place_lon": "Longitude, EPSG:4326, of a stretch that of its middle; empty where unlocated.",
    "place_lat": "Latitude, EPSG:4326.",
    "place_segment": "The stretch of the line as WKT, longitude first, where the answer is one.",
    "precision": "Class of precision; empty where unlocated.",
    "acled_precision": "The class as ACLED's geo_precision, 1 to 3.",
    "ucdp_precision": "The class as UCDP's where_prec, 1 to 7.",
    "radius_m": "Radius that holds 90 % of what is reported at such an answer, metres.",
    "score": "How well the name fits, 0 to 1.",
    "why": "How the answer was found, in a sentence.",
    "place_id": "Id within the gazetteer.",
    "gazetteer": "Gazetteer of the answer.",
    "gazetteer_version": "Version of all that was searched.",
    "runners_up": "What else it may be, best first.",
}


def answer_columns(answer: Geocode) -> dict[str, Any]:
    """Return the columns that an answer adds, with ``None`` where it has no value."""
    return {
        "place_lon": answer.lon,
        "place_lat": answer.lat,
        "place_segment": segment_text(answer),
        "precision": answer.precision or None,
        "acled_precision": answer.acled,
        "ucdp_precision": answer.ucdp,
        "radius_m": answer.radius_m,
        "score": None if answer.score is None else round(answer.score, 3),
        "why": answer.why,
        "place_id": answer.place_id or None,
        "gazetteer": answer.gazetteer or None,
        "gazetteer_version": answer.gazetteer_version,
        "runners_up": " | ".join(map(candidate_text, answer.runners_up)) or None,
    }


def geometry(answer: Geocode) -> dict[str, Any] | None:
    """Return an answer's GeoJSON geometry: a Point, a LineString, or ``None`` where it is unlocated."""
    if answer.segment:
        return {"type": "LineString", "coordinates": [[lon, lat] for lon, lat in answer.segment]}
    if answer.lon is None or answer.lat is None:
        return None
    return {"type": "Point", "coordinates": [answer.lon, answer.lat]}


def segment_text(answer: Geocode) -> str | None:
    """Return an answer's segment as WKT, or ``None``."""
    if not answer.segment:
        return None
    return "LINESTRING (" + ", ".join(f"{lon:.6f} {lat:.6f}" for lon, lat in answer.segment) + ")"


def located(answer: Geocode) -> bool:
    """Return whether an answer has a point, be it the middle of a stretch of the line."""
    return answer.lon is not None


def candidate_text(candidate: Candidate) -> str:
    """Return a runner-up in one line that begins with what a decision has to name."""
    where = ", ".join(part for part in (candidate.admin2, candidate.admin1, candidate.country) if part)
    point = "no point" if candidate.lon is None else f"{candidate.lon:.5f},{candidate.lat:.5f}"
    return f"{candidate.gazetteer}:{candidate.place_id} {candidate.name} ({candidate.kind}; {where}) {point}"


def unlocated_finding(file: str, row: int, column: str, answer: Geocode) -> Finding:
    """Return the warning for a row that stays without a point, with what it may be."""
    if not answer.runners_up:
        return Finding(file, row, column, "unlocated", "warning", answer.query,
                       f"{_sentence(answer.why)} The row is kept without a point.", "Give lat and lon.")  # fmt: skip
    choice = ", ".join(_short(each) for each in answer.runners_up)
    return Finding(
        file, row, column, "unlocated", "warning", answer.query,
        f"{_sentence(answer.why)} It may be any of {choice}; the row is kept without a point.",
        "Name the district, or give lat and lon.",
    )  # fmt: skip


def _short(candidate: Candidate) -> str:
    where = ", ".join(part for part in (candidate.admin2, candidate.admin1) if part)
    return f"{candidate.name} ({where or candidate.country})"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
