"""Reading whatever an analyst has: each format gives the same rows, and no damage is more than an error in words."""

import gzip

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import damaged
from support.tables_in import read

from durandline.geo.errors import InputError
from durandline.geo.readers.raw_table import Source
from durandline.geo.readers.read import format_of, layers_of, read_table

LAYERS = {"xlsx": ["rows"], "gpkg": ["rows"], "fgb": ["rows"], "shp.zip": ["rows"]}


@pytest.fixture(params=damaged.FILES)
def name(request):
    if request.param == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed: it is the extra 'parquet'")
    return request.param


def test_every_format_gives_the_same_rows(name):
    found = read(damaged.whole(name), name=f"rows.{name}")
    assert found.records() == damaged.records()
    assert found.rules("error") == found.rules("warning") == []


def test_a_stream_gives_what_a_file_does(name, tmp_path):
    path = tmp_path / f"rows with spaces.{name}"
    path.write_bytes(damaged.whole(name))
    one, other = read(path), read(damaged.whole(name), name=path.name)
    assert repr(one) == repr(other)


def test_the_bytes_tell_the_format_whatever_the_name(name):
    assert read(damaged.whole(name), name="mine.txt").records() == read(damaged.whole(name), name=name).records()


def test_a_source_can_be_read_again(name):
    source = Source(f"rows.{name}", content=damaged.whole(name))
    assert len(list(read_table(source))) == len(list(read_table(source)))


def test_points_come_with_their_rows(name):
    found = read(damaged.whole(name))
    if name in ("csv", "utf16.csv", "csv.gz", "csv.zip", "xlsx"):
        assert found.points == []
        return
    expected = [damaged.point(number) for number in range(damaged.ROWS)]
    assert [None if lon != lon else (lon, lat) for lon, lat in found.points] == expected


def test_layers_are_listed_where_a_format_has_them(name):
    content = damaged.whole(name)
    expected = LAYERS.get(name, [])
    # A stream has no name of its own to give to its layer.
    found = layers_of(Source(f"rows.{name}", content=content))
    assert len(found) == len(expected)
    with pytest.raises(InputError, match=r"no (sheet|layer) 'x'|no layers"):
        read(content, layer="x")


def test_a_file_cut_anywhere_is_an_error_in_words_or_keeps_the_rows_before(name):
    full = read(damaged.whole(name)).records()
    kept, refused = [], []
    for content in damaged.cuts(damaged.whole(name)):
        try:
            found = read(content, name=f"rows.{name}")
        except InputError as error:
            refused.append(str(error))
            kept.append(0)
            continue
        bad = {each.row for each in found.findings if each.level == "error"}
        bad |= {each.row for each in found.findings if each.rule in ("cut-short", "encoding")}
        rows = [row for number, row in zip(found.rows, found.records(), strict=True) if number not in bad]
        # The last row of a text may be cut within its last cell, which nobody can see.
        assert rows[:-1] == full[: max(len(rows) - 1, 0)]
        kept.append(len(rows))
    assert all(error.startswith(f"rows.{name}: ") for error in refused)
    if name in damaged.KEEPS_ROWS:
        assert kept[-2] > 30
        assert sorted(kept) == kept


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_flipped_bytes_are_never_more_than_an_error_in_words(name, data):
    content = bytearray(damaged.whole(name))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    said = ""
    try:
        found = read(bytes(content), name=f"rows.{name}")
    except InputError as error:
        said = str(error)
    else:
        assert len(set(found.rows)) == len(found.rows)
    assert not said or said.startswith(f"rows.{name}: ")


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b",,,\n"])
def test_a_file_without_text_has_no_columns(content):
    found = read(content)
    assert (found.columns, found.rows) == ((), [])


@pytest.mark.parametrize(
    "content", [b"\0" * 100, bytes(range(256)) * 4, b"PK\x03\x04", b"\x89PNG\r\n\x1a\n" + b"\0" * 50]
)
def test_what_is_no_table_is_refused(content):
    with pytest.raises(InputError, match=r"^mine: "):
        read(content)


def test_a_zip_of_several_tables_is_refused(tmp_path):
    import zipfile

    path = tmp_path / "two.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("a.csv", "a\n1\n")
        packed.writestr("b.csv", "a\n1\n")
    with pytest.raises(InputError, match=r"two\.zip: a zip without a table.*It holds 'a\.csv', 'b\.csv'"):
        read(path)


def test_a_packed_binary_format_is_refused_with_advice():
    import gzip

    with pytest.raises(InputError, match=r"gpkg in gzip is not read\. Unpack it first"):
        read(gzip.compress(damaged.whole("gpkg")))


def test_a_file_that_is_not_there_is_an_error_in_words(tmp_path):
    with pytest.raises(InputError, match=r"gone\.csv: cannot be read \(No such file"):
        read(tmp_path / "gone.csv")
    with pytest.raises(InputError, match=r"cannot be read"):
        read(tmp_path)


def test_formats_have_names():
    names = {
        name: format_of(Source(name, content=damaged.whole(name))) for name in damaged.FILES if name != "parquet"
    }
    assert names["csv"] == names["utf16.csv"] == names["csv.gz"] == names["csv.zip"] == "csv"
    assert names["geojson"] == names["geojsons"] == names["geojsonl"] == "json"
    assert (names["xlsx"], names["gpkg"], names["fgb"], names["shp.zip"]) == ("spreadsheet", ".gpkg", ".fgb", ".zip")


@pytest.mark.parametrize(
    ("content", "what"),
    [(b"\xef\xbb\xbf\r\n<!DOCTYPE HTML><html>", "a web page"), (b"<table border=0>", "a web page"),
     ("<html>".encode("utf-16"), "a web page"), (b'<?xml version="1.0"?><kml>', "XML"), (b"%PDF-1.7\n", "a PDF"),
     (b"{\\rtf1", "a document")],
)  # fmt: skip
def test_what_is_no_table_is_called_what_it_is(content, what):
    for packed in (content, gzip.compress(content)):
        with pytest.raises(InputError, match=rf"mine\.xls: is {what}.*Give CSV, "):
            read(packed, name="mine.xls")
