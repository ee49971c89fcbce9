"""GeoParquet in: points from WKB and from the native encoding, values as text, and advice without pyarrow."""

import io
import sys

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from support import damaged
from support.tables_in import read

from durandline.geo.errors import InputError

pytest.importorskip("pyarrow", reason="pyarrow is not installed: it is the extra 'parquet'")
POINT = shapely.Point(71.0875, 34.125)


def written(made, **options):
    stream = io.BytesIO()
    made.to_parquet(stream, **options)
    return stream.getvalue()


def frame(shapes=(POINT, None), crs=4326, **columns):
    return gpd.GeoDataFrame({"n": range(len(shapes)), **columns}, geometry=list(shapes), crs=crs)


def test_values_become_text():
    made = frame(
        (POINT, None),
        whole=pd.array([1, None], dtype="Int64"),
        half=[1.5, 2.0],
        holes=[None, 2.0],
        yes=pd.array([True, None], dtype="boolean"),
        day=[pd.Timestamp("2024-03-05").date(), None],
        time=pd.to_datetime(["2024-03-05T12:00:00+04:30", None]),
        names=[["a", "b"], None],
        claims=[[{"min": 1}], []],
        text=["تورخم", None],
    )
    found = read(written(made))
    assert {name: cells[0] for name, cells in found.cells.items()} == {
        "n": "0", "whole": "1", "half": "1.5", "holes": "", "yes": "yes", "day": "2024-03-05",
        "time": "2024-03-05T12:00:00+04:30", "names": "a;b", "claims": '[{"min":1}]', "text": "تورخم",
    }  # fmt: skip
    assert [cells[1] for cells in found.cells.values()] == ["1", "", "2", "2", "", "", "", "", "", ""]


@pytest.mark.parametrize("encoding", ["WKB", "geoarrow"])
@pytest.mark.parametrize("crs", [4326, "OGC:CRS84", 3857])
@pytest.mark.parametrize("bbox", [True, False])
def test_points_come_as_degrees(encoding, crs, bbox):
    content = written(frame((POINT, POINT)).to_crs(crs), geometry_encoding=encoding, write_covering_bbox=bbox)
    found = read(content)
    assert found.points[1] == pytest.approx((71.0875, 34.125), abs=1e-9)
    assert found.columns == ("n",)
    assert found.rules() == (["reference-system"] if crs == 3857 else [])


def test_unlocated_rows_and_other_geometries():
    found = read(written(frame((POINT, None, shapely.box(0, 0, 1, 1)))))
    assert [lon == lon for lon, _ in found.points] == [True, False, False]
    assert [(each.row, each.rule, each.level) for each in found.findings] == [(3, "geometry", "error")]


def test_plain_parquet_is_a_table_without_points():
    found = read(written(pd.DataFrame({"date": ["2024"], "lat": [34.5]})))
    assert (found.records(), found.points) == ([{"date": "2024", "lat": "34.5"}], [])


def test_no_rows_still_have_columns():
    found = read(written(frame(()).astype({"n": int})))
    assert (found.columns, found.rows) == (("n",), [])


def test_without_pyarrow_the_error_says_what_to_install(monkeypatch):
    content = damaged.whole("parquet")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match=r"GeoParquet needs pyarrow: pip install 'durandline\[parquet\]'"):
        read(content)


def test_a_column_without_a_name_gets_one(tmp_path):
    pd.DataFrame({"date": ["2024"], "": ["x"]}).to_parquet(tmp_path / "a.parquet")
    assert read(tmp_path / "a.parquet").cells == {"date": ["2024"], "column_2": ["x"]}
