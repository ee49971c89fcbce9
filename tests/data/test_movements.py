"""The printed figures: each with a source, and each filed as what its claimant calls it."""

from __future__ import annotations

import re

import pytest

from durandline.geo.record import Record

# Until 2023 IOM's flow monitoring speaks of returns that border authorities facilitated, never of deportations.
FACILITATED = {
    "2020-12-31": 303,
    "2021-01-30": 13,
    "2021-06-05": 67,
    "2022-03-31": 538,
    "2022-05-20": 93,
    "2022-11-04": 138,
    "2022-11-18": 246,
    "2023-06-30": 1229,
    "2023-07-31": 73,
    "2023-09-30": 998,
}


@pytest.fixture(scope="module")
def movements():
    return Record().rows("movements")


def test_a_figure_is_filed_as_what_iom_calls_it(movements):
    rows = {
        str(row["period_end"]): row["min"]
        for row in movements
        if str(row["claimant"]).startswith("IOM DTM Pakistan") and row["measure"] == "facilitated_returns"
    }
    assert rows == FACILITATED
    deported = [
        row["movement_id"]
        for row in movements
        if row["measure"] == "deportations"
        and str(row["claimant"]).startswith("IOM")
        and str(row["period_end"]) < "2024"
    ]
    assert deported == []


def test_keys_sort_as_the_file_does_and_name_the_measure(movements):
    keys = [str(row["movement_id"]) for row in movements]
    assert keys == sorted(keys)
    for row in movements:
        assert re.search(rf"-{str(row['measure']).replace('_', '-')}(-\d+)?$", str(row["movement_id"])), row
