"""Status over time as plain tables that refer to each other by place: what the page looks up and never works out."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from durandline.geo.incidents.record_incidents import in_window, sources_of, text
from durandline.geo.schema.check import Row
from durandline.geo.schema.vocabulary import FLOW_TREE
from durandline.geo.status.answer import Answer, Gate
from durandline.geo.status.closures import Closure, closures
from durandline.geo.status.collector import collector_paused
from durandline.geo.status.counts import figure_of
from durandline.geo.status.crossing_status import Status
from durandline.geo.status.flows import HEADLINE
from durandline.geo.status.over_time import Course, OverTime, over_time
from durandline.geo.status.rows import Disagreements
from durandline.geo.status.shut import Shut, rests_on, shut_spans
from durandline.geo.status.statements import WAYS, said_second
from durandline.geo.time.clock import DAY, ISLAMABAD, from_epoch, to_epoch
from durandline.geo.time.moment import Moment
from durandline.geo.time.partial import bounds
from durandline.geo.time.spans import Span
from durandline.layers.web.embed import Plain

_ANSWER = (
    "state", "knowledge", "last", "since", "said", "borne", "confidence", "decided", "gates", "top", "support",
    "beside", "disagree", "count", "figures",
)  # fmt: skip
_PK_MIDNIGHT = bounds("1970-01-01", "PK").earliest


@collector_paused()
def pack_status(status: Status, on: Moment, first: int | None = None, last: int | None = None) -> dict[str, Plain]:
    """Return all that a page shows of status, at any moment of the record.

    Parameters
    ----------
    status
        The status of a record, perhaps as known by a moment; nothing said later is in the result.
    on
        The moment that the page opens at.
    first, last
        Seconds that the range of time has to hold beside what the record tells of, such as those of incidents.

    Returns
    -------
    dict
        ``range`` (seconds ``first``, ``last``; texts ``on``, ``knownBy``), ``crossings``, ``flows`` (the tree),
        ``answers`` (columns), ``lanes`` (by place of the crossing, then ``flow|direction``), ``lists`` (courses of
        answers; their first point and day stand for all time before), ``reports``, ``sources``, ``closures`` begun by
        the end of the range (``start`` and ``end``: first and last second that each may have been, ``closed``: from
        and until which second the status is closed, by gate), ``shut`` and known spans (by ``crossing|branch``),
        ``movements`` and ``policies``. Numbers in ``top``, ``support``, ``beside``, ``report``, ``also``, ``sources``
        and ``crossings`` are places in the lists of these.
    """
    found = over_time(status)
    begin, end = _range(status, found, on, first, last)
    made = _Tables(status)
    return {
        "range": {
            "first": begin,
            "last": end,
            "on": on.text,
            "knownBy": status.known_by.text if status.known_by else "",
        },
        "crossings": [made.crossing(row) for row in status.record.rows("crossings")],
        "flows": {branch: list(parts) for branch, parts in FLOW_TREE.items()},
        "answers": made.answers(found.told),
        "lanes": made.lanes(found),
        "lists": [_course(course, begin) for course in found.courses],
        "closures": [made.closure(each) for each in closures(status, _instant(end))],
        "shut": made.shut(end),
        "movements": made.movements(_instant(end)),
        "policies": [made.policy(row) for row in _by_key(status.record.rows("policies"), "policy_id")],
        "reports": made.reports.values,
        "sources": made.sources.values,
    }


def _range(status: Status, found: OverTime, on: Moment, first: int | None, last: int | None) -> tuple[int, int]:
    """Return the first second of the first year, and the end of the last day, that something is told of."""
    known_by = status.known_by.second("PK") if status.known_by else None
    said = [said_second(row) for row in status.record.rows("reports")]
    told = [*(each for each in said if known_by is None or each <= known_by), on.second("PK")]
    starts = [course.points[1] for course in found.courses if len(course.points) > 1]
    early = min([*starts, on.second("PK"), *([] if first is None else [first])])
    late = max([*told, *([] if last is None else [last])])
    begin = to_epoch(datetime(from_epoch(early, "PK").year, 1, 1, tzinfo=ISLAMABAD))
    day = (late - _PK_MIDNIGHT) // DAY
    end = bounds("1970-01-01", "AF").latest - 1 + day * DAY  # Afghanistan's day ends last
    return begin, end


def _instant(second: int) -> Moment:
    return Moment(datetime.fromtimestamp(second, UTC).isoformat(), is_day=False)


def _course(course: Course, begin: int) -> dict[str, Plain]:
    day = (begin - _PK_MIDNIGHT) // DAY
    return {
        "points": [max(each, begin) for each in course.points],
        "answers": list(course.answers),
        "days": [max(each, day) for each in course.days],
        "dayAnswers": list(course.day_answers),
    }


class _Numbered:
    """Things that are referred to by their place, each made once."""

    def __init__(self) -> None:
        self.values: list[Plain] = []
        self._places: dict[Hashable, int] = {}

    def place(self, key: Hashable, make: Callable[[], Plain]) -> int:
        place = self._places.get(key)
        if place is None:
            value = make()
            place = self._places[key] = len(self.values)
            self.values.append(value)
        return place


class _Tables:
    """The tables of one record, as they refer to each other."""

    def __init__(self, status: Status) -> None:
        self.status = status
        self.record = status.record
        self.reports = _Numbered()
        self.sources = _Numbered()
        self._disagreements = Disagreements()
        self._rests: dict[tuple[object, ...], tuple[Plain, ...]] = {}
        self._lists: dict[tuple[str, ...], list[Plain]] = {}  # of texts, one for all that are alike
        self._gates: dict[tuple[object, ...], dict[str, Plain]] = {}
        self._crossings = {key: place for place, key in enumerate(self.record.crossing_ids)}

    def crossing(self, row: Row) -> dict[str, Plain]:
        return {
            "id": text(row["crossing_id"]),
            "names": {script: text(row[f"name_{script}"]) for script in ("en", "ps", "fa", "ur")},
            "aliases": _list(row["aliases"]),
            **{name: row[name] if isinstance(row[name], float) else None for name in ("lat", "lon")},
            "radius_m": row["radius_m"] if isinstance(row["radius_m"], int | float) else None,
            **{name: text(row[name]) for name in ("kind", "line_side", "af_place", "pk_place", "notes")},
            "hours": text(row["normal_hours"]),
            "use": text(row["use"]),
            "sources": self._sources(row),
        }

    def answers(self, told: list[Answer]) -> dict[str, Plain]:
        """Return the answers as columns: a name stands once, however many there are; ``told`` is used up."""
        columns: dict[str, list[Plain]] = {name: [] for name in _ANSWER}
        told.reverse()
        while told:
            for column, value in zip(columns.values(), self._answer(told.pop()), strict=True):
                column.append(value)
        return dict(columns)

    def _answer(self, one: Answer) -> tuple[Plain, ...]:
        since, top, support, beside, disagree, number, figures = self._rested_on(one)
        return (
            one.state,
            one.knowledge,
            one.last_state if one.state == "unknown" else "",
            since,
            one.said,
            one.borne_out,
            one.confidence,
            self._list(one.decided_by),
            [self._gate(gate) for gate in one.differing],
            top,
            support,
            beside,
            disagree,
            number,
            figures,
        )

    def _rested_on(self, one: Answer) -> tuple[Plain, ...]:
        """Return what an answer rests on: made once for all that rest on the same, as neighbours do."""
        told, figures = one.beside, one.figures
        same = (
            *[id(gate.segment.carried) for gate in one.deciding],
            *[each.report_id for each in told],
            *[each.count_id for each in figures],
        )
        if same not in self._rests:
            support: list[Plain] = [self._report(each.row) for each in one.support]
            disagree: list[Plain] = [*self._disagreements.of(one)]
            self._rests[same] = (
                one.since,
                -1 if one.top is None else self._report(one.top),
                support,
                [self._report(each.row, each.basis) for each in told],
                disagree,
                one.support_count,
                [{**figure_of(each), "sources": self._sources(each.row)} for each in figures],
            )
        return self._rests[same]

    def _gate(self, gate: Gate) -> dict[str, Plain]:
        told = gate.told
        if told not in self._gates:
            self._gates[told] = {"side": gate.side, "state": gate.state, "last": gate.last_state, "said": gate.said}
        return self._gates[told]

    def _list(self, values: Iterable[str]) -> list[Plain]:
        return self._lists.setdefault(tuple(values), list(values))

    def lanes(self, found: OverTime) -> dict[str, Plain]:
        by_crossing: dict[str, dict[str, Plain]] = {}
        for (crossing, flow, direction), course in found.lanes.items():
            by_crossing.setdefault(str(self._crossings[crossing]), {})[f"{flow}|{direction}"] = course
        return dict(by_crossing)

    def closure(self, closure: Closure) -> dict[str, Plain]:
        report, reopening = closure["report"], closure["reopening"]
        return {
            "report": self._report(report),
            "crossing": self._crossings[closure["crossing_id"]],
            "flows": list(closure["flows"]),
            **{name: str(closure[name]) for name in ("direction", "side", "cause", "claimant")},
            "start": _ends(closure["start"], closure["side"]),
            "end": _ends(closure["end"], str(reopening["side"]) if reopening else closure["side"]),
            "id": closure["id"],
            "saidUntil": closure["shut_at_least_until"],
            "closed": {gate: list(span) for gate, span in closure["spans"].items()},
            "resumed": closure["resumed"],
            "daysMin": closure["days_min"],
            "daysMax": None if closure["days_max"] is None else round(closure["days_max"], 4),
            "startText": closure["start"],
            "endText": closure["end"],
            "reopening": -1 if reopening is None else self._report(reopening),
            "also": [self._report(row) for row in closure["also"]],
        }

    def shut(self, end: int) -> dict[str, Plain]:
        found: dict[str, Plain] = {}
        known: dict[tuple[int, ...], Shut] = {}
        for crossing, place in self._crossings.items():
            for branch, leaf in HEADLINE.items():
                same = tuple(each for way in WAYS for each in rests_on(self.status, crossing, leaf, way))
                if same not in known:
                    known[same] = shut_spans(self.status, crossing, leaf, "both", end + 1)
                spans = known[same]
                if spans.most or spans.known:
                    parts = {"least": spans.least, "most": spans.most, "known": spans.known}
                    found[f"{place}|{branch}"] = {name: _pairs(part) for name, part in parts.items()}
        return found

    def movements(self, end: Moment) -> list[Plain]:
        rows = _by_key(self.record.rows("movements"), "movement_id")
        return [self._movement(row) for row in rows if _begun(row, end)]

    def policy(self, row: Row) -> dict[str, Plain]:
        names = (
            "kind",
            "announced_on",
            "effective_from",
            "ended_on",
            "scope",
            "applies_to",
            "who",
            "summary",
            "notes",
        )
        return {
            "id": text(row["policy_id"]),
            **{name: text(row[name]) for name in names},
            "crossings": self._places(row),
            "confidence": text(row["confidence"]),
            "sources": self._sources(row),
        }

    def _movement(self, row: Row) -> dict[str, Plain]:
        return {
            "id": text(row["movement_id"]),
            "crossings": self._places(row),
            **{name: text(row[name]) for name in ("scope", "direction", "measure")},
            "start": text(row["period_start"]),
            "end": text(row["period_end"]),
            **{name: _number(row[name]) for name in ("min", "max")},
            "cumulative": bool(row["cumulative"]),
            **{name: text(row[name]) for name in ("unit", "claimant", "confidence", "notes")},
            "sources": self._sources(row),
        }

    def _report(self, row: Row, basis: str = "") -> int:
        return self.reports.place(str(row["report_id"]), lambda: self._report_row(row, basis or text(row["basis"])))

    def _report_row(self, row: Row, basis: str) -> dict[str, Plain]:
        names = ("from", "until", "claimant", "cause", "hours", "summary", "state", "direction", "side")
        return {
            "id": text(row["report_id"]),
            **{name: text(row.get(name)) for name in names},
            "basis": basis,
            "said": text(row["said_on"]),
            "who": text(row["who_rule"]),
            "weekdays": text(row["weekday_rule"]),
            "flows": self._list(_texts(row["flows"])),
            "sources": self._sources(row),
            "incidents": self._list(_texts(row["incident_ids"])),
        }

    def _sources(self, row: Row) -> list[Plain]:
        return [self._source(each) for each in sources_of(self.record, row)]

    def _source(self, source: Mapping[str, Any]) -> int:
        plain: dict[str, Plain] = {name: str(source[name]) for name in ("publisher", "url", "kind")}
        return self.sources.place(tuple(plain.values()), lambda: plain)

    def _places(self, row: Row) -> list[Plain]:
        return [self._crossings[each] for each in _texts(row["crossing_ids"]) if each in self._crossings]


def _by_key(rows: Iterable[Row], key: str) -> list[Row]:
    return sorted(rows, key=lambda row: text(row[key]))


def _begun(row: Row, end: Moment) -> bool:
    begun = row["period_start"] or row["period_end"]
    return not begun or in_window(str(begun), "", None, end)


def _ends(written: str, side: str) -> list[Plain] | None:
    if not written:
        return None
    found = bounds(written, side)
    return [found.earliest, found.latest - 1]


def _pairs(spans: Iterable[Span]) -> list[Plain]:
    return [list(span) for span in spans]


def _number(value: object) -> int | float | None:
    return value if isinstance(value, int | float) else None


def _list(value: object) -> list[Plain]:
    return list(_texts(value))


def _texts(value: object) -> Iterable[str]:
    return [str(each) for each in value] if isinstance(value, tuple | list) else []
