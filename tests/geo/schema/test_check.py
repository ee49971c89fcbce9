"""Checking of headers and rows: every problem at once, and the good rows kept."""

import pytest

from durandline.geo.errors import InputError, UnknownNameError
from durandline.geo.formats.csv import read_rows
from durandline.geo.record import Record
from durandline.geo.schema.check import check_header, check_rows
from durandline.geo.schema.fields import Field
from durandline.geo.schema.findings import Finding, shorten
from durandline.geo.schema.tables import TABLES, Table, table

PEOPLE = Table(
    "counts",
    "count_id",
    "one count",
    (
        Field("count_id", "id", "Key.", required=True),
        Field("kind", "choice", "What.", required=True, choices=("persons", "trucks")),
        Field("least", "integer", "Least.", minimum=0),
        Field("crossing_ids", "list", "Where.", refers_to="crossings"),
        Field("place_id", "id", "Where.", refers_to="places"),
        Field("link", "url", "Address.", lenient=True),
    ),
)
HEADER = list(PEOPLE.columns)
KEYS = {"crossings": {"torkham", "kharlachi"}, "places": {"wesh"}}


def checked(*lines, keys=None):
    _, raw = read_rows("\n".join((",".join(HEADER), *lines)))
    return check_rows(raw, PEOPLE, "counts.csv", keys)


def where(findings):
    return [(finding.row, finding.column, finding.rule, finding.level) for finding in findings]


def test_a_good_row_is_typed():
    rows, findings = checked("a,persons,3,torkham;kharlachi,wesh,https://example.org", keys=KEYS)
    assert not findings
    assert rows == [
        {
            "count_id": "a",
            "kind": "persons",
            "least": 3,
            "crossing_ids": ("torkham", "kharlachi"),
            "place_id": "wesh",
            "link": "https://example.org",
        }
    ]


def test_all_problems_are_found_at_once_and_good_rows_stay():
    rows, findings = checked("a,person,-1,torkam,vesh,", "b,trucks,,,,", ",trucks,,,,", keys=KEYS)
    assert [row["count_id"] for row in rows] == ["b"]
    assert where(findings) == [
        (2, "kind", "choice", "error"),
        (2, "least", "integer", "error"),
        (2, "crossing_ids", "reference", "error"),
        (2, "place_id", "reference", "error"),
        (4, "count_id", "required", "error"),
    ]
    assert [finding.suggestion for finding in findings[:4]] == [
        "Did you mean 'persons'?", "", "Did you mean 'torkham'?", "Did you mean 'wesh'?",
    ]  # fmt: skip


def test_references_are_checked_only_against_tables_that_are_known():
    assert not checked("a,persons,,anywhere,nowhere,")[1]
    assert where(checked("a,persons,,anywhere,nowhere,", keys={"places": set()})[1]) == [
        (2, "place_id", "reference", "error")
    ]


def test_a_doubled_key_names_the_first_row():
    rows, findings = checked("a,persons,,,,", "", "a,trucks,,,,")
    assert len(rows) == 1
    assert where(findings) == [(4, "count_id", "doubled-key", "error")]
    assert "row 2" in findings[0].message


def test_a_bad_value_of_a_lenient_column_costs_the_value_alone():
    rows, findings = checked("a,persons,,,,ftp://example.org")
    assert rows[0]["link"] is None
    assert where(findings) == [(2, "link", "url", "warning")]


def test_cells_beyond_the_header_are_not_passed_over():
    _, findings = checked("a,persons,,,,,lost")
    assert [finding.value for finding in findings] == ["lost"]
    assert findings[0].rule == "ragged-row"


def test_headers_are_compared_with_the_table():
    header = ["count_id", "Kind", "least", "least", "crossing_ids", "place_id", "wheather"]
    found = {(finding.column, finding.rule): finding for finding in check_header(header, PEOPLE, "f.csv")}
    assert set(found) == {
        ("kind", "missing-column"),
        ("Kind", "unknown-column"),
        ("least", "doubled-column"),
        ("link", "missing-column"),
        ("wheather", "unknown-column"),
    }
    assert found["kind", "missing-column"].level == "error"
    assert found["link", "missing-column"].level == "warning"
    assert found["Kind", "unknown-column"].suggestion == "Did you mean 'kind'?"
    assert not check_header(HEADER, PEOPLE, "f.csv")


def test_a_finding_is_one_line_with_place_value_and_advice():
    finding = Finding("f.csv", 7, "kind", "choice", "error", "x" * 99, "is unknown.", "Did you mean 'y'?")
    text = str(finding)
    assert text.startswith("f.csv:7: kind 'xxx")
    assert text.endswith("…': error: is unknown. Did you mean 'y'?")
    assert str(Finding("f.csv", 0, "", "r", "warning", "", "is odd.")) == "f.csv: warning: is odd."
    assert finding.as_row()["row"] == 7
    assert "\n" not in str(Finding("f", 1, "c", "r", "error", "two\nlines", "m"))
    assert shorten("abc", 3) == "abc"


def test_tables_are_found_by_name_or_named():
    assert table("claims") is TABLES["claims"]
    with pytest.raises(UnknownNameError, match="crossings, places"):
        table("claim")


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_whole(name):
    known = TABLES[name]
    assert known.field(known.key).required
    assert len(set(known.columns)) == len(known.columns)
    for field in known.fields:
        assert field.meaning.endswith(".")
        assert bool(field.choices) == (field.type in ("choice", "choices"))
        assert field.refers_to in ("", *TABLES)


def test_a_bad_row_of_one_table_hides_no_finding_of_another(tmp_path):
    for known in TABLES.values():
        (tmp_path / f"{known.name}.csv").write_text(",".join(known.columns) + "\n", encoding="utf-8")
    with (tmp_path / "crossings.csv").open("a", encoding="utf-8") as stream:
        stream.write("Bad Id\n")
    with (tmp_path / "claims.csv").open("a", encoding="utf-8") as stream:
        stream.write("c1,nowhere,not stated,killed,,1,1,,\n")
    _, findings = Record(tmp_path).check("claims", references=True)
    assert where(findings) == [(2, "incident_id", "reference", "error")]
    with pytest.raises(InputError, match="crossing_id 'Bad Id'"):
        Record(tmp_path).rows("crossings")
