"""FlatGeobuf: every value, the header's title and dictionary, an index where it can be, the same bytes."""

from __future__ import annotations

import json

import pyogrio
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from support.flats import ABOUT, TABLE, awkward, flat_table, rows, values

from durandline.geo.errors import InputError
from durandline.geo.writers.content import TableOut
from durandline.geo.writers.flatgeobuf import write_flatgeobuf


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("fgb")


def written(folder, table):
    path = folder / "a.fgb"
    path.unlink(missing_ok=True)
    write_flatgeobuf(path, table, ABOUT)
    return path


def read_back(path, table):
    read = pyogrio.read_dataframe(path, datetime_as_string=True)
    made = values(TableOut("things", read, TABLE, table.geometry))
    # GDAL hands out truth values beside missing ones as numbers.
    made = [row | {"sure": None if row["sure"] is None else bool(row["sure"])} for row in made]
    return sorted(made, key=lambda row: int(row["thing_id"][1:]))


def wanted(table):
    return [row | {"words": row["words"] and row["words"].replace("\0", "\ufffd")} for row in values(table)]


@settings(max_examples=40)
@given(given_rows=st.lists(rows, min_size=1, max_size=8))
def test_what_goes_in_comes_out(folder, given_rows):
    table = flat_table(given_rows)
    assert read_back(written(folder, table), table) == wanted(table)


def test_every_awkward_text_comes_out(folder):
    assert read_back(written(folder, awkward()), awkward()) == wanted(awkward())


def test_what_the_file_says_of_itself_is_in_the_header(folder):
    read = pyogrio.read_info(written(folder, flat_table([{"geometry": shapely.Point(70, 34)}])))
    said = json.loads(read["layer_metadata"]["DESCRIPTION"])
    assert read["layer_metadata"]["TITLE"] == "durandline: things"
    assert said["licence"] == ABOUT.licence
    assert said["dictionary"]["size"] == "How large it is. Unit: m."
    assert (read["crs"], read["geometry_type"]) == ("EPSG:4326", "Point")


def test_there_is_an_index_where_all_rows_are_located(folder):
    points = [{"geometry": shapely.Point(70 + at, 34)} for at in range(20)]
    fast = [
        pyogrio.read_info(written(folder, flat_table(given_rows)))["capabilities"]["fast_spatial_filter"]
        for given_rows in (points, [*points, {}])
    ]
    assert fast == [True, False]


def test_shapes_of_several_kinds_and_no_rows_at_all(folder):
    line = shapely.LineString([(70, 34), (71, 35)])
    mixed = flat_table([{"geometry": line}, {"geometry": shapely.Point(70, 34)}, {}], "Geometry")
    assert read_back(written(folder, mixed), mixed) == wanted(mixed)
    assert len(pyogrio.read_dataframe(written(folder, flat_table([])))) == 0


def test_lone_surrogates_and_nuls_are_replaced(folder):
    table = flat_table([{"words": "a\ud800b\0c"}])
    assert read_back(written(folder, table), table)[0]["words"] == "a\ufffdb\ufffdc"
    assert table.frame["words"][0] == "a\ud800b\0c"


def test_a_table_without_a_geometry_is_refused(folder):
    with pytest.raises(InputError, match="things has no geometry"):
        written(folder, flat_table([{}], ""))


def test_twice_gives_the_same_bytes(folder):
    first = written(folder, awkward()).read_bytes()
    assert written(folder, awkward()).read_bytes() == first
