"""The ground on paper: conformal, all of what was asked for in the box, a scale bar that is true."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("matplotlib")
from durandline.layers.paper.canvas import settings
from durandline.layers.paper.frame import Box, new_page
from durandline.layers.paper.graticule import degrees
from durandline.layers.paper.projection import GEOD, about, view_of
from durandline.layers.paper.scale import scale_bar
from durandline.layers.paper.spec import SheetSpec
from durandline.layers.words import read_words

LINE = (60.87, 29.38, 74.56, 37.03)
BOX = Box(10, 10, 200, 140)


def length(view, one, other):
    (x, y), (u, v) = (
        [float(each[0]) for each in view.place(*np.array([[each[0]], [each[1]]]))] for each in (one, other)
    )
    return float(np.hypot(x - u, y - v))


@given(st.floats(61, 74), st.floats(29.5, 37))
def test_it_is_conformal(lon, lat):
    view = view_of(LINE, BOX)
    east, north, _ = (GEOD.fwd(lon, lat, way, 1000) for way in (90, 0, 45))
    across, along = length(view, (lon, lat), east[:2]), length(view, (lon, lat), north[:2])
    assert across == pytest.approx(along, rel=1e-3)


def test_the_parallels_stand_a_sixth_from_the_edges():
    view = view_of(LINE, BOX)
    sixth = (LINE[3] - LINE[1]) / 6
    assert (view.south, view.north) == pytest.approx((LINE[1] + sixth, LINE[3] - sixth), abs=0.06)


@pytest.mark.parametrize("bounds", [LINE, (71, 34, 71.1, 34.1), (60, 30, 75, 30.5), (70, 29, 70.5, 37)])
@pytest.mark.parametrize("box", [BOX, Box(0, 0, 60, 200), Box(0, 0, 300, 50)])
def test_all_that_was_asked_for_is_in_the_box(bounds, box):
    view = view_of(bounds, box)
    west, south, east, north = bounds
    lon, lat = np.meshgrid(np.linspace(west, east, 9), np.linspace(south, north, 9))
    x, y = view.place(lon.ravel(), lat.ravel())
    assert x.min() >= 0
    assert y.min() >= 0
    assert x.max() <= box.width
    assert y.max() <= box.height


def test_there_and_back():
    view = view_of(LINE, BOX)
    assert view.degrees(
        *(float(each[0]) for each in view.place(np.array([70.0]), np.array([33.0])))
    ) == pytest.approx((70, 33))


@pytest.mark.parametrize("bounds", [LINE, about(71.08, 34.11, 120_000)])
@pytest.mark.parametrize("longest", [20.0, 45.0])
def test_the_scale_bar_is_true_where_it_stands(bounds, longest):
    view = view_of(bounds, BOX)
    km, millimetres = scale_bar(view, longest)
    assert millimetres <= longest
    y = BOX.height * 0.95
    _, _, metres = GEOD.inv(*view.degrees(5, y), *view.degrees(5 + millimetres, y))
    assert metres == pytest.approx(km * 1000, rel=0.005)


def test_lines_are_cut_at_the_frame_and_no_finer_than_print_shows():
    view = view_of(LINE, BOX)
    wiggly = shapely.LineString([(60 + step * 0.001, 33 + 0.0001 * (step % 2)) for step in range(30_000)])
    (drawn,) = view.shapes([wiggly])
    west, _, east, _ = drawn.bounds
    assert west >= -6.1
    assert east <= BOX.width + 6.1
    assert shapely.get_num_coordinates(drawn) < 1000


def test_millimetres_on_the_page_are_millimetres_of_paper():
    spec = SheetSpec(dpi=254)
    with settings(spec):
        page = new_page(spec)
        axes = page.layer(Box(20, 30, 100, 50), "layer")
        corner = axes.transData.transform((0, 0))
        far = axes.transData.transform((100, 50))
    assert corner == pytest.approx((200, (210 - 30) * 10))
    assert far == pytest.approx((1200, (210 - 80) * 10))


def test_degrees_are_written_as_maps_do():
    assert degrees(70.5, read_words("en"), "E", "W") == "70° 30′ E"
    assert degrees(-34.0, read_words("en"), "N", "S") == "34° S"
    assert degrees(70.5, read_words("fa"), "E", "W") == "۷۰° ۳۰′ شرقی"
