"""Statements on one crossing, of any kind: for the laws that hold whatever they are."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from durandline.geo.status.statements import GATES, WAYS
from support.records import report

FIRST = date(2020, 1, 1)
DAYS = 120


class FakeRecord:
    """A record of reports on crossing a in memory."""

    crossing_ids = ("a",)

    def __init__(self, reports):
        self._reports = [{"until": None, "ends": (), "incident_ids": (), "cause": None, **row} for row in reports]

    def read_shared(self, name):
        return b"[stale_after_days]\nclosed = 7\nopen = 14\nrestricted = 14\nstanding = 60\n"

    def keyed(self, name):
        assert name == "sources"
        return {"s": {"kind": "original"}, "unread": {"kind": "citation"}}

    def rows(self, name):
        assert name in ("reports", "movements")
        return self._reports if name == "reports" else []


def day(offset: int) -> str:
    return (FIRST + timedelta(days=offset)).isoformat()


@st.composite
def reports(draw, most=8):
    made = []
    for number in range(draw(st.integers(0, most))):
        start = draw(st.integers(0, DAYS))
        window = draw(st.none() | st.integers(0, 20))
        row = report(
            f"r{number}",
            draw(st.sampled_from(["open", "restricted", "closed"])),
            day(start),
            flows=(draw(st.sampled_from(["all", "cargo", "people", "pedestrian", "commercial"])),),
            direction=draw(st.sampled_from(["both", *WAYS])),
            side=draw(st.sampled_from(["both", *GATES])),
            basis=draw(st.sampled_from(["observed", "observed", "observed", "announced", "denied"])),
            standing=draw(st.booleans()),
            said_on=day(start + draw(st.integers(0, 30))),
            until=None if window is None else day(start + window),
            ends=tuple(f"r{each}" for each in draw(st.sets(st.integers(0, most - 1), max_size=2))),
        )
        made.append(row | {"crossing_ids": ("a",)})
    return made
