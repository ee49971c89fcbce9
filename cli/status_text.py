"""Status as text for people: an overview of all crossings, and one crossing in full."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from durandline.cli.text import WIDTH, count, paragraph, paragraph_lines, printable, table
from durandline.geo.incidents.record_incidents import sources_of, text
from durandline.geo.status.answer import Answer, Gate
from durandline.geo.status.counts import counted
from durandline.geo.status.crossing_status import Status
from durandline.geo.status.flows import leaves, named
from durandline.geo.status.lines import Line
from durandline.geo.status.rows import disagreement, sentence
from durandline.geo.status.summary import last_said, telling
from durandline.geo.time.clock import DAY, clock_label, iso_minute
from durandline.geo.time.moment import Moment
from durandline.layers.words import read_words

if TYPE_CHECKING:
    from durandline.geo.status.nearest import Near

INDENT = 4
SOURCES = 4  # named one by one; the other formats list all


def overview(status: Status, on: Moment) -> str:
    """Return a table of every crossing: cargo, people, and how old that is (see ``summary.telling``)."""
    words = read_words()
    rows = []
    for key in status.record.crossing_ids:
        cargo, people = (status.headline(key, branch, on) for branch in ("cargo", "people"))
        lines = status.lines(key, on)
        rows.append([key, _short(cargo), _short(people), _last(telling(cargo, people, lines), on)])
        rows += [
            ["", "", "", f"+ {_flows(line)}, {words.word('direction', line.direction)}: {line.answer.state}"]
            for line in lines
            if _is_lane(line, cargo, people)
        ]
    head = f"State of the crossings {_moment_words(on)}\n"
    return head + "\n" + table(["CROSSING", "CARGO", "PEOPLE", "LAST STATEMENT"], rows)


def near_table(found: Sequence[Near], on: Moment, flow: str, direction: str) -> str:
    """Return crossings by distance, and in one line the nearest that was open, or that none is known to be."""
    words = read_words()
    what = f"{words.word('flow', flow)}, {words.word('direction', direction)}"
    rows = [
        [f"{each.distance_m / 1000:,.0f} km", each.crossing_id, _short(each.answer), _last(each.answer, on)]
        for each in found
    ]
    first = next((each for each in found if each.passable), None)
    told = f"No crossing is known to have been open for {what}."
    if first is not None:
        said = f"last statement {_last(first.answer, on)}"
        told = f"Nearest that was {first.answer.state} for {what}: {first.crossing_id}, {said}."
    shown = table(["DISTANCE", "CROSSING", "STATE", "LAST STATEMENT"], rows)
    return "\n".join([f"Crossings by distance {_moment_words(on)}", "", shown, "", paragraph(told)])


def one_crossing(
    status: Status, key: str, on: Moment, flow: str = "all", direction: str = "both", side: str = "both"
) -> str:
    """Return one crossing in full: each answer with since, by whom, age, who may pass, sources, disagreement."""
    name = text(status.record.keyed("crossings")[key]["name_en"])
    parts = [paragraph_lines(f"{printable(name)} {_moment_words(on)}")]
    parts += [_answer_text(status, line, on) for line in status.lines(key, on, flow, direction, side)]
    parts += _changes(status, key, on, flow)
    return "\n\n".join(parts)


def _answer_text(status: Status, line: Line, on: Moment) -> str:
    answer, words = line.answer, read_words()
    where = f"{_flows(line)}; {words.word('direction', line.direction)}"
    if answer.side != "both":
        where += f"; {words.word('side', answer.side)}"
    lines = [textwrap.fill(f"{answer.state.upper()}  {where}", WIDTH, subsequent_indent=" " * INDENT)]
    row = answer.top
    if row is None:
        return "\n".join([*lines, paragraph("No statement about this is on record.", INDENT)])
    if answer.state == "unknown":
        lines.append(paragraph(_why_unknown(answer), INDENT))
    facts = [f"since {answer.since}", f"by {text(row['claimant'])}"]
    if answer.side == "both":
        facts.append(words.word("side", answer.decided_by[0] if len(answer.decided_by) == 1 else "both"))
    if row["cause"]:
        facts.append(f"cause: {words.word('cause', text(row['cause']))}")
    lines.append(paragraph("; ".join(facts), INDENT))
    rules = [text(row[name]) for name in ("who_rule", "weekday_rule", "hours") if row[name]]
    if rules:
        lines.append(paragraph("for: " + "; ".join(rules), INDENT))
    sure = f"; confidence {answer.confidence}" if answer.confidence else ""
    lines.append(paragraph(f"last statement by then {_age_words(answer, on)}{sure}", INDENT))
    lines += [paragraph(_gate_words(gate, on), INDENT) for gate in answer.differing]
    lines.append(paragraph(text(row["summary"]), INDENT))
    others = [*map(sentence, disagreement(answer)), *map(counted, answer.figures)]
    lines += [paragraph(f"but {each}", INDENT) for each in others]
    more = answer.support_count - len(answer.support)
    if more:
        lines.append(paragraph(f"and {count(more, 'more report')} that carry it", INDENT))
    return "\n".join([*lines, *_sources(status, answer)])


def _sources(status: Status, answer: Answer) -> list[str]:
    """Return the sources, those of the deciding report first, and how many more there are."""
    rows = [answer.top, *(each.row for each in answer.figures), *(held.row for held in answer.support)]
    found = [each for row in rows if row for each in sources_of(status.record, row)]
    distinct = list({each["url"]: each for each in found}.values())
    lines = []
    for source in distinct[:SOURCES]:
        kind = read_words().word("source_kind", source["kind"]) if source["kind"] else ""
        lines.append(" " * INDENT + printable(f"source: {source['publisher']}{f' ({kind})' if kind else ''}"))
        lines.append(" " * (INDENT + 2) + printable(source["url"]))
    if len(distinct) > SOURCES:
        lines.append(" " * INDENT + f"and {count(len(distinct) - SOURCES, 'more source')}: --format json")
    return lines


def _changes(status: Status, key: str, on: Moment, flow: str) -> list[str]:
    """Return what changed within the local day, where the answer is for a day."""
    words, wanted = read_words(), set(leaves(flow))
    found: dict[tuple[int, str], dict[str, set[str]]] = {}
    for second, leaf, _, side, segment in status.changes_on_day(key, on):
        if leaf in wanted and segment.state != "unknown":
            day = on.span(side)
            # A change at the day's edge is one of which the day alone is known.
            moment = second if second not in (day.earliest, day.latest - 1) else 0
            found.setdefault((moment, segment.state), {}).setdefault(leaf, set()).add(side)
    lines = ["Changes that day"]
    for (second, state), sides in found.items():
        when = iso_minute(second) if second else "hour not reported"
        flows = ", ".join(words.word("flow", each) for each in named(sides))
        gates = {side for each in sides.values() for side in each}
        gate = words.word("side", gates.pop() if len(gates) == 1 else "both")
        lines.append(paragraph(f"{when}: {flows}: {state} ({gate})", INDENT))
    return ["\n".join(lines)] if found else []


def _is_lane(line: Line, cargo: Answer, people: Answer) -> bool:
    """Tell whether a line says of special traffic something that the two headlines do not."""
    headline = {"commercial": cargo, "cargo": cargo, "pedestrian": people, "people": people, "all": cargo}
    same = {cargo.state, people.state} if line.answer.state != "unknown" else {"unknown"}
    return line.flows[0] not in headline and line.answer.state not in same


def _short(answer: Answer) -> str:
    return answer.knowledge if answer.knowledge == "disputed" else answer.state


def _last(newest: Answer | None, on: Moment) -> str:
    if newest is None or newest.age_s is None:
        return "no report"
    was = f": {newest.last_state}" if newest.state == "unknown" and newest.last_state else ""
    return _age_words(newest, on) + was


def _why_unknown(answer: Answer) -> str:
    if answer.figures:
        return "Said to be closed, but people or trucks were counted."
    if answer.knowledge == "disputed":
        return "Statements of equal weight contradict each other."
    if answer.knowledge == "end_not_reported":
        return f"Last said to be {answer.last_state}; when that ended is not on record."
    return f"Last said to be {answer.last_state}; nothing newer confirms it."


def _gate_words(gate: Gate, on: Moment) -> str:
    state = f"{gate.state}, last said to be {gate.last_state}" if gate.last_state else gate.state
    age = gate.age_days(on.second(gate.side))
    said = "no statement on record" if age is None else f"last statement {_before(int(age))}"
    return f"{read_words().word('side', gate.side)}: {state}; {said}"


def _age_words(answer: Answer, on: Moment) -> str:
    before = _before((answer.age_s or 0) // DAY)
    return f"{last_said(answer, on)}, {before}{', borne out later' if answer.borne_out else ''}"


def _before(days: int) -> str:
    return "the same day" if days == 0 else f"{count(days, 'day')} before"


def _flows(line: Line) -> str:
    return ", ".join(read_words().word("flow", each) for each in line.flows)


def _moment_words(on: Moment) -> str:
    if not on.is_day:
        return f"at {on.text}"
    return f"on {on.text}, at the end of each gate's local day\n({clock_label('AF')}, {clock_label('PK')})"
