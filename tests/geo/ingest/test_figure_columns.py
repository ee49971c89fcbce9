"""Columns of least, best and greatest figures of killed and injured, by whatever words they are called."""

from __future__ import annotations

import pytest
from support.own import RECORD

from durandline.geo.incidents.user_file import OwnIncidents, read_own
from durandline.geo.ingest.figure_columns import figure_columns
from durandline.geo.ingest.recognise import guess
from durandline.geo.readers.raw_table import Source

HEADERS = {
    ("Killed (est. low)", "Killed (est. high)"): ("fatalities_min", "fatalities_max"),
    ("Minimum total people killed", "Maximum total people killed"): ("fatalities_min", "fatalities_max"),
    ("Maximum deaths", "Minimum deaths"): ("fatalities_max", "fatalities_min"),
    ("deaths_low", "deaths_best", "deaths_high"): ("fatalities_min", "killed", "fatalities_max"),
    ("low", "best", "high"): ("fatalities_min", "killed", "fatalities_max"),
    ("FatalitiesMin", "FatalitiesMax", "Fatalities"): ("fatalities_min", "fatalities_max", "killed"),
    ("Fatalities", "Best estimate of fatalities"): ("", "killed"),
    ("Injured", "Injured (min)", "Highest number of wounded"): ("injured", "injured_min", "injured_max"),
    ("nkill", "nwound"): ("killed", "injured"),
    ("Killed", "Injured", "Killed or injured"): ("killed", "injured", ""),
    ("Civilians killed", "Killed"): ("", "killed"),
    ("Killed (militants)", "min civilians killed"): ("", ""),
    ("best", "high temperature"): ("", ""),
}


@pytest.mark.parametrize(("header", "meant"), HEADERS.items())
def test_measure_and_bound_are_told_by_the_name(header, meant):
    wanted = {ours: theirs for ours, theirs in zip(meant, header, strict=True) if ours}
    assert figure_columns(header) == wanted
    both = guess(("date", "place", *header), {})
    assert {ours: theirs for ours, theirs in both.items() if theirs in header} == wanted


def figures(header: str, *rows: str) -> tuple[list[dict[str, tuple[int | None, int | None]]], OwnIncidents]:
    lines = (f"date,lat,lon,{header}", *(f"2016-06-25,34.12,71.08,{row}" for row in rows))
    own = read_own(Source("mine.csv", content="\n".join(lines).encode()), RECORD)
    assert len(own.frame) == len(rows)
    return [{one["measure"]: (one["min"], one["max"]) for one in claims} for claims in own.frame["claims"]], own


@pytest.mark.parametrize("header", [header for header in HEADERS if len(header) == 2 and HEADERS[header][1]][:2])
def test_a_least_figure_is_no_greatest_one(header):
    found, _ = figures(",".join(header), "2,9", "2,", ",9")
    assert found == [{"killed": (2, 9)}, {"killed": (2, None)}, {"killed": (None, 9)}]


def test_the_best_figure_is_both_bounds_where_none_is_given_and_a_note_where_one_is():
    found, own = figures("low,best,high", "1,3,9", ",5,", "4,4,4", "2,6,")
    assert found == [{"killed": (1, 9)}, {"killed": (5, 5)}, {"killed": (4, 4)}, {"killed": (2, None)}]
    assert list(own.frame["notes"]) == ["best figure of killed: 3", "", "", "best figure of killed: 6"]


def test_injured_stand_beside_killed_and_neither_takes_the_others_figure():
    found, own = figures("Killed,Injured,notes", "2,7,seen", ",3,", "1,,", "at least 2,5-7,")
    assert found == [
        {"killed": (2, 2), "injured": (7, 7)}, {"injured": (3, 3)}, {"killed": (1, 1)},
        {"killed": (2, None), "injured": (5, 7)},
    ]  # fmt: skip
    assert list(own.frame["notes"]) == ["seen", "", "", ""]
    assert own.unread == ()


def test_more_injured_at_least_than_at_most_is_a_warning():
    _, own = figures("injured_min,injured_max", "5,2")
    assert [(each.column, each.rule) for each in own.findings if each.is_problem] == [("injured_max", "order")]


def test_figures_of_some_of_the_killed_are_not_those_of_all():
    found, own = figures("Civilians killed,Killed (militants)", "2,9")
    assert found == [{}]
    assert set(own.unread) == {"Civilians killed", "Killed (militants)"}
