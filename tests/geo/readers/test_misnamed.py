"""Files that are not what they are given for: refused in words, or read with a note."""

import gzip
import random

import pytest
from support.tables_in import read

from durandline.geo.errors import InputError

NOISE = random.Random(1).randbytes(5000)  # noqa: S311 - the same bytes each time
TABLE = b"date,place_name\n2024-03-05,Torkham\n"


@pytest.mark.parametrize(
    ("name", "what"),
    [("a.xlsx", "a spreadsheet"), ("a.ODS", "a spreadsheet"), ("a.gpkg", "a GeoPackage"), ("a.fgb", "a FlatGeobuf"),
     ("a.parquet", "a Parquet file"), ("a.zip", "a zip"), ("a.csv.gz", "a file in gzip")],
)  # fmt: skip
@pytest.mark.parametrize("content", [NOISE, b"hello \x01 you"])
def test_bytes_that_are_not_what_the_name_promises_are_called_damaged(name, what, content):
    with pytest.raises(InputError, match=f"is not {what}, although its name says so: it is damaged"):
        read(content, name=name)


@pytest.mark.parametrize("content", [TABLE, TABLE.decode().encode("utf-16-le"), TABLE.decode().encode("utf-16")])
def test_text_under_the_name_of_a_workbook_is_read_with_a_note(content):
    found = read(content, name="mine.xlsx")
    assert found.records() == [{"date": "2024-03-05", "place_name": "Torkham"}]
    assert "other-format" in found.rules("note")
    assert "other-format" not in read(content, name="mine.csv").rules("note")


@pytest.mark.parametrize(
    ("content", "what"),
    [(b"\x89PNG\r\n\x1a\n", "a picture"), (b"\xff\xd8\xff\xe0", "a picture"), (b"Rar!\x1a\x07", "an archive"),
     (b"7z\xbc\xaf\x27\x1c", "an archive"), (b"\xef\xbb\xbf <!DOCTYPE html>", "a web page")],
)  # fmt: skip
def test_what_is_no_table_is_named(content, what):
    with pytest.raises(InputError, match=f"x.csv: is {what}"):
        read(content + NOISE, name="x.csv")


def test_one_file_of_a_shapefile_is_told_to_come_with_the_others():
    with pytest.raises(InputError, match=r"is one file of a Shapefile\. Give its \.shp"):
        read(NOISE, name="mine.dbf")


def test_an_archive_that_is_cut_before_its_first_row_is_not_called_empty():
    for length in (11, 16, 24):
        with pytest.raises(InputError, match="the archive ends or is damaged at its beginning"):
            read(gzip.compress(TABLE, mtime=0)[:length], name="mine.csv.gz")
