"""Figures of an incident as numbers: the lowest and the highest that claimants give for one group of people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

MEASURES: Final = ("killed", "injured")


class Figures(NamedTuple):
    """The lowest and the highest figure of claimants for ``whom``, empty for all; ``None`` where none is given."""

    whom: str = ""
    min: int | None = None
    max: int | None = None


def figures(claims: Sequence[Mapping[str, Any]], measure: str) -> Figures:
    """Return the figures of a measure: lowest and highest over claimants, for one group, never added up.

    Those for all (``whom`` empty) are taken where somebody gives them, else those of the one group that figures are
    given for. Of several groups without a total it is the group whose lowest figure is the greatest: so many at
    least, and as others were counted apart, no highest one. "Up to" gives no lowest, "at least" no highest figure:
    the highest is empty where somebody says of more that they are at least so many.
    """
    groups: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for claim in claims:
        if claim["measure"] == measure:
            groups[claim["whom"] or ""].append(claim)
    if not groups:
        return Figures()
    if "" in groups or len(groups) == 1:
        whom = "" if "" in groups else next(iter(groups))
        return _over(groups[whom], whom)
    several = [_over(told, whom) for whom, told in groups.items()]
    least = max(several, key=lambda each: (-1 if each.min is None else each.min, each.whom))
    return Figures(least.whom, least.min, None)


def _over(claims: Sequence[Mapping[str, Any]], whom: str) -> Figures:
    least = [claim["min"] for claim in claims if claim["min"] is not None]
    most = max((claim["max"] for claim in claims if claim["max"] is not None), default=None)
    open_ended = [claim["min"] for claim in claims if claim["max"] is None and claim["min"] is not None]
    bounded = most is not None and all(each <= most for each in open_ended)
    return Figures(whom, min(least, default=None), most if bounded else None)
