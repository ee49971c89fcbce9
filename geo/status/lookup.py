"""A million questions at once: the change points of all passages as arrays, answered by one binary search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from durandline.geo.status.collector import collector_paused
from durandline.geo.status.crossing_status import Status
from durandline.geo.status.passage import Point, all_points
from durandline.geo.status.timeline import DISTANT_PAST

STATES = ("unknown", "open", "restricted", "closed")
KNOWLEDGE = ("never_reported", "confirmed", "stale", "end_not_reported", "disputed")
_EARLIEST = -(2**40)  # seconds; some 35,000 years back
_SPAN = np.int64(2**42)

Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int8]


class Lookup:
    """The passages of a :class:`Status` as arrays: built once, then asked in bulk.

    Each lane (crossing, leaf flow, direction) has the number of a list of change points, which lanes may share; the
    number times a span longer than all time, plus the second, makes one sorted array for all lists together.
    """

    @collector_paused()
    def __init__(self, status: Status) -> None:
        self.lanes: dict[tuple[str, str, str], int] = {}
        numbers: dict[int, int] = {}  # lanes that rest on the same statements share one list of points
        parts: list[tuple[Ints, Codes, Codes, Ints]] = []
        for lane, points in all_points(status):
            if id(points) not in numbers:
                number = numbers[id(points)] = len(parts)
                starts = np.fromiter((max(point.start, _EARLIEST) for point in points), np.int64, len(points))
                parts.append((starts - _EARLIEST + number * _SPAN, *_told(points)))
            self.lanes[lane] = numbers[id(points)]
        empty = (np.empty(0, np.int64), np.empty(0, np.int8), np.empty(0, np.int8), np.empty(0, np.int64))
        joined = [np.concatenate(part) for part in zip(*(parts or [empty]), strict=True)]
        self._keys, self._states, self._knowledge, self._said = joined

    def ask(
        self, crossings: Sequence[str], flows: Sequence[str], directions: Sequence[str], seconds: npt.ArrayLike
    ) -> pd.DataFrame:
        """Return one row per question: ``state``, ``knowledge`` (categories) and ``last_said`` (seconds, or -1).

        Parameters
        ----------
        crossings, flows, directions
            Crossing ids, leaf flows, ``AF_to_PK`` or ``PK_to_AF``: sequences or arrays of one length.
        seconds
            Instants, whole seconds since 1970 UTC, of the same length.

        What was never reported, names that do not exist among it, is unknown. ``last_said`` is the newest
        statement behind the answer, whenever it was made.
        """
        asked = np.asarray(seconds, dtype=np.int64)
        lane = self._lanes_of(crossings, flows, directions)
        place = np.searchsorted(self._keys, asked - _EARLIEST + lane * _SPAN, side="right") - 1
        known = lane >= 0
        place = np.where(known, place, 0)
        if not len(self._keys):
            known = np.zeros(len(asked), dtype=bool)
        state = np.where(known, _take(self._states, place), 0)
        why = np.where(known, _take(self._knowledge, place), 0)
        said = np.where(known, _take(self._said, place), -1)
        return pd.DataFrame(
            {
                "state": pd.Categorical.from_codes(state, categories=list(STATES)),
                "knowledge": pd.Categorical.from_codes(why, categories=list(KNOWLEDGE)),
                "last_said": np.where(said == DISTANT_PAST, -1, said),
            }
        )

    def _lanes_of(self, *columns: Sequence[str]) -> Ints:
        """Return the lane number of each question, or -1: each column is looked at once per distinct value."""
        codes = [pd.factorize(np.asarray(column, dtype=object)) for column in columns]
        table = np.full([len(values) for _, values in codes], -1, dtype=np.int64)
        for place in np.ndindex(*table.shape):
            lane: Any = tuple(str(values[index]) for (_, values), index in zip(codes, place, strict=True))
            table[place] = self.lanes.get(lane, -1)
        found: Ints = table[tuple(code for code, _ in codes)]
        return found


def _told(points: Sequence[Point]) -> tuple[Codes, Codes, Ints]:
    """Return state, knowledge and second of the newest statement of each point."""
    count = len(points)
    return (
        np.fromiter((STATES.index(point.state) for point in points), np.int8, count),
        np.fromiter((KNOWLEDGE.index(point.segment.knowledge) for point in points), np.int8, count),
        np.fromiter((point.segment.said for point in points), np.int64, count),
    )


def _take(values: npt.NDArray[Any], place: Ints) -> npt.NDArray[Any]:
    return values[place] if len(values) else np.zeros(len(place), dtype=np.int64)
