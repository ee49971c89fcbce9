"""Answers as flat rows, for machines: one row per crossing, leaf flow, direction and side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from durandline.geo.incidents.record_incidents import sources_of, text
from durandline.geo.schema.check import Row
from durandline.geo.status.answer import Answer, age_days
from durandline.geo.status.counts import counted
from durandline.geo.status.crossing_status import Status
from durandline.geo.status.statements import GATES, Statement
from durandline.geo.status.summary import last_said
from durandline.geo.time.moment import Moment
from durandline.geo.time.partial import bounds

COLUMNS: dict[str, str] = {
    "crossing_id": "Key of the crossing.",
    "name_en": "Its name.",
    "on": "The moment asked about; a bare date is each gate's local day, taken at its end.",
    "flow": "Leaf of the flow tree.",
    "direction": "AF_to_PK or PK_to_AF.",
    "side": "Gate asked about; both: the passage through both gates.",
    "state": "open, restricted, closed or unknown.",
    "knowledge": "confirmed, stale, end_not_reported, never_reported or disputed.",
    "last_state": "Where the state is unknown: what was last said.",
    "since": "When the state began, as precisely as reported.",
    "last_said": "Local day of the newest statement made by then.",
    "age_days": "Its age in whole days at the moment asked about.",
    "borne_out": "yes: what had been said by then was too old to hold; statements made later say that it did.",
    "confidence": "How sure the newest statement that carries the answer is, the one the age counts from: A, B or C "
    "as in reports; empty for one's own.",
    "decided_by": "Gate or gates that decide the passage: either closed, closed; else either unknown, unknown; else "
    "either restricted, restricted; else open.",
    **{
        f"{side.lower()}_gate_{name}": meaning.format(of)
        for side, of in (("AF", "Afghan"), ("PK", "Pakistani"))
        for name, meaning in (
            ("state", "State of the {} gate; empty where only the other was asked about."),
            ("last_state", "Where that is unknown: what was last said of the {} gate."),
            ("age_days", "Age in whole days of the newest statement about the {} gate."),
        )
    },
    "who_rule": "Who may pass where restricted.",
    "weekday_rule": "Days on which it holds.",
    "hours": "Hours on which it holds.",
    "cause": "Why, as reported.",
    "claimant": "Whose statement it is.",
    "summary": "The statement in our own words.",
    "disagreement": "Other statements on the same spell that say something else, and figures that contradict it.",
    "figure_ids": "Figures of movements that contradict a closure: people or trucks were counted.",
    "report_ids": "Reports that carry the answer, newest first; of many the newest, and the first.",
    "report_count": "How many reports carry the answer.",
    "source_publishers": "Who published them.",
    "source_urls": "Where to read them.",
}


def answer_rows(
    status: Status,
    on: Moment,
    crossings: Iterable[str] | None = None,
    flow: str = "all",
    direction: str = "both",
    side: str = "both",
) -> list[dict[str, Any]]:
    """Return a row with the columns of ``COLUMNS`` for each crossing, leaf of ``flow`` and direction at ``on``.

    ``crossings`` are ids, all of them where not given. Lists are tuples; what is not known is empty text, an
    unknown age is ``None``.
    """
    return [
        answer_row(status, answer, on)
        for crossing in (crossings if crossings is not None else status.record.crossing_ids)
        for answer in status.answers(crossing, on, flow, direction, side)
    ]


def disagreement(answer: Answer) -> list[dict[str, str]]:
    """Return what other statements on the same spell say: another state, another day, or what does not count.

    Each has ``state``, ``claimant``, ``from``, ``said`` (the day it was said) and ``basis``: observed, announced or
    denied as in ``reports``, or ``unread`` where nobody read its source.
    """
    return Disagreements().of(answer)


class Disagreements:
    """What disagrees with each of many answers, as :func:`disagreement` gives it; what a report says is told once."""

    def __init__(self) -> None:
        self._words: dict[str, dict[str, str]] = {}
        self._top: Row | None = None
        self._agree: dict[str, bool] = {}  # by report, whether it says what that one does

    def of(self, answer: Answer) -> list[dict[str, str]]:
        """Return what disagrees with an answer; what a report says is one mapping for all answers."""
        if answer.top is not self._top:
            self._top, self._agree = answer.top, {}
        found: dict[tuple[str, str, str], dict[str, str]] = {}
        for each in (*answer.support, *answer.beside):
            if each.report_id not in self._agree:
                self._agree[each.report_id] = self._agrees(each)
            if not self._agree[each.report_id]:
                words = self._worded(each)
                found[words["state"], words["basis"], words["from"]] = words
        return list(found.values())

    def _agrees(self, one: Statement) -> bool:
        top = self._top
        return one.row is top or bool(top and one.counts and _agrees(one.row, top))

    def _worded(self, one: Statement) -> dict[str, str]:
        if one.report_id not in self._words:
            words = {name: text(one.row[name]) for name in ("state", "claimant", "from")}
            self._words[one.report_id] = words | {"basis": one.basis, "said": text(one.row["said_on"])}
        return self._words[one.report_id]


def _agrees(row: Row, top: Row) -> bool:
    """Tell whether a report says the same state of a beginning that may be the same moment."""
    if (row["state"], row["basis"]) != (top["state"], top["basis"]):
        return False
    one, two = (bounds(str(each["from"]), "PK") for each in (row, top))  # one clock: days are apart on it
    return one.earliest < two.latest and two.earliest < one.latest


def sentence(other: dict[str, str]) -> str:
    """Return one disagreeing statement in words, such as ``Ariana News: closed from 2024-01-12``."""
    told = f"{other['claimant']}: {other['state']} from {other['from']}"
    if other["basis"] == "unread":
        return f"{told}, said on {other['said']} (its source was not read: it does not count)"
    return told if other["basis"] == "observed" else f"{told} ({other['basis']})"


def answer_row(status: Status, answer: Answer, on: Moment) -> dict[str, Any]:
    """Return one answer as a row with the columns of ``COLUMNS``."""
    top = answer.top
    age = age_days(answer)
    told = [*(held.row for held in answer.support), *(each.row for each in answer.figures)]
    sources = [each for row in told for each in sources_of(status.record, row)]
    return {
        "crossing_id": answer.crossing_id,
        "name_en": text(status.record.keyed("crossings")[answer.crossing_id]["name_en"]),
        "on": on.text,
        "flow": answer.flow,
        "direction": answer.direction,
        "side": answer.side,
        "state": answer.state,
        "knowledge": answer.knowledge,
        "last_state": answer.last_state if answer.state == "unknown" else "",
        "since": answer.since,
        "last_said": last_said(answer, on),
        "age_days": age,
        "borne_out": answer.borne_out,
        "confidence": answer.confidence,
        "decided_by": answer.decided_by,
        **_gates(answer, on),
        **{
            name: text(top[name]) if top else ""
            for name in ("who_rule", "weekday_rule", "hours", "cause", "claimant", "summary")
        },
        "disagreement": (*map(sentence, disagreement(answer)), *map(counted, answer.figures)),
        "figure_ids": tuple(each.count_id for each in answer.figures),
        "report_ids": tuple(each.report_id for each in answer.support),
        "report_count": answer.support_count,
        "source_publishers": _distinct(each["publisher"] for each in sources),
        "source_urls": _distinct(each["url"] for each in sources),
    }


def _gates(answer: Answer, on: Moment) -> dict[str, Any]:
    known = {gate.side: gate for gate in answer.gates}
    cells: dict[str, Any] = {}
    for side in GATES:
        gate = known.get(side)
        age = gate.age_days(on.second(side)) if gate else None
        cells |= {
            f"{side.lower()}_gate_state": gate.state if gate else "",
            f"{side.lower()}_gate_last_state": gate.last_state if gate else "",
            f"{side.lower()}_gate_age_days": age,
        }
    return cells


def _distinct(values: Iterable[str]) -> Sequence[str]:
    return tuple(dict.fromkeys(values))
