"""GeoJSON and flat JSON in: every wrapping gives the same rows, and damage is a finding at its row."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.tables_in import read

from durandline.geo.errors import InputError
from durandline.geo.formats import json_stream
from durandline.geo.formats.characters import encodable
from durandline.geo.formats.csv import format_cell
from durandline.geo.formats.geojson import read_features
from durandline.geo.readers import geojson


def feature(geometry=None, **properties):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def point(*position):
    return {"type": "Point", "coordinates": list(position)}


FEATURES = [feature(point(70.5, 34.5), a="1", b="تورخم"), feature(None, a="2"), feature(point(71, 35, 900), c="3")]
RECORDS = [{"event_date": "2024-03-05", "fatalities": 3}, {"event_date": "2024-03-06", "notes": None}]
COLLECTION = {"type": "FeatureCollection", "features": FEATURES}
WRAPPED = {
    "collection": json.dumps(COLLECTION),
    "indented": json.dumps(COLLECTION, indent=2),
    "members_after": json.dumps({"features": FEATURES, "type": "FeatureCollection", "more": {"data": [1]}}),
    "list": json.dumps(FEATURES),
    "lines": "\n".join(map(json.dumps, FEATURES)),
    "lines_of_windows": "\r\n".join(map(json.dumps, FEATURES)) + "\r\n\r\n",
    "sequence": "".join(f"\x1e{json.dumps(each)}\n" for each in FEATURES),
    "indented_sequence": "".join(f"\x1e{json.dumps(each, indent=1)}\n" for each in FEATURES),
    "mark": "\ufeff" + json.dumps(COLLECTION),
}


@pytest.fixture(params=[7, 64, 1 << 22], autouse=True)
def block(request, monkeypatch):
    """Read in blocks of any size, so that every value is cut somewhere."""
    monkeypatch.setattr(json_stream, "BLOCK", request.param)


@pytest.mark.parametrize("wrapping", WRAPPED)
def test_every_wrapping_gives_the_same_rows(wrapping):
    found = read(WRAPPED[wrapping])
    assert found.cells == {"a": ["1", "2", ""], "b": ["تورخم", "", ""], "c": ["", "", "3"]}
    assert [None if lon != lon else (lon, lat) for lon, lat in found.points] == [(70.5, 34.5), None, (71, 35)]
    assert (found.rows, found.findings) == ([1, 2, 3], [])


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(RECORDS),
        json.dumps({"status": 200, "success": True, "count": 2, "data": RECORDS}),
        json.dumps({"TotalCount": 2, "Result": RECORDS}),
        "\n".join(map(json.dumps, RECORDS)),
    ],
    ids=["list", "acled", "ucdp", "lines"],
)
def test_flat_records_are_rows(text):
    found = read(text)
    assert found.cells == {
        "event_date": ["2024-03-05", "2024-03-06"],
        "fatalities": ["3", ""],
        "notes": ["", ""],
    }


def test_one_feature_is_a_table_of_one():
    assert read(json.dumps(FEATURES[0])).records() == [{"a": "1", "b": "تورخم"}]


GEOMETRIES = [
    None, point(70.9, 34.2), point(70.9, 34.2, 12), point(), point(70.9), point("70.9", "34.2"), point(True, 1),
    point(float("nan"), 1), point(float("inf"), 1), {"type": "Point"}, {"type": "Point", "coordinates": None},
    {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}, [1, 2], "x", {}, {"type": "GeometryCollection"},
    point(500_000, 1),
]  # fmt: skip


@pytest.mark.parametrize("geometry", GEOMETRIES, ids=str)
def test_geometries_are_read_as_they_always_were(geometry):
    text = json.dumps({"features": [feature(geometry, a=1)]})
    [expected] = read_features(text, "f")
    found = read(text)
    lon, lat = found.points[0]
    assert (None if lon != lon else (lon, lat)) == expected.point
    assert [each.message for each in found.findings] == ([expected.problem] if expected.problem else [])
    assert all((each.rule, each.level, each.row) == ("geometry", "error", 1) for each in found.findings)


def test_a_multipoint_of_one_is_its_point():
    found = read(json.dumps({"features": [feature({"type": "MultiPoint", "coordinates": [[70, 34]]})]}))
    assert (found.points, found.findings) == ([(70.0, 34.0)], [])


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.text(max_size=4).filter(lambda key: key not in ("", "id")), VALUES, max_size=4))
def test_values_become_the_text_of_a_cell(properties):
    """Surrogates alone, NaN, huge numbers and nesting included."""
    found = read(json.dumps({"features": [feature(None, x=1), {"properties": properties}]}))
    for key, value in properties.items():
        parts = value if isinstance(value, list) else [] if isinstance(value, dict) else [value]
        if not isinstance(value, dict) and not any(isinstance(each, dict | list) for each in parts):
            plain = ["" if each is None else each for each in parts] if isinstance(value, list) else value
            assert found.cells[encodable(key)][1] == encodable(format_cell(plain))


def test_objects_within_properties_are_json_text():
    found = read(json.dumps({"features": [feature(None, a={"b": ["ټ"]}, c=[{"d": 1}], e=["f", "g"])]}))
    assert found.records() == [{"a": '{"b":["ټ"]}', "c": '[{"d":1}]', "e": "f;g"}]


def test_the_id_of_a_feature_is_a_column_unless_a_property_is_called_so():
    found = read(json.dumps({"features": [{"id": 7, **feature(None, a=1)}, {"id": 8, **feature(None, id="own")}]}))
    assert found.cells["id"] == ["7", "own"]


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:EPSG::32642", "EPSG:3857"])
@pytest.mark.parametrize("after", [True, False])
def test_another_reference_system_is_refused_with_advice(name, after):
    crs = {"crs": {"type": "name", "properties": {"name": name}}}
    members = COLLECTION | crs if after else crs | COLLECTION
    with pytest.raises(InputError, match="ogr2ogr -t_srs EPSG:4326"):
        read(json.dumps(members))


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326"])
def test_degrees_by_their_old_name_are_fine(name):
    crs = {"crs": {"type": "name", "properties": {"name": name}}}
    assert read(json.dumps(crs | COLLECTION)).findings == read(json.dumps({"crs": None} | COLLECTION)).findings == []


def test_what_is_no_feature_is_an_error_of_its_row():
    found = read('{"type": "FeatureCollection", "features": [null, 1, "x", [], {}]}')
    assert [each.row for each in found.findings] == [1, 2, 3, 4]
    assert found.rows == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    "text",
    ['{"a": 1}', '{"type": "FeatureCollection", "features": {}}', "[1, 2]", '{"a":' * 100_000, "[" * 100_000,
     "{", "{]", '{"type": "FeatureCollection", "features": [', '{"features": [' + "9" * 5000, '["x"',
     '{"type": "Point"}', '[{"a": ' + "9" * 5000 + "}]"],
    ids=range(12),
)  # fmt: skip
def test_what_is_no_geojson_is_refused(text):
    with pytest.raises(InputError, match=r"^mine: "):
        read(text)


@pytest.mark.parametrize("text", ['{"type": "FeatureCollection", "features": []}', "[]", '{"data": []}'])
def test_no_features_are_no_rows(text):
    found = read(text)
    assert (found.rows, found.columns, found.findings) == ([], (), [])


def test_a_collection_cut_within_a_feature_keeps_those_before():
    text = json.dumps(COLLECTION)
    found = read(text[: text.index('"c"') + 2])
    assert found.rows == [1, 2, 3]
    assert found.records() == [{"a": "1", "b": "تورخم"}, {"a": "2"}, {}]
    [error] = found.findings
    assert (error.level, error.rule, error.row) == ("error", "cut-short", 3)
    assert "in the middle" in error.message


@pytest.mark.parametrize("end", ["", "]", ",", "\n"])
def test_a_collection_cut_between_features_keeps_all_that_are_there(end):
    found = read('{"features": [' + ",".join(map(json.dumps, FEATURES)) + end)
    assert (found.rows, found.rules("error"), found.rules("warning")) == ([1, 2, 3], [], ["cut-short"])


def test_a_bad_record_of_a_sequence_does_not_stop_the_rest():
    for text in ('{"a":1}\n{"a":\n{"a":3}\n', '\x1e{"a":1}\n\x1e{"a":\n\x1e{"a":3}\n', '{"a":1}\n{"a":"2\n{"a":3}'):
        found = read(text)
        assert (found.cells["a"], found.rows) == (["1", "", "3"], [1, 2, 3])
        assert [(each.level, each.row) for each in found.findings] == [("error", 2)]


def test_a_collection_that_is_damaged_says_where():
    found = read(
        '{"features": [' + json.dumps(FEATURES[0]) + ', {"type" "Feature"}, ' + json.dumps(FEATURES[1]) + "]}"
    )
    [error] = found.findings
    assert (error.row, error.level, found.rows) == (2, "error", [1, 2])
    assert "from this row on" in error.message


@pytest.mark.parametrize("size", [1, 2])
def test_columns_grow_from_piece_to_piece(monkeypatch, size):
    monkeypatch.setattr(geojson, "PIECE", size)
    found = read(WRAPPED["collection"])
    assert found.columns == ("a", "b", "c")
    assert found.cells == {"a": ["1", "2", ""], "b": ["تورخم", "", ""], "c": ["", "", "3"]}


@pytest.mark.parametrize("between", ["", "\n", " "])
def test_collections_one_after_another_are_read_as_one(between):
    one, two = json.dumps({"type": "FeatureCollection", "features": FEATURES[:2]}), json.dumps(FEATURES[2:])
    for second in (two, f'{{"features":{two}}}'):
        found = read(one + between + second)
        assert (found.rows, found.cells["c"], found.findings) == ([1, 2, 3], ["", "", "3"], [])


@pytest.mark.parametrize("text", [json.dumps(COLLECTION), json.dumps(FEATURES)], ids=["collection", "list"])
def test_what_stands_behind_the_end_is_told(text):
    found = read(text + "xxx")
    assert (found.rows, found.rules("warning"), found.rules("error")) == ([1, 2, 3], ["cut-short"], [])
    cut = read(text + '{"features": [{"type"')
    assert (cut.rows, cut.rules("error")) == ([1, 2, 3, 4], ["cut-short"])


def test_a_second_list_is_told():
    [warning] = read(json.dumps({"data": RECORDS, "results": RECORDS[:1], "records": []})).findings
    assert (warning.level, warning.rule) == ("warning", "second-list")
    assert "'results' of 1 element, beside 'data'" in warning.message


def test_an_answer_that_says_why_it_has_no_rows_is_quoted():
    with pytest.raises(
        InputError, match=r'mine: an answer without rows, which says: \{"error": \{"why": "no \\u001b"'
    ):
        read(json.dumps({"status": 403, "error": {"why": "no \x1b"}}))


def test_a_property_without_a_name_gets_one():
    found = read(json.dumps([feature(None, **{"date": "2024-01-02", "": 2, "column_3": 3})]))
    assert found.cells == {"date": ["2024-01-02"], "column_2": ["2"], "column_3": ["3"]}


def test_esri_json_is_told_from_geojson():
    text = json.dumps({"features": [{"attributes": {"date": "2024"}, "geometry": {"x": 71, "y": 34}}]})
    with pytest.raises(InputError, match=r"is Esri JSON, not GeoJSON\. Ask the server for f=geojson"):
        read(text)


def test_an_answer_that_failed_is_no_empty_table():
    failed = {"success": False, "error": [{"message": "bad key"}], "data": []}
    for text in (json.dumps(failed), json.dumps(dict(reversed(failed.items())))):
        with pytest.raises(InputError, match=r"an answer without rows, which says: .*bad key"):
            read(text)
    assert read(json.dumps({"success": True, "count": 0, "messages": [], "data": []})).records() == []


def test_a_shape_that_is_no_point_comes_with_advice():
    found = read(json.dumps({"type": "FeatureCollection", "features": [feature({"type": "LineString"}, a="1")]}))
    assert [each.suggestion for each in found.findings] == [
        "Give each row one point, such as the middle of its shape."
    ]
