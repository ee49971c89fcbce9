"""Dates of which a spreadsheet took the day for the month: told with both readings, settled by a word."""

from __future__ import annotations

import datetime as dt
import io

import pytest
import xlsxwriter
from support.own import RECORD

from durandline.geo.incidents.user_file import OwnIncidents, read_own
from durandline.geo.ingest.hints import Wants
from durandline.geo.readers.raw_table import Source

SWAPPED = [dt.date(2024, 1, 5), "13/05/2024", dt.date(2024, 2, 5), "25/05/2024"]


def taken(dates: list[object], way: str = "", times: list[object] | None = None) -> OwnIncidents:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Date", "Last day", "Place"])
        for row, date in enumerate(dates, 1):
            sheet.write_row(row, 0, [date, times[row - 1] if times else "", "Torkham"])
    return read_own(Source("mine.xlsx", content=content.getvalue()), RECORD, wants=Wants(dates=way))


def warned(own: OwnIncidents) -> list[tuple[int, str, str]]:
    return [(each.row, each.value, each.message) for each in own.findings if each.rule == "swapped-date"]


def test_each_row_is_told_with_both_readings_and_what_was_chosen():
    own = taken(SWAPPED)
    assert list(own.frame["date"]) == ["2024-01-05", "2024-05-13", "2024-02-05", "2024-05-25"]
    assert warned(own) == [
        (2, "2024-01-05", "is read as it is stored; with day and month swapped it is 2024-05-01."),
        (4, "2024-02-05", "is read as it is stored; with day and month swapped it is 2024-05-02."),
    ]
    (whole,) = (each for each in own.findings if each.rule == "day-or-month")
    assert (whole.level, "'13/05/2024'" in whole.message) == ("warning", True)
    assert "--dates swapped" in whole.suggestion
    assert "--dates stored" in whole.suggestion


def test_a_word_settles_it():
    back, as_they_are = taken(SWAPPED, "swapped"), taken(SWAPPED, "stored")
    assert list(back.frame["date"]) == ["2024-05-01", "2024-05-13", "2024-05-02", "2024-05-25"]
    assert list(as_they_are.frame["date"]) == ["2024-01-05", "2024-05-13", "2024-02-05", "2024-05-25"]
    assert not [each for own in (back, as_they_are) for each in own.findings if each.is_problem]
    (note,) = (each for each in back.findings if each.rule == "swapped-back")
    assert "2 cells with day and month turned back, such as '2024-01-05' as 2024-05-01" in note.message


def test_to_say_how_texts_are_written_does_not_settle_it():
    assert warned(taken(SWAPPED, "dmy")) == warned(taken(SWAPPED))


@pytest.mark.parametrize(
    ("dates", "row", "other"),
    [
        # The month first, in a program that puts the day first.
        ([dt.date(2024, 1, 5), "05/13/2024", "05/25/2024"], 2, "2024-05-01"),
        ([dt.datetime(2024, 1, 5, 10, 30), "13/05/2024"], 2, "2024-05-01T10:30:00"),  # noqa: DTZ001
        ([dt.date(2024, 1, 5), "13.05.2024"], 2, "2024-05-01"),
        ([dt.date(2024, 5, 5), dt.date(2024, 1, 5), "13/05/2024"], 3, "2024-05-01"),  # 5 May is 5 May either way
    ],
)  # fmt: skip
def test_the_kind_is_seen_in_other_dress(dates, row, other):
    assert [(number, message.rpartition(" ")[2]) for number, _, message in warned(taken(dates))] == [
        (row, f"{other}.")
    ]
    assert taken(dates, "swapped").frame["date"].iloc[row - 2] == other[:10]


@pytest.mark.parametrize(
    "dates",
    [
        [dt.date(2024, 1, 5), dt.date(2024, 1, 13), "13/05/2024"],  # a day above 12: the program reads days rightly
        [dt.date(2024, 1, 5), "13/05/2024", "05/13/2024"],
        [dt.date(2024, 1, 5), "13/05/2024", "03/05/2024"],  # it would have turned this one into a date too
        [dt.date(2024, 1, 5), "2024-05-13", "5 May 2024"],
        [dt.date(2024, 5, 5), "13/05/2024"],
        [dt.date(2024, 1, 5), dt.date(2024, 2, 5)],
        ["13/05/2024", "03/05/2024"],
    ],
)
def test_nothing_is_suspected_where_something_speaks_against_it(dates):
    assert warned(taken(dates)) == []


def test_text_files_that_a_spreadsheet_wrote_are_looked_at_too():
    content = b"date,place_name\n2024-01-05,Torkham\n13/05/2024,Torkham\n"
    assert len(warned(read_own(Source("mine.csv", content=content), RECORD))) == 1


def test_both_columns_of_dates_count():
    own = taken(["13/05/2024", "25/05/2024"], times=[dt.date(2024, 5, 6), dt.date(2024, 7, 6)])
    assert [(row, value) for row, value, _ in warned(own)] == [(2, "2024-05-06"), (3, "2024-07-06")]
