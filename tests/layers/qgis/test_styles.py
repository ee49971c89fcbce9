"""QGIS styles: well-formed, from the one style table, with every word as text, and timed where a table has times."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from durandline.geo.datasets import DATASETS, written
from durandline.geo.errors import UnknownNameError
from durandline.geo.notices import read_notices
from durandline.geo.views import VIEWS
from durandline.geo.writers.geopackage_columns import TIMES
from durandline.layers.qgis.styles import TABLES, TIMED, qgis_styles, qml
from durandline.layers.qgis.svg import GLYPHS, cell_picture, half_picture, plate_picture, shape_picture, state_picture
from durandline.layers.qgis.xml import PT, colour, quoted
from durandline.layers.shapes import corners
from durandline.layers.style import SHAPES as MARKS
from durandline.layers.style import read_styles
from durandline.layers.words import Words, read_words

SYMBOLS = Path(__file__).parents[3] / "layers" / "assets" / "map" / "symbols.js"
# The base map is no table that is exported; towns lend their look to places.
NOT_DRAWN = {"land", "province", "river", "lake", "boundary_recognised", "boundary_disputed"}


def parsed(table, **given):
    return ET.fromstring(qml(table, given.pop("words", read_words()), **given))  # noqa: S314 - our own text


def values(element, name):
    return [each.get("value") for each in element.iter("Option") if each.get("name") == name]


@pytest.mark.parametrize("table", TABLES)
def test_a_style_is_well_formed_and_says_the_shape_of_its_table(table):
    root = parsed(table)
    assert root.tag == "qgis"
    wanted = {"Point": "0", "Geometry": "0", "LineString": "1", "Polygon": "2"}[DATASETS[table].geometry]
    assert root.findtext("layerGeometryType") == wanted
    assert len(root.findall("renderer-v2")) == 1


def test_every_table_with_a_geometry_has_a_style():
    assert set(TABLES) == set(written(geometry=True))


def test_a_style_is_the_same_each_time():
    assert [qml(table, read_words()) for table in TABLES] == [qml(table, read_words()) for table in TABLES]


def test_what_has_no_style_is_refused_or_left_out():
    with pytest.raises(UnknownNameError, match="no QGIS style for table 'reports'"):
        qml("reports", read_words())
    assert list(qgis_styles(["reports", "border", "crossings"])) == ["border", "crossings"]


def test_every_symbol_of_the_style_table_is_used():
    styles = read_styles()
    whole = "".join(pictures(qml(table, read_words())) for table in TABLES)
    for key in set(styles) - NOT_DRAWN:
        changed = {**styles, key: replace(styles[key], fill="#010203", colour="#040506")}
        drawn = "".join(pictures(qml(table, read_words(), changed)) for table in TABLES)
        assert drawn != whole, f"{key} is not drawn"


def pictures(text):
    """Return a style with the pictures in it unpacked."""
    packed = re.findall(r"base64:([A-Za-z0-9+/=]+)", text)
    return text + "".join(base64.b64decode(each).decode() for each in packed)


def test_a_new_kind_of_incident_and_a_new_state_appear():
    styles = dict(read_styles())
    styles["flood"] = replace(styles["shelling"], key="flood", label_key="incident_kind.other", order=4)
    styles["shut_at_night"] = replace(styles["closed"], key="shut_at_night", order=9)
    assert "flood" in categories(parsed("incidents", styles=styles))
    assert list(categories(parsed("crossings", styles=styles)))[-1] == "shut_at_night"


def categories(root):
    return {each.get("value"): each.get("label") for each in root.iter("category")}


def test_crossings_are_drawn_by_state_with_the_words_of_the_legend():
    root = parsed("crossings")
    assert root.find("renderer-v2").get("type") == "categorizedSymbol"
    assert root.find("renderer-v2").get("attr") == "state"
    assert categories(root) == {name: name for name in ("open", "restricted", "closed", "unknown")}


def test_incidents_are_drawn_by_kind_and_no_kind_is_left_undrawn():
    root = parsed("incidents")
    kinds = categories(root)
    assert kinds[""] == "other incident"
    assert {key for key in kinds if key} == set(VIEWS["incidents"].field("kind").choices) - {"other"}
    inner = root.find("renderer-v2/renderer-v2")
    assert (inner.get("type"), inner.get("attr")) == ("categorizedSymbol", "kind")


def test_each_category_has_its_symbol():
    for table in TABLES:
        for renderer in (
            each for each in parsed(table).iter("renderer-v2") if each.get("type") == "categorizedSymbol"
        ):
            symbols = {each.get("name") for each in renderer.findall("symbols/symbol")}
            assert symbols == {each.get("symbol") for each in renderer.findall("categories/category")}


def test_only_columns_that_the_table_has_are_named():
    for table in TABLES:
        columns = {*VIEWS[table].columns, "start_time", "end_time"}
        root = parsed(table)
        texts = [each.get("value") for each in root.iter("Option") if each.get("name") == "expression"]
        texts += [each.get("attr") for each in root.iter("renderer-v2") if '"' in (each.get("attr") or "")]
        texts += [each.get("fieldName") for each in root.iter("text-style")]
        texts += [each.get("filter") for each in root.iter("rule") if each.get("filter")]
        named = {name for text in texts for name in re.findall(r'"(\w+)"', re.sub(r"'[^']*'", "", text))}
        named |= {each.get("attr") for each in root.iter("renderer-v2") if (each.get("attr") or " ").isidentifier()}
        assert named <= columns, table


@pytest.mark.parametrize("table", TABLES)
def test_the_temporal_controller_finds_start_and_end(table):
    times = parsed(table).find("temporal")
    assert times.get("enabled") == ("1" if table in TIMED else "0")
    if table in TIMED:
        assert (times.get("mode"), times.get("limitMode")) == ("2", "0")
        assert (times.get("startField"), times.get("endField")) == TIMED[table]


def test_the_columns_of_times_are_instants_of_the_table_or_added_to_it():
    for table, columns in TIMED.items():
        kinds = {field.name: field.type for field in VIEWS[table].fields}
        assert table in TIMES or [kinds[name] for name in columns] == ["instant", "instant"]


def test_the_line_is_dashed_and_named_by_policy():
    notices = replace(read_notices(), boundary_dash="10 3", boundary_name="<b>'Line'</b>")
    root = parsed("border", notices=notices)
    assert values(root, "customdash") == [f"{10 * PT:g};{3 * PT:g}"]
    assert [each.get("fieldName") for each in root.iter("text-style")] == ["'<b>''Line''</b>'"]


def test_areas_are_dotted_hollow_and_seen_from_near():
    root = parsed("incident_areas")
    assert (values(root, "style"), values(root, "outline_style")) == (["no"], ["dot"])
    assert (root.get("hasScaleBasedVisibilityFlag"), root.get("minScale")) == ("1", "3000000")


def test_closures_without_an_end_on_record_look_different():
    root = parsed("closures")
    assert categories(root) == {"known": "Closures on record", "": "end not reported"}
    one, other = [values(each, "color") for each in root.findall("renderer-v2/renderer-v2/symbols/symbol")]
    assert one != other


@pytest.mark.parametrize("table", ["status", "movements"])
def test_what_would_cover_the_crossings_is_off_until_asked_for(table):
    assert {each.get("render") for each in parsed(table).iter("category")} == {"false"}


def test_no_state_stands_without_its_age():
    labels = [each.get("fieldName") for each in parsed("crossings").iter("text-style")]
    assert len(labels) == 3
    assert all('"age_days"' in each and "report {days} d old" in each for each in labels)


def test_words_are_text_and_never_markup_or_expression():
    hostile = "it's <b>\"x\"</b> \\' || 1 {{ 1 }} & \u202e"
    table = dict.fromkeys(read_words().table, hostile)
    words = Words("xx", "ltr", table)
    for name in TABLES:
        root = parsed(name, words=words)
        assert set(categories(root).values()) <= {
            hostile,
            *(kind.replace("_", " ") for kind in all_kinds()),
            "not stated",
        }
    literal = quoted(hostile)
    (label, *_) = [each.get("fieldName") for each in parsed("crossings", words=words).iter("text-style")]
    assert literal in label
    assert literal == "'it''s <b>\"x\"</b> \\\\'' || 1 {{ 1 }} & \u202e'"


def all_kinds():
    return VIEWS["places"].field("kind").choices


def test_colours_are_written_as_qgis_does():
    assert colour("#0b6fb3") == "11,111,179,255"
    assert colour("#0b6fb3", 0.5) == "11,111,179,128"
    assert colour("none") == "255,255,255,0"


def test_pictures_are_svg_with_the_colours_of_the_table():
    style = read_styles()["closed"]
    made = [shape_picture(shape) for shape in MARKS] + [plate_picture(), state_picture(style)]
    made += [picture(flow, style) for flow in GLYPHS for picture in (cell_picture, half_picture)]
    for each in made:
        root = ET.fromstring(base64.b64decode(each.removeprefix("base64:")))  # noqa: S314 - our own text
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert len(root)
    assert all(style.fill.encode() in base64.b64decode(each.removeprefix("base64:")) for each in made[-5:])


def test_the_page_has_the_same_glyphs():
    script = SYMBOLS.read_text(encoding="utf-8")
    assert all(f'"{path}"' in script for paths in GLYPHS.values() for path in paths)


def test_outlines_are_about_the_origin_and_as_many_cornered_as_their_names_say():
    counts = {shape: len(corners(shape)) for shape in MARKS}
    known = {
        "star": 12,
        "triangle": 3,
        "square": 4,
        "diamond": 4,
        "hexagon": 6,
        "octagon": 8,
        "cross": 12,
        "plus": 12,
    }
    assert {shape: counts[shape] for shape in known} == known
    assert counts["circle"] == 0
    for shape in MARKS:
        assert all(abs(x) <= 1.5 and abs(y) <= 1.5 for x, y in corners(shape))
