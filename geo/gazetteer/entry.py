"""One entry of a gazetteer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

OWN: Final = "durandline"
OWN_CROSSINGS: Final = "durandline-crossings"
OURS: Final = frozenset({OWN, OWN_CROSSINGS})
OWN_AREAS: Final = "durandline-areas"
TOWNS: Final = "geonames-cities"
AREA_KINDS: Final = frozenset({"district", "region", "province"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One named place.

    ``names`` are all names in any script, the main name included; ``lon`` and ``lat`` degrees EPSG:4326, ``None``
    where no point is known; ``radius_m`` a stated-coverage radius in metres, ``None`` for the kind's own. ``kind`` is
    a kind of the table ``places``, or ``crossing``, ``region`` or ``province``. ``remark`` is said with every answer.
    """

    gazetteer: str
    place_id: str
    name: str
    names: tuple[str, ...]
    kind: str
    feature_code: str
    country: str
    admin1: str
    admin2: str
    lon: float | None
    lat: float | None
    population: int
    radius_m: float | None
    remark: str = ""
