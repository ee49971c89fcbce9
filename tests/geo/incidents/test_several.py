"""Several files together: no row twice, no key for two things, and all of it counted."""

from __future__ import annotations

from support.own import RECORD, own, rules

from durandline.geo.incidents.several import settle

ROW = {"incident_id": "k1", "dataset": "ACLED 2025-01-01", "summary": "s"}


def both(first, second):
    one, two = own(*first, name="one.csv"), own(*second, name="two.csv")
    before = len(one.frame) + len(two.frame)
    settle([one, two], RECORD)
    assert before == len(one.frame) + len(two.frame) + one.removed + two.removed
    assert all(len(each.rows) == len(each.frame) for each in (one, two))
    return one, two


def keys(taken):
    return taken.frame["incident_id"].tolist()


def test_a_row_that_both_files_have_is_taken_once():
    one, two = both([ROW], [ROW | {"dataset": "ACLED 2025-02-01"}, ROW | {"incident_id": "k2", "lat": 30}])
    assert (keys(one), keys(two), one.removed, two.removed) == (["k1"], ["k2"], 0, 1)
    (note,) = two.findings
    assert (note.level, note.rule, note.row) == ("note", "repeated", 0)
    assert "one.csv" in note.message


def test_of_two_versions_the_later_file_has_the_newer():
    one, two = both([ROW], [ROW | {"summary": "t", "lat": 34.3, "fatalities_min": 2}])
    assert (keys(one), keys(two), one.removed, two.removed) == ([], ["k1"], 1, 0)
    assert two.frame["summary"].tolist() == ["t"]
    (warning,) = two.findings
    assert (warning.row, warning.rule, warning.level) == (2, "updated", "warning")
    assert "summary, claims, place" in warning.message


def test_a_row_without_a_key_is_known_again_by_its_content():
    one, two = both([{"summary": "x"}], [{"summary": "y"}, {"summary": "x"}])
    assert (len(one.frame), two.frame["summary"].tolist(), two.removed) == (1, ["y"], 1)


def test_keys_that_count_up_in_both_files_mean_other_incidents():
    rows = [{"incident_id": "1", "summary": "x"}, {"incident_id": "2", "summary": "y"}]
    one, two = both(rows, [{"incident_id": "1", "summary": "z"}, rows[1], {"incident_id": "3"}])
    assert keys(one) == ["1", "2"]
    assert keys(two) == ["1@two.csv", "3"]
    assert [rule for _, _, rule in rules(two)] == ["doubled-key"]


def test_the_same_key_in_two_collections_means_two_things():
    one, two = both([ROW], [ROW | {"dataset": "Paper"}])
    assert (keys(one), keys(two)) == (["k1"], ["k1@two.csv"])


def test_the_records_own_incidents_are_not_doubled():
    known = next(iter(RECORD.keyed("incidents")))
    rows = [{"incident_id": known, "dataset": "durandline"}, {"incident_id": "mine", "dataset": "durandline"}]
    taken = own(*rows)
    settle([taken], RECORD)
    assert (keys(taken), taken.removed, rules(taken)) == (["mine"], 1, [(0, "incident_id", "repeated")])
    other = own({"incident_id": known})
    settle([other], RECORD)
    assert keys(other) == [f"{known}@mine.csv"]
