"""Every table's columns as data: the one source for validation, the dictionary and the formats."""

from __future__ import annotations

from dataclasses import dataclass

from durandline.geo.errors import UnknownNameError
from durandline.geo.schema import vocabulary as words
from durandline.geo.schema.fields import Field


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name, key column, columns in order, and what one row is.

    Of the columns of ``either`` each row has just one; those of ``together`` it has all or none; of those of
    ``ordered``, where it has both, the first is not above the second. Rows may share a key where they differ in
    ``several`` alone, and in each of them otherwise: one thing at several places.
    """

    name: str
    key: str
    row_is: str
    fields: tuple[Field, ...]
    licence: str = "CC-BY-4.0"
    shared: bool = False  # a data folder may leave it to the shipped one
    either: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    ordered: tuple[str, str] | None = None
    several: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The column names in order."""
        return tuple(field.name for field in self.fields)

    def field(self, name: str) -> Field:
        """Return the column called ``name``."""
        return next(field for field in self.fields if field.name == name)


_SOURCES = Field("source_ids", "list", "Sources of the row.", refers_to="sources")
_CONFIDENCE = Field(
    "confidence",
    "choice",
    "A: read in a source with this date; B: two consistent indications or a partial source; C: weak.",
    choices=words.CONFIDENCE,
)
_NOTES = Field("notes", "text", "Doubts, disagreeing dates and figures, and how the row was derived.")
_NAMES = (
    Field("name_en", "text", "Name in Latin letters.", required=True),
    Field("name_ps", "text", "Name in Pashto."),
    Field("name_fa", "text", "Name in Dari (Persian)."),
    Field("name_ur", "text", "Name in Urdu."),
    Field("aliases", "list", "Other spellings and names met in reports."),
)
_POINT = (
    Field("lon", "number", "Longitude, EPSG:4326.", unit="degree", minimum=-180, maximum=180),
    Field("lat", "number", "Latitude, EPSG:4326.", unit="degree", minimum=-90, maximum=90),
    Field(
        "radius_m",
        "number",
        "Stated-coverage radius: 90 % of what is reported at this name should lie within it.",
        unit="m",
        minimum=0,
    ),
)
_TO_LINE = (
    Field(
        "dist_to_line_m",
        "number",
        "Geodesic distance of the point to the reference line.",
        unit="m",
        minimum=0,
    ),
    Field(
        "line_side",
        "choice",
        "Side of the reference line; undecided within coordinate precision plus line error.",
        choices=words.LINE_SIDES,
    ),
)

CROSSINGS = Table(
    "crossings",
    "crossing_id",
    "one crossing of the line, open, shut or only reported",
    (
        Field("crossing_id", "id", "Key.", required=True),
        *_NAMES,
        Field("kind", "choice", "Standing of the crossing.", required=True, choices=words.CROSSING_KINDS),
        Field("af_place", "text", "Place on the Afghan side."),
        Field("af_district", "text", "District on the Afghan side."),
        Field("af_province", "text", "Province on the Afghan side."),
        Field("pk_place", "text", "Place on the Pakistani side."),
        Field("pk_district", "text", "District on the Pakistani side."),
        Field("pk_province", "text", "Province on the Pakistani side."),
        *_POINT,
        Field("coord_source", "text", "Where the point comes from."),
        Field("line_lon", "number", "Longitude of the nearest point of the line.", unit="degree"),
        Field("line_lat", "number", "Latitude of the nearest point of the line.", unit="degree"),
        *_TO_LINE,
        Field("normal_hours", "text", "Opening hours as reported, with their date."),
        Field("use", "text", "What passes there in normal times."),
        _SOURCES,
        _CONFIDENCE,
        _NOTES,
    ),
    together=("lon", "lat"),
)

PLACES = Table(
    "places",
    "place_id",
    "one place that reports about the border name",
    (
        Field("place_id", "id", "Key.", required=True),
        *_NAMES,
        Field("kind", "choice", "Kind of place.", required=True, choices=words.PLACE_KINDS),
        Field("country", "choice", "Country the name is filed under.", choices=words.COUNTRIES),
        Field("admin1", "text", "Province."),
        Field("admin2", "text", "District."),
        *_POINT,
        Field("coord_source", "text", "Where the point comes from; empty where no point is known."),
        *_TO_LINE,
        _CONFIDENCE,
        _NOTES,
    ),
    together=("lon", "lat"),
)

