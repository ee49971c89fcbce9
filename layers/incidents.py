"""Incidents: what happened where, with the radius within which it is placed."""

from __future__ import annotations

from durandline.layers.layer import DataLayer


class Incidents(DataLayer):
    """Incidents on one canvas, grouped by place, with their uncertainty circles when zoomed in.

    Takes the frame of ``durandline.geo.frames.incidents``. Rows without a point are not drawn; they belong in
    the list of unlocated incidents.
    """

    kind = "incidents"
    required = ("incident_id", "kind", "date")
    optional = (
        "last_day", "summary", "actors", "place_text", "place_name", "name_ps", "name_fa", "name_ur", "role",
        "radius_m", "claims", "sources", "confidence", "notes", "origin",
    )  # fmt: skip
