"""Short forms of an answer: one state for a crossing, the day last heard of."""

from __future__ import annotations

from collections.abc import Iterable

from durandline.geo.status.answer import Answer
from durandline.geo.status.lines import Line
from durandline.geo.time.clock import local_day
from durandline.geo.time.moment import Moment


def crossing_state(cargo: str, people: str) -> str:
    """Return one state for cargo and people together.

    Both alike: that. Both known but different: restricted, since it is open for some. One of them unknown:
    unknown, so that no count of open or closed crossings holds what is not known.
    """
    if cargo == people:
        return cargo
    return "unknown" if "unknown" in (cargo, people) else "restricted"


def telling(cargo: Answer, people: Answer, lines: Iterable[Line]) -> Answer:
    """Return the answer whose age a crossing is shown with, wherever one age stands for cargo and people together.

    Of the states that are known the older speaks, so that neither looks newer than it is. Where neither is known it
    is what was told last of cargo or people; where nothing was, what was told last of anything (``lines``).
    """
    known = [each for each in (cargo, people) if each.state != "unknown" and each.age_s is not None]
    if known:
        return max(known, key=lambda each: each.age_s or 0)
    told = [each for each in (cargo, people) if each.age_s is not None]
    told = told or [line.answer for line in lines if line.answer.age_s is not None]
    return min(told, key=lambda each: each.age_s or 0, default=cargo)


def last_said(answer: Answer, on: Moment) -> str:
    """Return the local day of the newest statement behind an answer that had been made by ``on``, or ''."""
    if answer.age_s is None:
        return ""
    side = answer.decided_by[0] if answer.side == "both" else answer.side
    return local_day(on.second(side) - answer.age_s, side)
