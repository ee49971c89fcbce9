"""A crossing has one age, whichever output one looks at: the command, the frame, the page and the sheet."""

from __future__ import annotations

import json
import re

import pytest

pytest.importorskip("matplotlib")
from support.command import run

from durandline.geo import frames
from durandline.geo.record import Record
from durandline.geo.time.moment import parse_moment
from durandline.layers.paper.content import Content
from durandline.layers.paper.crossings import age_words
from durandline.layers.paper.table import rows_of
from durandline.layers.words import read_words

DAYS = ("2017-03-01", "2021-09-15", "2023-10-05", "2024-01-20", "2025-03-01", "2026-02-01", "2026-11-30")


@pytest.mark.parametrize("day", DAYS)
def test_command_frame_and_sheet_say_the_same_age_of_every_crossing(day):
    record, on = Record(), parse_moment(day)
    frame = frames.crossing_states(record, on)
    told = " ".join(run("status", "--on", day).out.split())
    shown = {row.key: row.cells[3] for row in rows_of(Content({"crossings": frame}, on), read_words())}
    checked = 0
    for row in frame.to_dict("records"):
        if not row["last_said"]:
            continue
        said = re.search(
            rf"\b{row['crossing_id']} \S+ \S+ (\d{{4}}-\d\d-\d\d), (the same day|[\d,]+ days? before)", told
        )
        days = 0 if said[2] == "the same day" else int(re.sub(r"\D", "", said[2]))
        assert (said[1], days) == (row["last_said"], row["age_days"]), row["crossing_id"]
        assert days < 1 or f"{days:,}" in shown[row["crossing_id"]]
        assert days < 1 or f"{days:,}" in age_words(row, read_words()), row["crossing_id"]
        checked += 1
    assert checked >= 5


def test_of_two_known_states_the_older_is_told():
    frame = frames.crossing_states(Record(), parse_moment("2025-03-01"))
    angoor = frame[frame["crossing_id"] == "angoor_adda"].iloc[0]
    ages = {tuple(line["flows"]): line["age_days"] for line in angoor["lines"] if line["state"] != "unknown"}
    assert angoor["age_days"] == max(ages.values())


@pytest.mark.parametrize("day", DAYS)
def test_tables_give_an_age_in_the_whole_days_that_are_said_in_words(day):
    record, on = Record(), parse_moment(day)
    rows = frames.status(record, on).to_dict("records")
    asked = json.loads(run("status", "--on", day, "--format", "json").out)
    keys = ("crossing_id", "flow", "direction")
    printed = {tuple(row[key] for key in keys): row for row in asked}
    ages = ("age_days", "af_gate_age_days", "pk_gate_age_days")
    for row in rows:
        same = printed[tuple(row[key] for key in keys)]
        for age in ages:
            days = None if row[age] is None or row[age] != row[age] else row[age]
            assert days == same[age], (row["crossing_id"], age)
            assert days is None or days == int(days), (row["crossing_id"], age, days)
    assert sum(row["age_days"] == row["age_days"] for row in rows) > 20


def test_an_hour_short_of_another_day_is_not_yet_that_day():
    frame = frames.crossing_states(Record(), parse_moment("2025-03-01")).set_index("crossing_id")
    told = " ".join(run("status", "--on", "2025-03-01").out.split())
    assert "kharlachi closed closed 2024-10-12, 140 days before" in told
    assert frame.loc["kharlachi", "age_days"] == 140
