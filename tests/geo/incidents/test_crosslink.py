"""The same incident from two collections is linked, not doubled and not merged."""

from __future__ import annotations

import pandas as pd
import pytest
from support.own import RECORD, own

from durandline.geo.frames import incidents
from durandline.geo.incidents.collections import collection_name
from durandline.geo.incidents.crosslink import groups, linked

ONE = {"incident_id": "a1", "dataset": "ACLED 2025", "fatalities_min": 3, "claimant": "A"}
TWO = {"incident_id": "u1", "dataset": "UCDP GED 25.1", "fatalities_min": 7, "claimant": "B"}


def frame(*rows):
    return linked(own(*rows).frame)


def links(*rows):
    made = frame(*rows)
    return {key: others for key, others in zip(made["incident_id"], made["same_as"], strict=True) if others}


def test_links_are_mutual_and_both_claims_stay():
    made = frame(ONE, TWO)
    assert made["same_as"].tolist() == [("u1",), ("a1",)]
    assert [claims[0]["min"] for claims in made["claims"]] == [3, 7]


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ({"date": "2024-03-06"}, False),
        ({"date": "2024-03-04", "last_day": "2024-03-06"}, True),
        ({"date": "2024-03-01/2024-03-06"}, True),
        ({"date": "2024-03"}, False),  # a month says too little
        ({"date": "2024-03-05T23:00+04:30"}, True),
        ({"lat": 34.22}, True),  # 2.2 km
        ({"lat": 34.25}, False),  # 5.5 km, and no radius
        ({"lat": 34.25, "radius_m": 5000}, True),
        ({"lat": 34.5, "radius_m": 92000}, False),  # somewhere in a province
        ({"lat": "", "lon": "", "place_name": "Atlantis"}, False),
        ({"kind": "attack"}, True),
        ({"kind": "other"}, True),
        ({"kind": "natural_hazard"}, False),
        ({"dataset": "ACLED 2024"}, False),  # another version of one collection counts its own apart
        ({"dataset": ""}, True),
    ],
)
def test_what_makes_two_rows_one_incident(other, same):
    assert bool(links(ONE, TWO | other)) == same


def test_each_has_one_counterpart_in_a_collection_the_best_first():
    second, third = {"incident_id": "a2", "lat": 34.201}, {"incident_id": "a3", "lat": 34.202, "kind": "attack"}
    rows = [ONE, ONE | second, ONE | third, TWO, TWO | {"incident_id": "u2", "lat": 34.2012}]
    assert links(*rows) == {"a1": ("u1",), "u1": ("a1",), "a2": ("u2",), "u2": ("a2",)}
    assert links(*rows[::-1]) == links(*rows)
    assert links(ONE | third, ONE, TWO | {"lat": 34.202}) == {"a1": ("u1",), "u1": ("a1",)}


def test_many_at_one_place_and_day_are_paired_off():
    rows = [ONE | {"incident_id": f"a{n}"} for n in range(20)] + [TWO | {"incident_id": f"u{n}"} for n in range(15)]
    found = links(*rows)
    assert len(found) == 30
    assert all(len(others) == 1 for others in found.values())


def test_links_that_rows_came_with_are_kept_and_made_mutual():
    far = TWO | {"lat": 30, "same_as": "a1;elsewhere"}
    assert links(ONE, far) == {"a1": ("u1",), "u1": ("a1", "elsewhere")}


def test_groups_count_linked_rows_once_also_through_others():
    third = {"incident_id": "p1", "dataset": "Paper", "same_as": "u1"}
    lone = {"incident_id": "z", "date": "2020-01-01"}
    made = frame(ONE, lone, TWO, third, lone | {"incident_id": "y"})
    numbers = groups(made)
    assert numbers.tolist() == [0, 1, 0, 0, 2]
    assert groups(made.iloc[:0]).tolist() == []


def test_places_of_one_incident_are_one_group():
    recorded = incidents(RECORD, measured=False)
    numbers = pd.Series(groups(recorded))
    assert numbers.nunique() == recorded["incident_id"].nunique()
    assert (numbers.groupby(recorded["incident_id"].to_numpy()).nunique() == 1).all()


def test_ones_own_are_linked_to_the_records():
    row = incidents(RECORD, measured=False).query("located and date.str.len() == 10 and radius_m < 20000").iloc[0]
    mine = {
        "incident_id": "m",
        "date": row["date"],
        "kind": row["kind"],
        "lat": row.geometry.y,
        "lon": row.geometry.x,
    }
    made = incidents(RECORD, own=[own(mine).frame], measured=False).set_index("incident_id")
    assert made.loc["m", "same_as"] == (row["incident_id"],)
    assert "m" in made.loc[[row["incident_id"]], "same_as"].iloc[0]
    assert not any(incidents(RECORD, measured=False)["same_as"])


@pytest.mark.parametrize(
    ("dataset", "name"),
    [
        ("UCDP GED 25.1", "ucdp ged"),
        ("UCDP GED v25.1", "ucdp ged"),
        ("ACLED, 2025-03-01", "acled"),
        ("ACLED (exported 2025-03-01)", "acled (exported"),
        ("Mine", "mine"),
        ("", ""),
    ],
)
def test_a_collection_is_one_whatever_its_version(dataset, name):
    assert collection_name(dataset) == name
