"""Whose table it is, seen from its columns, and which column of an unknown one is which of ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from durandline.geo.errors import InputError
from durandline.geo.ingest.figure_columns import counts_others, figure_columns
from durandline.geo.ingest.hints import COORDINATES, DISTRICT, PROVINCE, SCHEMAS, Schema, Wants
from durandline.geo.ingest.synonyms import OTHER_MEANINGS, SYNONYMS, WORDS, plain_name
from durandline.geo.schema.tables import OWN_INCIDENTS

# A collection is recognised by any of these sets of columns, in whatever case and order.
_SIGNS: Final[Mapping[Schema, tuple[frozenset[str], ...]]] = {
    "acled": (
        frozenset(("event_id_cnty", "event_date")),
        frozenset(("data_id", "event_date", "event_type", "actor1")),
        frozenset(("event_date", "event_type", "sub_event_type", "actor1")),
    ),
    "ucdp": (
        frozenset(("type_of_violence", "where_prec", "date_start")),
        frozenset(("relid", "type_of_violence", "date_start")),
        frozenset(("type_of_violence", "date_start", "best")),
    ),
}


_AXES: Final = ("lat", "lon")
# Columns that only ACLED's tables have; so many of them are there where others were renamed or left out.
_OF_ACLED: Final = frozenset(
    (
        "event_id_cnty", "event_id_no_cnty", "time_precision", "geo_precision", "disorder_type", "sub_event_type",
        "assoc_actor_1", "assoc_actor_2", "inter1", "inter2", "interaction", "civilian_targeting", "source_scale",
    )
)  # fmt: skip
_ENOUGH: Final = 3


def like_acled(header: Sequence[str]) -> bool:
    """Return whether a table that is not recognised as ACLED's has its rows all the same, by what is left of it."""
    names = {name.strip().casefold().replace(" ", "_") for name in header}
    return "event_id_cnty" in names or len(names & _OF_ACLED) >= _ENOUGH


def schema_of(header: Sequence[str], wants: Wants, *, points: bool) -> Schema:
    """Return whose table has these columns: ``own``, ``acled``, ``ucdp``, or ``other``.

    Our own has ``date`` and ``place_name`` or ``lat`` and ``lon`` (or ``points`` of its format) under just these
    names, and beside them no column that goes by another name for one of ours.

    Raises
    ------
    InputError
        ``wants.as_`` names none of them, or the columns that make one are not there.
    """
    names = {name.strip().casefold() for name in header}
    if wants.as_:
        told = _as_told(wants.as_, names)
        if told != "own":
            return told
    for schema, signs in _SIGNS.items():
        if not wants.as_ and any(sign <= names for sign in signs):
            return schema
    exact = set(header)
    has_place = points or "place_name" in exact or {"lat", "lon"} <= exact
    own = "date" in exact and has_place and not wants.columns and not guess(header, own_names(header), words=False)
    return "own" if own or not header else "other"


def _as_told(told: str, names: set[str]) -> Schema:
    if told not in SCHEMAS:
        raise InputError(f"there is no kind of table {told!r}. Known: {', '.join(SCHEMAS)}.")
    schema: Schema = "acled" if told == "acled" else "ucdp" if told == "ucdp" else "own"
    missing = sorted(_SIGNS[schema][0] - names) if schema in _SIGNS else []
    if missing and not any(sign <= names for sign in _SIGNS[schema]):
        raise InputError(f"this is no table of {told}: it has no column {', '.join(missing)}.")
    return schema


def own_names(header: Sequence[str]) -> dict[str, str]:
    """Return the columns that bear one of our names, as ours to theirs."""
    return {name: name for name in OWN_INCIDENTS.columns if name in header}


def guess(header: Sequence[str], known: Mapping[str, str], *, words: bool = True) -> dict[str, str]:
    """Return which further columns are which of ours, by their names: ours to theirs, ``known`` left out.

    Besides ours there may be ``coordinates`` (both in one), ``killed`` and ``injured`` (one figure, two bounds in a
    cell, or the best of three), ``district``, ``province`` and ``country``. With ``words``, a telling word inside a
    longer name counts where no name fits as a whole. ``lat`` and ``lon`` are guessed only as a pair, which goes
    before ``coordinates``.
    """
    found: dict[str, str] = {}
    names = {name: plain_name(name) for name in dict.fromkeys(header) if name and name not in known.values()}
    figures = figure_columns(names)
    found |= {ours: theirs for ours, theirs in figures.items() if not _filled(ours, known)}
    names = {name: plain for name, plain in names.items() if not counts_others(name)}
    for ours, synonyms in SYNONYMS.items():
        if _filled(ours, {**known, **found}):
            continue
        ranked = [
            (synonyms.index(plain), name)
            for name, plain in names.items()
            if plain in synonyms and name not in found.values()
        ]
        if ranked:
            found[ours] = min(ranked, key=lambda each: each[0])[1]
    if names.get(found.get("date", "")) == "day" and {"year", "month"} <= set(names.values()):
        del found["date"]  # a number, and no date without the other two
    return _paired({**found, **(_by_words(names, {**known, **found}) if words else {})}, known)


def _paired(found: dict[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """Return ``found`` with one of the two ways to say where: both coordinates, or one column of them."""
    both = {*_AXES} <= {*known, *found}
    unused = (COORDINATES,) if both else _AXES
    return {ours: theirs for ours, theirs in found.items() if ours not in unused}


def others_like(ours: str, theirs: str, header: Sequence[str], used: Mapping[str, str]) -> list[str]:
    """Return the columns that might have been read as ``ours`` too, and are read as nothing."""
    synonyms = SYNONYMS.get(ours, ())
    free = [name for name in dict.fromkeys(header) if name not in used.values() and name != theirs]
    return [name for name in free if plain_name(name) in synonyms]


def _by_words(names: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for ours, telling in WORDS.items():
        if _filled(ours, {**known, **found}):
            continue
        for name, plain in names.items():
            words = plain.split()
            taken = name in known.values() or name in found.values()
            foreign = OTHER_MEANINGS - set(telling)
            if not taken and len(words) <= 4 and set(words) & set(telling) and not set(words) & foreign:
                found[ours] = name
                break
    return found


def _filled(ours: str, known: Mapping[str, str]) -> bool:
    """Return whether a column of ours is filled already, perhaps together with another."""
    if ours == COORDINATES:
        return ours in known or {*_AXES} <= known.keys()
    if ours in _AXES:
        return ours in known or (COORDINATES in known and not {*_AXES} & known.keys())
    return ours in known or (ours in (DISTRICT, PROVINCE) and "admin_text" in known)
