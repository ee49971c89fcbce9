"""Where rows say they are: the geometry of their format, else columns of coordinates, as in any table."""

from __future__ import annotations

import json

import pytest
from support.own import RECORD

from durandline.geo.incidents.user_file import OwnIncidents, read_own
from durandline.geo.readers.raw_table import Source


def taken(name: str, content: str) -> OwnIncidents:
    return read_own(Source(name, content=content.encode()), RECORD)


def points(own: OwnIncidents) -> list[tuple[float, float] | None]:
    return [None if shape is None else (shape.x, shape.y) for shape in own.frame.geometry]


def features(*each: tuple[list[float] | None, dict[str, object]]) -> str:
    listed = [
        {"type": "Feature", "geometry": place and {"type": "Point", "coordinates": place}, "properties": properties}
        for place, properties in each
    ]
    return json.dumps({"type": "FeatureCollection", "features": listed})


def test_json_records_have_coordinates_in_columns_as_a_csv_has():
    row = {"date": "2024-05-01", "place": "Torkham", "latitude": 34.3, "longitude": 71.2}
    assert points(taken("a.json", json.dumps([row]))) == [(71.2, 34.3)]
    assert points(taken("a.json", json.dumps({"data": [row]}))) == [(71.2, 34.3)]
    assert points(taken("a.json", json.dumps(row) + "\n" + json.dumps(row))) == [(71.2, 34.3)] * 2
    assert points(taken("a.json", '[{"date": "2024-05-01", "lat": 34.12, "lng": 71.09}]')) == [(71.09, 34.12)]


@pytest.mark.parametrize("names", [("latitude", "longitude"), ("lat", "lon"), ("y", "x"), ("Lat (N)", "Long (E)")])
def test_a_feature_without_geometry_is_where_its_properties_say(names):
    own = dict(zip(names, (34.3, 71.2), strict=True))
    without = (None, {"date": "2024-05-01", "place": "Torkham", **own})
    with_one = ([70.5, 33.5], {"date": "2024-05-02", "place": "Torkham", **own})
    assert points(taken("a.geojson", features(without))) == [(71.2, 34.3)]
    assert points(taken("a.geojson", features(without, with_one))) == [(71.2, 34.3), (70.5, 33.5)]


def test_both_coordinates_in_one_property_count_too():
    row = (None, {"date": "2024-05-01", "coordinates": "34.3, 71.2"})
    assert points(taken("a.geojson", features(row, ([70.5, 33.5], {"date": "2024-05-01"})))) == [
        (71.2, 34.3), (70.5, 33.5),
    ]  # fmt: skip


def test_one_coordinate_alone_in_the_properties_is_an_error_of_that_row_only():
    own = taken("a.geojson", features((None, {"date": "2024-05-01", "lat": 34}), ([70, 33], {"date": "2024-05-01"})))
    assert (points(own), [row for row, _ in own.rejects], own.read) == ([(70.0, 33.0)], [1], 2)


def test_features_of_which_none_says_where_stay_and_are_said_to_be_nowhere():
    own = taken("a.geojson", features((None, {"date": "2024-05-01"})))
    assert points(own) == [None]
    assert [each.rule for each in own.findings] == ["unlocated"]


def placed(*rows: str, header: str = "date,place,country") -> dict[str, tuple[str, bool]]:
    own = taken("mine.csv", "\n".join((header, *rows)) + "\n")
    assert len(own.frame) == len(rows)
    return {
        name: (admin, located)
        for name, admin, located in zip(
            own.frame["place_text"], own.frame["admin_text"], own.frame["located"], strict=True
        )
    }


@pytest.mark.parametrize(
    "column", ["country", "Country", "ISO", "iso3", "country_txt", "ADM0_EN", "#country", "کشور"]
)
@pytest.mark.parametrize("written", ["Pakistan", "PK", "PAK", "586", "پاکستان"])
def test_a_column_of_countries_is_a_condition_for_places(column, written):
    found = placed(f"2024-05-01,Shiva,{written}", "2024-05-01,Wana,", header=f"date,place,{column}")
    assert found == {"Shiva": ("Pakistan", False), "Wana": ("", True)}


def test_a_country_in_the_place_text_is_a_condition_too():
    found = placed('2024-05-01,"Miran Shah, Pakistan",', '2024-05-01,"Shiva, Pakistan",', '2024-05-01,"Zabul, PK",')
    assert {name: located for name, (_, located) in found.items()} == {
        "Miran Shah, Pakistan": True, "Shiva, Pakistan": False, "Zabul, PK": False,
    }  # fmt: skip


def test_what_is_no_country_is_said_and_counts_for_nothing():
    own = taken("mine.csv", "date,place,country\n2024-05-01,Torkham,Atlantis\n2024-05-01,Torkham,unknown\n")
    assert list(own.frame["located"]) == [True, True]
    assert [each.column for each in own.findings if each.rule == "no-country"] == ["country"]


def test_columns_of_provinces_and_countries_are_read_together():
    found = placed(
        "2025-01-03,Spin Boldak,Kandahar,Afghanistan",
        "2025-01-05,Spera,AF-KHO,AFG",
        header="date,place_name,admin1,country",
    )
    assert found == {
        "Spin Boldak": ("Kandahar, Afghanistan", True), "Spera": ("Khost, Afghanistan", True),
    }  # fmt: skip


@pytest.mark.parametrize("code", ["6", "AF0601", "PK2", "2301", "AF.37", "AFG.20_1", "۶"])
def test_a_code_of_an_area_is_no_area_and_is_said_to_be_left_out(code):
    own = taken("mine.csv", f"Date,Area,Lat,Lon,Region\n2024-05-01,Torkham,34.1,71.1,{code}\n")
    assert list(own.frame["admin_text"]) == [""]
    assert list(own.frame["place_text"]) == ["Torkham"]
    (note,) = (each for each in own.findings if each.rule == "no-area-name")
    assert (note.level, note.column) == ("note", "Region")
    assert repr(code) in note.message


def test_a_code_for_a_place_has_no_point():
    own = taken("mine.csv", "date,place\n2024-05-01,AF0601\n2024-05-01,AF-NAN\n")
    assert list(own.frame["precision"]) == ["", "province"]
    assert [each.row for each in own.findings if each.rule == "unlocated"] == [2]


def test_coordinates_in_another_country_than_stated_are_a_warning_and_stay():
    rows = {
        "34.2,70.5,Pakistan,": True, "34.0,71.5,AFG,": True, "34.2,70.5,Afghanistan,": False,
        "34.1147,71.0847,AF,": False, "34.1147,71.0847,PK,": False, "34.2,70.5,India,": False,
        "34.0,71.5,Afghanistan/Pakistan,": False, "34.0,71.5,AF,60000": False, "34.2,70.5,,": False,
    }  # fmt: skip
    own = taken("mine.csv", "\n".join(("date,lat,lon,country,radius_m", *(f"2024-05-01,{row}" for row in rows))))
    warned = {each.row for each in own.findings if each.rule == "other-country"}
    assert warned == {number for number, wrong in enumerate(rows.values(), 2) if wrong}
    assert (len(own.frame), bool(own.frame["located"].all())) == (len(rows), True)


def test_coordinates_are_checked_against_a_country_in_the_text_of_the_place():
    own = taken("mine.csv", 'date,lat,lon,place\n2024-05-01,34.2,70.5,"Somewhere, Pakistan"\n')
    (warning,) = (each for each in own.findings if each.rule == "other-country")
    assert "inside Afghanistan, but the row says Pakistan" in warning.message
    assert (warning.level, warning.value) == ("warning", "34.2, 70.5")
