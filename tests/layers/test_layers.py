"""Each layer on anybody's own map: its data come through equal, nothing of them is a template, others stay whole."""

from __future__ import annotations

import html
import json
import re

import folium
import geopandas as gpd
import pytest
from folium.plugins import MarkerCluster
from shapely.geometry import MultiLineString, Point
from support.hostile import HOSTILE, LONE_SURROGATE, LONG, ran_at_build
from support.unpacked import columns, inflate

from durandline import layers
from durandline.geo.errors import InputError, UnknownNameError
from durandline.layers.web.pack import pack_frame, to_plain

CALL = re.compile(r"durandline\.draw\((.*)\);")


def arguments(page):
    """The arguments of each draw call in a page: kind, rows with their columns, options."""
    calls = [json.loads(f"[{found}]") for found in CALL.findall(page)]
    return [[kind, unpacked(packed), options] for kind, packed, options in calls]


def unpacked(packed):
    if "core" in packed:
        return {"rows": packed["rows"], "decimals": packed["decimals"], "columns": columns(packed)}
    return inflate(packed)


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)


def others(made):
    """Folium's own layers around ours."""
    MarkerCluster([[34.1, 71.1], [34.2, 71.2]]).add_to(made)
    folium.GeoJson({"type": "Point", "coordinates": [71, 34]}).add_to(made)
    folium.Marker([34, 71], popup="hello").add_to(made)
    folium.LayerControl().add_to(made)


@pytest.mark.parametrize("text", [*HOSTILE.values(), LONE_SURROGATE, LONG], ids=[*HOSTILE, "lone", "long"])
def test_hostile_text_in_every_field_comes_through_as_text(layer, text, tmp_path):
    make, frame = layer
    made = folium.Map([34, 71], tiles=None, max_zoom=12)
    make(frame(text)).add_to(made)
    others(made)
    made.save(tmp_path / "map.html")
    page = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert ran_at_build(page) == []
    (kind, packed, options), *more = arguments(page)
    assert not more
    assert kind == make.kind
    assert options["language"] == "en"
    assert json.loads(json.dumps(text)) in set(strings(packed)) or kind == "crossings"
    assert text in set(strings(packed["columns"])) or not text.strip()


def test_it_shows_in_a_notebook_as_it_does_in_a_file(layer):
    make, frame = layer
    made = folium.Map([34, 71])
    make(frame("A{{ 7*191 }}B")).add_to(made)
    page = html.unescape(re.search(r'srcdoc="(.*?)"', made._repr_html_(), re.DOTALL)[1])
    assert ran_at_build(page) == []
    assert "A{{ 7*191 }}B" in set(strings(arguments(page)))


def test_two_renderings_of_one_map_say_the_same(layer):
    make, frame = layer
    made = folium.Map([34, 71])
    make(frame()).add_to(made)
    first, second = (arguments(made.get_root().render()) for _ in range(2))
    assert first == second
    assert len(second) == 1


def test_our_script_and_style_sheet_stand_once_however_many_layers(frames, tmp_path):
    made = folium.Map([34, 71])
    layers.Crossings(frames.crossings()).add_to(made)
    layers.Crossings(frames.crossings()).add_to(folium.FeatureGroup("group").add_to(made))
    layers.Legend().add_to(made)
    page = made.get_root().render()
    assert page.count("window.durandline = api;") == 1
    assert page.count("durandline.setup(") == 1
    assert page.count(".dl-mark:focus-visible") == 1
    assert len(arguments(page)) == 2
    assert page.index("leaflet.js") < page.index("window.durandline = api;") < page.index("durandline.draw(")


def test_no_data_are_in_names_attributions_or_identifiers(full_map):
    made = full_map("ZZZZ")
    page = made.get_root().render()
    outside = CALL.sub("", page)
    assert "ZZZZ" not in outside


def test_a_layer_that_is_not_shown_is_not_put_on_the_map(layer):
    make, frame = layer
    made = folium.Map([34, 71], tiles=None)
    hidden = make(frame(), show=False).add_to(made)
    assert f"{hidden.get_name()}.addTo(" not in made.get_root().render()


def test_an_empty_frame_is_a_layer_too(layer):
    make, frame = layer
    made = folium.Map([34, 71])
    make(frame().iloc[:0]).add_to(made)
    assert arguments(made.get_root().render())[0][1]["rows"] == 0


def test_a_frame_in_another_crs_is_brought_to_degrees(layer):
    make, frame = layer
    near, far = (unpacked(make(each).packed) for each in (frame().to_crs(3857), frame()))
    unit = 10 ** -far["decimals"] if make.kind == "incidents" else 1
    for name in ("lon", "lat"):
        for one, other in zip(near["columns"].get(name, []), far["columns"].get(name, []), strict=True):
            assert one is other is None or one * unit == pytest.approx(other * unit, abs=2e-6)


