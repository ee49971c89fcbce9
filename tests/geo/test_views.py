"""Views: every column that is written is described, and nothing is described that is not written."""

from __future__ import annotations

import re

import pytest

from durandline.geo.datasets import written
from durandline.geo.query import Query
from durandline.geo.record import Record
from durandline.geo.schema.hxl_tags import LAT, LON, SHAPE
from durandline.geo.views import VIEWS, described

QUERY = Query(Record(), "2025-03-01")
TAG = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*")
# Columns that hold lists of mappings, and what they become; lines are the rows of the table status.
NESTED = {"sources": ("source_publishers", "source_urls"), "lines": ()}
_PARTS = ("min", "max", "whom")
NESTED["claims"] = ("claims", *(f"{measure}_{part}" for measure in ("killed", "injured") for part in _PARTS))


def frame(name):
    return QUERY.frame(name)


@pytest.mark.parametrize("name", [name for name in VIEWS if name != "incident_areas"])
def test_what_a_frame_has_is_what_its_view_describes(name):
    columns = [column for column in frame(name).columns if column != "geometry"]
    parts = [part for column in columns for part in NESTED.get(column, (column,))]
    assert set(parts) == set(VIEWS[name].columns)


def test_an_area_has_columns_of_its_incident():
    assert set(VIEWS["incident_areas"].columns) <= set(frame("incident_areas").columns)


@pytest.mark.parametrize("name", VIEWS)
def test_every_column_has_a_meaning_and_each_stands_once(name):
    view = VIEWS[name]
    assert len(set(view.columns)) == len(view.columns)
    assert view.key in view.columns
    for field in view.fields:
        assert field.meaning.strip().endswith((".", ")")), field
        assert (field.name.endswith("_m") and field.unit == "m") or field.unit or field.name[-2:] != "_m"
    assert view.row_is
    assert set(VIEWS) == set(written())


@pytest.mark.parametrize("name", VIEWS)
def test_tags_are_well_formed_and_stand_once_a_table(name):
    tags = [field.hxl for field in VIEWS[name].fields if field.hxl] + [LON, LAT, SHAPE]
    assert [tag for tag in tags if not TAG.fullmatch(tag)] == []
    assert len(set(tags)) == len(tags)


def test_a_description_has_the_unit():
    assert described(VIEWS["incidents"].field("radius_m")).endswith("Unit: m.")
    assert described(VIEWS["incidents"].field("kind")) == "What kind of thing."
