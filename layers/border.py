"""The border line, dashed and named as policy says."""

from __future__ import annotations

from durandline.geo.notices import read_notices
from durandline.layers.web.embed import Plain
from durandline.layers.web.layer import DataLayer


class Border(DataLayer):
    """The line itself; takes the frame of ``durandline.geo.frames.border``."""

    kind = "border"
    required = ("line_id",)
    geometry = "line"

    def options(self) -> dict[str, Plain]:
        """Return the shared options with the line's dash and name from ``data/policy.toml``."""
        notices = read_notices()
        return {**super().options(), "dash": notices.boundary_dash, "name": notices.boundary_name}
