"""A stated country is a condition: read in codes and languages, and no answer lies in another one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.dumps import line

from durandline.geo.gazetteer.entry import AREA_KINDS
from durandline.geo.gazetteer.gazetteer import Gazetteer
from durandline.geo.gazetteer.geonames import read_dump
from durandline.geo.geocoding.geocoder import Geocode, geocode, shipped
from durandline.geo.line.border import Border
from durandline.geo.names.countries import country_code, stated_countries, without_country

AF, PK = frozenset({"AF"}), frozenset({"PK"})
WRITTEN = {
    "AF": ("Afghanistan", "AF", "AFG", "004", "افغانستان", "Islamic Republic of Afghanistan", "Afganistan"),
    "PK": ("Pakistan", "PK", "PAK", "586", "پاکستان", "پاكستان", "Islamic Republic of Pakistan"),
}
SAID = {
    "AF": ("{}, Afghanistan", "{} (AFG)", "{}, AF", "{}، افغانستان", "{} in Afghanistan", "{} Afghanistan",
           "{} (Afghan side)", "Afghanistan's {}", "the Afghan side of {}", "Afghanistan: {}", "د افغانستان د {}"),
    "PK": ("{}, Pakistan", "{} (PAK)", "{}, PK", "{}، پاکستان", "{} in Pakistan", "{} Pakistan",
           "Pakistan's {}", "the Pakistani side of {}", "Pakistan: {}", "پاکستان کے {}"),
}  # fmt: skip
ENTRIES = {(entry.gazetteer, entry.place_id): entry for entry in shipped().entries}
NAMES = sorted({name for entry in shipped().entries for name in entry.names})
BORDER = Border.load()
CROSSINGS = {(entry.lon, entry.lat) for entry in shipped().entries if entry.kind == "crossing"}


def lies_in(answer: Geocode, country: str) -> bool:
    """Return whether an answer is at a crossing, an entry of the country, or a point not beyond the line."""
    if not answer.located or answer.segment or (answer.lon, answer.lat) in CROSSINGS:
        return True
    entry = ENTRIES.get((answer.gazetteer, answer.place_id))
    if entry and entry.country:
        return entry.country == country
    return BORDER.side(answer.lon, answer.lat, 2_000.0) in (country, "undecided")


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in WRITTEN.items() for text in texts])
def test_a_country_is_read_from_codes_numbers_and_names(code, text):
    assert (country_code(text), stated_countries(f" {text} ")) == (code, {code})


@pytest.mark.parametrize(
    ("text", "codes"),
    [("Afghanistan/Pakistan", AF | PK), ("AF; PK", AF | PK), ("Afghanistan-Pakistan border", AF | PK),
     ("Afghanistan and Pakistan", AF | PK), ("4.0", AF), ("India", {"IN"}), ("Guinea-Bissau", {"GW"}),
     ("Atlantis", set()), ("", set()), ("0", set()), ("n/a", set())],
)  # fmt: skip
def test_a_cell_may_name_several_countries_or_none(text, codes):
    assert stated_countries(text) == codes


@pytest.mark.parametrize(("code", "form"), [(code, form) for code, forms in SAID.items() for form in forms])
def test_a_place_text_says_in_which_country_its_place_lies(code, form):
    assert without_country(form.format("Torkham")) == ({code}, "Torkham")


@pytest.mark.parametrize(
    "text",
    ["towards Pakistan", "from Chaman to Afghanistan", "border with Afghanistan near Chaman", "مرز پاکستان",
     "Pak-Afghan border near Torkham", "Afghanistan-Pakistan border", "between Afghanistan and Pakistan",
     "near Afghanistan", "Afghan Colony", "Pakistan Chowk", "Border of Afghanistan and Pakistan", "Blast in Torkham"],
)  # fmt: skip
def test_a_country_that_holds_nothing_is_no_condition(text):
    assert without_country(text) == (frozenset(), text)


@pytest.mark.parametrize("text", ["د افغانستان د Frontier Region Bannu", "Afghanistan's Frontier Region Bannu"])
def test_a_frontier_region_is_a_place_and_no_frontier(text):
    assert without_country(text) == ({"AF"}, "Frontier Region Bannu")


@settings(max_examples=300)
@given(st.sampled_from(NAMES), st.sampled_from(sorted(WRITTEN)), st.data())
def test_no_answer_lies_in_another_country(name, country, data):
    written = data.draw(st.sampled_from(WRITTEN[country]))
    said = data.draw(st.sampled_from(SAID[country]))
    for text in (name, f"near {name}", f"10 km south of {name}", f"{name} - Torkham road"):
        assert lies_in(geocode(text, country=written), country)
    assert lies_in(geocode(name, admin=said.format("")), country)
    if not without_country(name)[0]:
        assert lies_in(geocode(said.format(name)), country)


@pytest.mark.parametrize(
    "entry", [each for each in shipped().entries if each.country], ids=lambda each: each.place_id
)
def test_every_entry_is_found_in_its_own_country_alone(entry):
    other = "PK" if entry.country == "AF" else "AF"
    own, elsewhere = geocode(entry.name, country=entry.country), geocode(entry.name, country=other)
    assert lies_in(own, entry.country)
    assert lies_in(elsewhere, other)
    if entry.lon is not None and entry.kind not in AREA_KINDS and geocode(entry.name).located:
        assert own.located or own.runners_up


def test_a_name_that_only_another_country_has_stays_without_a_point_and_says_where_it_is():
    for answer in (
        geocode("Shiva", country="Pakistan"),
        geocode("Shiva, Pakistan"),
        geocode("Shiva", admin="Pakistan"),
    ):
        assert not answer.located
        assert "No place called 'Shiva' is known in Pakistan, the country stated; one lies in" in answer.why
        assert answer.runners_up == ()


def test_a_country_and_an_area_that_contradict_each_other_give_no_point():
    for answer in (geocode("Shiva", admin="Nangarhar", country="PK"), geocode("Shiva, Nangarhar", country="PK")):
        assert (answer.located, "Nangarhar lies in Afghanistan" in answer.why) == (False, True)
    assert "exclude each other" in geocode("Torkham, Pakistan", country="AF").why


def test_a_country_without_places_gives_no_point_until_a_gazetteer_has_some():
    answer = geocode("Wagah", country="India")
    assert (answer.located, "India, where the gazetteers searched have no places" in answer.why) == (False, True)
    dump = read_dump(line(name="Wagah", country="IN", lat="31.6", lon="74.6"), "IN", "IN.txt")
    more: Gazetteer = shipped().with_entries(dump.entries, "IN")
    assert geocode("Wagah, India", gazetteer=more).gazetteer == "IN"


def test_what_names_no_country_is_left_out_and_said():
    answer = geocode("Torkham", country="Atlantis")
    assert (answer.place_id, "'Atlantis' is no country that is known" in answer.why) == ("torkham", True)


def test_a_way_that_leads_into_another_country_ends_at_the_line():
    answer = geocode("40 km west of Wana", country="Pakistan")
    beyond = geocode("40 km west of Wana")
    assert BORDER.side(beyond.lon, beyond.lat) == "AF"
    assert BORDER.side(answer.lon, answer.lat) != "AF"
    assert "beyond the line" in answer.why


def test_a_crossing_lies_in_both_countries_that_it_joins():
    for country in ("AF", "PK"):
        assert "torkham" in geocode("Torkham", country=country).place_id
    assert geocode("Torkham", country="IR").lon is None
