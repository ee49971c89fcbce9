"""Place texts taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from durandline.geo.geocoding.phrases import names_line, read_phrase


@pytest.mark.parametrize(
    ("text", "shape", "names"),
    [
        ("Wana", "place", ("Wana",)),
        ("near Torkham", "near", ("Torkham",)),
        ("Khar town (near)", "near", ("Khar town",)),
        ("outskirts of Peshawar near Khyber Agency", "near", ("Peshawar",)),
        ("south of Khost", "near", ("Khost",)),
        ("between Parachinar and Kohat (Khyber Pakhtunkhwa)", "between", ("Parachinar", "Kohat")),
        ("Wana-Jandola road (South Waziristan)", "between", ("Wana", "Jandola")),
        ("Jamrud to Bara road", "between", ("Jamrud", "Bara")),
        ("Border North/South Waziristan", "between", ("North Waziristan", "South Waziristan")),
        ("Mir Ali or Miranshah", "either", ("Mir Ali", "Miranshah")),
        ("Killi Luqman and Killi Jahangir", "either", ("Killi Luqman", "Killi Jahangir")),
        ("Goshta, Nangarhar", "place", ("Goshta",)),
        ("FR Bannu - Mir Ali", "place", ("FR Bannu",)),
        ("Dand-e-Patan", "place", ("Dand-e-Patan",)),
        ("Torkham border", "place", ("Torkham border",)),
        ("Afghanistan-Pakistan border (South Waziristan)", "border", ()),
        ("Durand Line", "border", ()),
        ("border checkpost in Lower Dir District", "place", ("border checkpost",)),
    ],
)
def test_the_shape_and_the_names(text, shape, names):
    phrase = read_phrase(text)
    assert (phrase.shape, phrase.names) == (shape, names)


@pytest.mark.parametrize(
    ("text", "km", "bearing", "anchor"),
    [
        ("10 km east of Wana", 10.0, 90.0, "Wana"),
        ("12 miles west of Miram Shah", 19.3, 270.0, "Miram Shah"),
        ("about two km (one mile) from Miranshah", 2.0, None, "Miranshah"),
        ("3 miles northwest of Miram Shah in North Waziristan", 4.8, 315.0, "Miram Shah"),
        ("25 kilometres to the south-east of Khar", 25.0, 135.0, "Khar"),
    ],
)
def test_distances_and_bearings(text, km, bearing, anchor):
    phrase = read_phrase(text)
    assert phrase.shape == "offset"
    assert phrase.km == pytest.approx(km, abs=0.1)
    assert phrase.bearing == bearing
    assert phrase.names[0] == anchor


def test_a_village_so_far_from_a_town_keeps_its_own_name():
    phrase = read_phrase("Darazinda village, 25 miles northeast of Miram Shah in North Waziristan")
    assert phrase.names == ("Miram Shah", "Darazinda village")
    assert phrase.around == ("North Waziristan",)


def test_what_a_place_lies_in_is_kept_in_order():
    phrase = read_phrase("Shalobar, Bara Tehsil of Khyber Agency")
    assert phrase.names == ("Shalobar",)
    assert phrase.around == ("Bara Tehsil", "Khyber Agency")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("the Pak-Afghan border", True),
        ("Afghan border", True),
        ("Durand Line", True),
        ("Torkham border", False),
        ("Afghan Dubai", False),
    ],
)
def test_the_line_itself_is_told_from_a_gate_on_it(text, line):
    assert names_line(text) is line


@given(st.text(max_size=60))
def test_any_text_has_a_shape(text):
    phrase = read_phrase(text)
    assert phrase.names or phrase.shape == "border"
