"""The entries that a name may mean, checked against what is said about where it lies, and ranked."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final, NamedTuple

from durandline.geo.gazetteer.areas import LEVELS
from durandline.geo.gazetteer.entry import AREA_KINDS, OURS, OWN_AREAS
from durandline.geo.gazetteer.gazetteer import Gazetteer
from durandline.geo.geocoding.fit import BESIDE_KM, Context, kind_fit, place_fit
from durandline.geo.names.keys import Keys, keys
from durandline.geo.names.similarity import sphere_km
from durandline.geo.names.transliterate import is_arabic

# How well an entry fits, 0 to 1. An exact name may lie somewhat outside the area stated (borders of districts moved,
# reporters name the next town's district); a name that is only alike must lie in it.
EXACT_FIT: Final = 0.7
ALIKE_FIT: Final = 0.92
SAME_NAME: Final = 0.955  # closeness above which two names are one in another spelling
WITHIN: Final = 0.93  # from here on a place counts as lying where it is said to lie

_BARE: Final = 0.99  # the same letters but for generic words
_SPELLED: Final = 0.96  # the same key, other letters
_QUALIFIED: Final = 0.93  # an entry that its own gazetteer tells from its namesake by words in brackets
_OTHER_LEVEL: Final = 0.85  # of the best score, what is of another level than the one stated: no rival of it
_OURS: Final = 1.03  # an entry of the record, whose point was looked at, before one of a dump
_OURS_UNCHECKED: Final = 1.12  # where nothing else is said, reports on the line mean the record's places
_OTHER_NAME: Final = 0.95  # a crossing by the name of a place beside it
_BY_SIZE: Final = 0.02  # for each power of ten of the population
_KIND_SIZE: Final = {"city": 5.0, "town": 4.0}  # that power where the population is not given
_SUGGESTED: Final = 0.7  # closeness from which on a name is shown as one that may have been meant
_SHORT: Final = 4  # letters of a key under which, with nothing to check by, another spelling is another name


class Hit(NamedTuple):
    """An entry with its closeness to the name (1 the same), its fit to the context, and its score in all."""

    number: int
    closeness: float
    fit: float
    score: float


def find(gazetteer: Gazetteer, wanted: Keys, context: Context) -> tuple[list[Hit], list[Hit]]:
    """Return the entries that the name may mean, best first, and those of that very name that lie elsewhere.

    In a country other than those stated nothing is meant.
    Names that are only alike are looked for where no entry bears the name itself, and are taken only where they fit
    the areas or points stated.
    """
    index = gazetteer.index
    allowed = gazetteer.members(context.areas) if context.areas else None
    named = index.exact(wanted)
    same = tuple(each for each in named if context.allows(gazetteer.entries[each])) if context.countries else named
    far: list[Hit] = []
    if named and not same:
        far = _same_name(gazetteer, named, wanted, context)
    elif same:
        inside = [each for each in same if each in allowed] if allowed else []
        if inside and (best := _same_name(gazetteer, inside, wanted, context)) and best[0].fit >= WITHIN:
            return best, []  # what bears the name elsewhere is not meant
        found = _same_name(gazetteer, same, wanted, context)
        if best := [hit for hit in found if hit.fit >= EXACT_FIT]:
            return best, []
        far = found
    if not wanted.full:
        return [], far
    if not context.checks:
        if same or not is_arabic(wanted.folded):
            return [], far
        # Arabic script leaves short vowels out: the same consonants are the same name.
        return _one_place(gazetteer, index.same_bones(wanted), wanted, context), far
    hits = _fitting(gazetteer, index.same_bones(wanted, allowed), wanted, context)
    return hits or _fitting(gazetteer, index.alike(wanted, allowed), wanted, context), far


def _same_name(gazetteer: Gazetteer, numbers: Iterable[int], wanted: Keys, context: Context) -> list[Hit]:
    """Return entries with the wanted key, ranked: those of the same letters closer than those of the same sound."""
    letters = gazetteer.index.same_letters(wanted.folded)
    bare = gazetteer.index.same_letters(wanted.bare)
    found = (
        rate(gazetteer, each, 1.0 if each in letters else _BARE if each in bare else _SPELLED, wanted, context)
        for each in numbers
    )
    if len(wanted.full) < _SHORT and not context.checks:
        return ranked(hit for hit in found if hit.closeness > _SPELLED)
    return _of_level(gazetteer, ranked(found), wanted)


def _of_level(gazetteer: Gazetteer, hits: list[Hit], wanted: Keys) -> list[Hit]:
    """Return hits with those first that are of the level that the name states: ``Kandahar district`` is no city."""
    for kinds in (LEVELS[kind] for kind in wanted.kinds if kind in LEVELS):
        best = next((hit.score for hit in hits if gazetteer.entries[hit.number].kind in kinds), 0.0)
        if best:
            return ranked(
                hit
                if gazetteer.entries[hit.number].kind in kinds
                else hit._replace(score=min(hit.score, _OTHER_LEVEL * best))
                for hit in hits
            )
    return hits


def suggestions(gazetteer: Gazetteer, wanted: Keys, context: Context) -> list[Hit]:
    """Return entries with names somewhat like the wanted one in the areas stated: to show, not to take."""
    if not context.areas:
        return []
    found = gazetteer.index.alike(wanted, gazetteer.members(context.areas), _SUGGESTED)
    return _fitting(gazetteer, found, wanted, context)


def located_twin(gazetteer: Gazetteer, number: int, context: Context) -> Hit | None:
    """Return the best located entry under any of an entry's other names, or one like it, that fits the context."""
    found: dict[int, float] = {}
    allowed = gazetteer.members(context.areas) if context.areas else None
    for name in gazetteer.entries[number].names:
        wanted = keys(name)
        for other in gazetteer.index.exact(wanted):
            found[other] = 0.95
        alike = gazetteer.index.same_bones(wanted, allowed) | gazetteer.index.alike(wanted, allowed)
        found |= {other: max(score, found.get(other, 0.0)) for other, score in alike.items()}
    located = {each: score for each, score in found.items() if gazetteer.entries[each].lon is not None}
    return next(iter(_fitting(gazetteer, located, keys(gazetteer.entries[number].name), context)), None)


