"""Status at scale: a million questions beside plain ways to answer them, and what 100,000 made-up statements take.

Run by ``make bench-status``. Figures for questions are ratios of CPU times within this one run; seconds are printed
too. Look-up, closures, the page's change points and these as packed for the page are each measured in a process of
its own, with mixed statements and with one gate said to be shut each day or each hour: CPU seconds, and the most
memory of the whole process, beside what Python, its libraries and the statements themselves take before.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support.records import report

from durandline.geo.record import Record
from durandline.geo.schema.tables import TABLES
from durandline.geo.status.closures import closures
from durandline.geo.status.crossing_status import Status
from durandline.geo.status.flows import LEAVES
from durandline.geo.status.lookup import Lookup
from durandline.geo.status.over_time import over_time
from durandline.geo.status.passage import passage_points
from durandline.geo.status.statements import WAYS
from durandline.geo.time.clock import ISLAMABAD
from durandline.geo.time.moment import parse_moment
from durandline.layers.web.status_pack import pack_status

QUESTIONS = 1_000_000
STATEMENTS = 100_000
CROSSINGS = 60
_REPORT, _CROSSING = (dict.fromkeys(TABLES[name].columns) for name in ("reports", "crossings"))


class Made(Record):
    """A record of made-up statements in memory."""

    def __init__(self, reports: list[dict[str, Any]], crossings: list[str]) -> None:
        super().__init__()
        self._rows["reports"] = [{**_REPORT, **row, "source_ids": ()} for row in reports]
        self._rows["crossings"] = [{**_CROSSING, "crossing_id": key, "name_en": key} for key in crossings]
        self._rows["movements"] = self._rows["policies"] = []


def made_up(count: int) -> Made:
    """Return ``count`` statements over 60 crossings and 20 years: closures, reopenings, lanes, confirmations."""
    chance = np.random.default_rng(20_250_301)
    crossings = [f"c{number:02d}" for number in range(CROSSINGS)]
    flows = [("all",), ("cargo",), ("people",), ("pedestrian",), ("commercial",), ("patients",)]
    first, rows = date(2005, 1, 1), []
    for number in range(count):
        start = first + timedelta(days=int(chance.integers(0, 7300)))
        state = ("closed", "open", "restricted")[int(chance.integers(0, 3))]
        ends = (f"r{number - 1}",) if state == "open" and number else ()
        said = (start + timedelta(days=int(chance.integers(0, 10)))).isoformat()
        until = (start + timedelta(days=int(chance.integers(1, 5)))).isoformat() if state == "restricted" else None
        row = report(f"r{number}", state, start.isoformat(), said_on=said, until=until, ends=ends)
        row |= {"crossing_ids": (crossings[int(chance.integers(0, CROSSINGS))],), "who_rule": None}
        row |= {"flows": flows[int(chance.integers(0, len(flows)))], "incident_ids": (), "cause": None}
        rows.append(row)
    return Made(rows, crossings)


def bulletins(count: int, step: timedelta = timedelta(days=1)) -> Made:
    """Return ``count`` statements, one each ``step``, each of which says that one gate is shut then."""
    first, daily = datetime(1800, 1, 1, tzinfo=ISLAMABAD), step >= timedelta(days=1)
    rows = []
    for number in range(count):
        at = first + number * step
        told, day = at.isoformat(timespec="minutes"), at.date().isoformat()
        row = report(f"r{number:06d}", "closed", day if daily else told, said_on=day, until=None, ends=())
        rows.append(row | {"crossing_ids": ("c",), "flows": ("all",)})
    return Made(rows, ["c"])


ON = parse_moment("2026-01-01")
PATTERNS: dict[str, Callable[[int], Made]] = {
    "mixed": made_up,
    "one gate daily": bulletins,
    "one gate hourly": lambda count: bulletins(count, timedelta(hours=1)),
}
WORK: dict[str, Callable[[Status], object]] = {
    "look-up": Lookup,
    "closures": lambda status: closures(status, ON),
    "change points": over_time,
    "packed for the page": lambda status: pack_status(status, ON),
}


def measure(pattern: str, work: str) -> None:
    """Print what one piece of work on one pattern of statements takes, in a process of its own."""
    status = Status(PATTERNS[pattern](STATEMENTS))
    before = most_memory()
    spent, _ = timed(lambda: WORK[work](status))
    print(
        f"{STATEMENTS:,} statements, {pattern:16s} {work:20s} {spent:8.2f} s CPU, {most_memory():5,} MB at most"
        f" ({before:,} MB before)",
        flush=True,
    )


def most_memory() -> int:
    """Return the most memory that this process has had so far, in MB."""
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1)
    return kilobytes // 1024


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the CPU seconds of one call, and what it gave."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def questions(status: Status) -> tuple[Any, ...]:
    """Return a million (crossing, flow, direction, second) questions about the record."""
    chance = np.random.default_rng(1)
    ids, leaves = np.array(status.record.crossing_ids, dtype=object), np.array(LEAVES, dtype=object)
    return (
        ids[chance.integers(0, len(ids), QUESTIONS)],
        leaves[chance.integers(0, len(leaves), QUESTIONS)],
        np.array(WAYS, dtype=object)[chance.integers(0, 2, QUESTIONS)],
        chance.integers(1_180_000_000, 1_795_000_000, QUESTIONS),
    )


def plain_loop(status: Status, asked: tuple[Any, ...], part: int) -> list[str]:
    """Answer the first ``part`` questions by walking each lane's intervals until one holds the instant."""
    lanes: dict[tuple[str, str, str], list[tuple[int, int, str]]] = {}
    found = []
    for crossing, leaf, way, second in zip(*(column[:part] for column in asked), strict=True):
        lane = (crossing, leaf, way)
        if lane not in lanes:
            points = passage_points(status, lane)
            ends = [point.start for point in points[1:]] + [2**62]
            lanes[lane] = [(point.start, end, point.state) for point, end in zip(points, ends, strict=True)]
        found.append(next(state for start, end, state in lanes[lane] if start <= second < end))
    return found


