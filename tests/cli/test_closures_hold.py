"""What was shut on a day is the same for the status, the README's programs and a desk's temporal controller."""

from __future__ import annotations

import re
import sqlite3
from datetime import datetime
from xml.etree import ElementTree as ET

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
from python_calamine import CalamineWorkbook
from support.command import run
from support.readme import programs_for, shown_text

from durandline.geo import frames
from durandline.geo.record import Record
from durandline.geo.time.clock import from_epoch, iso_utc
from durandline.geo.time.moment import Moment, parse_moment

LAST = "2026-11-20"
TEN = ("2016-09-01", "2017-02-20", "2019-09-02", "2020-04-01", "2021-10-10", "2023-09-10", "2024-01-20", "2025-03-01",
       "2025-10-20", "2026-02-01")  # fmt: skip
INSTANTS = (
    "start_earliest", "start_latest", "end_earliest", "end_latest", "shut_at_least_until", "closed_from",
    "closed_until",
)  # fmt: skip


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """Return a GeoPackage of all closures on record."""
    path = tmp_path_factory.mktemp("desk") / "closures.gpkg"
    assert run("export", path, "--table", "closures", "--on", LAST).code == 0
    return path


@pytest.fixture(scope="module")
def record():
    return Record()


def asked(path, condition):
    """Return the crossings of the closures for which a condition of SQL holds."""
    with sqlite3.connect(path) as database:
        found = {row[0] for row in database.execute("SELECT crossing_id FROM closures WHERE " + condition)}  # noqa: S608
    database.close()
    return found


def closed(record, on):
    """Return the crossings that the status calls closed for cargo or for people."""
    states = frames.crossing_states(record, on)
    return set(states.loc[(states["cargo_state"] == "closed") | (states["people_state"] == "closed"), "crossing_id"])


def snippet(moment):
    """Return the README's condition for a moment."""
    (program,) = programs_for("qgis", shown_text())
    (condition,) = re.findall(r'setSubsetString\(f"(.*)"\)', program)
    return condition.replace("{moment}", moment)


def played(package):
    """Return the columns that the style in the file gives to the temporal controller."""
    with sqlite3.connect(package) as database:
        ((style,),) = database.execute("SELECT styleQML FROM layer_styles").fetchall()
    database.close()
    times = ET.fromstring(style.partition("\n")[2]).find("temporal")  # noqa: S314 - our own
    assert (times.get("enabled"), times.get("mode"), times.get("limitMode")) == ("1", "2", "0")
    return times.get("startField"), times.get("endField")


@pytest.mark.parametrize("day", TEN)
def test_snippet_temporal_controller_and_status_say_the_same(package, record, day):
    second = parse_moment(day).second("PK")
    on = Moment(from_epoch(second, "PK").isoformat(), is_day=False)
    shut = closed(record, on)
    assert shut or day == "2019-09-02"
    moment = iso_utc(second)
    assert asked(package, snippet(moment)) == shut
    first, last = played(package)
    layer = gpd.read_file(package, layer="closures")
    within = (layer[first] <= pd.Timestamp(moment)) & (pd.Timestamp(moment) < layer[last])
    assert set(layer.loc[within & (layer["shuts_cargo"] | layer["shuts_people"]), "crossing_id"]) == shut


@pytest.mark.parametrize("day", TEN)
def test_still_shut_is_what_the_status_says_on_the_day(record, day):
    on = parse_moment(day)
    frame = frames.closures(record, on)
    headline = frame["shuts_cargo"] | frame["shuts_people"]
    assert set(frame.loc[frame["still_shut"] & headline, "crossing_id"]) == closed(record, on)


def test_three_crossings_were_shut_on_1_march_2025_and_not_ten(package, record):
    assert closed(record, parse_moment("2025-03-01")) == {"torkham", "kharlachi", "angoor_adda"}
    assert asked(package, snippet("2025-03-01T18:59:59Z")) == {
        "torkham", "kharlachi", "angoor_adda",
    }  # fmt: skip


@pytest.mark.parametrize("ending", ["gpkg", "parquet", "fgb", "csv", "xlsx", "geojson"])
def test_ends_are_instants_and_truths_truths_in_every_format(tmp_path, ending):
    if ending == "parquet":
        parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: GeoParquet is an extra")
    path = tmp_path / f"closures.{ending}"
    assert run("export", path, "--table", "closures", "--on", "2025-03-01").code == 0
    match ending:
        case "gpkg" | "fgb":
            info = pyogrio.read_info(path, layer="closures")
            types = dict(zip(info["fields"], info["dtypes"], strict=True))
            assert all(types[name].startswith("datetime64") for name in INSTANTS)
            assert types["still_shut"] == "bool"
            assert str(gpd.read_file(path, layer="closures")["closed_until"].dtype).endswith("UTC]")
        case "parquet":
            types = {field.name: str(field.type) for field in parquet.read_schema(path)}
            assert {types[name] for name in INSTANTS} == {"timestamp[ms, tz=UTC]"}
            assert (types["still_shut"], types["days_min"]) == ("bool", "double")
        case "xlsx":
            rows = CalamineWorkbook.from_path(path).get_sheet_by_name("closures").to_python()
            first = dict(zip(rows[0], rows[-1], strict=True))
            assert isinstance(first["closed_until"], datetime)
            assert isinstance(first["still_shut"], bool)
        case _:
            frame = pd.read_csv(path) if ending == "csv" else gpd.read_file(path)
            texts = frame["closed_until"].astype(str)
            assert pd.to_datetime(texts, utc=True).notna().all()
            assert set(frame["still_shut"].astype(str)) <= {"yes", "no", "True", "False"}
            assert frame["id"].is_unique


def test_the_row_of_hashtags_names_the_bounds(tmp_path):
    path = tmp_path / "closures.csv"
    assert run("export", path, "--table", "closures", "--hxl", "--on", "2025-03-01").code == 0
    names, tags = (line.split(",") for line in path.read_text("utf-8").splitlines()[:2])
    told = dict(zip(names, tags, strict=True))
    assert told["start_latest"].endswith("date+start+latest")
    assert told["shut_at_least_until"].endswith("date+shut+until")
