"""Country files in GeoNames' layout: every row is an entry, left out by its kind, or a finding."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.dumps import COLUMNS, line

from durandline.geo.errors import InputError
from durandline.geo.formats.csv import read_rows
from durandline.geo.gazetteer.geonames import read_dump, with_alternates
from durandline.geo.gazetteer.geonames_features import kind_of
from durandline.geo.gazetteer.geonames_names import is_alternates, read_alternates
from durandline.geo.gazetteer.geonames_provinces import PROVINCES, province
from durandline.geo.names.scripts import kept_names
from durandline.geo.schema.vocabulary import PLACE_KINDS


def read(text):
    return read_dump(text, "AF", "AF.txt")


def test_a_row_becomes_an_entry():
    (entry,) = read(
        line(place_id="77", name="Khōst", ascii="Khost", alternates="Xost,خوست", population="160214", code="PPLA")
    ).entries
    assert (entry.gazetteer, entry.place_id, entry.name) == ("AF", "77", "Khōst")
    assert entry.names == ("Khōst", "Khost", "Xost", "خوست")
    assert (entry.lon, entry.lat) == (70.1, 33.5)
    assert (entry.country, entry.admin1, entry.kind, entry.feature_code) == ("AF", "Khost", "city", "PPLA")
    assert (entry.population, entry.radius_m) == (160214, None)


def test_codes_become_names_and_names_stay():
    text = (
        line(place_id="1", code="ADM2", name="Tanay", admin1="37", admin2="3705")
        + line(place_id="2", name="By code", admin1="37", admin2="3705")
        + line(place_id="3", name="By unknown codes", admin1="99", admin2="9999")
        + line(place_id="4", name="By names", admin1="Khowst", admin2="Tani (Tanai)")
        + line(place_id="5", name="By no code", admin1="00", admin2="")
        + line(place_id="6", code="ADM1", name="Far", country="IR", admin1="41")
        + line(place_id="7", name="Near Far", country="IR", admin1="41")
    )
    admins = {entry.place_id: (entry.admin1, entry.admin2) for entry in read(text).entries}
    assert admins == {
        "1": ("Khost", "Tanay"), "2": ("Khost", "Tanay"), "3": ("", ""), "4": ("Khowst", "Tani (Tanai)"),
        "5": ("", ""), "6": ("Far", ""), "7": ("Far", ""),
    }  # fmt: skip


def test_there_is_a_name_for_every_province_and_it_is_the_one_of_our_tables():
    assert (len(PROVINCES["AF"]), len(PROVINCES["PK"])) == (34, 8)
    assert len({*PROVINCES["AF"].values(), *PROVINCES["PK"].values()}) == 42
    for table in ("places.csv", "towns.csv"):
        _, rows = read_rows((files("durandline.data") / table).read_text("utf-8"))
        for _, row in rows:
            if row["country"] in PROVINCES:
                assert row["admin1"] in PROVINCES[row["country"]].values(), row
    assert province("AF", "37") == "Khost"
    assert province("PK", "03") == "Khyber Pakhtunkhwa"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (line(lat="north"), "lat"),
        (line(lat="91"), "lat"),
        (line(lat="nan"), "lat"),
        (line(lon=""), "lon"),
        (line(lon="-181"), "lon"),
        (line(name=" "), "name"),
        (line(place_id=""), "place_id"),
        ("too\tfew\n", ""),
        (line().rstrip("\n") + "\tone too many\n", ""),
    ],
)
def test_a_bad_row_is_left_out_and_named(row, column):
    dump = read(line(place_id="9") + row)
    assert [entry.place_id for entry in dump.entries] == ["9"]
    (finding,) = dump.findings
    assert (finding.file, finding.row, finding.column, finding.level) == ("AF.txt", 2, column, "error")
    assert dump.rows == 2


def test_an_id_that_stands_twice_is_one_entry_with_all_names():
    dump = read(line(name="Alpha") + line(name="Alfa", alternates="الفا"))
    (entry,) = dump.entries
    assert entry.names == ("Alpha", "Alfa", "الفا")
    assert (dump.doubled, [each.level for each in dump.findings]) == (1, ["warning"])


def test_what_is_no_place_is_left_out_and_counted():
    odd = [line(place_id=key, code=code) for key, code in (("2", "STM"), ("3", "STM"), ("4", ""))]
    dump = read(line() + "".join(odd))
    assert (len(dump.entries), dict(dump.left_out)) == (1, {"STM": 2, "none": 1})


rows = st.lists(
    st.sampled_from(
        [line(), line(place_id="2"), line(code="STM"), line(lat="x"), "short\tline\n", line(place_id="3", code="FT")]
    ),
    min_size=1,
)


@given(rows)
def test_the_counts_add_up(drawn):
    dump = read(line(place_id="0") + "".join(drawn))
    unusable = sum(each.level == "error" for each in dump.findings)
    assert dump.rows == 1 + len(drawn)
    assert dump.rows == len(dump.entries) + dump.doubled + dump.left_out.total() + unusable


@pytest.mark.parametrize("text", ["", "\n\n", "id,name,lat,lon\n1,Alpha,33,70\n", "1\tAlpha\n", "\0" * 50])
def test_another_file_is_refused(text):
    with pytest.raises(InputError, match="no GeoNames country file"):
        read(text)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_line_ends_of_either_kind(ending):
    (entry,) = read(line(changed="2026-01-01").replace("\n", ending)).entries
    assert entry.name == "Alpha"


def test_kinds_are_those_of_the_tables():
    known = {*PLACE_KINDS, "province"}
    for code in ("PPL", "PPLX", "ADM1", "ADM2", "ADM3", "PASS", "FT", "CMPRF", "PSTB", "VAL", "AREA", "AIRP", "GATE"):
        assert kind_of(code) in known, code
    assert [kind_of("PPL", people) for people in (0, 10_000, 100_000)] == ["village", "town", "city"]
    assert (kind_of("PPLA"), kind_of("PPLC"), kind_of("STM"), kind_of("")) == ("town", "city", "", "")


def test_names_in_other_letters_and_machine_spellings_go():
    kept = ["Zor Kot", "زور کوټ", "‘Unābah"]
    others = [*kept, "zwr kwt", "jora kata", "Зор Кот", "zwr kwٹ", "ゾルコット", "", " ", "12"]
    assert kept_names("Zōr Kōṯ", others) == ("Zōr Kōṯ", *kept)
    assert kept_names("small", ["also small"]) == ("small", "also small")
    assert kept_names("Одно", ["Two"]) == ("Одно", "Two")


@given(st.text(), st.lists(st.text()))
def test_the_main_name_is_first_and_no_name_comes_twice(name, others):
    kept = kept_names(name, others)
    assert kept[0] == name.strip()
    assert len(set(kept)) == len(kept)
    assert kept_names(name, kept) == kept


ALTERNATES = (
    "1\t1\tps\tالفا\t1\t\t\t\t\t\n"
    "2\t1\tlink\thttps://example.org\t\t\t\t\t\t\n"
    "3\t1\tru\tАльфа\t\t\t\t\t\t\n"
    "4\t9\tps\tبل\t\t\t\t\t\t\n"
    "5\t1\t\tAlfa\t\t\t\t\n"
    "short\n"
)


def test_alternate_names_of_the_four_languages_are_added():
    found = read_alternates(ALTERNATES.splitlines(keepends=True), {"1"})
    assert found == {"1": ["الفا", "Alfa"]}
    (entry,) = with_alternates(read(line()).entries, found)
    assert entry.names == ("Alpha", "الفا", "Alfa")


def test_a_file_of_alternate_names_is_told_by_its_columns():
    assert is_alternates(ALTERNATES.splitlines()[0])
    assert not is_alternates(line())
    assert not is_alternates("alternateNameId\tgeonameid\tisolanguage\tname\t\t\t\t\n")
    assert len(COLUMNS) == 19
