"""Movements: printed figures of people and trucks, side by side and never added up."""

from __future__ import annotations

from durandline.layers.web.layer import DataLayer


class Movements(DataLayer):
    """Figures of people, trucks and trade, one mark per crossing with their number.

    Takes the frame of ``durandline.geo.frames.movements``. Rows without a point are not drawn.
    """

    kind = "movements"
    required = ("crossing_id", "measure")
    optional = (
        "movement_id", "name_en", "direction", "period_start", "period_end", "min", "max", "unit", "cumulative",
        "claimant", "sources", "notes",
    )  # fmt: skip
    known_to_instrument = optional
