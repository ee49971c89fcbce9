"""GeoPackage, FlatGeobuf and Shapefile in: points in degrees, attributes as text, advice where parts are missing."""

import io
import zipfile

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from support.tables_in import joined, read

from durandline.geo.errors import InputError
from durandline.geo.readers import gdal
from durandline.geo.readers.raw_table import Source
from durandline.geo.readers.read import read_table

POINT = shapely.Point(71.0875, 34.125)


def frame(shapes=(POINT, None), crs=4326, **columns):
    return gpd.GeoDataFrame({"n": range(len(shapes)), **columns}, geometry=list(shapes), crs=crs)


def written(tmp_path, made, name="mine.gpkg", **options):
    path = tmp_path / name
    made.to_file(path, engine="pyogrio", **options)
    return path


def test_values_become_text(tmp_path):
    made = frame(
        (POINT, POINT, None),
        whole=pd.array([1, None, 3], dtype="Int64"),
        half=[1.5, None, 2.0],
        yes=pd.array([True, None, False], dtype="boolean"),
        day=[pd.Timestamp("2024-03-05").date(), None, pd.Timestamp("1999-12-31").date()],
        time=pd.to_datetime(["2024-03-05T12:00:00+04:30", None, "2024-03-06T00:00:00+04:30"]),
        text=["تورخم", None, "a\nb"],
    )
    found = read(written(tmp_path, made))
    del found.cells["n"]
    assert found.cells == {
        "whole": ["1", "", "3"],
        "half": ["1.5", "", "2"],
        "yes": ["yes", "", "no"],
        "day": ["2024-03-05", "", "1999-12-31"],
        "time": ["2024-03-05T12:00:00+04:30", "", "2024-03-06T00:00:00+04:30"],
        "text": ["تورخم", "", "a\nb"],
    }
    assert found.rows == [1, 2, 3]


@pytest.mark.parametrize("name", ["mine.gpkg", "mine.fgb", "mine.shp", "a folder/my points.shp"])
@pytest.mark.parametrize("crs", [3857, 32642, "OGC:CRS84", 4326])
def test_coordinates_come_as_degrees(tmp_path, name, crs):
    (tmp_path / "a folder").mkdir()
    made = frame((POINT, POINT)).to_crs(crs)
    found = read(written(tmp_path, made, name))
    for lon, lat in found.points:
        assert (lon, lat) == pytest.approx((71.0875, 34.125), abs=1e-9)
    told = [each.message for each in found.findings if each.rule == "reference-system"]
    assert bool(told) == (crs in (3857, 32642))


def test_heights_are_dropped_and_a_multipoint_of_one_is_its_point(tmp_path):
    shapes = (shapely.Point(71, 34, 1200), shapely.MultiPoint([(72, 35)]), shapely.Point(), None)
    found = read(written(tmp_path, frame(shapes)))
    assert [None if lon != lon else (lon, lat) for lon, lat in found.points] == [(71, 34), (72, 35), None, None]
    assert found.rules("error") == []


def test_any_other_geometry_is_an_error_of_its_row(tmp_path):
    line, area = shapely.LineString([(70, 34), (71, 35)]), shapely.box(70, 34, 71, 35)
    found = read(written(tmp_path, frame((POINT, line, area, shapely.MultiPoint([(1, 2), (3, 4)])))))
    errors = [(each.row, each.column, each.rule, each.level, each.message) for each in found.findings]
    assert errors == [(row, "geometry", "geometry", "error", "is neither a Point nor null.") for row in (2, 3, 4)]
    assert len(found.points) == 4


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_without_a_reference_system_degrees_are_assumed_where_they_can_be(tmp_path):
    found = read(written(tmp_path, frame((POINT, shapely.Point(500_000, 3_700_000)), crs=None), "mine.shp"))
    assert found.points[0] == (71.0875, 34.125)
    assert found.rules("note") == ["reference-system"]
    [error] = [each for each in found.findings if each.level == "error"]
    assert (error.row, error.value) == (2, "500000, 3.7e+06")
    assert ".prj" in error.suggestion


