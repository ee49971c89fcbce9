"""Laws of status that hold whatever the statements are."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from support.records import report
from support.statements import DAYS, FakeRecord, day, reports

from durandline.geo.status.statements import FOREVER, GATES, statements_by_key
from durandline.geo.status.timeline import resolve
from durandline.geo.time.clock import DAY
from durandline.geo.time.partial import bounds


def lines(rows, known_by=None):
    keyed = statements_by_key(FakeRecord(rows), known_by)  # type: ignore[arg-type]
    return {key: resolve(statements) for key, statements in keyed.items()}


def shape(line):
    return [
        (each.start, each.state, each.knowledge, sorted(one.report_id for one in each.support))
        for each in line.segments
    ]


@given(reports(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(rows, chance):
    mixed = list(rows)
    chance.shuffle(mixed)
    assert {key: shape(line) for key, line in lines(rows).items()} == {
        key: shape(line) for key, line in lines(mixed).items()
    }


@given(reports())
def test_segments_are_in_order_and_leave_no_gap(rows):
    for line in lines(rows).values():
        assert line.starts == sorted(set(line.starts))
        assert line.segments[0].knowledge == "never_reported"


@given(reports())
def test_the_states_of_a_period_add_up_to_the_period(rows):
    begin, end = -(400 * DAY) + 1577818800, 1577818800 + 400 * DAY
    for line in lines(rows).values():
        edges = [begin, *(start for start in line.starts if begin < start < end), end]
        spans = [(line.at(first).state, last - first) for first, last in pairwise(edges)]
        total = {state: sum(span for each, span in spans if each == state) for state, _ in spans}
        assert sum(total.values()) == end - begin
        assert set(total) <= {"open", "restricted", "closed", "unknown"}


@given(reports(), reports(most=3), st.integers(0, DAYS + 30))
def test_a_later_statement_never_changes_an_earlier_known_by_view(rows, more, offset):
    cut = 1577818800 + offset * DAY
    later = [
        row | {"report_id": f"later{number}", "said_on": day(offset + 2 + number)} for number, row in enumerate(more)
    ]
    before = {key: shape(line) for key, line in lines(rows, cut).items()}
    assert {key: shape(line) for key, line in lines([*rows, *later], cut).items()} == before


@given(reports(), st.integers(0, DAYS + 30))
def test_known_by_uses_only_what_was_said_by_then(rows, offset):
    cut = 1577818800 + offset * DAY
    for line in lines(rows, cut).values():
        for segment in line.segments:
            assert all(each.said <= cut + 1800 or each.said == each.start for each in segment.support)


@given(reports(), st.sampled_from(["announced", "denied"]))
def test_what_is_announced_or_denied_opens_and_closes_nothing(rows, basis):
    extra = report("extra", "open", day(5), basis=basis) | {"crossing_ids": ("a",), "flows": ("all",)}
    plain = lines(rows)
    for key, line in lines([*rows, extra]).items():
        expected = shape(plain[key]) if key in plain else shape(resolve([]))
        assert shape(line) == expected


@given(reports())
def test_unknown_rests_on_staleness_dispute_or_silence_alone(rows):
    for line in lines(rows).values():
        for segment in line.segments:
            assert (segment.state == "unknown") == (segment.knowledge != "confirmed")


@given(reports())
def test_nothing_is_confirmed_that_no_statement_covers_by_its_own_assertion_or_hold(rows):
    keyed = statements_by_key(FakeRecord(rows))  # type: ignore[arg-type]
    for statements in keyed.values():
        line = resolve(statements)
        counted = [each for each in statements if each.counts]
        ended = {key: each.start for each in sorted(counted, key=lambda one: one.start) for key in each.ends}
        edges = [*line.starts[1:], 2**60]
        for segment, end in zip(line.segments[1:], edges[1:], strict=True):
            if segment.knowledge == "confirmed":
                held = max(
                    each.end
                    if each.end < FOREVER
                    else max(each.said, each.start, ended.get(each.report_id, 0)) + each.stale_after
                    for each in counted
                    if each.state == segment.state and each.start <= segment.start
                )
                assert end <= held


@given(reports(most=6), st.integers(0, 5), st.integers(0, 60), st.booleans())
def test_a_confirmation_makes_nothing_less_known(rows, which, later, standing):
    if which >= len(rows):
        return
    told = rows[which]
    again = told | {"report_id": "z-again", "said_on": day(DAYS + later), "standing": standing}
    more = lines([*rows, again])
    for key, line in lines(rows).items():
        for segment in line.segments:
            if segment.knowledge == "confirmed":
                after = more[key].at(segment.start)
                assert (after.state, after.knowledge) == (segment.state, "confirmed")
        ends = [start - 1 for start in line.starts[1:]]
        for second in (end for end in ends if line.at(end).knowledge == "confirmed"):
            assert more[key].at(second).state == line.at(second).state


@given(reports(), st.randoms(use_true_random=False))
def test_what_nobody_read_changes_no_state(rows, chance):
    unread = [row | {"report_id": f"unread-{row['report_id']}", "source_ids": ("unread",)} for row in rows]
    chance.shuffle(unread)
    plain = lines(rows)
    for key, line in lines([*unread, *rows]).items():
        assert shape(line) == shape(plain[key])


@given(st.integers(0, DAYS), st.integers(1, 40), st.integers(1, 40))
def test_a_later_general_closure_overrides_earlier_lanes_and_a_later_lane_opens_inside_it(start, gap, length):
    lane = report("lane", "open", day(start), standing=True) | {"flows": ("patients",), "crossing_ids": ("a",)}
    shut = report("shut", "closed", day(start + gap), standing=True) | {"flows": ("all",), "crossing_ids": ("a",)}
    inner = report("inner", "open", day(start + gap + 1), until=day(start + gap + 1 + length)) | {
        "flows": ("patients",),
        "crossing_ids": ("a",),
    }
    for side in GATES:
        key = ("a", "patients", "AF_to_PK", side)
        line = lines([lane, shut, inner])[key]
        closed_from, open_from = lines([shut])[key].starts[1], lines([inner])[key].starts[1]
        assert line.at(closed_from - 1).state in ("open", "unknown")
        assert line.at(closed_from).state == "closed"
        assert line.at(open_from).state == "open"
        end = next(each.start for each in line.segments if each.start > open_from)
        assert end == bounds(day(start + gap + 1 + length), side).latest
        assert line.at(end).last_state == "closed"


@given(reports())
def test_the_two_clocks_differ_by_half_an_hour_and_nothing_else(rows):
    afghan, pakistani = (lines([row | {"side": side} for row in rows]) for side in GATES)
    for (crossing, leaf, way, _), line in afghan.items():
        other = pakistani[crossing, leaf, way, "PK"]
        assert [(start - 1800, *rest) for start, *rest in shape(line)[1:]] == [
            (start, *rest) for start, *rest in shape(other)[1:]
        ]


@given(reports(most=12), st.integers(-5, DAYS + 90))
def test_the_state_is_what_the_rules_say_read_one_by_one(rows, offset):
    second = 1577818800 + offset * DAY + 4321
    keyed = statements_by_key(FakeRecord(rows))  # type: ignore[arg-type]
    for statements in keyed.values():
        found = resolve(statements).at(second)
        covering = [each for each in statements if each.counts and each.start <= second < each.end]
        top = [each for each in covering if each.rank == max(one.rank for one in covering)]
        said = {each.state for each in top}
        if len(said) > 1:
            assert found.knowledge in ("disputed", "stale", "end_not_reported")
            assert found.state == "unknown"
        elif said:
            assert found.last_state in said
            assert found.state in {"unknown", *said}
            fresh = max(each.held_until for each in top)
            assert found.state != "unknown" or second >= fresh
        else:
            assert found.state == "unknown"
