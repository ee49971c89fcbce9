"""The UCDP Georeferenced Event Dataset, candidate events too, as rows of ours.

Columns and codes are those of its codebook: date_prec 1 is a known day, 2 to 5 a span of two days to a year that
date_start and date_end bound; where_prec as in :func:`durandline.geo.schema.precision.from_ucdp`; low, best and high
are its estimates of deaths. The data set is licensed CC BY 4.0 by the Uppsala Conflict Data Program.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from durandline.geo.ingest.dates import decide, read_dates, tell_dates
from durandline.geo.ingest.distinct import Distinct, each_row, joined
from durandline.geo.ingest.hints import Wants
from durandline.geo.ingest.kinds import Kinds, named_kinds
from durandline.geo.ingest.known_columns import Fields, constant, precision_columns
from durandline.geo.ingest.notes import Notes
from durandline.geo.readers.raw_table import Texts
from durandline.geo.schema.precision import PRECISIONS, Precision, from_ucdp

CLAIMANT, DATASET, LICENCE = "UCDP", "UCDP GED", "CC-BY-4.0"
COLUMNS: Final = (
    "id", "relid", "type_of_violence", "side_a", "side_b", "source_article", "source_office", "source_headline",
    "where_prec", "where_coordinates", "where_description", "country", "adm_1", "adm_2", "latitude", "longitude",
    "date_prec", "date_start", "date_end", "best", "high", "low",
)  # fmt: skip
MAPPING: Final = (
    ("incident_id", "id"), ("incident_id", "relid"), ("kind", "type_of_violence"),
    ("source_kind", "type_of_violence"), ("date", "date_start"), ("date", "date_end"), ("date", "date_prec"),
    ("last_day", "date_end"), ("place_name", "where_coordinates"), ("admin_text", "adm_2"), ("admin_text", "adm_1"),
    ("admin_text", "country"), ("lat", "latitude"), ("lon", "longitude"), ("precision", "where_prec"),
    ("radius_m", "where_prec"), ("fatalities_min", "low"), ("fatalities_max", "high"), ("actors", "side_a"),
    ("actors", "side_b"), ("summary", "side_a"), ("summary", "side_b"), ("summary", "best"), ("summary", "low"),
    ("summary", "high"), ("source_publisher", "source_office"), ("source_publisher", "source_article"),
    ("notes", "best"), ("notes", "where_description"), ("notes", "source_headline"), ("notes", "source_article"),
)  # fmt: skip
_TYPES: Final = {
    "1": "state-based conflict",
    "2": "non-state conflict",
    "3": "one-sided violence",
}
_MIDNIGHT: Final = re.compile(r"[ T]00:00(:00(\.0+)?)?$")
_LINES: Final = re.compile(r"\s*[\r\n]+\s*")


def read_ucdp(fields: Fields, wants: Wants, notes: Notes) -> dict[str, Texts]:
    """Return the data set's columns as those of ours, as text; ``fields`` gives them by the data set's names.

    The summary is put together from the sides and the estimates. where_prec 5, a linear feature or a tract without
    firm bounds, is of class ``line``; but its event has a point, and such a feature mostly lies inside one province:
    by judgement its radius is that of the class ``province``, not half the length of the line.
    """
    kind, _ = named_kinds(
        _whole(fields["type_of_violence"]), constant("", fields.rows), Kinds("ucdp", wants.kinds),
        fields.name("type_of_violence"), notes,
    )  # fmt: skip
    precision, radius = precision_columns(fields["where_prec"], _precision, fields.name("where_prec"), notes)
    low, best, high = (_whole(fields[name]) for name in ("low", "best", "high"))
    start, end = _days(fields, wants, notes)
    exact = _whole(fields["date_prec"])
    rows = fields.rows
    return {
        "incident_id": each_row(_key, _whole(fields["id"]), fields["relid"]),
        "kind": kind,
        "source_kind": joined(_source_kind, _whole(fields["type_of_violence"])),
        "date": joined(_date, start, end, exact),
        "last_day": joined(_last_day, start, end, exact),
        "place_name": fields["where_coordinates"],
        "admin_text": joined(_listed, fields["adm_2"], fields["adm_1"], fields["country"]),
        "lat": fields["latitude"],
        "lon": fields["longitude"],
        "radius_m": radius,
        "precision": precision,
        "fatalities_min": low,
        "fatalities_max": high,
        "claimant": constant(CLAIMANT, rows),
        "summary": joined(_summary, fields["side_a"], fields["side_b"], best, low, high),
        "actors": joined(_actors, fields["side_a"], fields["side_b"]),
        "source_publisher": joined(_publisher, fields["source_office"], fields["source_article"]),
        "dataset": constant(DATASET, rows),
        "licence": constant(LICENCE, rows),
        "redistribute": constant("yes", rows),
        "notes": joined(
            _notes, best, fields["where_description"], fields["source_headline"], fields["source_article"],
            fields["source_office"],
        ),
    }  # fmt: skip


def _precision(code: int) -> Precision:
    found = from_ucdp(code)
    return replace(found, radius_m=PRECISIONS["province"].radius_m) if found.name == "line" else found


def _key(number: str, name: str) -> str:
    """Return the key: the data set's number, or the name that releases without one have."""
    return f"ucdp:{number or name.strip()}" if number or name.strip() else ""


