"""The columns of ``event_kinds.csv``: what other collections call an event, and which kind it is here."""

from __future__ import annotations

from durandline.geo.schema import vocabulary as words
from durandline.geo.schema.fields import Field
from durandline.geo.schema.tables import Table

EVENT_KINDS = Table(
    "event_kinds",
    "",
    "one type of event of another collection, and the kind of incident it is taken as",
    (
        Field("source", "text", "Collection: acled, ucdp; empty: any table of unknown make."),
        Field("event_type", "text", "Type in that collection's own words or number.", required=True),
        Field("sub_event_type", "text", "Finer type; empty: every one that has no row of its own."),
        Field("kind", "choice", "Kind of incident.", required=True, choices=words.INCIDENT_KINDS),
        Field("note", "text", "Why, where it is no matter of course."),
    ),
)
