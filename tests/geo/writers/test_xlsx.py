"""XLSX: every value as others read it, no formula, no link, the same bytes, nothing cut in silence."""

from __future__ import annotations

import hashlib
import re
import zipfile
from datetime import date

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from support.flats import ABOUT, TABLE, awkward, flat_table, rows, values

from durandline.geo.errors import InputError
from durandline.geo.writers import xlsx
from durandline.geo.writers.xlsx import CUT, MOST_CHARACTERS, write_xlsx

UNPRINTABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("xlsx")


def written(folder, *tables):
    path = folder / "a.xlsx"
    path.unlink(missing_ok=True)
    findings = write_xlsx(path, tables, ABOUT)
    return CalamineWorkbook.from_path(str(path)), findings


def as_values(book, name="things"):
    header, *body = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return [{key: _value(cell) for key, cell in zip(header, row, strict=True)} for row in body]


def _value(cell):
    if cell == "":
        return None
    return cell.isoformat() if isinstance(cell, date) else cell


def wanted(table):
    made = []
    for row in values(table):
        lon, lat = row.pop("geometry") or (None, None)
        row["words"] = row["words"] and UNPRINTABLE.sub("\ufffd", row["words"])
        row["size"] = row["size"] and float(f"{row['size']:.16G}")  # what xlsxwriter keeps
        made.append(row | {"lon": lon, "lat": lat})
    return made


@settings(max_examples=25)
@given(given_rows=st.lists(rows, min_size=1, max_size=8))
def test_what_goes_in_comes_out(folder, given_rows):
    table = flat_table(given_rows)
    book, findings = written(folder, table)
    assert as_values(book) == wanted(table)
    assert findings == []


def test_every_awkward_text_comes_out(folder):
    table = awkward()
    assert as_values(written(folder, table)[0]) == wanted(table)


def test_a_day_is_a_date_and_one_less_precise_or_before_1901_is_text(folder):
    days = ("2024-03-05", "2024-03", "1893-11-12", "2024-03-05T12:00+04:30", "2024-03-01/2024-03-05")
    book, _ = written(folder, flat_table([{"date": day} for day in days]))
    cells = [row[1] for row in book.get_sheet_by_name("things").to_python()][1:]
    assert cells == [date(2024, 3, 5), *days[1:]]


def test_no_cell_is_a_formula_or_a_link(folder):
    written(folder, flat_table([{"words": words} for words in ("=1+1", "https://x.example/", "mailto:a@b", "+1")]))
    with zipfile.ZipFile(folder / "a.xlsx") as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


def test_the_header_stays_and_filters_and_arabic_script_runs_from_the_right(folder):
    written(folder, flat_table([{"words": "تورخم"}, {"words": "“طورخم”"}, {"words": "Torkham تورخم"}]))
    with zipfile.ZipFile(folder / "a.xlsx") as parts:
        sheet, styles = (parts.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "styles"))
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:I4"/>' in sheet
    assert 'readingOrder="2"' in styles
    style = {cell: re.search(rf'<c r="{cell}"( s="\d+")?', sheet)[1] for cell in ("C2", "C3", "C4")}
    assert style["C2"] == style["C3"] != style["C4"]


def test_about_and_dictionary_follow_the_tables(folder):
    book, _ = written(folder, flat_table([{}]))
    assert book.sheet_names == ["things", "about", "dictionary"]
    about = dict(book.get_sheet_by_name("about").to_python()[1:])
    assert about["licence"] == ABOUT.licence
    assert about["asked: since"] == "2024-01-01"
    rows_ = book.get_sheet_by_name("dictionary").to_python()
    assert [row[1] for row in rows_[1:]] == list(TABLE.columns)
    assert ["things", "size", "number", "m", "", "How large it is."] in rows_


@pytest.mark.parametrize("letter", ["x", "ت", "🚚"])
def test_a_cell_that_is_too_long_is_cut_with_a_mark_and_a_finding(folder, letter):
    whole = letter * (MOST_CHARACTERS + 1)
    book, findings = written(folder, flat_table([{}, {"words": whole}, {"words": "short"}]))
    cell = as_values(book)[1]["words"]
    assert cell.endswith(CUT)
    assert whole.startswith(cell.removesuffix(CUT))
    assert MOST_CHARACTERS - 2 < len(cell.encode("utf-16-le")) // 2 <= MOST_CHARACTERS
    assert [(each.row, each.column, each.level, each.rule) for each in findings] == [
        (3, "words", "warning", "cut-short")
    ]


def test_a_cell_as_long_as_can_be_is_whole(folder):
    book, findings = written(folder, flat_table([{"words": "x" * MOST_CHARACTERS}]))
    assert len(as_values(book)[0]["words"]) == MOST_CHARACTERS
    assert findings == []


def test_a_shape_that_is_too_long_is_cut_with_a_finding_too(folder):
    line = shapely.LineString([(at / 1e6 + 0.0000005, 34.123456) for at in range(5_000)])
    book, findings = written(folder, flat_table([{"geometry": line}], "LineString"))
    assert as_values(book)[0]["geometry"].endswith(CUT)
    assert [each.column for each in findings] == ["geometry"]


def test_more_rows_than_a_sheet_holds_are_refused(folder, monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 2)
    with pytest.raises(InputError, match="things has 3 rows"):
        written(folder, flat_table([{}] * 3))


def test_twice_gives_the_same_bytes_whatever_the_clock(folder, monkeypatch):
    import time

    written(folder, awkward())
    first = hashlib.sha256((folder / "a.xlsx").read_bytes()).hexdigest()
    monkeypatch.setattr(time, "time", lambda: 4_000_000_000.0)
    written(folder, awkward())
    assert hashlib.sha256((folder / "a.xlsx").read_bytes()).hexdigest() == first
