"""Provinces and districts of one name: the word beside it and the level of an entry decide, also with a dump."""

from __future__ import annotations

from functools import cache

import pytest
from support.dumps import line

from durandline.geo.gazetteer.areas import shipped_areas
from durandline.geo.gazetteer.gazetteer import Gazetteer
from durandline.geo.gazetteer.geonames import read_dump
from durandline.geo.geocoding.geocoder import Geocode, geocode, shipped
from durandline.geo.record import Record

PROVINCES = [area for area in shipped_areas() if area.kind == "province" and area.country == "AF"]
KANDAHAR = {"place_id": "w1", "name": "Kandahar", "alternates": "Kandahar City,قندهار,کندهار,قندھار",
            "lat": "31.50357", "lon": "65.71566", "class": "A", "code": "ADM2", "country": "AF",
            "admin1": "Kandahar", "admin2": "Kandahar"}  # fmt: skip


def with_rows(*rows: dict[str, str]) -> Gazetteer:
    dump = read_dump("".join(line(**row) for row in rows), "dump", "dump.txt")
    return shipped().with_entries(dump.entries, "dump")


@cache
def with_districts() -> Gazetteer:
    """Return the shipped gazetteer with a district in each province that is called as the province is."""
    return with_rows(
        *(
            {"place_id": str(number), "name": area.name, "alternates": ",".join(area.names), "class": "A",
             "code": "ADM2", "admin1": area.name, "admin2": area.name, "lat": f"{area.lat + 0.3:.4f}",
             "lon": f"{area.lon:.4f}"}
            for number, area in enumerate(PROVINCES, 1)
        )
    )  # fmt: skip


def where(answer: Geocode) -> tuple[object, ...]:
    return answer.lon, answer.lat, answer.precision, answer.gazetteer, answer.place_id


@pytest.mark.parametrize("admin2", ["Kandahar", "2301"])
@pytest.mark.parametrize(
    "text",
    ["Spin Boldak, Kandahar province", "Spin Boldak, Kandahar", "Spin Boldak (Kandahar Province)",
     "سپین بولدک، ولایت قندهار", "سپین بولدک، کندهار ولایت"],
)  # fmt: skip
def test_a_districts_row_does_not_displace_the_province_of_its_name(text, admin2):
    coded = {"admin1": "23" if admin2 != "Kandahar" else "Kandahar", "admin2": admin2}
    answer = geocode(text, gazetteer=with_rows(KANDAHAR | coded))
    assert (answer.place_id, answer.precision) == ("spin_boldak", "exact")
    assert where(answer) == where(geocode(text))


@pytest.mark.parametrize(
    "row", [row for row in Record().rows("places") if row["country"] == "AF" and row["admin1"] and row["lon"]],
    ids=lambda row: str(row["place_id"]),
)  # fmt: skip
def test_no_place_of_the_record_moves_when_districts_are_added(row):
    for stated in (f"{row['admin1']} province", str(row["admin1"])):
        for text, admin in ((str(row["name_en"]), stated), (f"{row['name_en']}, {stated}", "")):
            before, after = geocode(text, admin=admin), geocode(text, admin=admin, gazetteer=with_districts())
            assert where(after) == where(before)


@pytest.mark.parametrize("area", PROVINCES, ids=lambda area: area.area_id)
def test_the_word_decides_between_a_province_and_its_district(area):
    province = geocode(f"{area.name} province", gazetteer=with_districts())
    district = geocode(f"{area.name} district", gazetteer=with_districts())
    assert (province.place_id, province.precision) == (area.area_id, "province")
    assert (district.gazetteer, district.precision) == ("dump", "district")


def test_the_word_decides_in_every_language():
    gazetteer = with_rows(KANDAHAR)
    for text in ("کندهار ولسوالۍ", "ولسوالی قندهار", "ضلع قندھار"):
        assert (geocode(text, gazetteer=gazetteer).gazetteer, text) == ("dump", text)
    for text in ("کندهار ولایت", "ولایت قندهار", "صوبہ قندھار"):
        assert (geocode(text, gazetteer=gazetteer).place_id, text) == ("kandahar_province", text)


def test_a_name_said_twice_is_a_district_in_its_province():
    areas = with_rows(KANDAHAR).areas
    assert [area.kind for area in areas.stated("Kandahar, Kandahar")] == ["district"]
    assert [area.kind for area in areas.stated("Kandahar")] == ["province"]
    assert [area.kind for area in areas.stated("Kandahar district, Kandahar province")] == ["district"]


def test_a_district_said_for_the_province_of_its_name_does_not_drag_a_known_place_there():
    answer = geocode("Spin Boldak, Kandahar district", gazetteer=with_rows(KANDAHAR))
    assert (answer.place_id, answer.precision) == ("spin_boldak", "near")
    assert "in the province Kandahar" in answer.why


def test_a_district_that_only_a_town_is_called_after_is_no_exact_place():
    assert geocode("Kandahar").precision == "exact"
    answer = geocode("Kandahar district")
    assert (answer.precision, answer.radius_m > 25_000) == ("near", True)