TOWNS = Table(
    "towns",
    "place_id",
    "one town of the two countries, as GeoNames has it, for the geocoder alone",
    (
        Field("place_id", "id", "GeoNames' id.", required=True),
        Field("name", "text", "GeoNames' main name.", required=True),
        Field("names", "list", "All its names in Latin and Arabic letters, the main name included."),
        Field("country", "choice", "Country GeoNames files it under.", required=True, choices=words.COUNTRIES),
        Field("admin1", "text", "Province."),
        Field("lon", "number", "Longitude, EPSG:4326.", required=True, unit="degree", minimum=-180, maximum=180),
        Field("lat", "number", "Latitude, EPSG:4326.", required=True, unit="degree", minimum=-90, maximum=90),
        Field("population", "integer", "Inhabitants by GeoNames; 0: not known.", minimum=0),
        Field("feature_code", "text", "GeoNames' feature code; PPL where our source keeps no finer one."),
    ),
    shared=True,
)

SOURCES = Table(
    "sources",
    "source_id",
    "one address that statements were read at",
    (
        Field("source_id", "id", "Key.", required=True),
        Field(
            "publisher",
            "text",
            "Who published it; of a copy, who wrote it and where it was read.",
            required=True,
        ),
        Field("url", "url", "Address.", required=True),
        Field("published_on", "date", "Day of publication, where known."),
        Field(
            "kind",
            "choice",
            "original: the publisher's own page; agency_copy: an agency's text carried by a client; repost: "
            "copied by a third party; mirror: an encyclopaedia or copy of one; citation: seen only as cited; "
            "scraper: copied by a site that gathers others' texts, so a page names it without a link.",
            required=True,
            choices=words.SOURCE_KINDS,
        ),
        Field(
            "licence",
            "text",
            "Licence of what was taken; 'facts' where facts alone were taken.",
            required=True,
        ),
        Field("redistribute", "boolean", "Whether rows resting on it may be handed on.", required=True),
        _NOTES,
    ),
)

REPORTS = Table(
    "reports",
    "report_id",
    "one statement, made once, about the state of one or more crossings",
    (
        Field("report_id", "id", "Key.", required=True),
        Field("scope", "choice", "Which crossings are meant.", required=True, choices=words.SCOPES),
        Field(
            "crossing_ids",
            "list",
            "Crossings the statement names; empty only where scope says why.",
            refers_to="crossings",
        ),
        Field(
            "flows",
            "choices",
            "Flows it speaks of; a branch applies to its leaves.",
            required=True,
            choices=words.FLOWS,
        ),
        Field("direction", "choice", "Direction of travel.", required=True, choices=words.DIRECTIONS),
        Field("side", "choice", "Side whose gate it is.", required=True, choices=words.SIDES),
        Field("state", "choice", "What the statement says.", required=True, choices=words.STATES),
        Field("from", "date", "When the state began, as precisely as said.", required=True),
        Field("until", "date", "End that the statement itself gave (exclusive): a window, an announced end."),
        Field("basis", "choice", "How the claimant knows.", required=True, choices=words.BASES),
        Field("standing", "boolean", "Said to hold until further notice (a rule, an open-ended order)."),
        Field("cause", "choice", "Why, as reported.", choices=words.CAUSES),
        Field("who_rule", "text", "Who may pass where the state is restricted (papers, homeward only, quota)."),
        Field("weekday_rule", "text", "Days on which it holds, such as Mon;Wed;Fri."),
        Field("hours", "text", "Hours on which it holds, with the clock."),
        Field("claimant", "text", "Whose statement or order it is.", required=True),
        Field(
            "said_on",
            "date",
            "When it was said; the day it speaks of where that is not known.",
            required=True,
        ),
        Field("said_on_known", "boolean", "no: said_on is only the day the statement speaks of.", required=True),
        Field("ends", "list", "Reports that this one ends, for its flows.", refers_to="reports"),
        Field("incident_ids", "list", "Incidents it names as cause or setting.", refers_to="incidents"),
        Field("summary", "text", "The statement in our own words.", required=True),
        _SOURCES,
        _CONFIDENCE,
        _NOTES,
    ),
)