def _whole(column: Texts) -> Texts:
    """Return numbers as they were before a program wrote them with a decimal: ``59553.0`` is 59553."""
    distinct = Distinct.of(column)
    return distinct.column([re.sub(r"\.0+$", "", text.strip()) for text in distinct.texts])


def _days(fields: Fields, wants: Wants, notes: Notes) -> list[Texts]:
    """Return the first and last days; midnight, which the file writes after each, is no time of day."""
    named = [(name, Distinct.of(fields[name])) for name in ("date_start", "date_end")]
    bare = [
        Distinct([_MIDNIGHT.sub("", text.strip()) for text in each.texts], each.codes, each.counts)
        for _, each in named
    ]
    decided = decide(bare, wants.dates)
    out = []
    for (name, _), column in zip(named, bare, strict=True):
        tally = notes.tally(fields.name(name))
        out.append(column.column(read_dates(column, decided, tally)))
        tell_dates(tally, decided)
    return out


def _date(start: str, end: str, exact: str) -> str:
    return start if exact == "1" or not end or start == end else f"{start}/{end}"


def _last_day(start: str, end: str, exact: str) -> str:
    return end if exact == "1" and end != start else ""


def _source_kind(code: str) -> str:
    return f"{_TYPES[code]} (type_of_violence {code})" if code in _TYPES else code


def _summary(one: str, two: str, best: str, low: str, high: str) -> str:
    bounds = f" ({low}-{high})" if low and high and (low, high) != (best, best) else ""
    figure = f"{best} killed{bounds}" if best else ""
    return ": ".join(
        part for part in (" - ".join(each.strip() for each in (one, two) if each.strip()), figure) if part
    )


def _actors(one: str, two: str) -> str:
    return "; ".join(each.strip() for each in (one, two) if each.strip())


def _listed(*parts: str) -> str:
    return ", ".join(part.strip() for part in parts if part.strip())


def _publisher(office: str, article: str) -> str:
    return _in_one_line(office) or _in_one_line(article)


def _in_one_line(text: str) -> str:
    return _LINES.sub(", ", text.strip())


def _notes(best: str, where: str, headline: str, article: str, office: str) -> str:
    parts = (
        ("best estimate", best),
        ("where", _in_one_line(where)),
        ("headline", _in_one_line(headline)),
        ("article", _in_one_line(article) if office.strip() else ""),
    )
    return "; ".join(f"{name}: {text}" for name, text in parts if text)
