"""The table of kinds: what ships, what a user puts before it, and types it does not have."""

from __future__ import annotations

import pytest

from durandline.geo.errors import InputError
from durandline.geo.ingest.distinct import as_texts
from durandline.geo.ingest.kinds import Kinds, guessed_kinds, named_kinds, read_kinds, shipped_kinds
from durandline.geo.ingest.notes import Notes

MINE = read_kinds(b"source,event_type,sub_event_type,kind\nacled,Battles,,attack\n,Raid,,seizure_of_post\n", "k.csv")


def test_no_pair_of_types_stands_twice_in_the_shipped_table():
    pairs = [(row["source"], row["event_type"], row["sub_event_type"]) for row in shipped_kinds()]
    assert len(pairs) == len(set(pairs))
    assert {row["source"] for row in shipped_kinds()} == {"acled", "ucdp"}


def test_each_type_with_finer_ones_has_a_row_for_those_that_have_none():
    finer = {row["event_type"] for row in shipped_kinds() if row["sub_event_type"]}
    assert finer <= {row["event_type"] for row in shipped_kinds() if not row["sub_event_type"]}


@pytest.mark.parametrize(
    ("types", "kind"),
    [(("Battles", "Armed clash"), "exchange_of_fire"), (("BATTLES", "armed  clash"), "exchange_of_fire"),
     (("Explosions/Remote violence", "Suicide bomb"), "bombing"),
     (("Riots", ""), "protest_sit_in"), (("Magic", ""), "")],
)  # fmt: skip
def test_types_are_found_in_any_case(types, kind):
    assert Kinds("acled").find(*types) == kind


def test_a_users_rows_go_first():
    kinds = Kinds("acled", MINE)
    assert kinds.find("Battles") == "attack"
    assert kinds.find("Battles", "Armed clash") == "exchange_of_fire"
    assert kinds.find("raid") == "seizure_of_post"


@pytest.mark.parametrize(
    "text", [b"event_type\nx\n", b"event_type,kind\nx,war\n", b"event_type,kind\n,attack\n", b"\xff"]
)
def test_a_bad_table_of_kinds_is_refused(text):
    with pytest.raises(InputError, match=r"k\.csv"):
        read_kinds(text, "k.csv")


def test_unknown_types_are_other_with_one_warning_each():
    notes = Notes("f.csv")
    kinds, spoken = named_kinds(
        as_texts(["Magic", "Magic", "Battles", ""]),
        as_texts(["", "", "Duel", ""]),
        Kinds("acled"),
        "event_type",
        notes,
    )
    assert kinds.tolist() == ["other", "other", "exchange_of_fire", ""]
    assert spoken.tolist() == ["Magic", "Magic", "Battles / Duel", ""]
    assert [(each.level, each.rule) for each in notes.findings] == [
        ("note", "unknown-kind"),
        ("warning", "unknown-kind"),
    ]
    assert "'Magic' is no type known here; 2 cells" in str(notes.findings[1])


def test_an_unknown_table_may_use_our_words_or_those_of_a_collection():
    kinds, spoken = guessed_kinds(
        as_texts(["Exchange of fire", "shelling", "Battles / Armed clash", "Raid"]),
        "Type",
        Kinds("acled", MINE),
        Notes("f"),
    )
    assert kinds.tolist() == ["exchange_of_fire", "shelling", "exchange_of_fire", "seizure_of_post"]
    assert spoken.tolist() == ["Exchange of fire", "shelling", "Battles / Armed clash", "Raid"]


def test_a_file_full_of_types_does_not_flood_the_findings():
    notes = Notes("f.csv")
    guessed_kinds(as_texts([f"type {number}" for number in range(100)]), "Type", Kinds("acled"), notes)
    assert len(notes.findings) == 31
    assert "70 more types" in notes.findings[-1].message