INCIDENTS = Table(
    "incidents",
    "incident_id",
    "one thing that happened on or near the line",
    (
        Field("incident_id", "id", "Key.", required=True),
        Field("kind", "choice", "What kind of thing.", required=True, choices=words.INCIDENT_KINDS),
        Field("date", "date", "Day it happened or began, as precisely as known.", required=True),
        Field("last_day", "date", "Last day of it, where it took more than one."),
        Field("summary", "text", "What happened, in our own words.", required=True),
        Field("actors", "text", "Parties to it, as reported."),
        Field("place_text", "text", "Place as the reports name it.", required=True),
        Field("admin_text", "text", "Province or district as the reports name it."),
        Field("report_ids", "list", "Reports on crossings that name it.", refers_to="reports"),
        _SOURCES,
        _CONFIDENCE,
        _NOTES,
    ),
)

INCIDENT_PLACES = Table(
    "incident_places",
    "incident_place_id",
    "one link of an incident to one place or one crossing; geometry is joined from there",
    (
        Field("incident_place_id", "id", "Key.", required=True),
        Field("incident_id", "id", "The incident.", required=True, refers_to="incidents"),
        Field("place_id", "id", "The place; empty where a crossing is meant.", refers_to="places"),
        Field("crossing_id", "id", "The crossing; empty where a place is meant.", refers_to="crossings"),
        Field("role", "choice", "What the place is to the incident.", required=True, choices=words.PLACE_ROLES),
        Field("quoted", "text", "The part of the place text that names it.", required=True),
        _NOTES,
    ),
    either=("place_id", "crossing_id"),
)

CLAIMS = Table(
    "claims",
    "claim_id",
    "one figure that one party gave of one incident; never summed",
    (
        Field("claim_id", "id", "Key.", required=True),
        Field("incident_id", "id", "The incident.", required=True, refers_to="incidents"),
        Field("claimant", "text", "Who says so; where the report names nobody, who prints it.", required=True),
        Field("measure", "choice", "What is counted.", required=True, choices=words.CLAIM_MEASURES),
        Field("whom", "text", "Of whom, such as Afghan civilians; empty: of all."),
        Field("min", "integer", "Least; empty: 'up to'.", minimum=0),
        Field("max", "integer", "Most; empty: 'at least'.", minimum=0),
        _SOURCES,
        _NOTES,
    ),
    ordered=("min", "max"),
)

POLICIES = Table(
    "policies",
    "policy_id",
    "one rule, deadline, decree or truce",
    (
        Field("policy_id", "id", "Key.", required=True),
        Field("kind", "choice", "What kind of rule.", required=True, choices=words.POLICY_KINDS),
        Field("announced_on", "date", "When it was announced."),
        Field("effective_from", "date", "From when it was to hold."),
        Field("ended_on", "date", "When it ended; empty: no end was read, not that it is in force."),
        Field("scope", "choice", "Which crossings are meant.", required=True, choices=words.SCOPES),
        Field("crossing_ids", "list", "Crossings named.", refers_to="crossings"),
        Field("applies_to", "text", "Whom or what it applies to."),
        Field("who", "text", "Whose rule it is.", required=True),
        Field("summary", "text", "The rule in our own words.", required=True),
        _SOURCES,
        _CONFIDENCE,
        _NOTES,
    ),
)

MOVEMENTS = Table(
    "movements",
    "movement_id",
    "one printed figure of people, trucks or trade; contradictions side by side, never added up",
    (
        Field("movement_id", "id", "Key.", required=True),
        Field("scope", "choice", "Which crossings are meant.", required=True, choices=words.SCOPES),
        Field("crossing_ids", "list", "Crossings the figure covers together.", refers_to="crossings"),
        Field("direction", "choice", "Direction of travel; empty where not stated.", choices=words.DIRECTIONS),
        Field("measure", "id", "What is counted.", required=True),
        Field("period_start", "date", "First day counted; empty: the source does not say since when."),
        Field("period_end", "date", "Last day counted."),
        Field("min", "number", "Least; empty: 'up to'.", minimum=0),
        Field("max", "number", "Most; empty: 'more than'.", minimum=0),
        Field("unit", "text", "Unit of the figure.", required=True),
        Field("cumulative", "boolean", "Whether it is a running total.", required=True),
        Field("claimant", "text", "Who counted or said so.", required=True),
        _SOURCES,
        _CONFIDENCE,
        _NOTES,
    ),
    ordered=("min", "max"),
)

