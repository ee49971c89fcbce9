"""What one party says stays with that party: words of summaries, quotation marks, claimants, what was announced."""

from __future__ import annotations

import re

import pytest

from durandline.geo.record import Record
from durandline.geo.schema.tables import TABLES

# Words of one side, or that decide who began: with "calls", "by", "said" beside them, or left out.
ONE_SIDED = re.compile(
    r"martyr|terroris|unprovoked|retaliat|befitting|infiltrat|aggress|illegal|answer|\breply\b|in response|driven off"
    r"|\briot|miscreant|liberat|militant sites|precision",
    re.IGNORECASE,
)
# Where an attack came from is a claim, whoever makes it.
ORIGIN = re.compile(
    r"from (?:across the line|Afghanistan|Pakistan|Khost|Kurram|Nuristan|the (?:Afghan|Pakistani) side)"
)
ATTACK = re.compile(r"fire|attack|bomber|gunm[ae]n|militants|projectiles|shot|overran", re.IGNORECASE)
ATTRIBUTED = re.compile(
    r"\b(?:by (?:the )?(?:one report|\w+ ones|Pakistan|Afghan|Kandahar|Kabul|ISPR|its army|officials|Taliban|UN\b)"
    r"|calls?|called|said|says|claimed)",
    re.IGNORECASE,
)
# The plan's own name, marked as that.
A_NAME = "Illegal Foreigners' Repatriation Plan"

# An account of one side, and who denies or differs: both are in the summary.
BOTH_TOLD = {
    "2013-05-06-goshta": ("by Afghan officials", "by Pakistan"),
    "2017-05-09-chaman-survey": ("ISPR said", "the Afghan side was reported"),
    "2018-04-15-laka-tiga": ("By the Pakistani army", "by Afghan officials"),
    "2020-01-29-torkham-mortar": ("By Pakistan", "Afghan security sources"),
    "2022-02-05-angoor-tangi": ("the army said", "Kabul denied"),
    "2022-11-13-chaman-shooting": ("By Pakistani officials", "the Taliban said"),
    "2022-12-15-chaman-shelling": ("officials there said", "Kabul said"),
    "2023-02-20-torkham-clash": ("reported", "denied"),
    "2024-03-18-khost-paktika-strikes": ("The Taliban said", "Pakistan confirmed"),
    "2024-05-13-zazi-dand-patan": ("by Afghan accounts", "by Pakistani ones"),
    "2025-08-27-drone-strikes": ("Taliban officials said", "Pakistan did not comment"),
    "2025-10-17-paktika-strikes": ("by Afghan officials", "Pakistan says"),
    "2025-11-25-khost-strike": ("The Taliban said", "Pakistan denied"),
    "2026-02-22-nangarhar-paktika": ("UN and Afghan counts", "Pakistan counts"),
}

QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|(?<![\w’])\'([^\']+?)\'(?!\w)')
MOST_WORDS_QUOTED = 3

# Flows that are one group of people: all of it may pass though a rule says who belongs to it.
GROUPS = {"returnees", "stranded", "patients"}


@pytest.fixture(scope="module")
def record():
    return Record()


def texts(record, *columns):
    """Yield (table, key, column, text) of every text column asked for."""
    for name, table in TABLES.items():
        if table.shared:
            continue
        for row in record.rows(name):
            for column in columns:
                if row.get(column):
                    yield name, row[table.key], column, str(row[column])


def test_words_of_one_side_stand_with_the_side(record):
    alone = [
        (key, column, clause.strip())
        for _, key, column, text in texts(record, "summary", "actors")
        for clause in re.split(r"[;.]", text.replace(A_NAME, ""))
        if ONE_SIDED.search(clause) and not ATTRIBUTED.search(clause)
    ]
    assert alone == []


def test_where_an_attack_came_from_is_somebodys_claim(record):
    alone = [
        (row["incident_id"], clause.strip())
        for row in record.rows("incidents")
        for clause in re.split(r"[;.]", f"{row['summary']}; {row['actors'] or ''}")
        if ORIGIN.search(clause) and ATTACK.search(clause) and not ATTRIBUTED.search(clause)
    ]
    assert alone == []


@pytest.mark.parametrize(("key", "parts"), BOTH_TOLD.items())
def test_an_account_and_its_denial_stand_side_by_side(record, key, parts):
    summary = str(record.keyed("incidents")[key]["summary"])
    assert all(part in summary for part in parts), summary


def test_quotation_marks_hold_few_words(record):
    long = [
        (key, column, words)
        for _, key, column, text in texts(record, "summary", "notes", "actors", "who_rule", "applies_to")
        for found in QUOTED.finditer(text)
        if len((words := next(filter(None, found.groups()), "")).split()) > MOST_WORDS_QUOTED
    ]
    assert long == []


def test_every_figure_has_a_claimant(record):
    for claim in record.rows("claims"):
        assert claim["claimant"] not in ("", "not stated", "unknown"), claim["claim_id"]


def test_what_was_said_before_it_began_is_announced(record):
    early = []
    for row in record.rows("reports"):
        said, begun = str(row["said_on"]).split("/")[-1][:10], str(row["from"]).split("/", maxsplit=1)[0][:10]
        known = min(len(said), len(begun))
        if row["basis"] == "observed" and said[:known] < begun[:known]:
            early.append(row["report_id"])
    assert early == []


def test_who_may_pass_restricts_unless_the_flow_is_that_group(record):
    for row in record.rows("reports"):
        if row["state"] == "open" and row["who_rule"]:
            assert set(row["flows"]) <= GROUPS, row["report_id"]


def test_keys_of_confirmations_name_the_day_they_were_said(record):
    for row in record.rows("reports"):
        if found := re.search(r"-still-(\d{4}(?:-\d\d){0,2})$", str(row["report_id"])):
            assert any(part.startswith(found[1]) for part in str(row["said_on"]).split("/")), row["report_id"]


def test_a_place_is_linked_by_words_of_its_incident(record):
    incidents = record.keyed("incidents")
    for link in record.rows("incident_places"):
        assert str(link["quoted"]) in str(incidents[link["incident_id"]]["place_text"]), link["incident_place_id"]
