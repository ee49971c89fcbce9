"""Closures: how often a crossing was shut, and each of those times in its popup."""

from __future__ import annotations

from durandline.layers.web.layer import DataLayer


class Closures(DataLayer):
    """Closures on record, one mark per crossing with their number.

    Takes the frame of ``durandline.geo.frames.closures``. Rows without a point are not drawn.
    """

    kind = "closures"
    required = ("crossing_id", "start")
    optional = (
        "report_id", "name_en", "flows", "direction", "side", "end", "over", "days_min", "days_max",
        "cause", "claimant", "summary", "sources",
    )  # fmt: skip
    known_to_instrument = optional
