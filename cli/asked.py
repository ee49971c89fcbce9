"""What ``map`` and ``export`` are asked for: a record at a moment, with one's own incidents, table by table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import geopandas as gpd

    from durandline.cli.own import Taken
    from durandline.geo.record import Record
    from durandline.geo.time.moment import Moment

TABLES = ("crossings", "status", "closures", "incidents", "movements", "places", "routes", "border", "basemap")


@dataclass(frozen=True, slots=True)
class Asked:
    """A record, the moment shown, the window for incidents, and what came of one's own files."""

    record: Record
    on: Moment
    known_by: Moment | None
    since: Moment | None
    until: Moment | None
    taken: Taken

    def frame(self, table: str) -> gpd.GeoDataFrame:
        """Return one of ``TABLES`` as a GeoDataFrame; what the filter shows is what is in it."""
        from durandline.geo import frames

        match table:
            case "crossings":
                return frames.crossing_states(self.record, self.on, self.known_by)
            case "status":
                return frames.status(self.record, self.on, self.known_by)
            case "closures":
                return frames.closures(self.record, self.on, self.known_by)
            case "incidents":
                return frames.incidents(self.record, self.since, self.until or self.on, self.taken.rows)
            case "movements":
                return frames.movements(self.record, self.on)
            case "places":
                return frames.places(self.record)
            case "routes":
                return frames.routes(self.record)
            case "border":
                return frames.border(self.record)
            case _:
                return frames.basemap(self.record)
