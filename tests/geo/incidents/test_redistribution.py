"""Rows that may not be handed on are set apart, and every collection is named."""

from __future__ import annotations

from support.own import RECORD, own

from durandline.geo.frames import incidents
from durandline.geo.incidents.redistribution import attributions, split


def test_rows_are_split_by_what_may_be_handed_on():
    taken = own({"redistribute": "no", "summary": "a"}, {"redistribute": "yes", "summary": "b"}, {"summary": "c"})
    may, may_not = split(taken.frame)
    assert (may["summary"].tolist(), may_not["summary"].tolist()) == (["b", "c"], ["a"])
    assert may.index.tolist() == [0, 1]


def test_the_record_rests_on_sources_that_say_whether():
    frame = incidents(RECORD, measured=False)
    may_not = {key for key, row in RECORD.keyed("sources").items() if row["redistribute"] is False}
    rows = RECORD.keyed("incidents")
    for key, allowed in zip(frame["incident_id"], frame["redistribute"], strict=True):
        assert allowed == (not may_not & set(rows[key]["source_ids"]))


def test_each_collection_and_licence_is_named_once():
    terms = {"dataset": "ACLED 2025", "licence": "ACLED terms"}
    frame = own(
        terms | {"summary": "a"}, terms | {"summary": "b"}, {"dataset": "UCDP GED", "licence": "CC-BY-4.0"}
    ).frame
    assert attributions(frame) == [("ACLED 2025", "ACLED terms", 2), ("UCDP GED", "CC-BY-4.0", 1)]
    assert attributions(frame.iloc[:0]) == []
