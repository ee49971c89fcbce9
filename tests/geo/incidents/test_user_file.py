"""One's own incidents: placed, with claims and sources, keys from content, and every row accounted for."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import zoo
from support.own import RECORD, own, rules, source

from durandline.geo.errors import InputError
from durandline.geo.geocoding.geocoder import geocode
from durandline.geo.incidents.frame import COLUMNS
from durandline.geo.incidents.user_file import read_own
from durandline.geo.readers.raw_table import Source
from durandline.geo.schema.precision import PRECISIONS


def test_the_frame_has_the_columns_it_says_in_order():
    taken = own({})
    assert tuple(taken.frame.columns) == (*COLUMNS, "geometry")
    assert taken.frame.crs == "EPSG:4326"
    kinds = {name: taken.frame[name].dtype for name in COLUMNS}
    assert (kinds.pop("radius_m"), kinds.pop("located"), kinds.pop("redistribute")) == (
        np.float64,
        np.bool_,
        np.bool_,
    )
    assert set(kinds.values()) == {np.dtype(object)}


def test_what_a_row_says_is_what_is_in_the_frame():
    taken = own(
        {"incident_id": "x1", "source_kind": "Battles", "last_day": "2024-03-07", "place_name": "Somewhere",
         "admin_text": "Kurram", "summary": "s", "actors": "a; b", "notes": "n", "dataset": "Mine 2",
         "licence": "CC0", "redistribute": "no", "same_as": "y;z", "coarsened": "grid", "radius_m": "1500",
         "precision": "near"}
    )  # fmt: skip
    row = taken.frame.iloc[0]
    assert (row["incident_id"], row["kind"], row["source_kind"]) == ("x1", "shelling", "Battles")
    assert (row["date"], row["last_day"], row["summary"], row["actors"]) == ("2024-03-05", "2024-03-07", "s", "a; b")
    assert (row["place_text"], row["place_name"], row["admin_text"]) == ("Somewhere", "Somewhere", "Kurram")
    assert (row["radius_m"], row["precision"], row["located"]) == (1500.0, "near", True)
    assert (row["dataset"], row["licence"], row["redistribute"]) == ("Mine 2", "CC0", False)
    assert (row["same_as"], row["coarsened"], row["origin"]) == (("y", "z"), "grid", "mine.csv")
    assert (row.geometry.x, row.geometry.y) == (70.9, 34.2)


def test_a_row_that_says_little_has_empty_cells():
    row = own({"kind": ""}).frame.iloc[0]
    assert (row["kind"], row["precision"], row["claims"], row["sources"]) == ("other", "", [], [])
    assert math.isnan(row["radius_m"])
    assert row["redistribute"]


@pytest.mark.parametrize(
    ("cells", "claim"),
    [
        ({"fatalities_min": 3}, {"claimant": "not stated", "min": 3, "max": None}),
        ({"fatalities_max": 3, "source_publisher": "P"}, {"claimant": "P", "min": None, "max": 3}),
        ({"fatalities_min": 0, "fatalities_max": 2, "source_publisher": "P", "claimant": "C"},
         {"claimant": "C", "min": 0, "max": 2}),
    ],
)  # fmt: skip
def test_a_figure_belongs_to_its_claimant(cells, claim):
    assert own(cells).frame["claims"].iloc[0] == [{"measure": "killed", "whom": "", **claim}]


def test_rows_that_say_the_same_of_figures_and_sources_share_them():
    frame = own(*({"fatalities_min": 3, "source_publisher": "P", "summary": str(n)} for n in range(5))).frame
    assert len({id(each) for each in frame["claims"]}) == 1
    assert len({id(each) for each in frame["sources"]}) == 1


def test_a_radius_and_a_class_that_the_row_states_go_before_the_geocoders():
    answer = geocode("Wana")
    rows = [{}, {"radius_m": 700}, {"precision": "district"}, {"precision": "district", "radius_m": 9000}]
    frame = own(*({"lat": "", "lon": "", "place_name": "Wana", **row} for row in rows)).frame
    assert frame["radius_m"].tolist() == [answer.radius_m, 700, PRECISIONS["district"].radius_m, 9000]
    assert frame["precision"].tolist() == [answer.precision, answer.precision, "district", "district"]


def test_a_collections_precision_speaks_of_its_own_coordinates(tmp_path):
    columns = ("id", "relid", "type_of_violence", "date_start", "date_end", "date_prec", "where_prec", "latitude",
               "longitude", "where_coordinates", "side_a", "side_b", "best", "high", "low")  # fmt: skip
    where = [("1", "34.1", "71.1"), ("1", "", ""), ("4", "", "")]
    text = (
        ",".join(columns)
        + "\n"
        + "".join(
            f"{n},R{n},1,2020-01-02,2020-01-02,1,{prec},{lat},{lon},Torkham,A,B,1,1,1\n"
            for n, (prec, lat, lon) in enumerate(where)
        )
    )
    taken = read_own(Source("ged.csv", content=text.encode()), RECORD)
    assert taken.schema == "ucdp"
    torkham, province = geocode("Torkham").radius_m, PRECISIONS["province"].radius_m
    assert taken.frame["radius_m"].tolist() == [PRECISIONS["exact"].radius_m, torkham, province]
    assert taken.frame["precision"].tolist() == ["exact", geocode("Torkham").precision, "province"]


def test_the_area_stated_tells_places_of_one_name_apart():
    frame = own({"lat": "", "lon": "", "place_name": "Barikot"},
                {"lat": "", "lon": "", "place_name": "Barikot", "admin_text": "Swat"}).frame  # fmt: skip
    assert frame["located"].tolist() == [False, True]


def test_nought_nought_is_a_missing_value():
    taken = own({"lat": 0, "lon": 0}, {"lat": 0, "lon": 0, "place_name": "Wana"}, {"lat": 0, "lon": 70})
    assert rules(taken) == [(2, "lat", "null-island"), (3, "lat", "null-island"), (4, "lat", "far-away")]
    assert taken.frame["located"].tolist() == [False, True, True]
    assert taken.frame["place_id"].tolist() == ["", "wana", ""]


def test_what_is_unclear_about_rights_is_no():
    taken = own({"redistribute": "ask first"}, {"redistribute": "yes"}, {"redistribute": ""})
    assert taken.frame["redistribute"].tolist() == [False, True, True]
    assert rules(taken)[0] == (2, "redistribute", "boolean")


def test_keys_come_from_the_content_alone():
    rows = [{"summary": "one"}, {"summary": "two"}]
    first, turned = own(*rows).frame, own(*rows[::-1], name="other.csv").frame
    assert set(first["incident_id"]) == set(turned["incident_id"])
    assert first["incident_id"].is_unique
    assert all(key.startswith("own-") for key in first["incident_id"])
    spaced = own({"summary": " one ", "lat": "34.20", "notes": ""}).frame
    assert spaced["incident_id"].iloc[0] == first["incident_id"].iloc[0]


def test_a_row_that_says_the_same_again_is_kept_and_told():
    taken = own({}, {}, {"summary": "x"}, {})
    first = taken.frame["incident_id"].iloc[0]
    assert taken.frame["incident_id"].tolist()[::3] == [first, f"{first}-3"]
    assert taken.frame["incident_id"].iloc[1] == f"{first}-2"
    assert rules(taken) == [(3, "", "repeated"), (5, "", "repeated")]


@pytest.mark.parametrize("name", ["zoo.csv", "zoo.geojson"])
def test_the_counts_of_the_zoo_add_up(name):
    csv = name == "zoo.csv"
    expected = [odd for _, odd in zoo.csv_rows()] if csv else zoo.geojson_rows()
    taken = read_own(Source(name, content=(zoo.as_csv() if csv else zoo.as_geojson()).encode()), RECORD)
    assert taken.read == len(expected) == len(taken.frame) + len(taken.rejects) + taken.removed
    assert len(taken.frame) == sum(odd.used for odd in expected)
    assert taken.frame["located"].sum() == sum(odd.used and odd.located for odd in expected)
    first = 2 if csv else 1
    assert taken.rows.tolist() == [number for number, odd in enumerate(expected, first) if odd.used]
    assert [number for number, _ in taken.rejects] == [n for n, odd in enumerate(expected, first) if not odd.used]


def test_what_is_rejected_comes_back_as_it_was_read():
    rows = [
        {"date": "soon", "summary": ' a,\n"b" ', "lat": "34,2"},
        {"date": "2024-03-05", "lat": "34.2", "lon": "70.9"},
    ]
    taken = read_own(source(rows), RECORD)
    ((number, cells),) = taken.rejects
    assert number == 2
    assert cells == {"date": "soon", "summary": ' a,\n"b" ', "lat": "34,2", "lon": ""}


def test_a_file_is_read_from_its_path_as_from_its_content(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_bytes(zoo.as_csv().encode())
    one = read_own(Source("mine.csv", path=path), RECORD)
    two = read_own(Source("mine.csv", content=path.read_bytes()), RECORD)
    assert one.frame.equals(two.frame)
    assert (one.findings, one.rejects) == (two.findings, two.rejects)


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(content):
    with pytest.raises(InputError, match="empty"):
        read_own(Source("mine.csv", content=content), RECORD)


def test_a_collection_without_features_is_no_error():
    taken = read_own(Source("none.geojson", content=b'{"type":"FeatureCollection","features":[]}'), RECORD)
    assert (taken.read, len(taken.frame), taken.findings) == (0, 0, [])
    assert tuple(taken.frame.columns) == (*COLUMNS, "geometry")


CELLS = st.sampled_from(
    ["", "0", "34.2", "70.9", "x", "2024-03-05", "2024-03-09", "Wana", "no", "grid", "71,2", "5-7"]
)
ROWS = st.lists(st.fixed_dictionaries(dict.fromkeys(zoo.COLUMNS, CELLS)), min_size=1, max_size=6)


@given(ROWS)
@settings(max_examples=60)
def test_every_row_is_kept_or_rejected_with_a_reason(rows):
    taken = read_own(source(rows), RECORD)
    filled = [number for number, row in enumerate(rows, 2) if any(row.values())]
    errors = {each.row for each in taken.findings if each.level == "error"}
    assert taken.read == len(filled)
    assert sorted([*taken.rows.tolist(), *(number for number, _ in taken.rejects)]) == filled
    assert errors == {number for number, _ in taken.rejects}
    assert taken.frame["incident_id"].is_unique
    assert (taken.frame["located"] == taken.frame.geometry.notna()).all()


def test_of_a_row_that_was_cut_no_more_is_said():
    taken = read_own(
        Source("a.csv", content=b'date,place_name,summary\n2024-03-05,Torkham,x\n"2024,Chaman,y\n'), RECORD
    )
    assert [(each.row, each.rule) for each in taken.findings if each.level == "error"] == [(3, "cut-short")]
    assert (len(taken.frame), len(taken.rejects)) == (1, 1)


def test_keys_do_not_depend_on_how_many_rows_are_made_at_once(monkeypatch):
    rows = [{"summary": f"row {number}" if number % 3 else ""} for number in range(7)]
    whole = own(*rows).frame["incident_id"].tolist()
    monkeypatch.setattr("durandline.geo.incidents.keys._AT_ONCE", 2)
    assert own(*rows).frame["incident_id"].tolist() == whole
    assert len(set(whole)) == 7


@pytest.mark.parametrize(
    ("content", "level"),
    [(b"date,lat,lon\n", "note"), ("date,lat,place_na".encode("utf-16")[:-1], "warning")],
    ids=["whole", "cut in a letter"],
)
def test_a_header_without_rows_is_said(content, level):
    made = read_own(Source("mine.csv", content=content), RECORD)
    assert (len(made.frame), made.read) == (0, 0)
    assert [each.level for each in made.findings if each.rule == "no-rows"] == [level]
