"""One answer of the geocoder, for people and for machines."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from durandline.cli.text import paragraph, printable
from durandline.geo.geocoding.answer_columns import located

if TYPE_CHECKING:
    from durandline.geo.geocoding.geocoder import Candidate, Geocode


def answer_text(answer: Geocode) -> str:
    """Return an answer as text that fits the width: where, how sure, why, and what else it may be."""
    lines = [f"{printable(answer.query)}: {_where(answer)}", paragraph(answer.why, 4)]
    if located(answer):
        codes = f"ACLED {answer.acled or '-'}, UCDP {answer.ucdp or '-'}"
        lines.append(f"    precision: {answer.precision} ({codes}); score {answer.score:.2f}")
    if answer.place_id:
        lines.append(f"    place: {printable(answer.gazetteer)}:{printable(answer.place_id)}")
    if answer.runners_up:
        lines += ["  It may also be" if located(answer) else "  It may be", *map(_candidate, answer.runners_up)]
    return "\n".join([*lines, paragraph(f"Searched: {answer.gazetteer_version}", 2)])


def answer_row(answer: Geocode) -> dict[str, Any]:
    """Return an answer as plain values for JSON, scores with three digits."""
    row = asdict(answer)
    for each in (row, *row["runners_up"]):
        each["score"] = None if each["score"] is None else round(each["score"], 3)
    return row


def _where(answer: Geocode) -> str:
    within = f", 90 % within {_distance(answer.radius_m)}" if answer.radius_m else ""
    if answer.segment:
        (west, south), (east, north) = answer.segment[0], answer.segment[-1]
        return f"a line from {west:.4f}, {south:.4f} to {east:.4f}, {north:.4f}{within}"
    if answer.lon is None or answer.lat is None:
        return "without a point"
    return f"longitude {answer.lon:.4f}, latitude {answer.lat:.4f}{within}"


def _distance(metres: float) -> str:
    return f"{metres / 1000:,.1f} km" if metres < 10_000 else f"{metres / 1000:,.0f} km"


def _candidate(candidate: Candidate) -> str:
    where = ", ".join(part for part in (candidate.admin2, candidate.admin1, candidate.country) if part)
    point = "no point" if candidate.lon is None else f"{candidate.lon:.4f}, {candidate.lat:.4f}"
    what = f"{candidate.name}, {candidate.kind} ({where or 'no country'}): {point}; score {candidate.score:.2f}"
    which = f"{candidate.gazetteer}:{candidate.place_id}; {candidate.why}"
    return "\n".join([paragraph(what, 4), paragraph(which, 6)])
