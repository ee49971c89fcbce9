"""Whole sheets of the record: no name covers another, counts add up, layers are groups, text fits its place."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree as ET

import geopandas as gpd
import pytest
import shapely

pytest.importorskip("matplotlib")
from support import sheets as made

from durandline.geo.errors import InputError
from durandline.layers.paper.canvas import settings
from durandline.layers.paper.extent import bounds_of
from durandline.layers.paper.frame import new_page
from durandline.layers.paper.incidents import marks_of
from durandline.layers.paper.inset import detail_boxes
from durandline.layers.paper.key_rows import count_kinds
from durandline.layers.paper.projection import view_of
from durandline.layers.paper.scale import scale_box
from durandline.layers.paper.sheet import fitted, render_sheet
from durandline.layers.paper.spec import FORMATS, PAPERS, THEMES, Ink, SheetSpec
from durandline.layers.style import contrast, read_styles

SVG = "{http://www.w3.org/2000/svg}"
FOCUSES = ((), ("torkham",), ("spin_boldak_chaman",), ("torkham", "ghulam_khan"))
SINCE = "2023-01-01"
WHOLE = ("map", "timeline", "table")


@pytest.fixture(scope="module", params=FOCUSES, ids=lambda focus: "-".join(focus) or "line")
def content(request):
    return made.content(since=SINCE, focus=request.param)


def sheet(content, **spec):
    """Return a sheet of the content, drawn once for all tests."""
    assert content is made.content(since=content.since.text, focus=content.focus)
    return made.sheet(since=content.since.text, focus=content.focus, **spec)[1]


def named(content, paper):
    """Return a sheet with names in two scripts, as crowded as there is; on A3, which has most room, in one."""
    return sheet(content, paper=paper, **({} if paper == "A3" else {"scripts": ("en", "ps")}))


@pytest.mark.parametrize("paper", PAPERS)
def test_no_name_of_a_crossing_covers_another_name_or_a_badge(content, paper):
    drawn = named(content, paper).drawn
    boxes = [each.box for each in drawn.names]
    badges = [gate.box for gate in drawn.gates if gate.formal]
    assert sum(one.overlaps(other) for one, other in combinations(boxes, 2)) == 0
    assert sum(box.overlaps(badge) for box in boxes for badge in badges) == 0


@pytest.mark.parametrize("paper", PAPERS)
def test_badges_hide_neither_incidents_nor_each_other(content, paper):
    drawn = named(content, paper).drawn
    badges = [gate.box for gate in drawn.gates if gate.formal]
    assert badges
    assert sum(one.overlaps(other) for one, other in combinations(badges, 2)) == 0
    assert sum(badge.overlaps(mark.box) for badge in badges for mark in drawn.marks) == 0


@pytest.mark.parametrize("corner", [0, 1, 2, 3])
def test_the_scale_bar_goes_to_a_corner_without_incidents(content, corner):
    spec = fitted(content, SheetSpec())
    with settings(spec):
        page = new_page(spec)
        view = view_of(bounds_of(content), page.box.inner(20))
        width, height = view.box.width, view.box.height
        corners = [(8, height - 4), (width - 8, height - 4), (8, 4), (width - 8, 4)]
        points = [shapely.Point(view.degrees(*at)) for place, at in enumerate(corners) if place != corner]
        none = content.frames["border"].iloc[:0]
        frames = {**content.frames, "border": none, "incidents": gpd.GeoDataFrame(geometry=points, crs="EPSG:4326")}
        box = scale_box(view, page, 40.0, replace(content, frames=frames))
    x, y = corners[corner]
    assert box.left <= x <= box.right
    assert box.top - 4 <= y <= box.bottom + 4


def test_no_incident_lies_under_a_detail(content):
    spec = fitted(content, SheetSpec())
    with settings(spec):
        page = new_page(spec)
        view = view_of(bounds_of(content), page.box.inner(20))
    details = detail_boxes(view, content)
    assert details or content.focus
    for key, box in details.items():
        at = view.degrees(box.left + box.width / 2, box.top + box.height / 2)
        under = gpd.GeoDataFrame(geometry=[shapely.Point(at)], crs="EPSG:4326")
        others = detail_boxes(view, replace(content, frames={**content.frames, "incidents": under}))
        assert box not in others.values(), key


def test_no_town_stands_under_a_detail(content):
    drawn = named(content, "A3").drawn
    details = detail_boxes(drawn.view, content) if content.extent == "line" else {}
    assert details or content.focus
    assert not any(name.label.around.overlaps(box) for name in drawn.names for box in details.values())


@pytest.mark.parametrize("paper", PAPERS)
def test_every_formal_crossing_on_the_map_has_its_name(content, paper):
    drawn = named(content, paper).drawn
    found = {each.label.lines[0][0] for each in drawn.names}
    wanted = {str(gate.row["name_en"]).split(" (")[0] for gate in drawn.gates if gate.formal}
    assert wanted
    assert wanted <= found


def test_every_crossing_and_incident_is_on_the_map_or_counted_beside_it(content):
    drawn = sheet(content).drawn
    kinds, outside, nowhere = count_kinds(content, drawn)
    assert kinds.total() + outside + nowhere == content.frames["incidents"]["incident_id"].nunique()
    if not content.focus:
        assert len(drawn.gates) == content.frames["crossings"].geometry.notna().sum()
    for key in content.focus:
        assert key in {gate.row["crossing_id"] for gate in drawn.gates}


def test_the_whole_of_what_was_asked_for_is_shown(content):
    view = sheet(content).drawn.view
    west, south, east, north = view.bounds()
    asked = bounds_of(content)
    assert west <= asked[0]
    assert south <= asked[1]
    assert east >= asked[2]
    assert north >= asked[3]


@pytest.mark.parametrize("parts", [("map",), WHOLE], ids="+".join)
@pytest.mark.parametrize("paper", ["A4", "16:9", "square"])
def test_nothing_written_leaves_the_paper(content, parts, paper):
    figure = sheet(content, parts=parts, paper=paper).figure
    renderer = figure.canvas.get_renderer()
    for axes in figure.axes:
        for text in axes.texts:
            box = text.get_window_extent(renderer)
            assert box.x0 >= -1, text.get_text()
            assert box.y0 >= -1, text.get_text()
            assert box.x1 <= figure.bbox.width + 1, text.get_text()
            assert box.y1 <= figure.bbox.height + 1, text.get_text()


def test_layers_are_groups_that_a_designer_finds():
    root = ET.fromstring(made.file("svg", focus=("torkham",)))  # noqa: S314
    ids = {group.get("id") for group in root.iter(f"{SVG}g")}
    wanted = {"heading", "map-ground", "graticule", "map-border", "map-incidents", "map-crossings", "map-names",
              "scale", "frame", "locator", "key", "notes"}  # fmt: skip
    assert wanted <= ids


@pytest.mark.parametrize("form", FORMATS)
def test_what_steers_is_a_sign_in_a_sheet(form):
    title = "a\x01b\x9bc\udc9bd\uffffe\x1bf"
    content = made.content(focus=("torkham",))
    drawn = render_sheet(content, SheetSpec(dpi=40, title=title), form)
    if form == "svg":
        root = ET.fromstring(drawn)  # noqa: S314 - raises where it is not well-formed
        assert "a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf" in {text.text for text in root.iter(f"{SVG}text")}


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_sheet_gives_the_same_bytes(form):
    content = made.content(since="2023-01-01", focus=("torkham",))
    spec = SheetSpec(dpi=40, relief=True)
    assert render_sheet(content, spec, form) == render_sheet(content, spec, form)


def test_relief_is_drawn_under_wide_maps_alone():
    wide, close = made.content(since="2025-01-01"), made.content(since="2025-01-01", focus=("torkham",))
    spec = SheetSpec(dpi=40)
    assert render_sheet(wide, spec, "png") != render_sheet(wide, replace(spec, relief=True), "png")
    assert render_sheet(close, spec, "png") == render_sheet(close, replace(spec, relief=True), "png")


def test_a_crossing_without_a_point_has_no_map():
    with pytest.raises(InputError, match="letai_pass"):
        render_sheet(made.content(focus=("letai_pass",)), SheetSpec(dpi=40), "png")


def test_an_empty_record_of_incidents_is_said_and_one_of_ones_own_sets_the_extent():
    content = made.content(since="2023-01-01")
    none = replace(content, frames={**content.frames, "incidents": content.frames["incidents"][:0]})
    assert b"None on record" in render_sheet(none, SheetSpec(), "svg")
    own = content.frames["incidents"][:1].assign(origin="mine.csv")
    own = own.set_geometry(gpd.GeoSeries([shapely.Point(71.3, 34.2)], index=own.index, crs="EPSG:4326"))
    mine = replace(content, extent="incidents", frames={**content.frames, "incidents": own})
    west, south, east, north = bounds_of(mine)
    assert west < 71.3 < east
    assert south < 34.2 < north
    with pytest.raises(InputError, match="No incident"):
        bounds_of(replace(none, extent="incidents"))


def test_many_incidents_at_few_places_share_marks_and_none_is_lost():
    content = made.content(since="2010-01-01")
    drawn = sheet(content).drawn
    marks = marks_of(content.frames["incidents"], drawn.view, SheetSpec())
    incidents = content.frames["incidents"]
    placed = incidents.loc[incidents.geometry.notna(), "incident_id"].nunique()
    assert sum(mark.count for mark in marks) >= placed - count_kinds(content, drawn)[1]
    apart = [one for one, other in combinations(marks, 2) if (one.x, one.y) == (other.x, other.y)]
    assert apart == []


@pytest.mark.parametrize("theme", THEMES)
def test_text_and_states_can_be_told_from_their_ground(theme):
    ink = Ink(theme)
    assert contrast(ink.text, ink.land) >= 12
    assert contrast(ink.quiet, ink.land) >= 7
    for key, style in read_styles().items():
        if style.layer == "crossings":
            shown = ink.style(key)
            assert contrast(shown.colour, shown.fill) >= 4.5, key


def test_states_differ_in_grey_by_lightness_or_by_shape_and_pattern():
    looks = {(ink.style(key).shape, ink.style(key).pattern) for ink in [Ink("print-bw")]
             for key in ("open", "restricted", "closed", "unknown")}  # fmt: skip
    assert len(looks) == 4
