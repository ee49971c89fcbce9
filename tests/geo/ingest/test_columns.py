"""Which column is which: by what a user says, by our names, by what people call them; and when none fits."""

from __future__ import annotations

import pytest
from support.exports import ACLED_COLUMNS, pieces
from support.tables_in import read

from durandline.geo.errors import InputError
from durandline.geo.ingest.hints import Wants, parse_columns
from durandline.geo.ingest.normalise import understand
from durandline.geo.ingest.recognise import guess, schema_of
from durandline.geo.readers.raw_table import Source
from durandline.geo.readers.read import read_table
from durandline.geo.schema.findings import Finding

GUESSED = {
    ("Event Date", "Location"): {"date": "Event Date", "place_name": "Location"},
    ("EventDate", "lat_dd", "long_dd"): {"date": "EventDate", "lat": "lat_dd", "lon": "long_dd"},
    ("تاریخ", "محل", "کشته", "شرح"): {"date": "تاریخ", "place_name": "محل", "killed": "کشته", "summary": "شرح"},
    ("نېټه", "ځای", "ډول", "سرچینه"): {
        "date": "نېټه", "place_name": "ځای", "kind": "ډول", "source_publisher": "سرچینه",
    },
    ("نیټه", "ځاي"): {"date": "نیټه", "place_name": "ځاي"},
    ("تاریخ", "مقام", "ہلاکتیں", "ذریعہ"): {
        "date": "تاریخ", "place_name": "مقام", "killed": "ہلاکتیں", "source_publisher": "ذریعہ",
    },
    ("التاريخ", "المكان", "عدد القتلى"): {"date": "التاريخ", "place_name": "المكان", "killed": "عدد القتلى"},
    ("Date de l'événement", "Localité", "Morts"): {
        "date": "Date de l'événement", "place_name": "Localité", "killed": "Morts",
    },
    ("DATE", "GPS", "Link"): {"date": "DATE", "coordinates": "GPS", "source_url": "Link"},
    ("date", "y", "x"): {"date": "date", "lat": "y", "lon": "x"},
    ("Date reported", "Date of incident", "Village"): {"date": "Date of incident", "place_name": "Village"},
    ("Published", "Local date (Kabul)", "Exact location"): {
        "date": "Local date (Kabul)", "place_name": "Exact location",
    },
    ("Date", "District", "Province", "Place"): {
        "date": "Date", "district": "District", "province": "Province", "place_name": "Place",
    },
    ("date", "coordinates", "x"): {"date": "date", "coordinates": "coordinates"},
    ("coordinates", "lat", "longitude of site"): {"lat": "lat", "lon": "longitude of site"},
    ("date", "place", "y"): {"date": "date", "place_name": "place"},
    ("colour", "weather"): {},
}  # fmt: skip


@pytest.mark.parametrize(("header", "meant"), GUESSED.items())
def test_columns_are_guessed_from_their_names(header, meant):
    assert guess(header, {}) == meant


@pytest.mark.parametrize(
    ("header", "schema"),
    [(ACLED_COLUMNS, "acled"), ([name.upper() for name in ACLED_COLUMNS], "acled"),
     (("data_id", "event_date", "event_type", "actor1"), "acled"),
     (("relid", "type_of_violence", "date_start"), "ucdp"),
     (("date", "lat", "lon"), "own"), (("date", "place_name", "colour"), "own"), (("date", "lat"), "other"),
     (("date", "place_name", "Deaths"), "other"), (("Date", "place_name"), "other"), ((), "own")],
)  # fmt: skip
def test_whose_table_it_is_shows_in_its_columns(header, schema):
    assert schema_of(header, Wants(), points=False) == schema


def test_what_is_said_goes_before_what_is_seen():
    assert schema_of(("date", "place_name", "event_id_cnty", "event_date"), Wants(as_="own"), points=False) == "own"
    with pytest.raises(InputError, match="no table of acled: it has no column event_date, event_id_cnty"):
        schema_of(("date", "place_name"), Wants(as_="acled"), points=False)
    with pytest.raises(InputError, match="'gtd'"):
        schema_of(("date", "place_name"), Wants(as_="gtd"), points=False)


