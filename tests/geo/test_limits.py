"""What a file may ask for is limited, each limit can be changed, and its passing is one sentence that says so."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

import pytest

from durandline.geo.errors import InputError
from durandline.geo.files import read_input
from durandline.geo.incidents.hopeless import refuser
from durandline.geo.incidents.user_file import read_own
from durandline.geo.limits import (
    CELL,
    COLUMNS,
    LIMITS,
    LINE,
    NESTING,
    REPEATS,
    UNPACKED,
    WHOLE,
)  # fmt: skip
from durandline.geo.readers import stream
from durandline.geo.readers.raw_table import Source
from durandline.geo.readers.read import read_table
from durandline.geo.record import Record

HEAD = "date,lat,lon,summary\n"
ROW = "2024-01-01,34,71,shots\n"
POINT = {"date": "2024-01-01", "lat": 34, "lon": 71}
MIME = "application/vnd.oasis.opendocument.spreadsheet"


def zipped(files):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return made.getvalue()


def ods(row="", cell="", spaces=""):
    text = f'<table:table-cell office:value-type="string"{cell}><text:p>x{spaces}</text:p></table:table-cell>'
    content = (
        f'<office:document-content xmlns:office="urn:o" xmlns:table="urn:t" xmlns:text="urn:x">'
        f'<office:body><office:spreadsheet><table:table table:name="s"><table:table-row>{text}</table:table-row>'
        f"<table:table-row{row}>{text}</table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return zipped({"mimetype": MIME, "META-INF/manifest.xml": "<manifest/>", "content.xml": content})


def deep(levels):
    return json.dumps([POINT]).replace("34", "[" * levels + "34" + "]" * levels)


PASSED = {
    "cell": (CELL, 100, HEAD + ROW + f'2024-01-01,34,71,"{"x" * 50}\n{"x" * 60}'),
    "header_cell": (CELL, 100, f'date,lat,lon,"{"x" * 50}\n{"x" * 60}'),
    "line": (LINE, 100, HEAD + ROW + "x" * 101 + "\n" + ROW),
    "last_line": (LINE, 100, HEAD + ROW + "x" * 101),
    "columns": (COLUMNS, 5, HEAD.strip() + ",a,b\n" + ROW),
    "json_columns": (COLUMNS, 5, json.dumps([POINT, POINT | dict.fromkeys("abc", 1)])),
    "json_value": (LINE, 100, json.dumps([{"a": "x" * 5_000_000}])),
    "nesting": (NESTING, 10, deep(10)),
    "nested_lines": (NESTING, 10, deep(10)[1:-1] + "\n" + deep(10)[1:-1]),
    "repeated_row": (REPEATS, 50, ods(row=' table:number-rows-repeated="51"')),
    "repeated_cell": (COLUMNS, 50, ods(cell=' table:number-columns-repeated="51"')),
    "spaces": (CELL, 50, ods(spaces='<text:s text:c="51"/>')),
}


def read(content, name="mine"):
    own = read_own(Source(name, content=content if isinstance(content, bytes) else content.encode()), Record())
    return own, "\n".join(map(str, own.findings))


@pytest.mark.parametrize("case", PASSED)
def test_what_passes_a_limit_is_one_sentence_that_says_how_to_change_it(case, monkeypatch):
    limit, most, content = PASSED[case]
    try:
        _, before = read(content)
    except InputError as error:
        before = str(error)
    assert limit.variable not in before
    monkeypatch.setenv(limit.variable, str(most))
    try:
        said = read(content)[1]
    except InputError as error:
        said = str(error)
        assert "\n" not in said
    assert f"at most {most:,} are read" in said
    assert limit.variable in said


@pytest.mark.parametrize("case", PASSED)
def test_what_just_keeps_a_limit_is_read_as_without_it(case, monkeypatch):
    limit, most, content = PASSED[case]
    monkeypatch.setenv(limit.variable, str(10 * most if case != "json_value" else 10_000_000))
    try:
        said = read(content)[1]
    except InputError as error:
        said = str(error)
    assert limit.variable not in said


def test_rows_before_a_cell_that_never_ends_are_kept(monkeypatch):
    monkeypatch.setenv(CELL.variable, "100")
    own, said = read(PASSED["cell"][2])
    assert len(own.frame) == 1
    assert "mine:3: error: cannot be read as CSV (a cell has too many characters; at most 100 are read." in said


@pytest.mark.parametrize("levels", [2_000, 200_000])
def test_levels_beyond_what_can_be_read_are_said(levels):
    with pytest.raises(InputError, match=r"^mine: cannot be read as JSON \(a value has (more|too many) levels"):
        read(deep(levels))


BOMB = b"a,b\n" * (5 << 20)
BOMBS = {
    "text.csv.gz": lambda: gzip.compress(BOMB),
    "text.zip": lambda: zipped({"a.csv": BOMB}),
    "book.xlsx": lambda: zipped({"xl/workbook.xml": "<x/>", "xl/a.xml": BOMB}),
    "book.ods": lambda: zipped({"mimetype": MIME, "content.xml": BOMB}),
    "shape.zip": lambda: zipped({"a.shp": "", "a.shx": "", "a.dbf": BOMB}),
}


@pytest.mark.parametrize("name", BOMBS)
def test_an_archive_that_unpacks_to_many_times_its_size_is_refused(name):
    content = BOMBS[name]()
    with pytest.raises(InputError, match=rf"^{name}: .*at most 100 times its size.*{UNPACKED.variable}"):
        read(content, name)


def test_what_a_zip_says_of_its_size_is_not_believed():
    content = bytearray(BOMBS["book.xlsx"]())
    told = len(BOMB).to_bytes(4, "little")
    assert content.count(told) == 2
    with pytest.raises(InputError, match="times its size"):
        read(bytes(content.replace(told, b"\x10\0\0\0")), "book.xlsx")


def test_what_may_have_no_end_is_read_no_further_than_it_may_be(monkeypatch, tmp_path):
    monkeypatch.setenv(WHOLE.variable, "1")
    with pytest.raises(InputError, match=rf"^/dev/zero: .*more than 1 MB.*{WHOLE.variable}"):
        read_input("/dev/zero")
    file = tmp_path / "long.csv"
    file.write_bytes(b"x" * (3 << 20))
    assert len(read_input(file)) == 3 << 20  # its size is known


@pytest.mark.parametrize("said", ["none", "0", "-1", "1.5", "١٢", "9" * 5000])
@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.variable)
def test_a_limit_that_is_no_number_is_said(limit, said, monkeypatch):
    monkeypatch.setenv(limit.variable, said)
    with pytest.raises(InputError, match=rf"^{limit.variable}: '.*no whole number from 1 on"):
        assert limit.most


class Endless(io.RawIOBase):
    """A stream that says one thing for ever after another."""

    def __init__(self, first, again):
        self.first, self.again, self.given = first.encode(), again.encode() * 10_000, 0

    def read(self, size=-1):
        assert self.given < 1 << 22, "read on without end"
        taken, self.first = (self.first, b"") if self.first else (self.again, b"")
        self.given += len(taken[:size])
        return taken[:size]


ENDLESS = {
    "zeros": ("", "\0", "(not text|a line has too many bytes)"),
    "one_line": ("", "y", "a line has too many bytes"),
    "another_column": ("", "y\n", "no column is known to hold"),
    "bad_rows": (HEAD + ROW, "y\n", "no row any more that can be used .date 'y'"),
    "the_header_again": (HEAD + ROW, HEAD, "no row any more that can be used"),
    "json": ("", '{"a":1}\n', "no column is known to hold"),
}


@pytest.mark.parametrize("case", ENDLESS)
def test_a_stream_without_end_and_without_good_rows_is_refused(case, monkeypatch):
    monkeypatch.setattr(stream, "HELD", 1 << 17)
    monkeypatch.setattr(stream, "BLOCK", 1 << 16)
    monkeypatch.setenv(LINE.variable, "10000")
    first, again, said = ENDLESS[case]
    with pytest.raises(InputError, match=f"^stdin: .*{said}"):
        stream.kept(Endless(first, again), "stdin", refuser())


def test_a_long_stream_of_good_rows_is_kept_on_disk_and_goes_with_its_source(monkeypatch):
    monkeypatch.setattr(stream, "HELD", 1 << 12)
    content = (HEAD + "".join(ROW.replace("shots", f"shots {n}") for n in range(20_000))).encode()
    source = stream.kept(io.BytesIO(content), "stdin", refuser())
    path = source.path
    assert path.read_bytes() == content
    assert sum(len(piece) for piece in read_table(source)) == 20_000
    del source
    assert not path.exists()