def merge_asof(status: Status, asked: tuple[Any, ...]) -> list[str]:
    """Answer all questions with one ``pandas.merge_asof`` over the same change points."""
    lookup_rows = []
    for crossing in status.record.crossing_ids:
        for leaf in LEAVES:
            for way in WAYS:
                lookup_rows += [
                    (crossing, leaf, way, max(point.start, 0), point.state)
                    for point in passage_points(status, (crossing, leaf, way))
                ]
    points = pd.DataFrame(lookup_rows, columns=["crossing", "leaf", "way", "second", "state"])
    frame = pd.DataFrame(dict(zip(["crossing", "leaf", "way", "second"], asked, strict=True)))
    frame["order"] = np.arange(len(frame))
    joined = pd.merge_asof(
        frame.sort_values("second"), points.sort_values("second", kind="stable"), on="second",
        by=["crossing", "leaf", "way"],
    )  # fmt: skip
    return joined.sort_values("order")["state"].tolist()


def interval_index(status: Status, asked: tuple[Any, ...]) -> list[str]:
    """Answer all questions with a ``pandas.IntervalIndex`` a lane."""
    frame = pd.DataFrame(dict(zip(["crossing", "leaf", "way", "second"], asked, strict=True)))
    found = np.empty(len(frame), dtype=object)
    for lane, rows in frame.groupby(["crossing", "leaf", "way"], sort=False):
        points = passage_points(status, lane)
        edges = [max(point.start, 0) for point in points] + [2**62]
        index = pd.IntervalIndex.from_breaks(edges, closed="left")
        found[rows.index] = np.array([point.state for point in points], dtype=object)[
            index.get_indexer(rows["second"])
        ]
    return found.tolist()


def main() -> None:
    """Print what was measured."""
    # First, while this process is small: on Linux a new one begins with the most memory of the one that starts it.
    for pattern, work in product(PATTERNS, WORK):
        subprocess.run([sys.executable, __file__, pattern, work], check=True)
    status = Status(Record())
    asked = questions(status)
    seconds, lookup = timed(lambda: Lookup(status))
    print(f"change points of the record           {seconds:8.2f} s CPU")
    ours, frame = timed(lambda: lookup.ask(*asked))
    answers = frame["state"].astype(object).tolist()
    print(f"{QUESTIONS:,} questions, Lookup.ask      {ours:8.2f} s CPU")
    part = QUESTIONS // 20
    loop, looped = timed(lambda: plain_loop(status, asked, part))
    merged, by_merge = timed(lambda: merge_asof(status, asked))
    indexed, by_index = timed(lambda: interval_index(status, asked))
    agree = looped == answers[:part] and by_merge == answers and by_index == answers
    for name, spent in (("plain loop over intervals", loop * 20), ("merge_asof", merged), ("IntervalIndex", indexed)):
        print(f"{name:37s} {spent:8.2f} s CPU, {spent / ours:6.1f} times ours")
    print(f"all four give the same answers: {'yes' if agree else 'NO'}")
    if not agree:
        raise SystemExit(1)


if __name__ == "__main__":
    measure(*sys.argv[1:]) if sys.argv[1:] else main()
