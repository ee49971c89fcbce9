"""ACLED's and UCDP's tables as rows of ours: every column where it belongs, and every row accounted for."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from support.exports import acled_rows, pieces

from durandline.geo.errors import InputError
from durandline.geo.ingest.acled import COLUMNS, MAPPING, read_deleted
from durandline.geo.ingest.hints import Wants
from durandline.geo.ingest.normalise import understand
from durandline.geo.ingest.ucdp import COLUMNS as UCDP_COLUMNS
from durandline.geo.ingest.ucdp import MAPPING as UCDP_MAPPING
from durandline.geo.schema.columns import check_columns
from durandline.geo.schema.tables import OWN_INCIDENTS

SAMPLE = Path(__file__).parents[3].parent / "shared" / "samples" / "ucdp_ged_pk_1000.csv"
UCDP_ROW = dict.fromkeys(UCDP_COLUMNS, "") | {
    "id": "7.0", "relid": "XXX-1", "type_of_violence": "1.0", "side_a": "Government of A", "side_b": "Group B",
    "source_article": "Some Paper\n5 March 2031", "where_prec": "2.0", "where_coordinates": "Sampletown",
    "where_description": "near Sampletown", "adm_1": "First province", "adm_2": "First district", "latitude": "34.1",
    "longitude": "71.0", "date_prec": "1.0", "date_start": "2031-03-05 00:00:00.000",
    "date_end": "2031-03-05 00:00:00.000", "best": "4", "high": "6.0", "low": "2.0",
}  # fmt: skip


def acled(*changes, **wants):
    return understand(pieces(acled_rows(*changes)), "a.csv", Wants(**wants))


def ucdp(**change):
    return understand(pieces([UCDP_ROW | change]), "u.csv", Wants())


def only(table, *names):
    return {name: table.columns[name].tolist()[0] for name in names}


def test_an_acled_row_fills_these_columns():
    table = acled({"assoc_actor_1": "Helpers", "admin3": "Ward"})
    assert table.schema == "acled"
    assert only(table, *table.columns) == {
        "incident_id": "acled:XXX1", "kind": "exchange_of_fire", "source_kind": "Battles / Armed clash",
        "date": "2031-03-05", "place_name": "Sampletown",
        "admin_text": "Ward, First District, First Province, Nowhere",
        "lat": "34.1000", "lon": "71.0000", "radius_m": "3200", "precision": "exact", "fatalities_min": "3",
        "fatalities_max": "3", "claimant": "ACLED", "summary": "A made-up clash.",
        "actors": "Force of the North (Helpers); Force of the South", "source_publisher": "The Sample; Other Sample",
        "dataset": "ACLED 2031-02-27", "licence": "ACLED terms", "redistribute": "no",
    }  # fmt: skip
    assert ("date", "event_date") in table.mapping
    assert ("admin_text", "country") in table.mapping
    assert "disorder_type" in table.unread


def test_the_newest_change_dates_the_dataset():
    table = acled({"timestamp": "1700000000"}, {"timestamp": "1700090000"}, {"timestamp": "x"})
    assert set(table.columns["dataset"]) == {"ACLED 2023-11-15"}
    assert set(acled({"timestamp": ""}).columns["dataset"]) == {"ACLED"}


@pytest.mark.parametrize(
    ("precision", "day"), [("1", "2031-03-05"), ("2", "2031-03-02/2031-03-08"), ("3", "2031-03"), ("", "2031-03-05")]
)
@pytest.mark.parametrize("written", ["05 March 2031", "2031-03-05"])
def test_time_precision_widens_the_date(precision, day, written):
    assert acled({"time_precision": precision, "event_date": written}).columns["date"].tolist() == [day]


def test_deleted_events_are_left_out_and_counted():
    rows = [{"event_id_cnty": "XXX2", "deleted_timestamp": "1"}, {"event_id_cnty": " ", "deleted_timestamp": "1"}]
    deleted = read_deleted(pieces(rows))
    assert deleted == {"XXX2"}
    table = acled({}, {}, {}, deleted=deleted)
    assert (table.rows.tolist(), table.removed.tolist()) == ([2, 4], [3])
    assert all(len(cells) == 2 for cells in table.columns.values())
    assert "1 event left out that ACLED took back." in [each.message for each in table.findings]
    with pytest.raises(InputError, match=r"no column event_id_cnty\. Columns: 'id'"):
        read_deleted(pieces([{"id": "1"}]))


def test_an_unknown_code_of_precision_gives_none_and_a_warning():
    table = acled({"geo_precision": "9"}, {"geo_precision": ""})
    assert set(table.columns["precision"]) == set(table.columns["radius_m"]) == {""}
    assert [(each.level, each.rule) for each in table.findings if each.level == "warning"] == [
        ("warning", "unknown-precision")
    ]


def test_names_of_columns_may_be_in_capitals_and_a_column_may_be_said():
    row = {name.upper(): value for name, value in acled_rows({})[0].items()}
    table = understand(pieces([row]), "a.csv", Wants(columns={"place_name": "ADMIN2"}))
    assert only(table, "incident_id", "place_name") == {"incident_id": "acled:XXX1", "place_name": "First District"}
    assert [pair for pair in table.mapping if pair[0] == "place_name"] == [("place_name", "ADMIN2")]


def test_a_ucdp_row_fills_these_columns():
    table = ucdp()
    assert table.schema == "ucdp"
    assert only(table, *table.columns) == {
        "incident_id": "ucdp:7", "kind": "exchange_of_fire",
        "source_kind": "state-based conflict (type_of_violence 1)",
        "date": "2031-03-05", "last_day": "", "place_name": "Sampletown",
        "admin_text": "First district, First province", "lat": "34.1", "lon": "71.0",
        "radius_m": "25000", "precision": "near", "fatalities_min": "2",
        "fatalities_max": "6", "claimant": "UCDP", "summary": "Government of A - Group B: 4 killed (2-6)",
        "actors": "Government of A; Group B", "source_publisher": "Some Paper, 5 March 2031", "dataset": "UCDP GED",
        "licence": "CC-BY-4.0", "redistribute": "yes", "notes": "best estimate: 4; where: near Sampletown",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("precision", "end", "day", "last"),
    [("1.0", "2031-03-05", "2031-03-05", ""), ("1", "2031-03-07", "2031-03-05", "2031-03-07"),
     ("2.0", "2031-03-08", "2031-03-05/2031-03-08", ""), ("5", "2031-12-31", "2031-03-05/2031-12-31", "")],
)  # fmt: skip
def test_a_date_is_as_wide_as_its_precision_says(precision, end, day, last):
    assert only(ucdp(date_prec=precision, date_end=end), "date", "last_day") == {"date": day, "last_day": last}


def test_an_event_without_a_number_goes_by_its_name():
    assert only(ucdp(id=""), "incident_id") == {"incident_id": "ucdp:XXX-1"}


def test_a_place_at_sea_has_no_precision_and_a_warning():
    table = ucdp(where_prec="7")
    assert only(table, "precision", "radius_m") == {"precision": "", "radius_m": ""}
    assert ("warning", "unknown-precision") in [(each.level, each.rule) for each in table.findings]


@pytest.mark.parametrize(("columns", "mapping"), [(COLUMNS, MAPPING), (UCDP_COLUMNS, UCDP_MAPPING)])
def test_every_column_that_is_read_is_told(columns, mapping):
    told = {theirs for _, theirs in mapping}
    assert told == set(columns)
    assert {ours for ours, _ in mapping} <= set(OWN_INCIDENTS.columns)


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the real UCDP export (shared/samples) is not here")
def test_every_row_of_a_real_export_is_used():
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    table = understand(pieces(rows, 300), "u.csv", Wants())
    checked = check_columns(table.columns, table.rows, OWN_INCIDENTS, "u.csv")
    assert (int(checked.good.sum()), checked.findings, len(rows)) == (1000, [], 1000)
    assert [each.rule for each in table.findings] == ["recognised"]
    assert Counter(table.columns["precision"]) == {
        "exact": 359, "near": 390, "district": 202, "province": 11, "line": 37, "country": 1,
    }  # fmt: skip
    assert Counter(table.columns["kind"]) == {"exchange_of_fire": 852 + 55, "attack": 93}
    assert sum(map(int, table.columns["fatalities_min"])) == sum(int(float(row["low"])) for row in rows)
    assert sum("/" in day for day in table.columns["date"]) == sum(
        float(row["date_prec"]) > 1 and row["date_start"] != row["date_end"] for row in rows
    )


def test_a_linear_feature_is_no_wider_than_a_province():
    assert only(ucdp(where_prec="5"), "precision", "radius_m") == {"precision": "line", "radius_m": "92000"}


def test_a_geometry_goes_before_the_columns():
    [piece] = pieces([UCDP_ROW])
    piece.lon, piece.lat = np.array([70.5]), np.array([33.5])
    assert only(understand([piece], "u.gpkg", Wants()), "lat", "lon") == {"lat": "33.5", "lon": "70.5"}


def test_a_candidate_file_without_codes_of_precision_is_ucdps_all_the_same():
    row = {name: text for name, text in UCDP_ROW.items() if name not in ("relid", "where_prec")} | {"best": "2"}
    table = understand(pieces([row]), "u.csv", Wants())
    assert table.schema == "ucdp"
    assert table.columns["precision"].tolist() == [""]
