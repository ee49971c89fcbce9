"""A table of one's own through the whole of it: plain ones unchanged, awkward ones read and said."""

from __future__ import annotations

import math

import numpy as np
import pytest
from support.exports import column, pieces

from durandline.geo.ingest.hints import Wants
from durandline.geo.ingest.kinds import read_kinds
from durandline.geo.ingest.normalise import understand
from durandline.geo.readers.raw_table import RawTable

PLAIN = {
    "incident_id": " a 1", "kind": "Shellings", "date": "2024-03-05", "place_name": "تورخم\u200c", "lat": "34.1",
    "lon": "71.0", "fatalities_min": "3", "summary": "۵ نفر  ", "source_url": "www.x", "notes": "~5",
}  # fmt: skip


def texts(table):
    return {name: cells.tolist() for name, cells in table.columns.items()}


def test_a_plain_table_passes_as_it_is():
    table = understand(pieces([PLAIN, PLAIN, PLAIN]), "f.csv", Wants())
    assert texts(table) == {name: [value] * 3 for name, value in PLAIN.items()}
    assert (table.schema, table.findings, table.unread) == ("own", [], ())
    assert table.rows.tolist() == [2, 3, 4]
    assert table.mapping == tuple((name, name) for name in PLAIN)


def test_columns_that_are_not_ours_are_left_to_the_check_of_the_header():
    table = understand(pieces([PLAIN | {"mood": "x"}]), "f.csv", Wants())
    assert (table.schema, table.unread, table.findings) == ("own", ("mood",), [])
    assert table.header == (*PLAIN, "mood")


def test_cells_beyond_the_header_are_kept():
    cells = {name: np.array([value], dtype=object) for name, value in PLAIN.items()} | {
        "": np.array(["more"], dtype=object)
    }
    table = understand([RawTable(tuple(PLAIN), np.array([2]), cells)], "f.csv", Wants())
    assert texts(table)[""] == ["more"]


def test_a_table_without_columns_has_nothing_to_say():
    table = understand([RawTable((), np.array([1, 2]), {})], "f.geojson", Wants())
    assert (texts(table), table.rows.tolist(), table.schema) == ({}, [1, 2], "own")
    assert understand([], "f.csv", Wants()).rows.tolist() == []


def test_points_of_the_format_go_before_columns_and_later_pieces_may_have_more_columns():
    def piece(row, cells, lon, lat):
        arrays = {name: np.array([value], dtype=object) for name, value in cells.items()}
        return RawTable(tuple(cells), np.array([row]), arrays, np.array([lon]), np.array([lat]))

    table = understand(
        [piece(1, {"date": "2024"}, 71.5, 34.0),
         piece(2, {"summary": "x", "date": "2025", "lat": "33"}, np.nan, np.nan)],
        "f.geojson", Wants(),
    )  # fmt: skip
    assert texts(table) == {"date": ["2024", "2025"], "lat": ["34", "33"], "lon": ["71.5", ""], "summary": ["", "x"]}
    assert table.schema == "own"


@pytest.mark.parametrize(
    ("figure", "bounds"),
    [
        ("5", ("5", "5")),
        ("~5", ("5", "5")),
        ("5+", ("5", "")),
        ("up to 7", ("", "7")),
        ("5-7", ("5", "7")),
        ("many", ("many", "")),
    ],
)
def test_one_figure_of_killed_is_both_bounds_and_a_half_said_one_is_one(figure, bounds):
    table = understand(column("Deaths", figure, date="2024", place_name="x"), "f.csv", Wants())
    assert (texts(table)["fatalities_min"][0], texts(table)["fatalities_max"][0]) == bounds


def test_two_bounds_in_our_own_least_figure_fill_the_greatest_where_it_is_empty():
    rows = [
        PLAIN | {"fatalities_min": figure, "fatalities_max": most}
        for figure, most in (("5-7", ""), ("5-7", "9"), ("4", ""))
    ]
    table = texts(understand(pieces(rows), "f.csv", Wants()))
    assert (table["fatalities_min"], table["fatalities_max"]) == (["5", "5", "4"], ["7", "9", ""])


def test_a_column_of_places_that_holds_coordinates_is_read_as_such():
    table = understand(column("Location", "34.1, 71.0", "", Date="2024"), "f.csv", Wants())
    assert texts(table) == {"date": ["2024", "2024"], "lat": ["34.1", ""], "lon": ["71.0", ""]}


def test_nul_characters_go_with_a_warning():
    table = understand(pieces([PLAIN | {"summary": "a\0b"}]), "f.csv", Wants())
    assert texts(table)["summary"] == ["ab"]
    assert [(each.level, each.rule, each.row) for each in table.findings] == [("warning", "nul", 2)]


def test_kinds_of_ones_own_can_be_named():
    mine = read_kinds(b"event_type,kind\nskirmish,exchange_of_fire\n", "k.csv")
    table = texts(understand(pieces([PLAIN | {"kind": "Skirmish"}, PLAIN]), "f.csv", Wants(kinds=mine)))
    assert (table["kind"], table["source_kind"]) == (["exchange_of_fire", "Shellings"], ["Skirmish", ""])


def test_dates_to_come_are_said_where_a_day_is_given():
    table = understand(pieces([PLAIN | {"date": "2031-01-01"}]), "f.csv", Wants(today="2026-01-01"))
    assert [(each.level, each.rule) for each in table.findings] == [("warning", "future")]


@pytest.mark.parametrize(("lat", "lon", "apart"), [("30", "60", True), ("34.1", "71.105", False), ("", "", False)])
def test_columns_that_lie_elsewhere_than_the_geometry_draw_a_warning(lat, lon, apart):
    [piece] = pieces([{"date": "2024-01-01", "latitude": lat, "longitude": lon}] * 2)
    piece.lon, piece.lat = np.array([71.1, math.nan]), np.array([34.1, math.nan])
    table = understand([piece], "f.gpkg", Wants())
    assert table.columns["lat"].tolist()[0] == "34.1"
    text = (
        "f.gpkg:2: latitude, longitude: warning: 1 row has its columns of coordinates more than 1 km from the "
        "geometry, up to 1,142 km; the geometry is read. Check which of the two is right."
    )
    assert [str(each) for each in table.findings if each.rule == "two-places"] == [text] * apart
