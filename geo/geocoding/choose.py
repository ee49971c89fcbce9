"""From ranked entries to one answer: the entry, a circle around several near ones, an area, or none."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from durandline.geo.gazetteer.areas import Area
from durandline.geo.gazetteer.entry import AREA_KINDS, OURS, Entry
from durandline.geo.gazetteer.gazetteer import Gazetteer
from durandline.geo.geocoding.fit import Context
from durandline.geo.geocoding.match import SAME_NAME, WITHIN, Hit
from durandline.geo.geocoding.radius import basis_radius
from durandline.geo.geocoding.reasons import label, reason
from durandline.geo.names.similarity import sphere_km
from durandline.geo.schema.precision import EXTENT_M, place_radius, precision_of

Point = tuple[float, float]

RIVAL: Final = 0.96  # of the best score: nearer than that, the score does not decide
RIVAL_UNCHECKED: Final = 0.9  # the same where no area or place is stated to check a name by
OURS_FIRST: Final = 0.88  # of the best score, from which on the record's own entry for the same place goes before
SAME_KM: Final = 5.0  # two entries of one name so near are one place to a reader
ROUND: Final = 1.5  # of an area's radius: so far from its middle its farthest places lie
TOGETHER_KM: Final = 25.0  # entries so near may stand as one circle without any district to hold them

_NEAR_BASES: Final = frozenset({"alike", "spelled", "loose", "near", "wide", "wide_shared"})
_VERY_ALIKE: Final = 0.92

# Words for something in or around a place rather than the place: the answer is no finer than ``near``.
_WIDE: Final = frozenset(
    {"province", "district", "tehsil", "area", "locality", "valley", "hill", "stream", "road", "near", "pass"}
)


@dataclass(frozen=True, slots=True)
class Decision:
    """An answer before it is written out; ``basis`` is what the radius rests on, ``entry`` an entry's number."""

    why: str
    lon: float | None = None
    lat: float | None = None
    precision: str = ""
    radius_m: float | None = None
    basis: str = ""
    score: float = 0.0
    entry: int | None = None
    segment: tuple[Point, ...] | None = None
    others: tuple[Hit, ...] = field(default=())

    @property
    def point(self) -> Point | None:
        """The point, ``None`` where not located."""
        return None if self.lon is None or self.lat is None else (self.lon, self.lat)


def choose(gazetteer: Gazetteer, hits: list[Hit], context: Context, kinds: tuple[str, ...]) -> Decision:
    """Return the answer for ranked hits, of which there is at least one."""
    entries = gazetteer.entries
    hits = _ours_first(gazetteer, hits)
    rivals = rival_hits(hits, context)
    top = rivals[0]
    placed = [hit for hit in rivals if entries[hit.number].lon is not None]
    if entries[top.number].kind not in AREA_KINDS:
        placed = [hit for hit in placed if entries[hit.number].kind not in AREA_KINDS]
    if not placed:
        return _pointless(gazetteer, hits, context)
    first = placed[0]
    apart = [hit for hit in placed if _apart(entries[first.number], entries[hit.number])]
    others = tuple(hit for hit in hits if _worth_naming(entries, first, hit))
    if apart:
        return _several(gazetteer, placed, others, context)
    hidden = [hit for hit in rivals if entries[hit.number].lon is None and not _together(gazetteer, first, hit)]
    if hidden and not context.checks:
        names = " and ".join(label(entries[hit.number]) for hit in (first, *hidden))
        return Decision(f"Ambiguous: it may mean {names}. Say in which district.", others=tuple(hits))
    return _single(gazetteer, first, others, context, kinds)


def rival_hits(hits: list[Hit], context: Context) -> list[Hit]:
    """Return the first of hits and those that its score does not set behind it."""
    least = (RIVAL if context.checks else RIVAL_UNCHECKED) * hits[0].score
    return [hits[0], *(hit for hit in hits[1:] if hit.score >= least)]


def located(gazetteer: Gazetteer, hits: list[Hit], context: Context) -> bool:
    """Return whether a point is known of any of the entries that ranked hits may mean."""
    rivals = rival_hits(_ours_first(gazetteer, hits), context)
    return any(gazetteer.entries[hit.number].lon is not None for hit in rivals)


def _ours_first(gazetteer: Gazetteer, hits: list[Hit]) -> list[Hit]:
    """Return the hits with the record's own entry for the first one's place at their head, located if there is one.

    So a dump's point in the record's district of that name, or another entry of the record without a point, does not
    go before it.
    """
    entries, top = gazetteer.entries, hits[0]
    for hit in hits:
        entry = entries[hit.number]
        ours = entry.gazetteer in OURS and entry.lon is not None and hit.closeness > SAME_NAME
        if not ours or hit.score < OURS_FIRST * top.score:
            continue
        theirs = entries[top.number].gazetteer not in OURS
        if (
            (entry.kind in AREA_KINDS if theirs else entries[top.number].lon is None)
            and not _apart(entries[top.number], entry)
            and _together(gazetteer, top, hit)
        ):
            return [hit, *(each for each in hits if each is not hit)]
    return hits


def area_decision(areas: tuple[Area, ...], why: str, others: tuple[Hit, ...] = ()) -> Decision:
    """Return the middle of the finest area stated, as a class of its own; unlocated where none or several are."""
    if len(areas) != 1:
        return Decision(why, others=others)
    area = areas[0]
    precision = "district" if area.kind == "district" else "province"
    return Decision(f"{why} The answer is the middle of {area.name}.", area.lon, area.lat, precision,
                    basis_radius(precision, area.radius_m), precision, 0.1, others=others)  # fmt: skip


