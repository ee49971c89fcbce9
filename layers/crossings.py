"""Crossings: what is open for whom, and how old that knowledge is."""

from __future__ import annotations

from durandline.layers.web.layer import DataLayer


class Crossings(DataLayer):
    """Crossings as badges of two cells, cargo and people, each coloured and shaped by its state.

    Takes the frame of ``durandline.geo.frames.crossing_states``. Rows without a point are not drawn.
    """

    kind = "crossings"
    required = ("crossing_id", "name_en", "state", "cargo_state", "people_state")
    optional = (
        "name_ps", "name_fa", "name_ur", "kind", "radius_m", "cargo_knowledge", "people_knowledge",
        "cargo_confidence", "people_confidence", "last_said", "age_days", "borne_out", "notes", "lines",
    )  # fmt: skip
    known_to_instrument = ("lines", "notes")
