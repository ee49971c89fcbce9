"""What the page holds of status is made once, however many answers rest on it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.records import record, report

from durandline.geo.status.crossing_status import Status
from durandline.geo.time.moment import parse_moment
from durandline.layers.web import status_pack
from durandline.layers.web.status_pack import pack_status

ON = parse_moment("2026-01-01")


@pytest.fixture
def bulletins(tmp_path):
    """The status of a gate of which each day of four months says that it is shut that day."""
    days = [(date(2025, 1, 1) + timedelta(days=number)).isoformat() for number in range(120)]
    return Status(record(tmp_path, [report(f"r{number:03d}", "closed", day) for number, day in enumerate(days)]))


def test_what_a_report_says_is_told_once_for_all_answers_that_it_disagrees_with(bulletins):
    packed = pack_status(bulletins, ON)
    told = [each for answer in packed["answers"]["disagree"] for each in answer]
    assert len(told) > 5 * len(packed["reports"])
    assert len({id(each) for each in told}) <= len(packed["reports"])


def test_answers_that_rest_on_the_same_share_the_list_of_their_reports(bulletins):
    packed = pack_status(bulletins, ON)
    lists = {id(each) for each in packed["answers"]["support"]}
    assert len(lists) <= 2.1 * len(packed["reports"]) < len(packed["answers"]["support"]) / 2


def test_how_long_passages_were_shut_that_rest_on_the_same_is_worked_out_once(bulletins, monkeypatch):
    asked = []

    def counting(*question):
        asked.append(question)
        return shut_spans(*question)

    shut_spans = status_pack.shut_spans
    monkeypatch.setattr(status_pack, "shut_spans", counting)
    packed = pack_status(bulletins, ON)
    assert len(packed["shut"]) == 2  # cargo and people
    assert packed["shut"]["0|cargo"] == packed["shut"]["0|people"]
    assert len([question for question in asked if question[1] == "a"]) == 1
