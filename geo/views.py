"""The columns of what is written for others: each frame as a flat table, and the record's plain tables beside it."""

from __future__ import annotations

from dataclasses import replace

from durandline.geo.schema import vocabulary as words
from durandline.geo.schema.fields import Field, FieldType
from durandline.geo.schema.hxl_tags import tag_of
from durandline.geo.schema.layers import BORDER, NAMES, ROUTES
from durandline.geo.schema.tables import CROSSINGS, INCIDENTS, MOVEMENTS, OWN_INCIDENTS, PLACES, TABLES, Table
from durandline.geo.status.rows import COLUMNS as STATUS_COLUMNS

ANSWERS = (*words.STATES, "unknown")
KNOWLEDGE = ("confirmed", "stale", "end_not_reported", "never_reported", "disputed")
_LISTED = " Several are separated by '; '."

_SOURCES = (
    Field("source_publishers", "list", "Who published it." + _LISTED),
    Field("source_urls", "list", "Where to read it." + _LISTED),
)
_AGE = (
    Field("last_said", "date", "Local day of the newest statement behind it that had been made by then."),
    Field("age_days", "number", "Age of that statement in whole days at that moment.", unit="day", minimum=0),
)
_BORNE_OUT = Field("borne_out", "boolean", STATUS_COLUMNS["borne_out"])
_CROSSING = Field("crossing_id", "id", "Key of the crossing.", refers_to="crossings")
_RADIUS = OWN_INCIDENTS.field("radius_m")
_PRECISION = OWN_INCIDENTS.field("precision")


def _confidence(branch: str) -> Field:
    meaning = (
        f"How sure the newest statement behind the state for {branch} is; empty for one's own and where none is."
    )
    return Field(f"{branch}_confidence", "choice", meaning, choices=words.CONFIDENCE)


def _figures(measure: str) -> tuple[Field, Field, Field]:
    """Return the columns of a measure's figures for one group of people."""
    apart = "Of several groups without a figure for all, that of the largest, and no highest. Never added up."
    return (
        Field(f"{measure}_min", "integer", f"Lowest figure of {measure} over claimants. {apart}", minimum=0),
        Field(f"{measure}_max", "integer", f"Highest figure of {measure} over claimants; empty: none.", minimum=0),
        Field(f"{measure}_whom", "text", f"Of whom these figures of {measure} are; empty: of all."),
    )


def _answers(branch: str) -> tuple[Field, Field]:
    return (
        Field(f"{branch}_state", "choice", f"State for {branch}.", required=True, choices=ANSWERS),
        Field(f"{branch}_knowledge", "choice", f"How well the state for {branch} is known.", choices=KNOWLEDGE),
    )


_CROSSING_STATES = Table(
    "crossings",
    "crossing_id",
    "one crossing with its state at the moment asked about",
    (
        *(CROSSINGS.field(name) for name in ("crossing_id", "name_en", "name_ps", "name_fa", "name_ur", "kind")),
        CROSSINGS.field("radius_m"),
        Field("state", "choice", "State over cargo and people together.", required=True, choices=ANSWERS),
        *_answers("cargo"),
        *_answers("people"),
        *map(_confidence, ("cargo", "people")),
        *_AGE,
        _BORNE_OUT,
        CROSSINGS.field("notes"),
    ),
)

_STATUS_TYPES: dict[str, FieldType] = {
    "crossing_id": "id",
    "on": "date",
    "since": "date",
    "last_said": "date",
    "report_count": "integer",
    **dict.fromkeys(("age_days", "af_gate_age_days", "pk_gate_age_days"), "number"),
    "borne_out": "boolean",
    **dict.fromkeys(
        ("decided_by", "disagreement", "figure_ids", "report_ids", "source_publishers", "source_urls"), "list"
    ),
}
_STATUS = Table(
    "status",
    "crossing_id",
    "the passage through both gates of one crossing, for one flow in one direction, at the moment asked about",
    tuple(
        Field(name, _STATUS_TYPES.get(name, "text"), meaning, unit="day" if name.endswith("age_days") else "")
        for name, meaning in STATUS_COLUMNS.items()
    ),
)

