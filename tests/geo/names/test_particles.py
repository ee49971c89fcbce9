"""Names joined by possessives, by particles of Pashto, Dari and Urdu, by levels, or by nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from durandline.geo.geocoding.geocoder import geocode
from durandline.geo.line.border import Border
from durandline.geo.names.particles import in_order

ORDERED = {
    "Spin Boldak's Wesh bazaar": "Wesh bazaar, Spin Boldak",
    "near Khyber’s Bara tehsil": "near Bara tehsil, Khyber",
    "10 km north of Khyber's Bara, Pakistan": "10 km north of Bara, Khyber, Pakistan",
    "the agency's headquarter": "the agency's headquarter",
    "د خوست د علیشېرو ولسوالۍ": "علیشېرو ولسوالۍ, خوست",
    "د ننګرهار په ګوشته ولسوالۍ کې": "ګوشته ولسوالۍ, ننګرهار",
    "په تورخم کې": "تورخم",
    "تورخم ته نږدې": "near تورخم",
    "چمن بارڈر پر باب دوستی کے قریب": "near باب دوستی, چمن بارڈر",
    "ضلع خیبر کی تحصیل لنڈی کوتل": "تحصیل لنڈی کوتل, ضلع خیبر",
    "چمن میں": "چمن",
    "ولسوالی گوشته ولایت ننگرهار": "ولسوالی گوشته, ولایت ننگرهار",
    "ولایت ننگرهار ولسوالی گوشته": "ولسوالی گوشته, ولایت ننگرهار",
    "Goshta district Nangarhar province": "Goshta district, Nangarhar province",
    "Wana": "Wana",
    "Lower Dir District": "Lower Dir District",
    "لنډي کوتل": "لنډی کوتل",
}


@pytest.mark.parametrize(("text", "ordered"), ORDERED.items())
def test_what_is_meant_comes_first(text, ordered):
    assert in_order(text) == ordered


@given(st.text(max_size=40))
def test_any_text_is_put_in_order(text):
    assert isinstance(in_order(text), str)


@pytest.mark.parametrize(
    ("text", "place_id", "precision"),
    [
        ("Spin Boldak's Wesh bazaar", "wesh", "exact"),
        ("د سپین بولدک ویش بازار", "wesh", "exact"),
        ("سپین بولدک کے علاقے ویش میں", "wesh", "near"),
        ("چمن بارڈر پر باب دوستی کے قریب", "spin_boldak_chaman", "near"),
        ("د خوست د علیشېرو ولسوالۍ", "ali_sher", "near"),
        ("Nangarhar's Goshta district", "goshta", "district"),
        ("ولسوالی گوشته ولایت ننگرهار", "goshta", "district"),
        ("لعل پور ننگرهار", "lal_pura", "district"),
        ("Lalpur Nangarhar", "lal_pura", "district"),
        ("ضلع خیبر کی تحصیل لنڈی کوتل", "landi_kotal", "near"),
        ("تورخم سرحدی گزرگاہ", "torkham", "exact"),
        ("Landi Kotal bypass road", "landi_kotal", "near"),
        ("Tirah valley's Rajgal area", "tirah", "near"),
    ],
)
def test_phrases_of_the_languages_lead_to_the_place(text, place_id, precision):
    answer = geocode(text)
    assert (answer.place_id, answer.precision) == (place_id, precision)


@pytest.mark.parametrize("text", ["opposite Nangarhar's Goshta district", "across the border from Goshta"])
def test_what_lies_opposite_to_a_place_is_by_the_line_beside_it_and_not_the_place(text):
    answer, goshta = geocode(text), geocode("Goshta district")
    assert (answer.precision, bool(answer.segment), answer.place_id) == ("line", True, "")
    assert Border.load().nearest(answer.lon, answer.lat).distance_m < 1_000
    assert answer.radius_m >= 25_000
    assert (answer.lon, answer.lat) != (goshta.lon, goshta.lat)
    assert "other side of the line" in answer.why


def test_what_lies_opposite_to_an_unknown_place_has_no_point():
    assert not geocode("opposite Nowhereabad").located


@pytest.mark.parametrize("text", ["Kabul Khel", "Gul Kadda", "Nowhereabad Nangarhar", "Torkham Jalalabad"])
def test_two_names_side_by_side_are_read_as_two_only_where_the_one_lies_in_the_other(text):
    assert geocode(text).precision not in ("exact", "district")
