"""The encoding of a Shapefile that does not say it: found from its rows, and said."""

import io
import zipfile

import geopandas as gpd
import pytest
import shapely
from support.tables_in import read

from durandline.geo.errors import InputError

NAMES = ["تورخم", "چمن", "غلام خان"]


@pytest.fixture
def shapefile(tmp_path):
    def written(names, encoding, *, cpg=False):
        path = tmp_path / "mine.shp"
        frame = gpd.GeoDataFrame({"name": names}, geometry=[shapely.Point(71, 34)] * len(names), crs=4326)
        frame.to_file(path, encoding=encoding)
        if not cpg:
            path.with_suffix(".cpg").unlink()
        with path.with_suffix(".dbf").open("r+b") as table:
            table.seek(29)
            table.write(b"\0")
        return path

    return written


def zipped(path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for each in sorted(path.parent.iterdir()):
            packed.write(each, f"in a folder/{each.name}")
    return stream.getvalue()


def test_a_table_in_the_regions_code_page_is_read_in_it_with_a_note(shapefile):
    path = shapefile(NAMES, "cp1256")
    for source in (path, zipped(path)):
        found = read(source)
        assert found.cells["name"] == NAMES
        assert "encoding" in found.rules("note")


def test_a_table_in_utf_8_needs_no_word(shapefile):
    found = read(shapefile(NAMES, "utf-8"))
    assert found.cells["name"] == NAMES
    assert "encoding" not in found.rules("note")


def test_what_is_said_goes_before_what_is_found(shapefile):
    path = shapefile(["Übergang"], "cp1252", cpg=True)
    assert read(path).cells["name"] == ["Übergang"]
    assert read(path, encoding="cp1251").cells["name"] == ["Ьbergang"]
    with pytest.raises(InputError, match="there is no encoding 'nonsense'"):
        read(path, encoding="nonsense")