def test_the_layer_of_points_is_read_and_the_others_named(tmp_path):
    path = written(tmp_path, frame((shapely.box(0, 0, 1, 1),)), layer="areas")
    written(tmp_path, frame(), layer="sites")
    found = read(path)
    assert len(found.points) == 2
    assert [(each.value, each.rule) for each in found.findings] == [("sites", "other-layers")]
    assert "'areas'" in found.findings[0].message
    assert read(path, layer="areas").rules("error") == ["geometry"]
    written(tmp_path, frame((POINT,)), layer="incidents")
    assert len(read(path).points) == 1
    with pytest.raises(InputError, match=r"no layer 'x'\. Those there are: 'areas', 'sites', 'incidents'"):
        read(path, layer="x")


def test_a_table_without_a_geometry_is_read_too(tmp_path):
    import pyogrio

    path = tmp_path / "plain.gpkg"
    pyogrio.write_dataframe(pd.DataFrame({"date": ["2024"], "place": ["x"]}), path, layer="plain")
    found = read(path)
    assert (found.records(), found.points) == ([{"date": "2024", "place": "x"}], [])


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_pieces_join_whatever_their_size(tmp_path, monkeypatch, size):
    monkeypatch.setattr(gdal, "PIECE", size)
    found = read(written(tmp_path, frame([POINT] * 7)))
    assert (found.rows, found.cells["n"]) == ([1, 2, 3, 4, 5, 6, 7], list("0123456"))


@pytest.mark.parametrize("part", [".shx", ".dbf"])
def test_a_shapefile_without_a_part_is_refused_with_advice(tmp_path, part):
    path = written(tmp_path, frame((POINT,)), "mine.shp")
    path.with_suffix(part).unlink()
    with pytest.raises(InputError, match=rf"\{part} beside it is missing.*in one zip"):
        read(path)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for each in sorted(tmp_path.iterdir()):
            packed.write(each, f"inside/{each.name}")
    with pytest.raises(InputError, match=rf"\{part} of 'mine' is missing"):
        read(stream.getvalue())


def test_one_file_of_a_shapefile_on_a_stream_is_refused_with_advice(tmp_path):
    path = written(tmp_path, frame((POINT,)), "mine.shp")
    with pytest.raises(InputError, match="one file of a Shapefile"):
        read(path.read_bytes(), name="stdin")


@pytest.mark.parametrize("encoding", ["UTF-8", "CP1256", "ISO-8859-1"])
def test_the_encoding_of_a_shapefile_is_that_of_its_cpg(tmp_path, encoding):
    text = "Übergang" if encoding == "ISO-8859-1" else "تورخم"
    path = written(tmp_path, frame((POINT,), name=[text]), "mine.shp", encoding=encoding)
    assert read(path).cells["name"] == [text]


def test_several_shapefiles_in_a_zip_must_be_chosen_from(tmp_path):
    stream = io.BytesIO()
    written(tmp_path, frame((POINT,)), "one.shp")
    written(tmp_path, frame((POINT, POINT)), "two.shp")
    with zipfile.ZipFile(stream, "w") as packed:
        for each in sorted(tmp_path.iterdir()):
            packed.write(each, each.name)
    with pytest.raises(InputError, match="several Shapefiles: 'one', 'two'"):
        read(stream.getvalue())
    assert len(read(stream.getvalue(), layer="two").rows) == 2


def test_what_is_turned_into_degrees_has_the_digits_it_began_with(tmp_path):
    path = written(tmp_path, frame((shapely.Point(71.09, 34.12),)).to_crs(32642))
    assert read(path).points == [(71.09, 34.12)]


def test_a_file_cut_in_its_head_comes_with_advice(tmp_path):
    path = written(tmp_path, frame((POINT,) * 50, name=["x" * 50] * 50), "mine.fgb")
    with pytest.raises(InputError, match="It may be cut; copy or export it again"):
        read(path.read_bytes()[:300], name="mine.fgb")


def test_a_shapefile_whose_bytes_are_known_already_is_read_where_it_lies(tmp_path):
    path = written(tmp_path, frame((POINT,), name=["x"]), "mine.shp")
    source = Source(path.name, path=path, content=path.read_bytes())
    assert joined(read_table(source)).cells["name"] == ["x"]
