"""One's own incidents with a place name and no coordinates are placed by the geocoder, or say why not."""

from __future__ import annotations

import json

import pytest
from support.command import run
from support.dumps import line, written

from durandline.geo.geocoding.geocoder import geocode
from durandline.geo.record import Record

NAMES = ("Wana", "وانا", "10 km east of Wana", "Afghanistan-Pakistan border (South Waziristan)", "Atlantis", "Alipur")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DURANDLINE_GAZETTEERS", str(tmp_path / "kept"))
    text = "date,place_name\n" + "".join(f'2024-03-05,"{name}"\n' for name in NAMES)
    written(tmp_path / "mine.csv", text)
    return tmp_path


def test_a_dump_added_moves_no_place_of_a_province_that_a_district_is_called_after(folder):
    district = {"place_id": "9", "name": "Kandahar", "lat": "31.50357", "lon": "65.71566", "class": "A",
                "code": "ADM2", "admin1": "23", "admin2": "2301"}  # fmt: skip
    written(folder / "AF_adm2.txt", line(**district))
    asked = ("geocode", "Spin Boldak, Kandahar province", "--format", "json")
    before = json.loads(run(*asked).out)
    assert run("gazetteer", "add", "AF_adm2.txt").code == 0
    after = json.loads(run(*asked).out)
    assert after | {"gazetteer_version": ""} == before | {"gazetteer_version": ""}
    assert (after["place_id"], after["precision"]) == ("spin_boldak", "exact")


def test_no_row_is_placed_in_another_country_than_it_states(folder):
    written(
        folder / "mine.csv",
        'date,place,country,province\n2024-05-01,Shiva,Pakistan,\n2024-05-02,Shiva,,\n2024-05-03,"Zabul, PK",,\n'
        "2024-05-04,Spin Boldak,AFG,Kandahar\n2024-05-05,Wana,,AF-NAN\n",
    )
    ran = run("import", "mine.csv", "-o", "out.csv", "--gazetteer", "builtin")
    assert ran.code == 3
    assert "kept 5: 3 located, 2 without a point" in ran.err
    assert "is known in Pakistan, the country stated; one lies in Nangarhar, Afghanistan" in ran.err
    again = run("import", "out.csv", "-o", "again.csv", "--gazetteer", "builtin")
    assert "kept 5: 3 located, 2 without a point" in again.err


def export(*more):
    ran = run("export", "-", "--table", "incidents", "--on", "2025-01-01", "--incidents", "mine.csv", *more)
    features = [each for each in json.loads(ran.out)["features"] if each["properties"]["origin"] == "mine.csv"]
    return ran, {each["properties"]["place_text"]: each for each in features}


def test_each_row_has_the_point_and_radius_of_its_answer(folder):
    ran, found = export()
    assert ran.code == 3
    assert set(found) == set(NAMES)
    for name in NAMES:
        answer, feature = geocode(name), found[name]
        if answer.lon is None:
            assert feature["geometry"] is None
        elif answer.segment:
            assert feature["geometry"]["coordinates"] == [[round(x, 6), round(y, 6)] for x, y in answer.segment]
        else:
            assert feature["geometry"]["coordinates"] == pytest.approx([answer.lon, answer.lat], abs=1e-6)
        assert feature["properties"]["radius_m"] == answer.radius_m
        assert feature["properties"]["located"] == (answer.lon is not None)


def test_a_place_of_the_record_brings_its_names(folder):
    _, found = export()
    wana = Record().keyed("places")["wana"]
    for name in ("Wana", "وانا"):
        row = found[name]["properties"]
        assert (row["place_id"], row["place_name"], row["name_ps"]) == ("wana", wana["name_en"], wana["name_ps"])


def test_what_is_not_placed_is_a_warning_that_names_what_it_may_be(folder):
    ran, _ = export()
    (unknown,) = [text for text in ran.err.splitlines() if "'Atlantis'" in text]
    (ambiguous,) = [text for text in ran.err.splitlines() if "'Alipur'" in text]
    assert unknown.startswith("mine.csv:6: place_name 'Atlantis': warning: ")
    assert "It may be any of Alipur (" in ambiguous
    assert ambiguous.count("Alipur (") == 2
    assert run("validate", "mine.csv").code == 3


def test_an_added_gazetteer_is_searched_too(folder):
    written(folder / "AF.txt", line(place_id="7", name="Atlantis"))
    run("gazetteer", "add", "AF.txt")
    for more, point in (
        ((), [70.1, 33.5]),
        (("--gazetteer", "AF"), [70.1, 33.5]),
        (("--gazetteer", "builtin"), None),
    ):
        _, found = export(*more)
        assert (found["Atlantis"]["geometry"] or {}).get("coordinates") == point
    assert found["Atlantis"]["properties"]["place_name"] == "Atlantis"
    assert "'Atlantis'" not in run("validate", "mine.csv").out
    assert "'Atlantis'" in run("validate", "mine.csv", "--gazetteer", "builtin").out
    assert run("map", "out.html", "--incidents", "mine.csv", "--gazetteer", "PK").code == 2


def test_no_gazetteer_is_loaded_where_every_row_has_coordinates(folder, monkeypatch):
    from durandline.geo.gazetteer import store

    monkeypatch.setattr(store, "load_gazetteer", None)
    written(folder / "mine.csv", "date,lat,lon\n2024-03-05,33.5,70.1\n")
    ran = run("export", "-", "--table", "incidents", "--on", "2025-01-01", "--incidents", "mine.csv")
    assert ran.code == 0


def test_a_stretch_of_the_line_is_exported_as_a_line(tmp_path):
    own = tmp_path / "own.csv"
    own.write_text(
        "incident_id,date,place_name\nmine,2025-02-20,Afghanistan-Pakistan border (South Waziristan)\n", "utf-8"
    )
    words = ("export", "-", "--table", "incidents", "--on", "2025-03-01", "--since", "2025-02-20")
    ran = run(*words, "--incidents", own, "--gazetteer", "builtin")
    (feature,) = [each for each in json.loads(ran.out)["features"] if each["properties"]["incident_id"] == "mine"]
    assert feature["geometry"]["type"] == "LineString"
    assert len(feature["geometry"]["coordinates"]) > 10
    assert "segment" not in feature["properties"]
