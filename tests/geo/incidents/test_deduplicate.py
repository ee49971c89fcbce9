"""Several files together: no row twice, no key for two things, and all of it counted."""

from __future__ import annotations

from support.own import RECORD, own, rules

from durandline.geo.incidents.deduplicate import settle

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


PLACES = [ROW | {"lat": 34.1}, ROW | {"lat": 34.2}]


def test_an_incident_at_several_places_is_one_with_a_row_for_each():
    taken = own(*PLACES, ROW | {"lat": "", "lon": "", "place_name": "Torkham"})
    assert (keys(taken), taken.rejects) == (["k1"] * 3, [])


def test_a_key_that_tells_of_something_else_or_of_one_place_twice_is_an_error():
    taken = own(*PLACES, ROW | {"lat": 34.3, "summary": "t", "kind": "attack"}, PLACES[1])
    assert rules(taken) == [(4, "incident_id", "doubled-key"), (5, "incident_id", "doubled-key")]
    assert "another kind, summary" in taken.findings[0].message
    assert (keys(taken), [row for row, _ in taken.rejects]) == (["k1", "k1"], [4, 5])


def test_places_that_both_files_have_are_taken_once():
    one, two = both(PLACES, PLACES)
    assert (keys(one), keys(two), two.removed) == (["k1", "k1"], [], 2)


def test_of_two_versions_with_other_places_the_later_is_taken_whole():
    for first, second in ((PLACES, PLACES[:1]), (PLACES[:1], PLACES), (PLACES, [PLACES[0], ROW | {"lat": 35}])):
        one, two = both(first, second)
        assert (keys(one), keys(two), one.removed) == ([], ["k1"] * len(second), len(first))
        assert [rule for _, _, rule in rules(two)] == ["updated"]


def test_places_of_one_key_get_one_new_key_where_another_file_uses_it():
    one, two = both([ROW | {"dataset": ""}], [each | {"dataset": ""} for each in PLACES])
    assert (keys(one), keys(two)) == (["k1"], ["k1@two.csv"] * 2)