OWN_INCIDENTS = Table(
    "own_incidents",
    "incident_id",
    "one incident of one's own at one of its places, as given to --incidents or made by durandline import",
    (
        Field(
            "incident_id",
            "text",
            "Key, one for all places of it; made from the row's content where empty.",
        ),
        Field("kind", "choice", "What kind of thing.", choices=words.INCIDENT_KINDS, lenient=True),
        Field("source_kind", "text", "What kind of thing the source says it was, in its own terms."),
        Field("date", "date", "Day it happened or began, as precisely as known.", required=True),
        Field("last_day", "date", "Last day of it, where it took more than one.", lenient=True),
        Field("place_name", "text", "Place, in any script; looked up where lat and lon are empty."),
        Field("admin_text", "text", "District and province, as the source names them."),
        Field("lat", "number", "Latitude, EPSG:4326.", unit="degree", minimum=-90, maximum=90),
        Field("lon", "number", "Longitude, EPSG:4326.", unit="degree", minimum=-180, maximum=180),
        Field(
            "radius_m",
            "number",
            "Stated-coverage radius: 90 % of what is so placed should lie within it.",
            unit="m",
            minimum=0,
            maximum=20_040_000,  # half round the earth
            lenient=True,
        ),
        Field("precision", "choice", "How well the place is known.", choices=words.PRECISIONS, lenient=True),
        Field("fatalities_min", "integer", "At least so many killed.", minimum=0, lenient=True),
        Field("fatalities_max", "integer", "At most so many killed.", minimum=0, lenient=True),
        Field("injured_min", "integer", "At least so many injured.", minimum=0, lenient=True),
        Field("injured_max", "integer", "At most so many injured.", minimum=0, lenient=True),
        Field("claimant", "text", "Whose figure it is; empty: the publisher's."),
        Field("summary", "text", "What happened."),
        Field("actors", "text", "Parties to it."),
        Field("source_url", "url", "Address of the source.", lenient=True),
        Field("source_publisher", "text", "Who published it."),
        Field("dataset", "text", "Collection it was taken from, with its version, as it asks to be named."),
        Field("licence", "text", "Licence of the row; empty: the user's own."),
        Field("redistribute", "boolean", "Whether the row may be handed on; empty: yes.", lenient=True),
        Field("same_as", "list", "Keys of other rows that tell of the same incident."),
        Field("coarsened", "text", "How the place was blurred on purpose: grid, district or crossing."),
        _NOTES,
    ),
    licence="the user's own",
    several=("place_name", "admin_text", "lat", "lon", "radius_m", "precision", "coarsened"),
)

OWN_REPORTS = Table(
    "own_reports",
    "report_id",
    "one statement of one's own about a crossing, as given to --reports",
    (
        Field("report_id", "id", "Key; made from the row's content where empty."),
        Field("crossing", "text", "Crossing: an id or a name, in any script.", required=True),
        Field("flows", "choices", "Flows it speaks of; empty: all.", choices=words.FLOWS),
        Field("direction", "choice", "Direction of travel; empty: both.", choices=words.DIRECTIONS),
        Field("side", "choice", "Side whose gate it is; empty: both.", choices=words.SIDES),
        Field("state", "choice", "What the statement says.", required=True, choices=words.STATES),
        Field("from", "date", "When the state began, as precisely as said.", required=True),
        Field("until", "date", "End that the statement itself gave (exclusive)."),
        Field("basis", "choice", "How the claimant knows; empty: observed.", choices=words.BASES),
        Field("standing", "boolean", "Said to hold until further notice."),
        Field("cause", "choice", "Why, as reported.", choices=words.CAUSES, lenient=True),
        Field("who_rule", "text", "Who may pass where the state is restricted."),
        Field("weekday_rule", "text", "Days on which it holds."),
        Field("hours", "text", "Hours on which it holds."),
        Field("claimant", "text", "Whose statement it is.", required=True),
        Field("said_on", "date", "When it was said; empty: the day it began."),
        Field("ends", "list", "Reports that this one ends, for its flows."),
        Field("summary", "text", "The statement in your own words."),
        Field("source_url", "url", "Address of the source.", lenient=True),
        Field("source_publisher", "text", "Who published it."),
        _NOTES,
    ),
    licence="the user's own",
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        CROSSINGS,
        PLACES,
        TOWNS,
        REPORTS,
        INCIDENTS,
        INCIDENT_PLACES,
        CLAIMS,
        POLICIES,
        MOVEMENTS,
        SOURCES,
    )
}


def table(name: str) -> Table:
    """Return the table called ``name``.

    Raises
    ------
    UnknownNameError
        There is no such table; the message lists those there are.
    """
    if name not in TABLES:
        raise UnknownNameError(f"There is no table {name!r}. Tables: {', '.join(TABLES)}.")
    return TABLES[name]
