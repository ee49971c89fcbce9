"""Columns of figures: of whom they count, killed or injured, and whether a least, a greatest or a best figure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from durandline.geo.ingest.hints import INJURED, KILLED
from durandline.geo.names.fold import fold

_MEASURES: Final = {
    KILLED: "killed deaths death fatalities fatality dead died kia nkill",
    INJURED: "injured injuries injury wounded wounds hurt wia nwound",
}
# The best estimate is one figure, as is a column that says no bound; UCDP and others put it between low and high.
_BOUNDS: Final = {
    "min": "min minimum low lower lowest least",
    "max": "max maximum high higher highest upper most",
    "best": "best central likely",
}
_IDLE: Final = (
    "total number no n num count of people persons person casualties est estimate estimated estimates figure reported"
    " confirmed overall all the in at value bound"
)
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BARE: Final = {"low": "fatalities_min", "high": "fatalities_max", "best": KILLED}  # as UCDP calls its three
_TARGETS: Final = {
    (KILLED, "min"): "fatalities_min", (KILLED, "max"): "fatalities_max",
    (INJURED, "min"): "injured_min", (INJURED, "max"): "injured_max",
}  # fmt: skip


def figure_columns(names: Iterable[str]) -> dict[str, str]:
    """Return which columns are figures of killed and injured: ours to theirs.

    A name may say measure and bound in any words and order: ``Killed (est. low)``, ``Maximum total people killed``,
    ``deaths_best``. Names that say more, such as whose dead they are (``civilians killed``), are none. ``killed`` and
    ``injured`` are the one figure, or the best of three. ``low``, ``best`` and ``high`` alone count together.
    """
    found: dict[str, str] = {}
    best: set[str] = set()
    bare: dict[str, str] = {}
    for name in names:
        words = fold(_CAMEL.sub(" ", name)).split()
        if len(words) == 1 and words[0] in _BARE:
            bare.setdefault(_BARE[words[0]], name)
        read = _read(words)
        if read is None:
            continue
        measure, bound = read
        ours = _TARGETS.get((measure, bound), measure)
        if bound == "best" and ours not in best:
            best.add(ours)
            found[ours] = name
        found.setdefault(ours, name)
    if len(bare) == len(_BARE):
        found = {**bare, **found}
    return found


def counts_others(name: str) -> bool:
    """Return whether a column counts killed or injured, but says more of them than this: whose they are, or both."""
    words = fold(_CAMEL.sub(" ", name)).split()
    return any(_in(word, _MEASURES) for word in words) and _read(words) is None


def _read(words: list[str]) -> tuple[str, str] | None:
    """Return the measure and the bound, '' where none is said, of a name that says nothing else."""
    rest = [word for word in words if word not in _IDLE.split()]
    measures = {_in(word, _MEASURES) for word in rest} - {""}
    bounds = {_in(word, _BOUNDS) for word in rest} - {""}
    if len(measures) != 1 or len(bounds) > 1 or any(not _in(word, _MEASURES | _BOUNDS) for word in rest):
        return None
    return measures.pop(), bounds.pop() if bounds else ""


def _in(word: str, lists: dict[str, str]) -> str:
    return next((name for name, listed in lists.items() if word in listed.split()), "")
