"""Figures of the killed and injured as numbers: over claimants for one group, never added up."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.command import run

from durandline.geo import frames
from durandline.geo.incidents.figures import Figures, figures
from durandline.geo.record import Record
from durandline.geo.writers.flat import flat


def claim(least, most, whom="", claimant="somebody", measure="killed"):
    return {"claimant": claimant, "measure": measure, "whom": whom, "min": least, "max": most}


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([], Figures()),
        ([claim(3, 3, measure="injured")], Figures()),
        ([claim(3, 3)], Figures("", 3, 3)),
        ([claim(3, 3), claim(5, 7)], Figures("", 3, 7)),
        ([claim(23, 23, "soldiers"), claim(58, 58, "soldiers")], Figures("soldiers", 23, 58)),
        ([claim(4, 4, "civilians"), claim(5, 5), claim(9, 9, "fighters")], Figures("", 5, 5)),
        ([claim(4, 4, "civilians"), claim(9, 9, "fighters")], Figures("fighters", 9, None)),
        ([claim(5, None)], Figures("", 5, None)),
        ([claim(None, 5)], Figures("", None, 5)),
        ([claim(12, 12), claim(10, None)], Figures("", 10, 12)),
        ([claim(12, 12), claim(50, None)], Figures("", 12, None)),
        ([claim(0, 0)], Figures("", 0, 0)),
    ],
)
def test_figures_are_the_lowest_and_the_highest_for_one_group(claims, expected):
    assert figures(claims, "killed") == expected


numbers = st.none() | st.integers(0, 60)


@given(st.lists(st.builds(claim, numbers, numbers, st.sampled_from(["", "soldiers", "civilians"])), max_size=6))
def test_no_figure_is_greater_than_what_some_claimant_gave(claims):
    found = figures(claims, "killed")
    given_ = [each[end] for each in claims for end in ("min", "max") if each[end] is not None]
    assert {found.min, found.max} <= {None, *given_}
    assert found == figures(claims[::-1], "killed")


def test_incidents_have_them_as_whole_numbers():
    table = flat(frames.incidents(Record(), measured=False), "incidents")
    assert [str(table[name].dtype) for name in ("killed_min", "killed_max", "injured_min")] == ["Int64"] * 3
    clash = table[table["incident_id"] == "2025-10-11-line-wide-clashes"].iloc[0]
    assert clash["killed_whom"]
    assert pd.isna(clash["killed_max"])
    assert table["killed_min"].notna().sum() > 50


OWN = """incident_id,kind,date,lat,lon,fatalities_min,fatalities_max,claimant
mine-1,attack,2025-01-05,34.1,71.1,2,4,Somebody
mine-2,attack,2025-01-06,34.1,71.1,,,
"""


def test_ones_own_figures_are_numbers_too_and_stand_in_the_claims(tmp_path):
    (tmp_path / "mine.csv").write_text(OWN, "utf-8")
    asked = ("--incidents", tmp_path / "mine.csv", "--on", "2025-03-01", "--since", "2025-01-01")
    ran = run("export", tmp_path / "incidents.geojson", "--table", "incidents", *asked)
    assert ran.code == 0
    features = json.loads((tmp_path / "incidents.geojson").read_text("utf-8"))["features"]
    mine = {each["properties"]["incident_id"]: each["properties"] for each in features}
    assert (mine["mine-1"]["killed_min"], mine["mine-1"]["killed_max"]) == (2, 4)
    assert mine["mine-2"]["killed_min"] is None
    assert run("export", tmp_path / "claims.csv", "--table", "claims", *asked).code == 0
    claims = pd.read_csv(tmp_path / "claims.csv")
    own = claims[claims["incident_id"] == "mine-1"].iloc[0]
    assert (own["claimant"], own["measure"], own["min"], own["max"]) == ("Somebody", "killed", 2, 4)
    assert own["notes"] == "mine.csv"
    assert claims["claim_id"].is_unique
    assert not (claims["incident_id"] == "mine-2").any()


def test_the_export_says_rows_and_incidents(tmp_path):
    ran = run("export", tmp_path / "out.csv", "--table", "incidents", "--on", "2025-03-01")
    frame = pd.read_csv(tmp_path / "out.csv")
    rows, each = len(frame), frame["incident_id"].nunique()
    assert rows > each
    assert f"{rows} rows of incidents ({each} incidents)" in ran.err
