"""Names as they are compared: spellings, scripts, generic words, areas of any time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from durandline.geo.gazetteer.areas import Areas, shipped_areas
from durandline.geo.names.countries import country_code
from durandline.geo.names.fold import fold
from durandline.geo.names.keys import bones, keys, sound
from durandline.geo.names.transliterate import latin
from durandline.geo.record import Record

NAMES = st.text(st.characters(codec="utf-8") | st.sampled_from("abkhgzyiouw '-(خړګۍيېوډچ"), max_size=30)


@given(NAMES)
def test_folding_twice_is_once(name):
    assert fold(fold(name)) == fold(name)


@given(NAMES)
def test_the_keys_of_a_folded_name_are_its_keys(name):
    first = keys(name)
    again = keys(first.folded)
    assert (again.full, again.bones, again.folded, again.bare) == (first.full, first.bones, first.folded, first.bare)


@given(st.text(st.characters(max_codepoint=127), max_size=30))
def test_the_quick_way_of_folding_ascii_is_the_long_one(name):
    assert fold(name) == fold(name + "\u200c")


@pytest.mark.parametrize(
    "spellings",
    [
        ["Kharlachi", "Kharlachai", "KHARLĀCHĪ", "Khar Lachi"],
        ["Angoor Adda", "Angur Ada", "Angūr Aḍa", "Angoor-Adda"],
        ["Spin Boldak", "Speen Buldak", "Spīn Bōldak", "Spin-Boldak"],
        ["Qamar Din Karez", "Qamardin Karez", "Kamardin Karez", "Qamar Deen Kariz"],
        ["Torkham", "Tor Kham", "Towr Kham", "Turkham"],
        ["Nurestan", "Nuristan", "Nūristān"],
        ["Zazi", "Zazee"],
        ["Dand-e-Patan", "Dand wa Patan", "Dand Patan"],
        ["Qal‘ah", "Qala", "Qal'a", "Qalʻah"],
    ],
)
def test_spelling_habits_have_one_key(spellings):
    assert len({keys(each).full for each in spellings}) == 1


@pytest.mark.parametrize(
    ("latin_name", "local"),
    [
        ("Torkham", "تورخم"),
        ("Torkham", "طورخم"),
        ("Ghulam Khan", "غلام خان"),
        ("Angoor Adda", "انګور اډه"),
        ("Angoor Adda", "انگور اڈہ"),
        ("Spin Boldak", "سپين بولدک"),
        ("Tsamkani", "څمکني"),
        ("Miranshah", "میران شاہ"),
        ("Qamar Din Karez", "قمر دین کاریز"),
        ("Khost", "خوست"),
        ("Zhob", "ږوب"),
    ],
)
def test_a_name_and_its_transliteration_have_the_same_bones(latin_name, local):
    assert keys(latin_name).bones == keys(local).bones


@pytest.mark.parametrize(
    "pair", [("كوټ", "کوټ"), ("علی‌خیل", "علیخیل"), ("\u202bتورخم\u202c", "تورخم"), ("Āchīn", "A\u0304chi\u0304n")]
)
def test_keyboards_joiners_marks_and_forms_do_not_count(pair):
    assert keys(pair[0]) == keys(pair[1])


@pytest.mark.parametrize(
    ("text", "bare", "kind"),
    [
        ("Kharsin village", "kharsin", "settlement"),
        ("Saidgi kili", "saidgi", "settlement"),
        ("Torkham border", "torkham", "crossing"),
        ("د تورخم پوله", "تورخم", "crossing"),
        ("ولسوالی اچین", "اچین", "district"),
        ("ضلع خیبر", "خیبر", "district"),
        ("Kurram agency", "kurram", "district"),
        ("Ladha Fort", "ladha", "fort"),
    ],
)
def test_generic_words_are_taken_off_and_speak_for_a_kind(text, bare, kind):
    assert keys(text).bare == fold(bare)
    assert keys(text).kinds[0] == kind


def test_a_name_of_nothing_but_generic_words_keeps_them():
    assert keys("Kili").full
    assert keys("Bazaar").full


@pytest.mark.parametrize(
    "pair",
    [("Badani", "Badini"), ("Karachi", "Kharlachi"), ("Shahidano Dand", "Dand-e-Patan"), ("Mamund", "Mohmand")],
)
def test_look_alikes_have_keys_of_their_own(pair):
    assert keys(pair[0]).full != keys(pair[1]).full


@given(st.sampled_from("abcdefghijklmnopqrstuvwxyz").flatmap(lambda char: st.text(char + "khgsaeiou", max_size=12)))
def test_sounds_and_bones_hold_no_letter_twice_in_a_row_that_one_would_do_for(word):
    assert not any(one == two and one in "aiu" for one, two in zip(sound(word), sound(word)[1:], strict=False))
    assert len(bones(sound(word))) <= len(sound(word))


def test_latin_leaves_other_letters_alone():
    assert latin("wana 7") == "wana 7"


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("FATA", ["fata"]),
        ("F.A.T.A.", ["fata"]),
        ("Merged Districts", ["fata"]),
        ("N.W.F.P.", ["khyber_pakhtunkhwa_province"]),
        ("Khyber Pakhtunkwa province", ["khyber_pakhtunkhwa_province"]),
        ("Kurram Agency", ["kurram"]),
        ("Kurram agency, Federally Administered Tribal Areas", ["kurram"]),
        ("FATA (Kurram)", ["kurram"]),
        ("FR Kohat", ["fr_kohat"]),
        ("FR Bannu - Mir Ali", ["fr_bannu"]),
        ("Kohat", ["kohat"]),
        ("South Waziristan Lower", ["south_waziristan"]),
        ("Chaman", ["chaman"]),
        ("Qila Abdullah, Balochistan", ["killa_abdullah"]),
        ("Khowst", ["khost_province"]),
        ("Paktia; FATA (Kurram)", ["paktia_province", "kurram"]),
        ("شمالی وزیرستان", ["north_waziristan"]),
        ("Atlantis", []),
    ],
)
def test_areas_are_known_by_the_names_of_their_time(text, areas):
    assert [area.area_id for area in Areas(shipped_areas()).stated(text)] == areas


def test_a_district_lies_in_all_that_held_it():
    known = Areas(shipped_areas()).by_id
    assert known["fata"].holds(known["bajaur"])
    assert known["khyber_pakhtunkhwa_province"].holds(known["bajaur"])
    assert known["killa_abdullah"].holds(known["chaman"])
    assert not known["chaman"].holds(known["killa_abdullah"])
    assert all(parent in known for area in known.values() for parent in area.within)


def test_every_area_lies_where_the_line_runs_or_beyond_and_has_a_radius():
    for area in shipped_areas():
        assert 60 <= area.lon <= 76, area.area_id
        assert 23 <= area.lat <= 38, area.area_id
        assert 7_000 <= area.radius_m <= 400_000, area.area_id


def test_every_province_of_the_record_is_known():
    known = Areas(shipped_areas())
    for row in Record().rows("places"):
        if row["country"] != "IR" and row["admin1"]:
            assert known.stated(str(row["admin1"])), row["place_id"]


@pytest.mark.parametrize(
    ("text", "code"), [("Pakistan", "PK"), ("af", "AF"), (" افغانستان ", "AF"), ("Utopia", ""), ("", "")]
)
def test_countries_by_code_or_name(text, code):
    assert country_code(text) == code
