"""A query: what is asked of a record, and that the command and three lines of Python get the same."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import geopandas as gpd
import pandas as pd
import pytest
from support.command import run

from durandline import geo
from durandline.geo.datasets import DATASETS, dataset, drawn, written
from durandline.geo.errors import DateError, InputError, OptionError, UnknownNameError
from durandline.geo.query import Query

RECORD = geo.open_record()
ROWS = "date,place_name,summary,killed,dataset,redistribute\n2025-02-22,Torkham,Shots,2,,\nsoon,Torkham,Shots,,,\n"


@pytest.fixture
def mine(tmp_path):
    file = tmp_path / "mine.csv"
    file.write_text(ROWS + "2025-02-23,Torkham,Shots,,ACLED,no\n", encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "given",
    ["2025-03-01", date(2025, 3, 1), "2025-03-01T14:00+05:00", datetime(2025, 3, 1, 9, tzinfo=UTC)],
)
def test_moments_are_taken_as_text_or_typed(given):
    query = RECORD.query(on=given)
    assert query.on.day == "2025-03-01"
    assert query.frame("crossings").set_index("crossing_id").loc["torkham", "cargo_state"] == "closed"


@pytest.mark.parametrize("given", ["2025", "2025-03-01T14:00", datetime(2025, 3, 1, 9)])  # noqa: DTZ001
def test_what_is_no_moment_is_refused(given):
    with pytest.raises(DateError):
        RECORD.query(on=given)


@pytest.mark.parametrize(
    ("filters", "error", "told"),
    [
        ({"crossings": ["nowhere"]}, UnknownNameError, "nowhere"),
        ({"kinds": ["quarrel"]}, OptionError, "quarrel"),
        ({"precision": "line"}, OptionError, "exact, near, district"),
        ({"coarsen": "much"}, OptionError, "much"),
    ],
)
def test_filters_that_do_not_exist_are_refused(filters, error, told):
    with pytest.raises(error, match=told):
        RECORD.query(on="2025-03-01", **filters)


def test_a_crossing_is_known_by_its_name_in_any_script():
    assert RECORD.query(on="2025-03-01", crossings=["تورخم", "Torkham", "chaman"]).crossings == (
        "torkham",
        "spin_boldak_chaman",
    )


@pytest.mark.parametrize("name", DATASETS)
def test_every_dataset_is_a_frame(name):
    made = RECORD.query(on="2025-03-01").frame(name)
    assert len(made)
    if dataset(name).geometry:
        assert isinstance(made, gpd.GeoDataFrame)
        assert made.crs.to_epsg() == 4326
    else:
        assert not isinstance(made, gpd.GeoDataFrame)
    if dataset(name).written:
        assert {*dataset(name).keys} <= {*made.columns, "side"}


def test_an_unknown_dataset_is_refused_with_those_there_are():
    with pytest.raises(UnknownNameError, match="crossings, status, closures"):
        RECORD.query(on="2025-03-01").frame("roads")


def test_lists_follow_the_one_of_datasets():
    assert set(written()) == {name for name, each in DATASETS.items() if each.written}
    assert drawn(page=True) == ("basemap", "routes", "border", "incidents", "closures", "movements", "crossings")
    levels = [each.level for each in DATASETS.values() if each.level is not None]
    assert len(set(levels)) == len(levels)
    assert {name for name, each in DATASETS.items() if each.page or each.sheet} <= {
        name for name, each in DATASETS.items() if each.level is not None
    }


def test_the_users_files_are_part_of_the_query(mine):
    query = RECORD.query(on="2025-03-01", incidents=[mine], gazetteers=["builtin"])
    assert (query.user.kept, query.user.rejected) == (2, 1)
    assert [each.row for each in query.user.findings if each.level == "error"] == [3]
    own = query.frame("incidents").query("origin == 'mine.csv'")
    assert own["killed_min" if "killed_min" in own else "located"].notna().all()
    columns, rows = query.user.rejects()
    assert rows[0]["rejected_row"] == 3
    assert columns[:3] == ("rejected_from", "rejected_row", "rejected_because")


def test_statements_of_the_users_count(tmp_path):
    file = tmp_path / "said.csv"
    file.write_text("crossing,flows,state,from,claimant\ntorkham,cargo,open,2025-02-28,a driver\nx,y,z,,\n")
    query = RECORD.query(on="2025-03-01", reports=file)
    assert query.frame("crossings").set_index("crossing_id").loc["torkham", "cargo_state"] == "open"
    assert [each.row for each in query.findings if each.level == "error"]
    assert RECORD.query(on="2025-03-01").frame("crossings").set_index("crossing_id").loc["torkham", "state"] != "open"


def test_a_query_is_replaced_and_never_changed(mine):
    query = RECORD.query(on="2025-03-01", incidents=mine, gazetteers=["builtin"])
    with pytest.raises(AttributeError):
        query.on = "2025-04-01"
    later = query.with_incidents(query.incidents().iloc[:0]).replace(on="2025-04-01", crossings=["torkham"])
    assert (later.on.text, later.crossings, later.user) == ("2025-04-01", ("torkham",), query.user)
    assert len(later.frame("incidents"))  # worked out anew
    assert repr(later).startswith("<Query on 2025-04-01: crossing torkham, 2 incidents")


def test_what_is_written_is_what_the_command_writes(mine, tmp_path):
    query = RECORD.query(
        on="2025-03-01", since="2025-01-01", incidents=mine, gazetteers=["builtin"], crossings=["torkham"]
    )
    export = geo.write(query, tmp_path / "a.geojson", "incidents")
    arguments = ["--on", "2025-03-01", "--since", "2025-01-01", "--incidents", mine, "--gazetteer", "builtin"]
    ran = run("export", tmp_path / "b.geojson", "--table", "incidents", *arguments, "--crossing", "torkham")
    assert ran.code == 3
    assert (tmp_path / "a.geojson").read_bytes() == (tmp_path / "b.geojson").read_bytes()
    assert [(each.dataset, each.rows) for each in export.held_back] == [("ACLED", 1)]
    assert "Left out: 1 incident row of ACLED" in ran.err
    with pytest.raises(FileExistsError):
        geo.write(query, tmp_path / "a.geojson")


def test_restricted_rows_are_written_when_the_query_says_so(mine, tmp_path):
    query = RECORD.query(on="2025-03-01", incidents=mine, gazetteers=["builtin"], include_restricted=True)
    export = geo.write(query, tmp_path / "a.geojson", "incidents")
    assert export.held_back == ()
    assert json.loads((tmp_path / "a.geojson").read_text())["asked"]["embed_restricted"] == "yes"
    assert any(frame["redistribute"].eq(False).any() for frame in [export.tables[0].frame])


@pytest.mark.parametrize(
    ("path", "tables", "told"),
    [
        ("a.geojson", ["crossings", "closures"], "can hold one table"),
        ("a.geojson", "sources", "has no geometry"),
        ("a.csv", "roads", "no table roads"),
        ("a.kml", (), "ending"),
    ],
)
def test_a_format_that_cannot_hold_the_tables_is_refused(tmp_path, path, tables, told):
    with pytest.raises(InputError, match=told):
        geo.write(RECORD.query(on="2025-03-01"), tmp_path / path, tables)
    assert list(tmp_path.iterdir()) == []


def test_coarsened_places_are_not_named_beside(tmp_path):
    query = RECORD.query(on="2025-03-01", coarsen="grid")
    with pytest.raises(OptionError, match="incident_places"):
        geo.write(query, tmp_path / "a.csv", "incident_places")
    export = geo.write(query, tmp_path / "a.gpkg")
    assert "incident_places" not in [table.name for table in export.tables]


def test_plain_tables_have_the_users_claims(mine):
    claims = RECORD.query(on="2025-03-01", incidents=mine, gazetteers=["builtin"]).frame("claims")
    assert isinstance(claims, pd.DataFrame)
    assert "mine.csv" in set(claims["notes"])


def test_a_query_needs_a_moment():
    with pytest.raises(TypeError):
        Query(RECORD)


def test_an_incident_at_several_places_is_one_in_counts_and_claims(tmp_path):
    file = tmp_path / "two.csv"
    row = "m1,shelling,2025-02-22,{},3,Shots\n"
    file.write_text(
        f"incident_id,kind,date,lat,lon,fatalities_min,summary\n{row.format('34.11,71.08')}{row.format('31,66.45')}"
    )
    query = RECORD.query(on="2025-03-01", incidents=file, gazetteers=["builtin"])
    claims = query.frame("claims")
    assert (query.user.kept, query.user.incidents) == (2, 1)
    assert claims["claim_id"].is_unique
    assert claims.loc[claims["notes"] == "two.csv", "min"].tolist() == [3]
    ran = run("map", tmp_path / "a.html", "--on", "2025-02-01", "--incidents", file, "--until", "2025-02-01")
    assert "1 incident of your own outside" in ran.err
