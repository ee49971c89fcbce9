"""One's own statements through every command that answers."""

from __future__ import annotations

import json

import pytest
from support.command import run

MINE = """crossing,flows,state,from,claimant
torkham,cargo,open,2026-11-20,my driver
"""


@pytest.fixture
def mine(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "mine.csv"
    path.write_text(MINE, "utf-8")
    return path


@pytest.mark.parametrize(
    "words",
    [
        ("status", "torkham", "--on", "2026-11-21"),
        ("changes", "torkham", "--from", "2026-11-15", "--to", "2026-11-21"),
        ("export", "-", "--table", "status", "--on", "2026-11-21"),
        ("map", "-", "--on", "2026-11-21"),
    ],
    ids=lambda words: words[0],
)
def test_a_statement_of_ones_own_is_counted(mine, words):
    with_it, without = run(*words, "--reports", str(mine)), run(*words)
    assert (with_it.code, without.code) == (0, 0)
    assert "my driver" in with_it.out
    assert "my driver" not in without.out


def test_a_bad_row_is_a_finding_and_the_rest_is_counted(mine):
    mine.write_text(MINE + "atlantis,,closed,2026-11-20,somebody\n", "utf-8")
    ran = run("status", "torkham", "--on", "2026-11-21", "--format", "json", "--reports", str(mine))
    assert ran.code == 3
    assert "mine.csv:3" in ran.err
    assert "atlantis" in ran.err
    assert {row["state"] for row in json.loads(ran.out) if row["flow"] == "commercial"} == {"open"}


def test_validate_knows_the_file_by_its_columns(mine):
    assert "as own_reports: 1 good row" in run("validate", str(mine)).err


def test_closures_end_where_ones_own_statement_says_so(mine):
    mine.write_text(
        "crossing,flows,state,from,claimant,ends\ntorkham,cargo,open,2026-11-20,me,2025-10-11-torkham-closure\n"
    )
    ran = run("closures", "torkham", "--since", "2025-10-01", "--on", "2026-11-22", "--reports", str(mine))
    assert ran.code == 0
    said = " ".join(ran.out.split())
    assert "military cargo; both directions: until 2026-11-20" in said
    assert "pedestrians; both directions: end not reported" in said
