"""Areas of incidents: geodesic circles of the radius, turned the right way, none that is not one polygon."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from durandline.geo.areas import VERTICES, circles, incident_areas

GEOD = Geod(ellps="WGS84")


def incidents(*rows):
    return gpd.GeoDataFrame(
        {"incident_id": [f"i{at}" for at in range(len(rows))], "radius_m": [row[1] for row in rows]},
        geometry=gpd.GeoSeries([row[0] for row in rows], crs="EPSG:4326"),
    )


@settings(max_examples=50)
@given(st.floats(-170, 170), st.floats(-75, 75), st.floats(1, 500_000))
def test_every_vertex_lies_at_the_radius_and_the_middle_inside(lon, lat, radius):
    circle = circles(*np.array([[lon], [lat], [radius]]))[0]
    ring = np.asarray(circle.exterior.coords)
    assert len(ring) == VERTICES + 1
    _, _, far = GEOD.inv(np.full(len(ring), lon), np.full(len(ring), lat), ring[:, 0], ring[:, 1])
    assert far == pytest.approx(radius, rel=1e-6, abs=0.001)
    assert circle.exterior.is_ccw
    assert circle.contains(shapely.Point(lon, lat))


def test_rows_without_a_point_or_a_radius_and_stretches_have_no_area():
    line = shapely.LineString([(70, 34), (71, 35)])
    made = incident_areas(
        incidents((shapely.Point(70, 34), 500), (None, 500), (shapely.Point(70, 34), np.nan), (line, 500),
                  (shapely.Point(), 5), (shapely.Point(70, 34), 0), (shapely.Point(70, 34), 500))
    )  # fmt: skip
    assert made["incident_id"].tolist() == ["i0", "i6"]
    assert made.geometry[0].equals(made.geometry[1])
    assert made.crs.to_epsg() == 4326


def test_none_at_all_is_an_empty_frame():
    assert len(incident_areas(incidents((None, 5)))) == 0


@pytest.mark.parametrize("point", [(180, 0), (-179.99, 10), (0, 90), (71, -89.9)])
def test_a_circle_over_the_antimeridian_or_a_pole_has_no_geometry(point):
    made = incident_areas(incidents((shapely.Point(point), 50_000)))
    assert made.geometry.tolist() == [None]


def test_blocks_make_one_answer(monkeypatch):
    asked = np.array([[70 + at / 10, 34, 1000 + at] for at in range(7)], dtype=float).T
    whole = circles(*asked)
    monkeypatch.setattr("durandline.geo.areas._BLOCK", 3)
    assert shapely.equals(circles(*asked), whole).all()