def rate(gazetteer: Gazetteer, number: int, closeness: float, wanted: Keys, context: Context) -> Hit:
    """Return an entry as a hit."""
    entry = gazetteer.entries[number]
    fit = place_fit(entry, gazetteer.area_of[number], context) if context.checks else 1.0
    score = closeness * fit * kind_fit(entry.kind, wanted.kinds)
    if "(" in entry.name and entry.kind not in AREA_KINDS and entry.kind != "crossing":
        score *= _QUALIFIED
    if entry.kind == "crossing" and wanted.bare.isascii() and keys(entry.name).bare != wanted.bare:
        score *= _OTHER_NAME
    if entry.gazetteer in OURS or entry.gazetteer == OWN_AREAS:
        score *= _OURS if context.checks else _OURS_UNCHECKED
    size = math.log10(entry.population) if entry.population > 0 else _KIND_SIZE.get(entry.kind, 0.0)
    score *= 1.0 + _BY_SIZE * size
    return Hit(number, closeness, fit, score)


def ranked(hits: Iterable[Hit]) -> list[Hit]:
    """Return hits with the highest score first; of equal ones the earlier entry."""
    return sorted(hits, key=lambda hit: (-hit.score, hit.number))


def _fitting(gazetteer: Gazetteer, found: dict[int, float], wanted: Keys, context: Context) -> list[Hit]:
    hits = (
        rate(gazetteer, number, min(score, 0.95), wanted, context)
        for number, score in found.items()
        if context.allows(gazetteer.entries[number])
    )
    return ranked(
        hit for hit in hits if hit.fit >= ALIKE_FIT and gazetteer.entries[hit.number].kind not in AREA_KINDS
    )


def _one_place(gazetteer: Gazetteer, found: dict[int, float], wanted: Keys, context: Context) -> list[Hit]:
    """Return the entries of the same consonants where all lie together: a name told by its sound alone."""
    hits = ranked(
        rate(gazetteer, number, min(score, 0.9), wanted, context)
        for number, score in found.items()
        if context.allows(gazetteer.entries[number])
    )
    points = [(entry.lon, entry.lat) for hit in hits if (entry := gazetteer.entries[hit.number]).lon is not None]
    near = all(_km(points[0], point) <= BESIDE_KM for point in points)  # type: ignore[arg-type]
    return hits if near and len(wanted.bones) >= 4 else []


def _km(one: tuple[float, float], two: tuple[float, float]) -> float:
    return sphere_km(one[0], one[1], two[0], two[1])
