"""The numbers of ``stale.toml``: how many days a statement holds without being confirmed."""

from __future__ import annotations

from typing import Final

from durandline.geo.schema.fields import Field
from durandline.geo.schema.tables import Table

FILE: Final = "stale.toml"
_MOST: Final = 36_525  # a hundred years

STALE: Final = Table(
    "stale_after_days",
    "",
    "how many days a statement holds without being confirmed, by its state",
    tuple(
        Field(name, "number", meaning, required=True, unit="day", minimum=0, maximum=_MOST)
        for name, meaning in (
            ("closed", "A closure."),
            ("open", "An opening."),
            ("restricted", "A restriction."),
            ("standing", "What was said to hold until further notice, or is a rule in force."),
        )
    ),
)