def _single(
    gazetteer: Gazetteer, hit: Hit, others: tuple[Hit, ...], context: Context, kinds: tuple[str, ...]
) -> Decision:
    entry = gazetteer.entries[hit.number]
    if entry.kind in AREA_KINDS:
        precision = "district" if entry.kind == "district" else "province"
        radius = entry.radius_m or place_radius("district", entry.admin1, entry.admin2)
        why = f"The text names the {entry.kind} {entry.name} itself; the point is its middle."
        return Decision(why, entry.lon, entry.lat, precision, basis_radius("named", radius), "named", hit.score,
                        hit.number, None, others)  # fmt: skip
    basis = _basis(entry, hit, others, context, kinds)
    near = basis in _NEAR_BASES or (entry.kind in EXTENT_M and precision_of(entry.kind).name == "near")
    precision = "near" if near or entry.kind == "tehsil" else "exact"
    own = entry.radius_m or place_radius(entry.kind if entry.kind in EXTENT_M else "village")
    return Decision(reason(entry, hit, context, others), entry.lon, entry.lat, precision, basis_radius(basis, own),
                    basis, hit.score, hit.number, None, others)  # fmt: skip


def _basis(entry: Entry, hit: Hit, others: tuple[Hit, ...], context: Context, kinds: tuple[str, ...]) -> str:
    shared = any(other.closeness > SAME_NAME for other in others) or not context.checks
    if hit.closeness <= SAME_NAME:
        return "alike" if hit.closeness < _VERY_ALIKE else "spelled"
    if hit.fit < WITHIN:
        return "loose"
    if "near" in kinds:
        return "near"
    if not _WIDE.isdisjoint(kinds) or entry.kind in {"valley", "area", "tehsil", "pass"}:
        return "wide_shared" if shared else "wide"
    return "shared" if shared else "name"


def _several(gazetteer: Gazetteer, placed: list[Hit], others: tuple[Hit, ...], context: Context) -> Decision:
    """Return a circle around entries that nothing tells apart, where they lie together; else no point."""
    entries = [gazetteer.entries[hit.number] for hit in placed]
    points = [(entry.lon, entry.lat) for entry in entries if entry.lon is not None and entry.lat is not None]
    lon, lat = _middle(points)
    reach = max(sphere_km(lon, lat, *point) for point in points)
    name = gazetteer.entries[placed[0].number].name
    why = f"{len(points)} places called {name} or nearly so fit alike, up to {2 * reach:.0f} km apart"
    all_others = tuple(placed) + tuple(hit for hit in others if hit not in placed)
    district = len(context.areas) == 1 and context.areas[0].kind == "district"
    if reach <= TOGETHER_KM or district:
        precision = "near" if reach <= TOGETHER_KM else "district"
        return Decision(f"{why}; the answer is a circle around them.", lon, lat, precision,
                        basis_radius("several", reach * 1000.0), "several", placed[0].score, None, None,
                        all_others)  # fmt: skip
    fallback = area_decision(context.areas, f"Ambiguous: {why}.", all_others)
    return (
        fallback if fallback.lon is not None else replace(fallback, why=f"Ambiguous: {why}. Say in which district.")
    )


def _pointless(gazetteer: Gazetteer, hits: list[Hit], context: Context) -> Decision:
    """Return the district of an entry whose own point is not known."""
    hit = hits[0]
    entry, own = gazetteer.entries[hit.number], gazetteer.area_of[hit.number]
    areas = context.within((own,) if own else ())
    if len(context.areas) == 1 and (own is None or own.holds(context.areas[0])):
        areas = context.areas
    why = f"{entry.name} is known, but no point of it is."
    return replace(area_decision(areas, why, tuple(hits[1:])), entry=hit.number)


def _middle(points: list[Point]) -> Point:
    """Return the one of the points that lies nearest to all."""
    return min(points, key=lambda own: (sum(sphere_km(own[0], own[1], *other) for other in points), own))


def _apart(first: Entry, other: Entry) -> bool:
    """Return whether two entries are two places to a reader: an area and what lies in it are not."""
    if first.lon is None or first.lat is None or other.lon is None or other.lat is None:
        return False
    areas = [(each.radius_m or 0.0) / 1000.0 for each in (first, other) if each.kind in AREA_KINDS]
    reach = max([SAME_KM, *(ROUND * radius for radius in areas)])
    return sphere_km(first.lon, first.lat, other.lon, other.lat) > reach


def _worth_naming(entries: tuple[Entry, ...], first: Hit, other: Hit) -> bool:
    """Return whether a hit is another place, or another entry of the record for the same one."""
    entry = entries[other.number]
    return other.number != first.number and (entry.lon is None or _apart(entries[first.number], entry))


def _together(gazetteer: Gazetteer, first: Hit, other: Hit) -> bool:
    if "crossing" in {gazetteer.entries[first.number].kind, gazetteer.entries[other.number].kind}:
        return True  # a crossing is filed under one of its two sides
    one, two = gazetteer.area_of[first.number], gazetteer.area_of[other.number]
    return one is None or two is None or one.holds(two) or two.holds(one)
