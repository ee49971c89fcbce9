"""The way from a place text to an answer: as a name, or as the phrase that it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from durandline.geo.gazetteer.gazetteer import Gazetteer
from durandline.geo.geocoding.by_name import around_of, chosen, fallback, place, surroundings, widened
from durandline.geo.geocoding.choose import TOGETHER_KM, Decision, Point, area_decision
from durandline.geo.geocoding.fit import Context
from durandline.geo.geocoding.match import find
from durandline.geo.geocoding.phrases import Phrase, names_line, read_phrase
from durandline.geo.geocoding.radius import ALONG, basis_radius
from durandline.geo.geocoding.stretch import along_line, beyond_line, halfway, middle, offset, whole_line
from durandline.geo.names.area_codes import area_of_code, is_code
from durandline.geo.names.countries import NONE, SIDES, Codes, country_names, stated_countries, without_country
from durandline.geo.names.keys import keys
from durandline.geo.names.similarity import sphere_km
from durandline.geo.schema.precision import PRECISIONS

_AT_LINE: Final = ("border", "across")


def decide(gazetteer: Gazetteer, text: str, admin: str, country: str) -> Decision:
    """Return the answer to a place text; a country, in ``country`` or in either text, is a condition."""
    if not text.strip():
        return Decision("The text is empty.")
    if is_code(text):
        name = area_of_code(text)
        if not name:
            return Decision(f"{text.strip()!r} is a number or a code, and no name of a place.")
        text = f"{name} province"
    in_admin, admin = without_country(admin) if admin else (NONE, admin)
    is_name = _is_name(gazetteer, text)
    in_text, bare = (NONE, text) if is_name else without_country(text)
    areas = gazetteer.areas.stated(admin) if admin else ()
    if not (country or in_admin or in_text):
        return _decided(gazetteer, text, Context(areas), is_name=is_name)
    stated = [each for each in (stated_countries(country), in_admin, in_text) if each]
    allowed = frozenset.intersection(*stated) if stated else NONE
    is_name = is_name or _is_name(gazetteer, bare)
    if why := _impossible(gazetteer, bare, stated, allowed):
        return Decision(why)
    context = Context((), (), allowed)
    around = () if is_name or (phrase := read_phrase(bare)).shape in _AT_LINE else phrase.around
    named = (*areas, *(area for part in around for area in gazetteer.areas.stated(part)))
    if named and not context.within(named):
        there = country_names(frozenset(area.country for area in named))
        return Decision(f"{named[0].name} lies in {there}, but the country stated is {country_names(allowed)}. "
                        "Correct one of them.")  # fmt: skip
    return _decided(gazetteer, bare, context._replace(areas=context.within(areas)), is_name=is_name)


def _is_name(gazetteer: Gazetteer, text: str) -> bool:
    """Return whether a text as a whole is the name of an entry, and no phrase."""
    return "(" not in text and bool(gazetteer.index.exact(keys(text))) and not names_line(text)


def _impossible(gazetteer: Gazetteer, text: str, stated: list[Codes], allowed: Codes) -> str:
    """Return why nothing can lie in the countries stated; empty where something can."""
    if not text:
        return f"The text names {country_names(allowed)}, a country, and no place in it."
    if stated and not allowed:
        both = " and ".join(map(country_names, dict.fromkeys(stated)))
        return f"Two countries are stated that exclude each other: {both}. Correct one of them."
    if allowed and allowed.isdisjoint(gazetteer.countries):
        return f"The country stated is {country_names(allowed)}, where the gazetteers searched have no places."
    return ""


def _decided(gazetteer: Gazetteer, text: str, context: Context, *, is_name: bool) -> Decision:
    if is_name:
        wanted = keys(text)
        hits, _ = find(gazetteer, wanted, context)
        if hits:
            return chosen(gazetteer, hits, context, wanted)
    phrase = read_phrase(text)
    if phrase.shape == "offset":
        return _offset(gazetteer, phrase, context)
    if phrase.shape == "between":
        return _between(gazetteer, phrase, context)
    if phrase.shape == "border":
        return _border(gazetteer, phrase, context)
    if phrase.shape == "across":
        return _across(_border(gazetteer, phrase, context))
    if phrase.shape == "either":
        return _either(gazetteer, phrase, context)
    decision = place(gazetteer, phrase, context)
    return widened(decision) if phrase.shape == "near" else decision


def _offset(gazetteer: Gazetteer, phrase: Phrase, context: Context) -> Decision:
    """Return a place that the text names and puts so far from another; else the point so far from that other."""
    named = (*phrase.names[:1], *phrase.around)
    anchors = [name for name in named if not phrase.around or not gazetteer.areas.named(name)]
    heads = phrase.names[1:]
    inner, _ = surroundings(gazetteer, phrase.around, context)
    for name in anchors:
        start = place(gazetteer, Phrase("place", (name,)), inner._replace(anchors=()))
        if not start.point or start.precision not in {"exact", "near"}:
            continue
        if heads:
            found = place(
                gazetteer, Phrase("place", tuple(heads[:1]), tuple(heads[1:])), inner._replace(anchors=(start.point,))
            )
            if found.basis not in {"around", "part", ""} and found.precision in {"exact", "near"}:
                return found
        return _away(start, name, phrase, context)
    if heads:
        return place(gazetteer, Phrase("place", heads[:1], (*heads[1:], *anchors)), inner)
    return fallback(gazetteer, phrase.names[0], [], inner)


def _away(start: Decision, name: str, phrase: Phrase, context: Context) -> Decision:
    km = phrase.km or 0.0
    if start.point and phrase.bearing is not None:
        full = offset(start.point, km, phrase.bearing)
        lon, lat = _on_the_way(start.point, km, phrase.bearing, context)
        cut_m = 1000.0 * sphere_km(lon, lat, *full)
        radius = basis_radius("offset", max(start.radius_m or 0.0, 500.0 * km, cut_m))
        why = f"Stated as {km:.0f} km from {name!r}; stated ways are about 1.2 times the true ones. "
        if cut_m:
            why += "That leads beyond the line: the point is the farthest on the way in the country stated. "
        why += start.why
    else:
        lon, lat = start.point or (0.0, 0.0)
        radius = basis_radius("offset", max(start.radius_m or 0.0, 1000.0 * km))
        why = f"Stated as {km:.0f} km from {name!r}, no direction given. {start.why}"
    return replace(start, lon=lon, lat=lat, precision="near", basis="offset", radius_m=radius, why=why, entry=None)


def _on_the_way(start: Point, km: float, bearing: float, context: Context) -> Point:
    """Return the point so far in a direction, or the farthest on the way to it that lies in the country stated."""
    way = (offset(start, km * tenths / 10, bearing) for tenths in range(10, 0, -1))
    return next((point for point in way if not beyond_line(point, context.countries)), start)


def _between(gazetteer: Gazetteer, phrase: Phrase, context: Context) -> Decision:
    inner, _ = surroundings(gazetteer, phrase.around, context)
    ends = [place(gazetteer, Phrase("place", (name,)), inner) for name in phrase.names]
    if inner.areas:  # a road may leave the district that it is reported in
        ends = [end if end.point and end.basis not in {"district", "province"} else
                place(gazetteer, Phrase("place", (name,)), Context((), (), inner.countries))
                for end, name in zip(ends, phrase.names, strict=True)]  # fmt: skip
    ends = _together(gazetteer, phrase.names, ends, inner)
    one, two = ends[0].point, ends[1].point
    if one and two and not beyond_line(middle(one, two), inner.countries):
        lon, lat = middle(one, two)
        radius = basis_radius("between", ALONG * 500.0 * sphere_km(*one, *two))
        why = f"Halfway between {phrase.names[0]!r} and {phrase.names[1]!r}."
        return Decision(why, lon, lat, "line", radius, "between", min(end.score for end in ends), None, (one, two))
    if one or two:
        known = 0 if one else 1
        return around_of(phrase.names[1 - known], phrase.names[known], ends[known])
    return fallback(gazetteer, " - ".join(phrase.names), [], inner)


def _border(gazetteer: Gazetteer, phrase: Phrase, context: Context) -> Decision:
    inner, around = surroundings(gazetteer, phrase.around, context._replace(countries=NONE))
    if context.countries and context.countries.isdisjoint(SIDES):
        return Decision(f"The line does not run in {country_names(context.countries)}, the country stated.")
    for name, decision in around:
        return widened(replace(decision, why=f"By the line near {name!r}. {decision.why}"))
    if len(inner.areas) == 1 and (segment := along_line(inner.areas[0])):
        (lon, lat), reach = halfway(segment)
        area = inner.areas[0].name
        why = f"The stretch of the line in the neighbourhood of {area}, up to {reach:.0f} km from its middle."
        return Decision(
            why, lon, lat, "line", basis_radius("border", ALONG * 1000.0 * reach), "border", 0.5, None, segment
        )
    if not inner.areas:
        segment = whole_line()
        (lon, lat), _ = halfway(segment)
        why = "The line as a whole; no district is named."
        return Decision(why, lon, lat, "line", PRECISIONS["line"].radius_m, "line", 0.1, None, segment)
    return fallback(gazetteer, "a border", [], inner)


def _across(found: Decision) -> Decision:
    """Return the answer for what lies opposite to a place, by that for the line beside it."""
    if not found.point or found.basis not in {"border", "near"}:
        return replace(found, lon=None, lat=None, precision="", radius_m=None, segment=None, entry=None)
    return replace(found, radius_m=basis_radius("near", found.radius_m or 0.0), entry=None,
                   why=f"The other side of the line. {found.why}")  # fmt: skip


def _together(
    gazetteer: Gazetteer, names: tuple[str, ...], found: list[Decision], context: Context
) -> list[Decision]:
    """Return answers to names that are named together: where one is not located, it is looked for near the others."""
    points = tuple(each.point for each in found if each.point and each.precision in {"exact", "near"})
    if not points:
        return found
    near = context._replace(anchors=points)
    return [
        each if each.point else place(gazetteer, Phrase("place", (name,)), near)
        for each, name in zip(found, names, strict=True)
    ]


def _either(gazetteer: Gazetteer, phrase: Phrase, context: Context) -> Decision:
    """Return a circle around alternatives that lie together; of those far apart, none."""
    inner, _ = surroundings(gazetteer, phrase.around, context)
    found = [place(gazetteer, Phrase("place", (name,)), inner) for name in phrase.names]
    found = _together(gazetteer, phrase.names, found, inner)
    good = [each for each in found if each.point and each.precision in {"exact", "near"}]
    if not good:
        return found[0]
    points: list[Point] = [each.point for each in good if each.point]
    lon, lat = sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
    if beyond_line((lon, lat), inner.countries):
        lon, lat = points[0]
    reach = max(sphere_km(lon, lat, *point) for point in points)
    if len(good) == 1:
        return widened(good[0])
    if reach > TOGETHER_KM:
        names = " and ".join(map(repr, phrase.names))
        return area_decision(inner.areas, f"Ambiguous: {names} lie {2 * reach:.0f} km apart.")
    why = f"Between the places named: {' '.join(each.why for each in good)}"
    base = max(each.radius_m or 0.0 for each in good)
    return Decision(why, lon, lat, "near", basis_radius("near", 1000.0 * reach + base), "near",
                    min(each.score for each in good), good[0].entry)  # fmt: skip
