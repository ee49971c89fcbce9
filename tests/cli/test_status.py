"""``durandline status`` on the shipped record: what a person reads, what a machine reads, and that both agree."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata

import pytest
from support.command import run

from durandline.geo.record import Record
from durandline.geo.schema.tables import TABLES

SHUT = ("torkham", "--on", "2025-03-01")
ASKED = (
    SHUT,
    ("--on", "2023-12-01"),
    ("--on", "2016-01-01"),
    ("torkham", "spin_boldak_chaman", "--on", "2023-10-31", "--flow", "cargo"),
    ("torkham", "--on", "2025-03-01T14:00+05:00", "--side", "AF"),
    ("Chaman", "--on", "2024-01-15", "--direction", "AF_to_PK"),
)


def blocks(text):
    return [block.splitlines() for block in text.split("\n\n")]


def rows_of(*arguments):
    return json.loads(run("status", *arguments, "--format", "json").out)


def test_torkham_in_march_2025_is_closed_since_by_whom_on_what_source_and_how_old():
    ran = run("status", *SHUT)
    assert ran.code == 0
    assert ran.out.startswith("Torkham on 2025-03-01, at the end of each gate's local day\n")
    assert "Kabul time (+04:30)" in ran.out
    for block in blocks(ran.out)[1:]:
        assert block[0].startswith("CLOSED  ")
        told = " ".join(block)
        assert "since 2025-02-21; by " in told
        assert re.search(r"last statement (by then )?2025-02-2\d, \d days before", told)
        assert "source: " in told
        assert "https://" in told


def test_what_is_told_of_a_day_had_been_said_by_then():
    """By whom, in what words and how old belong together: none of them is of a later day than the one asked for."""
    reports = Record().keyed("reports")
    for row in rows_of(*SHUT):
        told = [each for each in reports.values() if each["summary"] == row["summary"]]
        assert told, row["summary"]
        assert min(str(each["said_on"]) for each in told) <= "2025-03-01", (row["flow"], row["summary"])


@pytest.mark.parametrize("day", ["2023-12-01", "2005-01-01", "2026-01-01"])
def test_every_crossing_is_listed_once_in_the_order_of_the_table(day):
    text = run("status", "--on", day).out
    listed = [line.split()[0] for line in text.splitlines() if line[:1].islower()]
    assert listed == list(Record().crossing_ids)


def test_without_a_date_it_is_today():
    first = run("status", "torkham").out.splitlines()[0]
    assert first.startswith("Torkham on 20")


@pytest.mark.parametrize("arguments", ASKED, ids=" ".join)
def test_text_fits_80_columns_but_for_addresses_and_steers_no_terminal(arguments):
    ran = run("status", *arguments)
    for line in (ran.out + ran.err).splitlines():
        assert len(line) <= 80 or line.lstrip().startswith("http"), line
        assert line == line.rstrip()
        assert not [char for char in line if unicodedata.category(char) == "Cc"]


@pytest.mark.parametrize("arguments", ASKED, ids=" ".join)
def test_json_and_csv_say_the_same(arguments):
    found = rows_of(*arguments)
    table = list(csv.DictReader(io.StringIO(run("status", *arguments, "--format", "csv").out)))
    assert len(found) == len(table) > 0
    for row, cells in zip(found, table, strict=True):
        assert list(row) == list(cells)
        assert cells == {name: _cell(value) for name, value in row.items()}


def _cell(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ";".join(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


@pytest.mark.parametrize("arguments", [each for each in ASKED if not each[0].startswith("--")], ids=" ".join)
def test_text_and_json_say_the_same(arguments):
    """No state, day, claimant or statement of the rows is left out of the text, and no address is of its own."""
    text = run("status", *arguments).out
    found = rows_of(*arguments)
    addresses = {url for row in found for url in row["source_urls"]}
    assert {line.strip() for line in text.splitlines() if line.strip().startswith("http")} <= addresses
    heads = {block[0].split("  ")[0].lower() for block in blocks(text) if block[0].split("  ")[0].isupper()}
    assert heads == {row["state"] for row in found}
    flowing = " ".join(text.split())
    for row in found:
        assert " ".join(row["summary"].split()) in flowing
        assert not row["claimant"] or f"by {row['claimant']}" in flowing
        assert not row["since"] or f"since {row['since']}" in flowing


def test_rows_name_reports_and_sources_of_the_record():
    record = Record()
    addresses = {row["url"] for row in record.rows("sources")}
    for row in rows_of("--on", "2024-01-15"):
        assert set(row["report_ids"]) <= set(record.keyed("reports"))
        assert set(row["source_urls"]) <= addresses
        assert (row["state"] == "unknown") == (row["knowledge"] != "confirmed")
        assert row["report_ids"] or row["knowledge"] == "never_reported"


def test_names_in_any_script_or_case_mean_the_crossing():
    wanted = run("status", *SHUT).out
    for name in ("Torkham", "TORKHAM", "تورخم", "طورخم", "Torkh", "Tor Kham"):
        assert run("status", name, *SHUT[1:]).out == wanted


def test_known_by_leaves_out_what_was_said_later():
    then = rows_of("torkham", "--on", "2025-03-01", "--known-by", "2025-02-22")
    assert {row["last_said"] for row in then} <= {"", *(f"2025-02-{day}" for day in range(10, 23))} | {
        row["last_said"] for row in then if row["last_said"] < "2025-02-22"
    }
    assert rows_of("torkham", "--on", "2025-03-01", "--known-by", "1990-01-01")[0]["knowledge"] == "never_reported"


def test_a_folder_of_ones_own_tables_replaces_the_shipped_ones(small):
    ran = run("status", "--on", "2020-01-05", "--data", small)
    assert [line.split()[:3] for line in ran.out.splitlines()[4:]] == [
        ["a", "closed", "closed"], ["b", "unknown", "unknown"],
    ]  # fmt: skip
    assert set(TABLES) <= {path.stem for path in small.iterdir()}
