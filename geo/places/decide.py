"""The way from a place text to an answer: as a name, or as the phrase that it is."""

from __future__ import annotations

from dataclasses import replace

from durandline.geo.places.choose import TOGETHER_KM, Decision, Point, area_decision
from durandline.geo.places.closeness import sphere_km
from durandline.geo.places.fit import Context
from durandline.geo.places.gazetteer import Gazetteer
from durandline.geo.places.keys import keys
from durandline.geo.places.match import find
from durandline.geo.places.named import around_of, chosen, fallback, place, surroundings, widened
from durandline.geo.places.phrases import Phrase, names_line, read_phrase
from durandline.geo.places.precision import PRECISIONS
from durandline.geo.places.radius import ALONG, basis_radius
from durandline.geo.places.stretch import along_line, halfway, middle, offset, whole_line


def decide(gazetteer: Gazetteer, text: str, admin: str, country: str) -> Decision:
    """Return the answer to a place text; ``country`` is AF, PK, IR or empty."""
    if not text.strip():
        return Decision("The text is empty.")
    context = Context(gazetteer.areas.stated(admin) if admin else (), (), country)
    wanted = keys(text)
    if "(" not in text and gazetteer.index.exact(wanted) and not names_line(text):
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
        return _away(start, name, phrase)
    if heads:
        return place(gazetteer, Phrase("place", heads[:1], (*heads[1:], *anchors)), inner)
    return fallback(gazetteer, phrase.names[0], [], inner)


def _away(start: Decision, name: str, phrase: Phrase) -> Decision:
    km = phrase.km or 0.0
    if start.point and phrase.bearing is not None:
        lon, lat = offset(start.point, km, phrase.bearing)
        radius = basis_radius("offset", max(start.radius_m or 0.0, 500.0 * km))
        why = f"Stated as {km:.0f} km from {name!r}; stated ways are about 1.2 times the true ones. {start.why}"
    else:
        lon, lat = start.point or (0.0, 0.0)
        radius = basis_radius("offset", max(start.radius_m or 0.0, 1000.0 * km))
        why = f"Stated as {km:.0f} km from {name!r}, no direction given. {start.why}"
    return replace(start, lon=lon, lat=lat, precision="near", basis="offset", radius_m=radius, why=why, entry=None)


def _between(gazetteer: Gazetteer, phrase: Phrase, context: Context) -> Decision:
    inner, _ = surroundings(gazetteer, phrase.around, context)
    ends = [place(gazetteer, Phrase("place", (name,)), inner) for name in phrase.names]
    if inner.areas:  # a road may leave the district that it is reported in
        ends = [end if end.point and end.basis not in {"district", "province"} else
                place(gazetteer, Phrase("place", (name,)), Context((), (), inner.country))
                for end, name in zip(ends, phrase.names, strict=True)]  # fmt: skip
    ends = _together(gazetteer, phrase.names, ends, inner)
    one, two = ends[0].point, ends[1].point
    if one and two:
        lon, lat = middle(one, two)
        radius = basis_radius("between", ALONG * 500.0 * sphere_km(*one, *two))
        why = f"Halfway between {phrase.names[0]!r} and {phrase.names[1]!r}."
        return Decision(why, lon, lat, "line", radius, "between", min(end.score for end in ends), None, (one, two))
    if one or two:
        known = 0 if one else 1
        return around_of(phrase.names[1 - known], phrase.names[known], ends[known])
    return fallback(gazetteer, " - ".join(phrase.names), [], inner)


def _border(gazetteer: Gazetteer, phrase: Phrase, context: Context) -> Decision:
    inner, around = surroundings(gazetteer, phrase.around, context)
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