def test_bounds_hold_what_has_a_point(frames):
    assert layers.Crossings(frames.crossings()).get_bounds() == [[34.12, 71.09], [34.12, 71.09]]
    nowhere = frames.incidents().iloc[1:]
    assert layers.Incidents(nowhere).get_bounds() == [[None, None], [None, None]]


def test_a_missing_column_is_named(layer):
    make, frame = layer
    with pytest.raises(InputError, match=f"lacks {make.required[0]}"):
        make(frame().drop(columns=make.required[0]))


def test_an_unknown_language_is_an_error(frames):
    with pytest.raises(UnknownNameError, match="Languages"):
        layers.Crossings(frames.crossings(), language="xx")


def test_a_changed_symbol_reaches_the_page(frames):
    made = folium.Map([34, 71])
    layers.Crossings(frames.crossings(), style={"open": {"fill": "#123456"}}).add_to(made)
    assert arguments(made.get_root().render())[0][2]["styles"] == {"open": {"fill": "#123456"}}


def test_every_layer_carries_its_notices(layer):
    make, frame = layer
    options = make(frame()).options()
    assert options["attributions"]
    assert options["notFor"]
    assert options["boundary"]


def test_lines_are_packed_as_differences():
    lines = gpd.GeoDataFrame(
        {"a": ["x"]}, geometry=[MultiLineString([[(61, 29.8), (61.1, 29.75)], [(1, 2), (1, 2)]])]
    )
    packed = pack_frame(lines, ["a"], [], geometry="line", decimals=2)
    assert packed["columns"]["parts"] == [[[6100, 2980, 10, -5], [100, 200]]]


def test_repeated_texts_are_coded():
    lists = [[{"u": 1}], [{"u": 2}, {"u": 1}], [], [{"u": 1}]]
    points = gpd.GeoDataFrame({"a": ["x", "y", "x", "x"], "b": list("pqrs"), "c": lists}, geometry=[Point(1, 2)] * 4)
    columns = pack_frame(points, ["a", "b", "c"], [], geometry="point")["columns"]
    assert columns["a"] == {"words": ["x", "y"], "codes": [0, 1, 0, 0]}
    assert columns["b"] == ["p", "q", "r", "s"]
    assert columns["c"] == {"items": [{"u": 1}, {"u": 2}], "lists": [[0], [1, 0], [], [0]]}
    assert columns["lon"] == [1.0] * 4


def test_cells_become_plain():
    import numpy as np
    import pandas as pd

    day = pd.Timestamp("2025-03-01")
    assert to_plain(np.array([1, 2])) == [1, 2]
    assert to_plain(np.float64("nan")) is None
    assert [to_plain(value) for value in (pd.NA, pd.NaT, None, float("inf"))] == [None] * 4
    assert to_plain(day) == "2025-03-01T00:00:00"
    assert to_plain({"a": ({3}, np.int64(4))}) == {"a": [[3], 4]}


def control_names(made):
    """The names in folium's layer control, as they stand in the page."""
    page = made.get_root().render()
    found = re.search(r"overlays :\s*\{(.*?)\n\s*\},\s*\};", page, re.DOTALL)
    return [html.unescape(json.loads(name)) for name in re.findall(r'("(?:[^"\\]|\\.)*") : \w+,', found[1])]


def test_layers_of_one_class_have_names_of_their_own_in_the_layer_control(layer):
    make, frame = layer
    made = folium.Map([34, 71], tiles=None)
    folium.FeatureGroup("Before (2)").add_to(made)
    for name in (None, None, "Before", "Before", None):
        make(frame(), name=name).add_to(made)
    folium.LayerControl().add_to(made)
    usual = make(frame()).layer_name
    expected = ["Before (2)", usual, f"{usual} (2)", "Before", "Before (3)", f"{usual} (3)"]
    assert control_names(made) == expected
    assert control_names(made) == expected  # drawn twice, the same
    named = [(options.get("title"), options.get("number")) for _, _, options in arguments(made.get_root().render())]
    assert named == [(None, None), (None, 2), ("Before", 1), ("Before", 3), (None, 3)]


@pytest.mark.parametrize("text", [*HOSTILE.values(), LONG, "__proto__"], ids=[*HOSTILE, "long", "proto"])
def test_a_hostile_name_is_shown_as_text(frames, text, tmp_path):
    made = folium.Map([34, 71], tiles=None)
    layers.Crossings(frames.crossings(), name=text).add_to(made)
    layers.Crossings(frames.crossings()).add_to(made)
    folium.LayerControl().add_to(made)
    made.save(tmp_path / "map.html")
    page = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert ran_at_build(page) == []
    assert len(control_names(made)) == 2
    (_, _, options), _ = arguments(page)
    assert options["title"] == text


def test_a_blank_name_is_none(frames):
    usual = layers.Crossings(frames.crossings()).layer_name
    assert [layers.Crossings(frames.crossings(), name=name).layer_name for name in ("", "  ", None)] == [usual] * 3
