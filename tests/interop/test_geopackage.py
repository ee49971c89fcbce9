"""The GeoPackage passes the validator of GDAL's makers and opens in ogrinfo, geopandas and QGIS."""

from __future__ import annotations

import re

import geopandas as gpd
import pyogrio
import pytest
from support.outside import TOOLS, tool

from durandline.geo.datasets import DATASETS
from durandline.layers.qgis.styles import NEARER_THAN, TABLES, TIMED
from durandline.layers.style import read_styles

VALIDATOR = [TOOLS / "gdal" / "bin" / "python", "-m", "osgeo_utils.samples.validate_gpkg"]
CATEGORISED = set(TABLES) - {"border", "routes"}


@pytest.fixture(scope="module")
def told(desk):
    return desk()[0]


def layers_of(package):
    return [name for name, _ in pyogrio.list_layers(package) if name != "layer_styles"]


def test_the_validator_finds_nothing_to_say(package):
    said = tool([*VALIDATOR, "-q", "--extra", "--warning-as-error", package])
    assert said.strip() == ""


def test_ogrinfo_lists_every_layer_with_its_rows(package):
    said = tool(["ogrinfo", "-so", "-al", "-ro", package])
    counts = dict(re.findall(r"^Layer name: (\w+)$.*?^Feature Count: (\d+)$", said, re.MULTILINE | re.DOTALL))
    wanted = {name: str(pyogrio.read_info(package, layer=name)["features"]) for name in layers_of(package)}
    assert {name: counts[name] for name in wanted} == wanted
    assert "Warning" not in said


def test_geopandas_reads_every_layer(package):
    for name in layers_of(package):
        frame = gpd.read_file(package, layer=name)
        assert len(frame) > 0, name
        if DATASETS[name].geometry:
            assert frame.crs.to_epsg() == 4326


def test_qgis_opens_every_layer_with_its_rows_and_times(package, told):
    assert set(layers_of(package)) <= set(told)
    for name in layers_of(package):
        assert told[name]["valid"]
        assert told[name]["rows"] == pyogrio.read_info(package, layer=name)["features"]
        assert "As of 2025-03-01." in told[name]["abstract"]
    for name, columns in TIMED.items():
        assert [told[name]["types"][column] for column in columns] == ["DateTime", "DateTime"]


def test_qgis_takes_our_styles_as_they_are(told):
    for name in TABLES:
        layer = told[name]
        kind = "categorizedSymbol" if name in CATEGORISED else "singleSymbol"
        assert layer.get("clustered", layer["renderer"]) == kind, name
        assert layer["times"] == ([True, 2, *TIMED[name]] if name in TIMED else [False, 0, "", ""])
    assert [each[0] for each in told["crossings"]["classes"]] == ["open", "restricted", "closed", "unknown"]
    assert told["crossings"]["labels"]
    assert told["border"]["labels"]


def test_the_picture_has_the_colours_of_our_map(told):
    styles = read_styles()
    wanted = [styles[key].fill for key in ("closed", "closures", "attack", "fence_dispute")]
    wanted += [styles[key].colour for key in ("border", "several")]
    assert {colour for colour in wanted if told["picture"].get(colour, 0) < 20} == set()


def test_the_picture_shows_what_was_open_on_a_day_it_was(desk, package):
    """Every state of the day shown is in the picture; none that no crossing has."""
    frame = gpd.read_file(package, layer="crossings")
    picture = desk()[0]["picture"]
    for state, style in read_styles().items():
        if style.layer == "crossings" and style.pattern != "question":
            there = (frame["cargo_state"] == state) | (frame["people_state"] == state)
            assert (picture.get(style.fill, 0) > 20) == bool(there.any()), state


def test_the_temporal_controller_shows_the_closures_of_a_time(desk):
    colour = read_styles()["closures"].fill
    before, _ = desk(times="1990-01-01T00:00:00Z,1990-02-01T00:00:00Z")
    during, _ = desk(times="2023-09-08T00:00:00Z,2023-09-09T00:00:00Z")
    assert before["picture"].get(colour, 0) == 0
    assert during["picture"].get(colour, 0) > 20


def test_areas_and_places_show_from_near(told):
    assert {name: told[name]["scales"] for name in NEARER_THAN} == NEARER_THAN
