"""What the page looks up is what geo/status answers: every change on record, a second before and after, days."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from support.records import record, report

from durandline.geo.record import Record
from durandline.geo.schema.vocabulary import FLOW_TREE
from durandline.geo.status.answer import openness
from durandline.geo.status.changes import changes
from durandline.geo.status.crossing_status import Status
from durandline.geo.status.flows import HEADLINE, LEAVES
from durandline.geo.status.passage import passage_points
from durandline.geo.status.statements import WAYS
from durandline.geo.status.summary import crossing_state, telling
from durandline.geo.time.clock import iso_minute, local_day
from durandline.geo.time.moment import Moment, parse_moment
from durandline.layers.web.embed import deflated
from durandline.layers.web.status_pack import pack_status

ON = parse_moment("2025-03-01")
ASKER = Path(__file__).parent / "js" / "ask_status.mjs"


def moment(on: int | str) -> Moment:
    if isinstance(on, str):
        return parse_moment(on)
    text = iso_minute(on, "PK")
    return Moment(f"{text[:16]}:{on % 60:02d}{text[16:]}", is_day=False)


def ask(status, asks, lines):
    packed = pack_status(status, ON)
    question = {"packed": deflated(packed), "tree": FLOW_TREE, "asks": asks, "lines": lines}
    node = shutil.which("node")
    if not node:
        pytest.skip("node is not installed: the browser tests look at the same answers")
    ran = subprocess.run(
        [node, ASKER], input=json.dumps(question), capture_output=True, text=True, check=True, timeout=120
    )
    return json.loads(ran.stdout), packed["range"]


def plain(answer) -> list[object]:
    return [
        answer.state,
        answer.knowledge,
        answer.last_state if answer.state == "unknown" else "",
        answer.since,
        answer.age_s,
        answer.borne_out,
        list(answer.decided_by),
        str(answer.top["report_id"]) if answer.top else "",
        [each.report_id for each in answer.support],
        [each.report_id for each in answer.beside],
        answer.confidence,
        [[gate.side, gate.state, gate.last_state, gate.said] for gate in answer.differing],
        answer.support_count,
        [each.count_id for each in answer.figures],
    ]


def expected(status, crossing, flow, direction, on):
    """The answer as the command line gives it, and for ``all`` the state alone."""
    when = moment(on)
    if flow == "all":
        return crossing_state(*(expected(status, crossing, each, direction, on)[0] for each in FLOW_TREE["all"]))
    ways = WAYS if direction == "both" else (direction,)
    answers = [status.passage(crossing, HEADLINE.get(flow, flow), way, when) for way in ways]
    return plain(min(answers, key=lambda each: openness(each.state)))


def around(status, crossing, flow):
    """Every second at which the flow changes at a crossing, its neighbours, and the days about it."""
    seconds = {
        point.start for way in WAYS for point in passage_points(status, (crossing, HEADLINE.get(flow, flow), way))
    }
    seconds = {each for each in seconds if each > 0}
    days = {local_day(each + more, side) for each in seconds for side in ("AF", "PK") for more in (-86400, 0, 86400)}
    return [*sorted(each + more for each in seconds for more in (-1, 0, 1)), *sorted(days)]


def questions(status):
    places = {key: place for place, key in enumerate(status.record.crossing_ids)}
    asks = [
        (place, flow, direction, on)
        for crossing, place in places.items()
        for flow in (*FLOW_TREE["all"], *LEAVES)
        for direction in ("both", *WAYS)
        for on in around(status, crossing, flow)
    ]
    asks += [
        (place, "all", "both", on) for crossing, place in places.items() for on in around(status, crossing, "cargo")
    ]
    lines = [(place, on) for crossing, place in places.items() for on in around(status, crossing, "commercial")]
    return asks, lines


def agree(status):
    asks, lines = questions(status)
    said, span = ask(status, asks, lines)
    ids = status.record.crossing_ids
    wrong = []
    for (place, flow, direction, on), answer in zip(asks, said["asks"], strict=True):
        good = expected(status, ids[place], flow, direction, on)
        if (answer[0] if flow == "all" else answer) != good:
            wrong.append((ids[place], flow, direction, on, answer, good))
    assert wrong[:5] == []
    for (place, on), found in zip(lines, said["lines"], strict=True):
        good = [
            [list(each.flows), each.direction, *plain(each.answer)] for each in status.lines(ids[place], moment(on))
        ]
        assert found == good, (ids[place], on)
    for (place, on), found in zip(lines, said["telling"], strict=True):
        when = moment(on)
        branches = [status.headline(ids[place], branch, when) for branch in FLOW_TREE["all"]]
        assert found == plain(telling(*branches, status.lines(ids[place], when))), (ids[place], on)
    told = changes(status, span["first"], span["last"])
    for place, crossing in enumerate(ids):
        inside = [each for each in said["steps"][place] if span["first"] < each <= span["last"]]
        assert inside == sorted({each.second for each in told if each.crossing_id == crossing})
    return len(asks)


def test_the_page_and_the_command_line_agree_on_the_whole_record():
    assert agree(Status(Record())) > 10_000


def test_they_agree_as_known_by_a_day():
    assert agree(Status(Record(), parse_moment("2023-12-31"))) > 1_000


def test_they_agree_on_clocks_sides_and_things_said_later(tmp_path):
    rows = [
        report("shut", "closed", "2024-01-10", side="PK", said_on="2024-01-20"),
        report("lane", "open", "2024-01-12", flows="patients", direction="AF_to_PK", until="2024-01-14"),
        report("again", "open", "2024-01-25T07:00+05:00", ends="shut"),
        report("promised", "open", "2024-01-15", basis="announced"),
        report("other", "closed", "2024-01-10", side="AF", direction="PK_to_AF", claimant="another"),
        report("rule", "restricted", "2024-02-03", flows="pedestrian", side="AF"),
    ]
    assert agree(Status(record(tmp_path, rows))) > 500
