"""The shipped record as a whole: sound by its own rules, and nothing of what was known is lost."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from durandline.geo.record import Record
from durandline.geo.schema.tables import TABLES
from durandline.geo.status.check import check_reports
from durandline.geo.status.crossing_status import Status

FACTS = Path(__file__).parents[2].parent / "shared" / "facts"

# Events that another row tells already.
MERGED = {"2023-10-03-repatriation-order": "deadline-31-oct-2023"}
# Events whose key took the words of one side, or another day than the event's.
RENAMED = {
    "2020-07-30-chaman-riot": "2020-07-30-chaman-gate-violence",
    "2022-10-20-spin-boldak-clash": "2022-10-19-spin-boldak-clash",
    "2026-02-27-open-war": "2026-02-27-air-strikes",
}


@pytest.fixture(scope="module")
def record():
    return Record()


@pytest.mark.parametrize("name", TABLES)
def test_every_table_fits_its_schema_and_every_reference_is_kept(record, name):
    rows, findings = record.check(name, references=True)
    assert [str(each) for each in findings] == []
    assert rows


def test_reports_do_not_contradict_themselves(record):
    rows = record.rows("reports")
    assert [str(each) for each in check_reports(rows, range(2, 2 + len(rows)), "reports.csv")] == []


def test_an_incident_and_a_report_name_each_other(record):
    incidents, reports = record.keyed("incidents"), record.keyed("reports")
    forth = {(key, other) for key, row in incidents.items() for other in row["report_ids"]}
    back = {(other, key) for key, row in reports.items() for other in row["incident_ids"]}
    assert forth == back


def test_a_place_without_a_point_gives_no_incident_a_point(record):
    for link in record.rows("incident_places"):
        assert bool(link["place_id"]) != bool(link["crossing_id"]), link["incident_place_id"]


def test_two_parties_figures_are_rows_of_their_own(record):
    claimants = {}
    for claim in record.rows("claims"):
        claimants.setdefault((claim["incident_id"], claim["measure"]), set()).add(claim["claimant"])
    assert sum(len(each) > 1 for each in claimants.values()) >= 20


def test_every_report_has_a_source(record):
    assert [row["report_id"] for row in record.rows("reports") if not row["source_ids"]] == []


def test_weak_sources_are_marked(record):
    kinds = Counter(row["kind"] for row in record.rows("sources"))
    assert min(kinds["mirror"], kinds["repost"], kinds["agency_copy"]) > 0
    for row in record.rows("sources"):
        if "wiki" in str(row["url"]).split("/")[2]:
            assert row["kind"] == "mirror", row["url"]


def test_closures_are_known_for_the_flows_they_had_and_none_is_claimed_for_all_crossings(record):
    crossings = {key[0] for key in Status(record).statements}
    assert 5 <= len(crossings) < len(record.crossing_ids)


@pytest.mark.skipif(not FACTS.is_dir(), reason="the folder shared/facts with the facts as gathered is not here")
def test_every_gathered_event_is_accounted_for(record):
    with (FACTS / "events.csv").open(encoding="utf-8", newline="") as stream:
        events = [row["event_id"] for row in csv.DictReader(stream)]
    known = {str(row[TABLES[name].key]) for name in ("reports", "incidents", "policies") for row in record.rows(name)}
    stems = {event for event in events if any(key.startswith(event) for key in known)}
    assert sorted(set(events) - stems) == sorted(MERGED | RENAMED)
    assert set((MERGED | RENAMED).values()) <= known


@pytest.mark.skipif(not FACTS.is_dir(), reason="the folder shared/facts with the facts as gathered is not here")
def test_every_gathered_figure_is_kept(record):
    with (FACTS / "returns.csv").open(encoding="utf-8", newline="") as stream:
        figures = list(csv.DictReader(stream))
    kept = {(row["min"], row["max"], row["claimant"]) for row in record.rows("movements")}
    assert len(record.rows("movements")) == len(figures)
    assert len(kept) > 300
