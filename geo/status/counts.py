"""People and trucks counted where a crossing is called closed: figures that contradict a closure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

from durandline.geo.record import Record
from durandline.geo.schema.check import Row
from durandline.geo.status.flows import leaves
from durandline.geo.status.statements import GATES, WAYS
from durandline.geo.time.partial import bounds
from durandline.geo.time.spans import Span

# What a measure of ``movements`` counts, as a flow: who or what crossed. Others count what waits, or money.
FLOW_OF_MEASURE = {
    "crossings_total": "people",
    "crossings_per_day": "people",
    **dict.fromkeys(
        (
            "returns_total", "undocumented_returns", "poc_returns", "acc_returns", "assisted_returns",
            "facilitated_returns", "deportations", "deportations_per_day", "families_per_day",
        ),
        "returnees",
    ),
    "trucks_total": "cargo",
    "trucks_per_day": "cargo",
    "containers_per_day": "cargo",
}  # fmt: skip
Lane: TypeAlias = tuple[str, str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Count:
    """At least ``least`` people or trucks crossed in a period: a printed figure, or what a running total rose by.

    ``period`` has, by gate, the first second of the period and the one after its last. ``earlier`` is the figure from
    which a running total rose; ``said`` is the second by which the figure had been published.
    """

    row: Row
    earlier: Row | None
    crossing_id: str
    least: float
    period: dict[str, Span]
    said: int

    @property
    def count_id(self) -> str:
        """The key of the figure."""
        return str(self.row["movement_id"])

    @property
    def lanes(self) -> list[Lane]:
        """Every crossing, leaf flow and direction that it may be of."""
        ways = WAYS if self.row["direction"] in (None, "both") else (str(self.row["direction"]),)
        parts = leaves(FLOW_OF_MEASURE[str(self.row["measure"])])
        return [(self.crossing_id, leaf, way) for leaf in parts for way in ways]


def counts(record: Record, known_by: int | None = None) -> list[Count]:
    """Return the figures above nought of one crossing and a dated period, in order of key.

    Of running totals what they rose by between two figures of one series, where it is certain that they rose. With
    ``known_by`` only what had been published by that second; a figure of which no day of publication is known had
    been at the end of its period.
    """
    rows = [row for row in record.rows("movements") if _fits(row)]
    single = [_count(record, row, None) for row in rows if not row["cumulative"]]
    found = [each for each in (*single, *_increments(record, rows)) if each and each.least > 0]
    return sorted(
        (each for each in found if known_by is None or each.said <= known_by), key=lambda each: each.count_id
    )


def _fits(row: Row) -> bool:
    crossings = row["crossing_ids"] if isinstance(row["crossing_ids"], tuple) else ()
    is_one = row["scope"] == "listed" and len(crossings) == 1
    return is_one and row["measure"] in FLOW_OF_MEASURE and bool(row["period_end"])


def _increments(record: Record, rows: list[Row]) -> Iterator[Count | None]:
    series: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in rows:
        if row["cumulative"] and row["period_start"]:
            names = ("crossing_ids", "measure", "direction", "unit", "claimant", "period_start")
            series[tuple(row[name] for name in names)].append(row)
    for one in series.values():
        ordered = sorted(one, key=lambda row: (bounds(str(row["period_end"])), str(row["movement_id"])))
        for earlier, later in pairwise(ordered):
            yield _count(record, later, earlier)


def _count(record: Record, row: Row, earlier: Row | None) -> Count | None:
    least, before = _number(row["min"]), _number(earlier["max"]) if earlier else 0.0
    if least is None or before is None:
        return None
    period = {}
    for side in GATES:
        end = bounds(str(row["period_end"]), side).latest
        start = bounds(str(row["period_start"] or row["period_end"]), side).earliest
        if earlier:
            start = bounds(str(earlier["period_end"]), side).latest
        period[side] = (start, end)
    if any(start >= end for start, end in period.values()):
        return None
    said = max(_published(record, each) for each in (row, earlier) if each)
    crossing = row["crossing_ids"][0] if isinstance(row["crossing_ids"], tuple) else ""
    return Count(row, earlier, crossing, least - before, period, said)


def _published(record: Record, row: Row) -> int:
    end = bounds(str(row["period_end"]), "PK").latest - 1
    ids = row["source_ids"] if isinstance(row["source_ids"], tuple) else ()
    sources = (record.keyed("sources")[key] for key in ids)
    days = [bounds(str(each["published_on"]), "PK").latest - 1 for each in sources if each["published_on"]]
    return max(end, min(days, default=end))


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def figure_of(count: Count) -> dict[str, Any]:
    """Return a figure as plain values: id, claimant, measure, unit, start, end, min, max; ``before`` of a total."""
    row = count.row
    texts = {"claimant": "claimant", "measure": "measure", "unit": "unit", "end": "period_end"}
    return {
        "id": count.count_id,
        **{name: str(row[column]) for name, column in texts.items()},
        "start": str((count.earlier["period_end"] if count.earlier else row["period_start"]) or row["period_end"]),
        "min": row["min"],
        "max": row["max"],
        "before": count.earlier["max"] if count.earlier else None,
    }


def counted(count: Count) -> str:
    """Return a figure in words, such as ``IOM: at least 120 persons (returns total), 2025-12-01 to 2025-12-03``."""
    row = count.row
    what = f"{row['unit']} ({str(row['measure']).replace('_', ' ')})"
    if count.earlier:
        rise = f"total rose from {count.earlier['max']:g} to {row['min']:g} {what}"
        return f"{row['claimant']}: {rise}, {count.earlier['period_end']} to {row['period_end']}"
    least = f"{'' if row['min'] == row['max'] else 'at least '}{row['min']:g} {what}"
    start = f"{row['period_start']} to " if row["period_start"] not in (None, row["period_end"]) else ""
    return f"{row['claimant']}: {least}, {start}{row['period_end']}"
