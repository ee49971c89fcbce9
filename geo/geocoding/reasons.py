"""The reasons of answers in words."""

from __future__ import annotations

from durandline.geo.gazetteer.entry import Entry
from durandline.geo.geocoding.fit import Context
from durandline.geo.geocoding.match import SAME_NAME, WITHIN, Hit


def reason(entry: Entry, hit: Hit, context: Context, others: tuple[Hit, ...]) -> str:
    """Return why an entry was taken, as a sentence."""
    how = "bears that name" if hit.closeness == 1.0 else "is spelled like it"
    if hit.closeness <= SAME_NAME:
        how = f"has the name most like it ({hit.closeness:.0%})"
    if context.areas and hit.fit >= WITHIN:
        where = f" and lies in {' or '.join(area.name for area in context.areas)}"
    elif context.areas:
        where = f", near but not in {' or '.join(area.name for area in context.areas)}"
    else:
        where = "" if context.anchors else "; no district was given to check it by"
    area = ", ".join(filter(None, (entry.admin2, entry.admin1)))
    more = f" Others set behind it: {len(others)}." if others else ""
    return f"{entry.name}{f' ({area})' if area else ''} {how}{where}.{more}"


def label(entry: Entry) -> str:
    """Return an entry's name with its area, to tell it from its namesakes."""
    area = ", ".join(filter(None, (entry.admin2, entry.admin1)))
    return f"{entry.name} in {area}" if area else entry.name