_CLOSURES = Table(
    "closures",
    "id",
    "one stretch of time in which one crossing was shut, for flows that all its statements are about",
    (
        Field(
            "id",
            "text",
            "Key, unchanged by reports made later: the report first made of the closure, the crossing, the first "
            "flow, direction and gate, and from when it was shut again, where it was open for a while.",
            required=True,
        ),
        Field("report_id", "id", "Report that the closure is named after.", refers_to="reports"),
        _CROSSING,
        Field("flows", "list", "Flows that were shut." + _LISTED),
        Field("direction", "choice", "Direction of travel.", choices=words.DIRECTIONS),
        Field("side", "choice", "Side whose gate was shut.", choices=words.SIDES),
        Field("start", "date", "When it began, as precisely as reported."),
        Field("start_earliest", "instant", "First moment in which it may have begun.", unit="UTC"),
        Field("start_latest", "instant", "Last moment in which it may have begun.", unit="UTC"),
        Field("end", "date", "When it ended (exclusive); empty: no end is on record."),
        Field(
            "end_earliest",
            "instant",
            "First moment in which it may have ended; empty: no end is on record.",
            unit="UTC",
        ),
        Field(
            "end_latest", "instant", "Last moment in which it may have ended; empty: no end is on record.", unit="UTC"
        ),
        Field("shut_at_least_until", "instant", "Last moment for which statements say that it was shut.", unit="UTC"),
        Field("closed_from", "instant", "From when the status is closed; inclusive.", unit="UTC"),
        Field(
            "closed_until",
            "instant",
            "Until when the status is closed; exclusive. Where no end is on record, when its last statement is too "
            "old: from then on it is not known.",
            unit="UTC",
        ),
        Field("still_shut", "boolean", "Whether the status is closed at the moment asked about."),
        Field("over", "boolean", "Whether it had ended, by an end on record, at the moment asked about."),
        Field("resumed", "boolean", "Whether it is a closure that goes on after it was open for a while."),
        Field("shuts_cargo", "boolean", "Whether it shuts commercial cargo, the flow that speaks for cargo."),
        Field("shuts_people", "boolean", "Whether it shuts people on foot, the flow that speaks for people."),
        Field(
            "days_min",
            "number",
            "Least length in days of 24 hours; without a known end, to the last statement that it was still shut.",
            unit="day",
            minimum=0,
        ),
        Field("days_max", "number", "Greatest length; empty where no end is on record.", unit="day", minimum=0),
        Field("cause", "choice", "Why, as reported.", choices=words.CAUSES),
        Field("claimant", "text", "Whose statement it is."),
        Field("name_en", "text", "Name of the crossing in Latin letters."),
        Field("summary", "text", "The statement in our own words."),
        *_SOURCES,
    ),
)

_INCIDENTS = Table(
    "incidents",
    "incident_id",
    "one incident at one of its places, the record's or one's own",
    (
        Field("incident_id", "text", "Key of the incident.", required=True),
        INCIDENTS.field("kind"),
        OWN_INCIDENTS.field("source_kind"),
        INCIDENTS.field("date"),
        INCIDENTS.field("last_day"),
        Field("summary", "text", "What happened, in our own words or the file's."),
        INCIDENTS.field("actors"),
        Field("place_text", "text", "Place as the reports or the file name it."),
        INCIDENTS.field("admin_text"),
        Field("place_id", "text", "Key of the place or crossing it was placed at."),
        Field("place_name", "text", "Name of that place in Latin letters."),
        *(replace(name, meaning=name.meaning.replace("Name", "Name of that place")) for name in NAMES[1:]),
        Field("role", "choice", "What the place is to the incident.", choices=words.PLACE_ROLES),
        _PRECISION,
        _RADIUS,
        Field("located", "boolean", "Whether a point is known; without one the geometry is null."),
        OWN_INCIDENTS.field("coarsened"),
        Field("claims", "list", "Figures, each with whose it is; never added up." + _LISTED),
        *(field for measure in ("killed", "injured") for field in _figures(measure)),
        *_SOURCES,
        INCIDENTS.field("confidence"),
        INCIDENTS.field("notes"),
        Field("origin", "text", "record, or the file it was read from."),
        Field("same_as", "list", "Keys of rows that tell of the same incident." + _LISTED),
        OWN_INCIDENTS.field("dataset"),
        OWN_INCIDENTS.field("licence"),
        Field("redistribute", "boolean", "Whether the row may be handed on."),
        Field("nearest_crossing", "id", "Crossing nearest to the point.", refers_to="crossings"),
        Field("nearest_crossing_m", "number", "Geodesic distance to it.", unit="m", minimum=0),
        PLACES.field("dist_to_line_m"),
        PLACES.field("line_side"),
    ),
    licence="of each row",
)

_INCIDENT_AREAS = Table(
    "incident_areas",
    "incident_id",
    "the area in which one located incident is taken to lie: a circle of its radius",
    (
        *(_INCIDENTS.field(name) for name in ("incident_id", "place_id", "kind", "date", "last_day")),
        replace(_RADIUS, required=True),
        _PRECISION,
    ),
    licence="of each row",
)

_MOVEMENTS = Table(
    "movements",
    "movement_id",
    "one printed figure at one crossing it covers; a figure of several crossings stands at each, never divided",
    (
        *(MOVEMENTS.field(name) for name in ("movement_id", "scope", "direction", "measure", "period_start")),
        *(MOVEMENTS.field(name) for name in ("period_end", "unit", "claimant", "confidence", "notes", "min", "max")),
        MOVEMENTS.field("cumulative"),
        replace(_CROSSING, meaning="Key of the crossing; empty for the whole line or where none is named."),
        Field("name_en", "text", "Name of the crossing in Latin letters."),
        *_SOURCES,
    ),
)

_PLACES = Table(
    "places", "place_id", PLACES.row_is, tuple(field for field in PLACES.fields if field.name not in ("lon", "lat"))
)


def _tagged(table: Table) -> Table:
    """Return a table whose columns have their hashtags."""
    return replace(table, fields=tuple(replace(field, hxl=tag_of(table.name, field)) for field in table.fields))


VIEWS: dict[str, Table] = {
    table.name: _tagged(table)
    for table in (
        _CROSSING_STATES, _STATUS, _CLOSURES, _INCIDENT_AREAS, _INCIDENTS, _MOVEMENTS, _PLACES, ROUTES, BORDER,
        *(TABLES[name] for name in ("reports", "claims", "policies", "sources", "incident_places")),
    )
}  # fmt: skip
"""The columns of what is written, by name of the dataset: those with a geometry first, then plain tables."""


def described(field: Field) -> str:
    """Return what a column means, with its unit: one line for a file's dictionary."""
    return field.meaning + (f" Unit: {field.unit}." if field.unit else "")
