"""Short forms of an answer: one state for a crossing, the day last heard of."""

from __future__ import annotations

from durandline.geo.status.answer import Answer
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


def last_said(answer: Answer, on: Moment) -> str:
    """Return the local day of the newest statement behind an answer that had been made by ``on``, or ''."""
    if answer.age_s is None:
        return ""
    side = answer.decided_by[0] if answer.side == "both" else answer.side
    return local_day(on.second(side) - answer.age_s, side)
