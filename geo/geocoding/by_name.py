"""An answer for a name and what it is said to lie in: by the name, a part of it, its surroundings, its area."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from durandline.geo.gazetteer.areas import Area
from durandline.geo.gazetteer.entry import AREA_KINDS
from durandline.geo.gazetteer.gazetteer import Gazetteer
from durandline.geo.geocoding.choose import Decision, area_decision, choose, located
from durandline.geo.geocoding.fit import Context
from durandline.geo.geocoding.match import SAME_NAME, WITHIN, Hit, find, located_twin, suggestions
from durandline.geo.geocoding.phrases import Phrase
from durandline.geo.geocoding.radius import basis_radius
from durandline.geo.names.countries import country_names, names
from durandline.geo.names.keys import Keys, keys

_RARE: Final = 5  # entries of one name, up to which a part of a name tells a place
_SHORTEST_HEAD: Final = 3  # the same where what it lies in is named beside it
_SHORTEST_PART: Final = 4  # letters of a key that a part of a name needs to stand for the whole


def place(gazetteer: Gazetteer, phrase: Phrase, context: Context) -> Decision:
    """Return the answer for a name and what it lies in: the name, else a part of it, else what it lies in."""
    head = keys(phrase.names[0])
    inner, around = surroundings(gazetteer, phrase.around, context)
    hits, far = find(gazetteer, head, inner)
    if not hits and inner.anchors:
        inner = inner._replace(anchors=())
        hits, far = find(gazetteer, head, inner)
    if hits:
        found = chosen(gazetteer, hits, inner, head)
        alone = all(gazetteer.areas.stated(part) for part in phrase.around)
        return found if alone else _one_of_several(found)
    wider = inner._replace(areas=_provinces_of_that_name(gazetteer, inner.areas))
    if wider.areas and (hits := find(gazetteer, head, wider)[0]):
        return _wider(chosen(gazetteer, hits, wider, head), inner.areas[0], wider.areas[0])
    if (two := _two_names(gazetteer, phrase.names[0], inner)) is not None:
        return two
    if inner.checks and (part := _part(gazetteer, phrase.names[0], inner)):
        return part
    for name, decision in around:
        return around_of(phrase.names[0], name, decision)
    return fallback(gazetteer, phrase.names[0], far, inner)


def chosen(gazetteer: Gazetteer, hits: list[Hit], context: Context, wanted: Keys) -> Decision:
    """Return the answer for hits; where no point of an entry is known, that of one with a name like its own."""
    if gazetteer.entries[hits[0].number].lon is not None or located(gazetteer, hits, context):
        return choose(gazetteer, hits, context, wanted.kinds)
    top = hits[0].number
    own = gazetteer.area_of[top]
    checked = context if context.checks else Context((own,) if own else (), (), context.countries)
    if checked.checks and (twin := located_twin(gazetteer, top, checked)):
        found = choose(gazetteer, [twin], checked, wanted.kinds)
        name = gazetteer.entries[top].name
        why = f"{name} is known, but no point of it is; the point is that of the name most like it. {found.why}"
        return replace(found, precision="near", basis="alike", radius_m=basis_radius("alike", 0.0), why=why,
                       entry=top, others=tuple(hits[1:]))  # fmt: skip
    return choose(gazetteer, hits, context, wanted.kinds)


def _two_names(gazetteer: Gazetteer, name: str, context: Context) -> Decision | None:
    """Return the answer for a name and the area that it lies in, side by side: ``Lalpur Nangarhar``, in any order."""
    words = name.split()
    cuts = [(" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words))]
    for holds, head in [*cuts, *((right, left) for left, right in cuts)]:
        wanted = keys(head)
        if len(keys(holds).full) < _SHORTEST_PART or len(wanted.full) < _SHORTEST_HEAD:
            continue
        if not gazetteer.index.exact(wanted) or (
            wanted.kinds and wanted.bare == wanted.folded
        ):  # generic words alone
            continue
        areas = context.within(gazetteer.areas.named(holds))
        if context.areas:  # what is stated already stays true
            areas = tuple(each for each in areas if any(one.holds(each) or each.holds(one) for one in context.areas))
        inner = context._replace(areas=_finest([*context.areas, *areas]), anchors=())
        hits = [hit for hit in find(gazetteer, wanted, inner)[0] if _is_held(gazetteer, hit, inner)] if areas else []
        if hits:
            found = chosen(gazetteer, hits, inner, wanted)
            return replace(found, why=f"Read as {head!r} in {holds!r}. {found.why}")
    return None


def _is_held(gazetteer: Gazetteer, hit: Hit, context: Context) -> bool:
    """Return whether a hit is of that very name and lies in what is stated, and is no area that holds it."""
    own = gazetteer.area_of[hit.number]
    is_area = gazetteer.entries[hit.number].kind in AREA_KINDS
    holds = is_area and own is not None and any(own.holds(area) for area in context.areas)
    return hit.fit >= WITHIN and hit.closeness > SAME_NAME and not holds


def _provinces_of_that_name(gazetteer: Gazetteer, areas: tuple[Area, ...]) -> tuple[Area, ...]:
    """Return the province that a district stated is called after: people say the one and mean the other."""
    if len(areas) != 1:
        return ()
    return tuple(each for each in gazetteer.areas.bearing(areas[0].name) if each.area_id in areas[0].within)


def _wider(found: Decision, district: Area, province: Area) -> Decision:
    if not found.point:
        return found
    why = f"Nothing of that name is known in the district {district.name}, but in the province {province.name}. "
    return replace(found, precision="near", basis="loose", radius_m=basis_radius("loose", found.radius_m or 0.0),
                   why=why + found.why)  # fmt: skip


def _one_of_several(found: Decision) -> Decision:
    """Return the answer for the first of several places that a text names: no finer than ``near``."""
    if found.precision != "exact":
        return found
    return replace(found, precision="near", basis="wide", radius_m=basis_radius("wide", found.radius_m or 0.0),
                   why=f"The first of the places named. {found.why}")  # fmt: skip


def surroundings(
    gazetteer: Gazetteer, around: tuple[str, ...], context: Context
) -> tuple[Context, list[tuple[str, Decision]]]:
    """Return the context with the areas and places that the text itself names, and the places with their answers."""
    areas: list[Area] = []
    places: list[tuple[str, Decision]] = []
    for part in around:
        if found := gazetteer.areas.stated(part):
            areas += context.within(found)
        elif (hits := find(gazetteer, (wanted := keys(part)), context)[0]) and hits[0].closeness > 0.95:
            decision = choose(gazetteer, hits, context, wanted.kinds)
            if decision.point and decision.precision in {"exact", "near"}:
                places.append((part, decision))
    anchors = tuple(decision.point for _, decision in places if decision.point)
    return Context(_finest([*context.areas, *areas]), anchors, context.countries), places


def _finest(areas: list[Area]) -> tuple[Area, ...]:
    known = {area.area_id: area for area in areas}.values()
    return tuple(area for area in known if not any(area is not each and area.holds(each) for each in known))


def _part(gazetteer: Gazetteer, name: str, context: Context) -> Decision | None:
    """Return the answer for a name of several words by its first or last ones, where such a place fits."""
    words = name.split()
    cuts = [words[:-1], words[1:], words[:1], words[-1:]] if len(words) > 2 else [words[:1], words[-1:]]
    for cut in cuts if len(words) > 1 else []:
        wanted = keys(" ".join(cut))
        if len(wanted.full) < _SHORTEST_PART or not 0 < len(gazetteer.index.exact(wanted)) <= _RARE:
            continue
        hits = [
            hit
            for hit in find(gazetteer, wanted, context)[0]
            if hit.fit == 1.0 and gazetteer.entries[hit.number].kind not in AREA_KINDS
        ]
        if hits:
            found = choose(gazetteer, hits, context, wanted.kinds)
            if found.point and found.precision in {"exact", "near"}:
                why = f"No place is called {name!r}; {' '.join(cut)!r} is part of it. {found.why}"
                return replace(found, precision="near", basis="part", why=why, score=0.7 * found.score,
                               radius_m=max(found.radius_m or 0.0, basis_radius("part", 0.0)))  # fmt: skip
    return None


def around_of(name: str, near: str, found: Decision) -> Decision:
    """Return an answer for what is named, by that for what it is said to lie in or near."""
    why = f"No place is called {name!r}; the text puts it in or near {near!r}. {found.why}"
    return replace(found, precision="near", basis="around", why=why, score=0.7 * found.score,
                   radius_m=basis_radius("around", 0.0))  # fmt: skip


def fallback(gazetteer: Gazetteer, name: str, far: list[Hit], context: Context) -> Decision:
    """Return the answer for a name that nothing bears: the area stated, as a class of its own, or none."""
    in_countries = f" in {country_names(context.countries)}" if context.countries else ""
    if far:
        entry = gazetteer.entries[far[0].number]
        where = ", ".join(filter(None, (entry.admin2, entry.admin1, entry.country)))
        why = f"No place called {name!r} is known there; one in {where} is too far off."
        if not context.allows(entry):
            where = ", ".join(filter(None, (entry.admin2, entry.admin1, names().get(entry.country, ""))))
            why = f"No place called {name!r} is known{in_countries}, the country stated; one lies in {where}."
            far = []
    else:
        why = f"No place called {name!r} is known{in_countries}."
        if not context.checks:
            why += " With a district, like names would be looked for."
    like = suggestions(gazetteer, keys(name), context)
    if like:
        why += (
            f" Somewhat like it: {', '.join(dict.fromkeys(gazetteer.entries[hit.number].name for hit in like[:3]))}."
        )
    return area_decision(context.areas, why, (*like[:3], *far))


def widened(found: Decision) -> Decision:
    """Return an answer for a text that says near a place, by that for the place."""
    if not found.point or found.precision not in {"exact", "near"}:
        return found
    return replace(found, precision="near", basis="near", why=f"Near a place: {found.why}",
                   radius_m=basis_radius("near", found.radius_m or 0.0))  # fmt: skip
