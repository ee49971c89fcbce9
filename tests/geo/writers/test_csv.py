"""CSV by column: what a spreadsheet would run is escaped and can be undone, and others read it by its types."""

from __future__ import annotations

import csv
import io
import math
import re

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from support.flats import TABLE, awkward, flat_table, plain_value, rows, values

from durandline.geo.formats.csv import write_rows
from durandline.geo.formats.formulas import escape_formula, unescape_formula
from durandline.geo.schema.fields import Field
from durandline.geo.writers import csv as writer
from durandline.geo.writers.csv import csv_pieces

RUN = re.compile(r"(?![+-]?[0-9]+\.?[0-9]*$|[+-]\.[0-9]+$)[=+\-@\t\r\n＝＋－＠]")


def text(table, **how):
    return b"".join(csv_pieces(table, **how)).decode("utf-8")


def read(made):
    return list(csv.reader(io.StringIO(made, newline="")))


def as_values(made):
    header, *body = read(made)
    types = {field.name: field.type for field in TABLE.fields}
    return [
        {name: _value(types.get(name, "number"), cell) for name, cell in zip(header, row, strict=True)}
        for row in body
    ]


def _value(kind, cell):
    if cell == "":
        return None
    readers = {"number": float, "integer": int, "boolean": {"yes": True, "no": False}.__getitem__}
    return readers.get(kind, unescape_formula)(cell)


def wanted(table):
    made = []
    for row in values(table):
        lon, lat = row.pop("geometry") or (None, None)
        made.append(row | {"lon": lon, "lat": lat})
    return made


@settings(max_examples=60)
@given(st.lists(rows, max_size=8))
def test_what_goes_in_comes_out(given_rows):
    table = flat_table(given_rows)
    assert as_values(text(table)) == wanted(table)


def test_every_awkward_text_comes_out_and_none_would_run():
    table = awkward()
    assert as_values(text(table)) == wanted(table)
    for row in read(text(table))[1:]:
        assert not RUN.match(row[2])


@given(st.text("'=+-@＝＠\t\r\n a5.", max_size=6))
def test_the_escape_can_be_undone(cell):
    assert unescape_formula(escape_formula(cell)) == cell
    assert not RUN.match(escape_formula(cell))


@pytest.mark.parametrize("number", ["-71.5", "+3", "-.5", "-2e-7", "-3."])
def test_a_number_as_text_is_untouched(number):
    assert read(text(flat_table([{"words": number}])))[1][2] == number


@pytest.mark.parametrize("cell", ["-2+3", "-1,5", "+93 70", "-", "－5", "＝1+1", "+1|x"])
def test_what_merely_begins_like_a_number_is_escaped(cell):
    assert read(text(flat_table([{"words": cell}])))[1][2] == "'" + cell


def test_numbers_are_numbers_and_raw_cells_stay():
    table = flat_table([{"words": "=1+1", "size": -5.5, "count": -3}])
    assert read(text(table))[1][2:5] == ["'=1+1", "-5.5", "-3"]
    assert read(text(table, raw_cells=True))[1][2:5] == ["=1+1", "-5.5", "-3"]


def test_it_is_what_the_plain_writer_writes():
    table = awkward()
    columns = [name for name in table.frame.columns if name != "geometry"]
    body = [{name: plain_value(row[name]) for name in columns} for row in table.frame.to_dict("records")]
    points = [(shape.x, shape.y) if shape else (math.nan, math.nan) for shape in table.frame.geometry]
    body = [row | {"lon": lon, "lat": lat} for row, (lon, lat) in zip(body, points, strict=True)]
    assert text(table, raw_cells=True) == write_rows([*columns, "lon", "lat"], body, raw_cells=True)
    assert text(table) == write_rows([*columns, "lon", "lat"], body)


def test_a_lone_surrogate_is_replaced():
    assert read(text(flat_table([{"words": "a\ud800b"}])))[1][2] == "a\ufffdb"


def test_shapes_are_well_known_text():
    line = shapely.LineString([(70.1234567, 34), (71, 35)])
    header, *body = read(text(flat_table([{"geometry": line}, {}], "LineString")))
    assert header[-1] == "geometry"
    assert [row[-1] for row in body] == ["LINESTRING (70.123457 34, 71 35)", ""]
    header, *body = read(text(flat_table([{"geometry": line}, {"geometry": shapely.Point(70, 34)}], "Geometry")))
    assert header[-3:] == ["lon", "lat", "geometry"]
    assert [row[-3:] for row in body] == [["", "", "LINESTRING (70.123457 34, 71 35)"], ["70", "34", ""]]
    assert read(text(flat_table([{}], "")))[0][-1] == "sure"


@pytest.mark.parametrize("count", [0, 1, 3, 4])
def test_pieces_make_one_file(monkeypatch, count):
    table = flat_table([{"words": str(at)} for at in range(count)])
    whole = text(table)
    monkeypatch.setattr(writer, "PIECE", 3)
    assert text(table) == whole
    assert not whole.startswith("\ufeff")


def test_hashtags_stand_below_the_header():
    table = flat_table([{"date": "2024-03-05", "words": "x"}])
    header, tags, _ = read(text(table, hxl=True))
    assert dict(zip(header, tags, strict=True)) == {
        "thing_id": "#event+code", "date": "#date+start", "words": "", "size": "#geo+radius+m",
        "count": "#indicator+num", "known": "", "sure": "", "lon": "#geo+lon", "lat": "#geo+lat",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "tag"),
    [
        ("2024", "#date+start"),
        ("2024-03", "#date+start"),
        (None, "#date+start"),
        ("2024-03-01/2024-03-05", "#x_date+start"),
        ("2024-03-05T12:00+04:30", "#x_date+start"),
    ],
)
def test_a_column_with_a_range_or_an_instant_is_no_date_to_hxl(day, tag):
    tags = read(text(flat_table([{"date": "2024-03-05"}, {"date": day}]), hxl=True))[1]
    assert tags[1] == tag


@pytest.mark.tools
def test_frictionless_reads_it_by_the_types_of_its_fields(tmp_path):
    from frictionless import Resource, Schema, validate

    (tmp_path / "a.csv").write_text(text(awkward()), encoding="utf-8", newline="")
    known = {"number": "number", "integer": "integer", "boolean": "boolean"}
    fields = [*TABLE.fields, *(Field(name, "number", "") for name in ("lon", "lat"))]
    described = [
        {"name": each.name, "type": known.get(each.type, "string"), "trueValues": ["yes"], "falseValues": ["no"]}
        if each.type == "boolean"
        else {"name": each.name, "type": known.get(each.type, "string")}
        for each in fields
    ]
    schema = Schema.from_descriptor({"fields": described, "primaryKey": ["thing_id"]})
    report = validate(Resource(path="a.csv", schema=schema, basepath=str(tmp_path)))
    assert report.flatten(["rowNumber", "fieldName", "message"]) == []
