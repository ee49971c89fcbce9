"""Dates as people write them: what is read, in which order, and what is left alone and said."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from durandline.geo.errors import InputError
from durandline.geo.ingest.dates import decide, future, read_dates, tell_dates
from durandline.geo.ingest.distinct import Distinct, as_texts
from durandline.geo.ingest.notes import Notes
from durandline.geo.time.partial import parse_partial
from durandline.geo.time.solar_hijri import month_length, to_gregorian


def read(*texts, force=""):
    """Return what the texts of one column are read as, and the level and rule of each finding."""
    notes = Notes("f.csv")
    column, tally = Distinct.of(as_texts(texts)), notes.tally("date")
    decided = decide([column], force)
    out = column.column(read_dates(column, decided, tally)).tolist()
    tell_dates(tally, decided)
    return out, {(each.level, each.rule) for each in notes.findings}


OURS = ("2024", "2024-03", "2024-03-05", "2024-03-01/2024-03-05", "2024-03-05T12:00+04:30", "")
READ = {
    "2024/3/5": ("2024-03-05", "year-first"),
    "2024.03.05": ("2024-03-05", "year-first"),
    "20240305": ("2024-03-05", "year-first"),
    "2024.0": ("2024", "year-first"),
    "25/03/2024": ("2024-03-25", "day-first"),
    "03-25-2024": ("2024-03-25", "month-first"),
    "05 05 2024": ("2024-05-05", "day-first"),
    "3/2024": ("2024-03", "year-first"),
    "5 March 2024": ("2024-03-05", "month-name"),
    "March 5th, 2024": ("2024-03-05", "month-name"),
    "05-Mar-2024": ("2024-03-05", "month-name"),
    "2024 Mar 5": ("2024-03-05", "month-name"),
    "Tuesday, 5 March 2024": ("2024-03-05", "month-name"),
    "March 2024": ("2024-03", "month-name"),
    "5 mars 2024": ("2024-03-05", "month-name"),
    "5 مارچ 2024ء": ("2024-03-05", "month-name"),
    "۵ اپریل ۲۰۲۴": ("2024-04-05", "month-name"),
    "۵ جولای ۲۰۲۴": ("2024-07-05", "month-name"),
    "45356": ("2024-03-05", "serial-date"),
    "45356.75": ("2024-03-05", "serial-date"),
    "۲۰۲۴-۰۳-۰۵": ("2024-03-05", "digits"),
    "٢٠٢٤-٠٣-٠٥": ("2024-03-05", "digits"),
    "2024-03-05T12:00": ("2024-03-05", "time-without-zone"),
    "2024-03-05 00:00:00.000": ("2024-03-05", "time-without-zone"),
    "25/03/2024 2:30 PM": ("2024-03-25", "day-first"),
    "2024-03-05 12:00+0430": ("2024-03-05T12:00+04:30", "instant"),
    "2024-03-05T12:00:30.5Z": ("2024-03-05T12:00Z", "instant"),
    "1402-10-22": ("2024-01-12", "solar-hijri"),
    "22/10/1402": ("2024-01-12", "solar-hijri"),
    "۱۴۰۲/۱۰/۲۲": ("2024-01-12", "solar-hijri"),
    "۲۲ جدی ۱۴۰۲": ("2024-01-12", "solar-hijri"),
    "۲۲ مرغومی ۱۴۰۲": ("2024-01-12", "solar-hijri"),
    "۲۲ دی ۱۴۰۲": ("2024-01-12", "solar-hijri"),
    "22 Jadi 1402": ("2024-01-12", "solar-hijri"),
    "حوت ۱۴۰۲": ("2024-02-20/2024-03-19", "solar-hijri"),
    "1402-12": ("2024-02-20/2024-03-19", "solar-hijri"),
    "1402": ("2023-03-21/2024-03-19", "solar-hijri"),
    "1402-10-01/1402-10-05": ("2023-12-22/2023-12-26", "solar-hijri"),
    "5\u20137 March 2024": ("2024-03-05/2024-03-07", "span"),
    "2024-01-01 - 2024-01-05": ("2024-01-01/2024-01-05", "span"),
    "28 February 2024 to 1 March 2024": ("2024-02-28/2024-03-01", "span"),
}
NOT_READ = (
    "32 March", "soon", "2023-02-29", "2024-03-01/", "2024-03-05/2024-03-01", "31/02/2024", "2024-13-01", "12345678",
    "5 March 1402", "5 Hamal 2024", "13/13/2024", "2024-03-05 25:00", "19999", "80000",
    "March", "early March 2024",
    "7-5 March 2024", "2024-01-05 - 2024-01-01", "31/02/2024 - 31/02/2024", "03/05/2024 - 04/05/2024",
)  # fmt: skip


@pytest.mark.parametrize("text", OURS)
def test_our_own_notation_passes_as_it_is(text):
    assert read(text) == ([text], set())


@pytest.mark.parametrize(("text", "meant"), READ.items())
def test_other_notations_are_read_and_said(text, meant):
    out, said = read(text)
    assert out == [meant[0]]
    assert ("note", meant[1]) in said
    parse_partial(out[0])


@pytest.mark.parametrize("text", NOT_READ)
def test_what_is_no_date_stays_as_it_was_written(text):
    assert read(text) == ([text], set())


@pytest.mark.parametrize(
    ("text", "rule"),
    [("5/3/24", "short-year"), ("5 Mar 24", "short-year"), ("Mar-24", "short-year"), ("1445-05-05", "lunar-hijri"),
     ("1402-12-30", "no-such-day"), ("1402/13/01", "no-such-day"), ("30 حوت 1402", "no-such-day"),
     ("1704153600000", "since-1970"), ("1704153600", "since-1970")],
)  # fmt: skip
def test_what_may_mean_several_days_or_none_is_left_with_a_warning(text, rule):
    assert read(text) == ([text], {("warning", rule)})


def test_one_number_above_twelve_decides_over_the_column():
    assert read("03/05/2024", "25/03/2024") == (["2024-05-03", "2024-03-25"], {("note", "day-first")})
    assert read("03/05/2024", "03/25/2024") == (["2024-03-05", "2024-03-25"], {("note", "month-first")})


def test_without_a_proof_the_day_is_first_and_a_warning_says_how_to_settle_it():
    assert read("03/05/2024", "01/02/2024") == (["2024-05-03", "2024-02-01"], {("warning", "day-or-month")})
    assert read("03/05/2024", force="mdy") == (["2024-03-05"], {("note", "month-first")})


def test_dates_that_contradict_the_others_are_left_with_a_warning():
    out, said = read("03/25/2024", "04/26/2024", "25/03/2024", "05/06/2024")
    assert out == ["2024-03-25", "2024-04-26", "25/03/2024", "2024-05-06"]
    assert said == {("note", "month-first"), ("warning", "other-order"), ("warning", "day-or-month")}


def test_where_both_orders_are_there_what_may_be_either_is_not_called_proven():
    notes = Notes("f.csv")
    column, tally = Distinct.of(as_texts(["03/25/2024", "25/03/2024", "05/06/2024"])), notes.tally("date")
    decided = decide([column])
    assert (decided.proven, decided.mixed) == (False, True)
    read_dates(column, decided, tally)
    tell_dates(tally, decided)
    (said,) = (each for each in notes.findings if each.rule == "day-or-month")
    assert said.message.startswith("1 cell that may be day/month or month/day; dates of both orders are there.")


@pytest.mark.parametrize(("zone", "offset"), [("PKT", "+05:00"), ("AFT", "+04:30")])
def test_the_two_clocks_are_known_by_name(zone, offset):
    assert read(f"5 March 2024 14:00 {zone}")[0] == [f"2024-03-05T14:00{offset}"]


@pytest.mark.parametrize("word", ["NA", "n/a", "NULL", "#N/A", "-", "\u2014", "Unknown"])
def test_a_word_for_no_value_is_an_empty_cell_with_a_note(word):
    assert read(word, "2024") == (["", "2024"], {("note", "no-value")})


def test_all_columns_of_dates_decide_together():
    day, last = (Distinct.of(as_texts(texts)) for texts in (["03/05/2024"], ["25/05/2024"]))
    assert decide([day]).proven is False
    assert decide([day, last]) == decide([last])


def test_dates_can_be_forced():
    assert read("1445-05-05", force="hijri")[0] == ["2066-07-26"]
    assert read("100", force="serial")[0] == ["1900-04-09"]
    assert read("03/05/2024", force="ymd")[0] == ["03/05/2024"]
    with pytest.raises(InputError, match=r"'ddmm'.*dmy, mdy"):
        read("x", force="ddmm")


def test_the_findings_count_cells_and_give_an_example():
    notes = Notes("f.csv")
    column, tally = Distinct.of(as_texts(["45356", "45356", "45357"])), notes.tally("When")
    decided = decide([column])
    read_dates(column, decided, tally)
    tell_dates(tally, decided)
    assert [str(each) for each in notes.findings] == [
        "f.csv: When: note: 3 cells read as a spreadsheet's day numbers, such as '45356' as 2024-03-05."
    ]


def test_dates_to_come_are_counted():
    texts = ["2024", "2025-02", "2024-12-31", "2025-03-02", "2026", "later"]
    assert future(texts, [1, 1, 1, 2, 4, 8], "2025-03-01") == (6, "2025-03-02")


@given(
    st.dates(date(1800, 1, 1), date(2200, 12, 31)), st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%d %m %Y", "%d-%m-%Y"])
)
def test_day_first_reads_back_what_was_written(day, form):
    assert read(day.strftime(form).zfill(10), force="dmy")[0] == [day.isoformat()]


@given(
    st.dates(date(1800, 1, 1), date(2200, 12, 31)), st.sampled_from(["%d %B %Y", "%B %d, %Y", "%d-%b-%Y", "%Y/%m/%d"])
)
def test_what_needs_no_deciding_reads_back_too(day, form):
    assert read(day.strftime(form))[0] == [day.isoformat()]


@given(st.integers(1300, 1429), st.integers(1, 12), st.data(), st.sampled_from("-/."))
def test_solar_dates_read_back(year, month, data, sign):
    day = data.draw(st.integers(1, month_length(year, month)))
    assert read(f"{year}{sign}{month:02}{sign}{day:02}")[0] == [to_gregorian(year, month, day).isoformat()]


@given(st.text(alphabet="0123456789/-. :TZ+Marchحوت۱۴", max_size=20))
def test_any_text_is_a_date_or_stays(text):
    out = read(text)[0][0]
    if out not in ("", text, text.strip()):
        parse_partial(out)


@pytest.mark.parametrize("text", ["2024\u201001\u201105", "2024\u201301\u201305", "2024\u221201\u221205"])
def test_hyphens_of_word_processors_are_hyphens(text):
    assert read(text)[0] == ["2024-01-05"]


@pytest.mark.parametrize(
    ("text", "day", "rule"),
    [("13/03/2024 11:59 pm", "2024-03-13", "day-first"), ("13 March 2024 23:30", "2024-03-13", "month-name"),
     ("45292.5", "2024-01-01", "serial-date"), ("1402-10-22 10:00", "2024-01-12", "solar-hijri")],
)  # fmt: skip
def test_a_time_of_day_that_is_not_kept_is_told(text, day, rule):
    assert read(text) == ([day], {("note", rule), ("note", "time-without-zone")})