PAIRS = {
    "place=Location,date=Event Date": {"place_name": "Location", "date": "Event Date"},
    'date="Event Date", place="Town, district"': {"date": "Event Date", "place_name": "Town, district"},
    "killed=Dead,url=Link,publisher='The source'": {
        "killed": "Dead",
        "source_url": "Link",
        "source_publisher": "The source",
    },
    'summary="What ""they"" say"': {"summary": 'What "they" say'},
    "summary=people's words": {"summary": "people's words"},
    "date=a=b": {"date": "a=b"},
    "actors=": {"actors": ""},
    "": {},
}


@pytest.mark.parametrize(("text", "pairs"), PAIRS.items())
def test_columns_are_said_as_pairs(text, pairs):
    assert parse_columns(text) == pairs


@pytest.mark.parametrize(
    ("text", "said"),
    [("place", "'place' is no pair: write ours=theirs"),
     ("plaze=x", r"no column 'plaze' to fill. Did you mean 'place'\?"),
     ("place=x,place_name=y", "'place_name' is given twice"),
     ("date=a,place=a", "the column 'a' is given twice"), ('date="x', "not closed")],
)  # fmt: skip
def test_what_is_no_pair_is_refused_with_advice(text, said):
    with pytest.raises(InputError, match=said):
        parse_columns(text)


def understood(row, **wants):
    return understand(pieces([row]), "f.csv", Wants(**wants))


def test_what_was_guessed_is_shown():
    table = understood({"Event Date": "2024-03-05", "Location": "Torkham", "Village": "x", "Mood": "y"})
    assert table.mapping == (("date", "Event Date"), ("place_name", "Location"))
    assert table.unread == ("Village", "Mood")
    assert [str(each) for each in table.findings] == [
        "f.csv: Event Date: note: read as date.",
        ("f.csv: Location: note: read as place_name rather than 'Village'. "
         "If that is wrong: durandline import FILE --columns place=NAME -o OUT."),
        "f.csv: note: 2 columns not read: 'Village', 'Mood'.",
    ]  # fmt: skip


def test_columns_that_are_said_are_read_without_a_note():
    columns = parse_columns("date=when,place=Village,summary=")
    table = understood(
        {"when": "2024-03-05", "Location": "x", "Village": "Torkham", "summary": "no"}, columns=columns
    )
    assert {name: column.tolist() for name, column in table.columns.items()} == {
        "date": ["2024-03-05"], "place_name": ["Torkham"],
    }  # fmt: skip
    assert [each.rule for each in table.findings] == ["unread"]
    with pytest.raises(InputError, match=r"f\.csv: there is no column 'whenn'. Did you mean 'when'\?"):
        understood({"when": "2024-03-05"}, columns={"date": "whenn"})


def test_a_table_without_what_is_needed_is_refused_with_the_words_to_write():
    said = r"durandline import FILE --columns 'date=\"the d\",place=NAME' -o OUT\. Columns: 'the d', 'w'\."
    with pytest.raises(InputError, match=said):
        understood({"the d": "5 March 2024", "w": "Torkham"})
    with pytest.raises(InputError, match=r"hold the place .* --columns 'coordinates=w'"):
        understood({"date": "2024-03-05", "w": "34.1, 71.0"})


def test_a_district_is_the_place_where_nothing_finer_is_there():
    assert understood({"Date": "2024", "District": "Kurram"}).columns["place_name"].tolist() == ["Kurram"]
    table = understood({"Date": "2024", "District": "Kurram", "Province": "KP", "x": "70", "y": "33"})
    assert table.columns["admin_text"].tolist() == ["Kurram, KP"]
    assert "place_name" not in table.columns


