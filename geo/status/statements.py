"""Rows of ``reports`` as statements about one gate: when they hold, how they rank, when they were said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from durandline.geo.formats.toml import read_section
from durandline.geo.record import Record
from durandline.geo.schema.check import Row
from durandline.geo.schema.findings import refuse_errors
from durandline.geo.schema.stale_table import FILE, STALE
from durandline.geo.status.flows import specificity
from durandline.geo.time.clock import DAY
from durandline.geo.time.partial import bounds, parse_partial

FOREVER = 2**62
GATES = ("AF", "PK")
WAYS = ("AF_to_PK", "PK_to_AF")
_NOTHING: frozenset[str] = frozenset()

# What a timeline is asked by: crossing, leaf flow, direction, gate side.
Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """One report as it bears on one crossing and one gate; instants are seconds since 1970 UTC.

    It holds over ``[start, end)``. Everything counts from the first second of its stated ``from``, except
    that a reopening (a statement that ends others) counts from the last: nothing is called open before it
    must have been. What both gates opened for, they opened for in one moment. ``end`` is the last second that
    its own ``until`` allows, or ``FOREVER``. ``specific`` orders statements by how specific they are about the flow,
    then the direction, then the side. ``read`` is no where all of its sources are known from citations.
    """

    report_id: str
    state: str
    observed: bool
    read: bool
    start: int
    end: int
    said: int
    stale_after: int
    specific: int
    ends: frozenset[str]
    row: Row

    @property
    def counts(self) -> bool:
        """Whether it bears on the state: observed, and read by somebody. Others are shown beside the answer."""
        return self.observed and self.read

    @property
    def rank(self) -> tuple[int, int]:
        """What wins over statements of a lower one: the later start, then the more specific."""
        return self.start, self.specific

    @property
    def basis(self) -> str:
        """Its basis as in ``reports``, or ``unread`` where it was observed but nobody read its source."""
        return str(self.row["basis"]) if self.read or not self.observed else "unread"

    @property
    def held_until(self) -> int:
        """Until when it holds by itself: its own end, or its stale-after from when it was said."""
        return self.end if self.end < FOREVER else max(self.start, self.said) + self.stale_after


def stale_after_days(record: Record) -> dict[str, float]:
    """Return how many days a statement holds unconfirmed, by state and for ``standing`` ones."""
    read, findings = read_section(record.read_shared(FILE), STALE, FILE)
    refuse_errors(findings)
    return {name: float(days) for name, days in read.items() if isinstance(days, int | float)}


def statements_by_key(record: Record, known_by: int | None = None) -> dict[Key, list[Statement]]:
    """Return the statements that bear on each (crossing, leaf flow, direction, side).

    Parameters
    ----------
    record
        The record whose ``reports`` are read. Those whose scope is not listed bear on no crossing.
    known_by
        Keep only what had been said by that second; ``None`` keeps everything.
    """
    stale = {name: int(days * DAY) for name, days in stale_after_days(record).items()}
    cited = cited_only(record)
    keyed: dict[Key, list[Statement]] = defaultdict(list)
    places: dict[tuple[object, ...], dict[int, list[list[Statement]]]] = {}
    for row in sorted(record.rows("reports"), key=lambda each: str(each["report_id"])):
        if known_by is not None and said_second(row) > known_by:
            continue
        read = was_read(row, cited)
        for gate in GATES if row["side"] == "both" else (str(row["side"]),):
            about = (row["crossing_ids"], row["flows"], row["direction"], gate)
            if about not in places:
                places[about] = _places(row, gate, keyed)
            for depth, lists in places[about].items():
                statement = _statement(row, gate, depth, stale, read=read)
                for each in lists:
                    each.append(statement)
    # Most flows and directions rest on the very same statements: they share one list, and all that is made of it.
    alike: dict[tuple[int, ...], list[Statement]] = {}
    return {key: alike.setdefault(tuple(map(id, held)), held) for key, held in keyed.items()}


def cited_only(record: Record) -> frozenset[str]:
    """Return the keys of the sources that nobody read, known from a citation."""
    return frozenset(key for key, source in record.keyed("sources").items() if source["kind"] == "citation")


def was_read(row: Row, cited: frozenset[str]) -> bool:
    """Tell whether a report rests on a source that somebody read, or is one's own word without a source."""
    sources = _words(row, "source_ids")
    return not sources or not cited.issuperset(sources)


def said_second(row: Row, side: str = "PK") -> int:
    """Return the second by which a report had been said: the end of its day on the clock of ``side``."""
    return bounds(str(row["said_on"]), side).latest - 1


def _places(row: Row, gate: str, keyed: dict[Key, list[Statement]]) -> dict[int, list[list[Statement]]]:
    """Return, by how specific a report is about a leaf, the lists of statements at a gate that it belongs to."""
    ways = WAYS if row["direction"] == "both" else (str(row["direction"]),)
    found: dict[int, list[list[Statement]]] = {}
    for crossing, (leaf, depth), way in product(
        _words(row, "crossing_ids"), specificity(_words(row, "flows")).items(), ways
    ):
        found.setdefault(depth, []).append(keyed[crossing, leaf, way, gate])
    return found


def _statement(row: Row, gate: str, depth: int, stale: dict[str, int], *, read: bool) -> Statement:
    start, end = _effect(row, gate)
    said = said_second(row, gate)
    state = str(row["state"])
    return Statement(
        report_id=str(row["report_id"]),
        state=state,
        observed=row["basis"] == "observed",
        read=read,
        start=start,
        end=end,
        said=max(said, start) if row["said_on_known"] is False else said,
        stale_after=stale["standing" if row["standing"] else state],
        specific=4 * depth + 2 * (row["direction"] != "both") + (row["side"] != "both"),
        ends=frozenset(row["ends"]) if isinstance(row["ends"], tuple) and row["ends"] else _NOTHING,
        row=row,
    )


def _effect(row: Row, gate: str) -> tuple[int, int]:
    end = bounds(str(row["until"]), gate) if row["until"] else None
    if row["ends"] and row["state"] != "closed":
        # Both gates open in one moment: that in which the day ends on the clock that is ahead.
        begins = bounds(str(row["from"]), "PK" if row["side"] == "both" else gate).latest - 1
    else:
        # What both gates opened for begins when the day has begun on both clocks.
        of_both = row["side"] == "both" and row["state"] != "closed"
        begins = bounds(str(row["from"]), "AF" if of_both else gate).earliest
    return (
        begins,
        FOREVER if end is None else end.latest - (1 if _is_instant(row) else 0),
    )


def _is_instant(row: Row) -> bool:
    return parse_partial(str(row["until"])).precision == "minute"


def _words(row: Row, column: str) -> Sequence[str]:
    value = row[column]
    return value if isinstance(value, tuple) else ()
