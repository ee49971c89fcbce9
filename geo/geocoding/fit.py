"""How well an entry fits what is said about it: where it lies, and what kind of place it is."""

from __future__ import annotations

from typing import Final, NamedTuple

from durandline.geo.gazetteer.areas import Area
from durandline.geo.gazetteer.entry import AREA_KINDS, OURS, Entry
from durandline.geo.names.countries import NONE, SIDES, Codes
from durandline.geo.names.similarity import sphere_km

# Judgement, set once for all names: an order of what counts more, and no probabilities.
BESIDE_KM: Final = 15.0  # so far outside an area may still be reported under it
_ANCHOR_KM: Final = 30.0  # a place lies in or near what is named with it when nearer than that

_SETTLED: Final = frozenset({"city", "town", "village", "locality"})
# The kinds of entry that a generic word speaks for, best first; any other kind counts as ``_UNFIT``.
_SPOKEN_FOR: Final[dict[str, tuple[frozenset[str], ...]]] = {
    "settlement": (_SETTLED,),
    "bazaar": (_SETTLED,),
    "locality": (_SETTLED,),
    "district": (frozenset({"district", "region"}),),
    "province": (frozenset({"province", "region"}),),
    "tehsil": (frozenset({"tehsil", "district"}), _SETTLED),
    "crossing": (frozenset({"crossing", "gate"}), _SETTLED),
    "post": (frozenset({"post", "fort", "base", "gate", "crossing"}), _SETTLED),
    "fort": (frozenset({"fort", "post", "base"}), _SETTLED),
    "camp": (frozenset({"camp", "base"}), _SETTLED),
    "pass": (frozenset({"pass", "crossing"}), _SETTLED),
    "valley": (frozenset({"valley", "area"}), _SETTLED),
    "area": (frozenset({"area", "valley", "locality", "tehsil"}), _SETTLED),
}
_SECOND: Final = 0.95
_UNFIT: Final = 0.85
_AREA_UNASKED: Final = 0.9  # a province or district where its capital bears the name and no word speaks for it


class Context(NamedTuple):
    """What is said about where a place lies: areas of which any may hold it, points near it, the countries.

    Areas and points are weighed; the country is a condition: where ``countries`` are stated, no other is looked at.
    """

    areas: tuple[Area, ...] = ()
    anchors: tuple[tuple[float, float], ...] = ()
    countries: Codes = NONE

    @property
    def checks(self) -> bool:
        """Whether there is anything that a name may be checked against."""
        return bool(self.areas or self.anchors)

    def allows(self, entry: Entry) -> bool:
        """Return whether an entry lies in a country stated; a crossing lies in both that it joins."""
        if not self.countries:
            return True
        return not self.countries.isdisjoint(SIDES if entry.kind == "crossing" else (entry.country,))

    def within(self, areas: tuple[Area, ...]) -> tuple[Area, ...]:
        """Return those areas that lie in a country stated; all where none is."""
        return tuple(area for area in areas if not self.countries or area.country in self.countries)


def place_fit(entry: Entry, own: Area | None, context: Context) -> float:
    """Return how well an entry fits what is said of where it lies, 0 to 1; ``own`` is the area it is filed under."""
    if entry.kind in AREA_KINDS and context.areas:  # an area is the one meant or not; near does not count
        fit = float(own is not None and any(area.holds(own) or own.holds(area) for area in context.areas))
    elif context.areas:
        fit = _area_fit(context.areas[0], own, entry.lon, entry.lat)
        for area in context.areas[1:]:
            fit = max(fit, _area_fit(area, own, entry.lon, entry.lat))
    else:
        fit = 1.0
    if entry.gazetteer in OURS and fit >= 0.8 and own is not None and any(area.holds(own) for area in context.areas):
        fit = 1.0  # the record's own districts were looked at
    if context.anchors and entry.lon is not None and entry.lat is not None:
        km = min(sphere_km(lon, lat, entry.lon, entry.lat) for lon, lat in context.anchors)
        fit *= 1.0 if km <= _ANCHOR_KM else 0.7 if km <= 2 * _ANCHOR_KM else 0.3
    return fit


def _area_fit(area: Area, own: Area | None, lon: float | None, lat: float | None) -> float:
    inside = own is not None and area.holds(own)
    if lon is None or lat is None:
        return 1.0 if inside else 0.9 if own is not None and own.holds(area) else 0.0
    outside = sphere_km(area.lon, area.lat, lon, lat) - area.radius_m / 1000.0
    if inside:  # filed under the area, and yet far from it: areas are no discs, and gazetteers err
        return 1.0 if outside <= 0 else 0.95 if outside <= max(BESIDE_KM, area.radius_m / 2000.0) else 0.8
    if own is not None and own.holds(area) and outside <= BESIDE_KM:
        return 0.95
    if outside <= 0:
        return 0.9
    return 0.75 if outside <= BESIDE_KM else 0.5 if outside <= 3 * BESIDE_KM else 0.1


def kind_fit(kind: str, kinds: tuple[str, ...]) -> float:
    """Return how well a kind of entry fits the kinds that the generic words of a name speak for, 0 to 1."""
    for each in kinds:
        if best := _SPOKEN_FOR.get(each):
            return next((1.0 if not rank else _SECOND for rank, fits in enumerate(best) if kind in fits), _UNFIT)
    if kind in {"crossing", "gate"}:
        return 0.99  # the place rather than the gate, where no word speaks for the gate
    return _AREA_UNASKED if kind in {"province", "region"} else 0.97 if kind in AREA_KINDS else 1.0