def test_one_axis_alone_does_not_hide_a_column_of_coordinates():
    for other in ("x", "lat"):
        table = understood({"date": "2024-01-05", "coordinates": "34.1, 71.1", other: "5"})
        assert [table.columns[axis].tolist() for axis in ("lat", "lon")] == [["34.1"], ["71.1"]]
        assert table.unread == (other,)


def test_a_file_whose_table_is_on_another_sheet_says_so():
    note = Finding(
        "f.csv", 0, "", "other-sheets", "note", "readme", "is the sheet that is read.", "Say --sheet 'data'."
    )
    [piece] = pieces([{"About": "nothing"}])
    piece.findings.append(note)
    with pytest.raises(
        InputError, match=r"Columns: 'About'\. 'readme' is the sheet that is read\. Say --sheet 'data'\."
    ):
        understand([piece], "f.csv", Wants())


def test_a_column_of_ours_that_stands_twice_is_refused():
    found = read("date,lat,lon,colour,date,colour\n2024-01-01,34,71,,,\n", "f.csv")
    assert found.rules("warning") == ["doubled-column"] * 2
    with pytest.raises(InputError, match=r"f\.csv: 'date': the column stands twice, in places 1 and 5\. Keep one"):
        understand(
            read_table(Source("f.csv", content=b"date,lat,lon,colour,date,colour\n2024-01-01,34,71,,,\n")),
            "f.csv",
            Wants(),
        )
    table = read_table(Source("f.csv", content=b"date,lat,lon,colour,colour\n2024-01-01,34,71,,\n"))
    assert len(understand(table, "f.csv", Wants()).rows) == 1


def test_a_named_column_is_found_in_spite_of_its_capitals():
    with pytest.raises(InputError, match=r"no column 'place_nam'. Did you mean 'Place_Name'\?"):
        understood({"Date": "2024", "Place_Name": "x"}, columns={"place_name": "place_nam"})


def test_year_month_and_day_apart_are_no_date():
    with pytest.raises(InputError, match="Join year, month and day into one column"):
        understood({"Year": "2024", "Month": "3", "Day": "5", "place": "Torkham"})
    assert understood({"Day": "2024-03-05", "place": "Torkham"}).columns["date"].tolist() == ["2024-03-05"]


def test_a_table_without_a_header_is_told_that_it_has_none():
    with pytest.raises(InputError, match="The first row looks like data"):
        understood({"2024-03-05": "2024-03-06", "34.12": "31.0", "71.09": "66.4", "Torkham": "Chaman"})
    with pytest.raises(InputError) as raised:
        understood({"when": "x", "2024": "y"})
    assert "looks like data" not in str(raised.value)


def test_a_column_of_date_and_time_is_the_date():
    assert guess(["Date/Time", "Location"], {}) == {"date": "Date/Time", "place_name": "Location"}


RENAMED = {
    "Event Date": "2024-03-05",
    "location": "Torkham",
    "sub_event_type": "x",
    "inter1": "1",
    "interaction": "2",
}


@pytest.mark.parametrize("row", [RENAMED, {"date": "2024-03-05", "place_name": "Torkham", "event_id_cnty": "PAK1"}])
def test_rows_of_acled_under_other_names_are_not_handed_on(row):
    table = understood(row)
    assert table.columns["redistribute"].tolist() == ["no"]
    assert table.columns["licence"].tolist() == ["ACLED terms"]
    assert [each.level for each in table.findings if each.rule == "like-acled"] == ["warning"]
    for said in (understood(row, as_="own"), understood(row | {"redistribute": "yes"})):
        assert "like-acled" not in [each.rule for each in said.findings]
        assert said.columns.get("redistribute", ["yes"])[0] == "yes"


def test_a_text_named_as_a_workbook_says_so_where_nothing_fits():
    with pytest.raises(InputError, match="although its name says that it is a spreadsheet"):
        understand(read_table(Source("f.xlsx", content=b"hello\nyou\n")), "f.xlsx", Wants())
