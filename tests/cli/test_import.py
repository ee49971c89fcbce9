"""``durandline import``: other people's tables become one of ours, and every row is accounted for."""

from __future__ import annotations

import csv
import io
import re

import pytest
from support import zoo
from support.command import run

from durandline.geo.schema.tables import OWN_INCIDENTS

FORMATS = ("csv", "geojson", "gpkg", "fgb", "xlsx", "parquet")
BOOK = "Day;Where;Lat;Long;Dead\n05/03/2024;Jalalabad;34,43;70,45;3\n25/03/2024;Torkham;;;1-2\nsoon;Spin Boldak;;;\n"


def rows_of(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def numbers(text, words):
    found = re.search(rf"{words} ([\d,]+)", text)
    return int(found[1].replace(",", "")) if found else 0


def test_a_spreadsheet_of_ones_own_is_guessed_shown_and_every_row_is_accounted_for(tmp_path):
    (tmp_path / "book.csv").write_text(BOOK, encoding="utf-8")
    out = tmp_path / "out.csv"
    ran = run("import", tmp_path / "book.csv", "-o", out, "--gazetteer", "builtin")
    assert ran.code == 3
    assert "date <- Day" in ran.err
    assert "place_name <- Where" in ran.err
    assert "kept 2: 2 located, 0 without a point" in ran.err
    assert "rejected 1" in ran.err
    first, second = rows_of(out)
    assert (first["date"], first["lat"], first["lon"], first["fatalities_min"]) == (
        "2024-03-05",
        "34.43",
        "70.45",
        "3",
    )
    assert (second["date"], second["fatalities_min"], second["fatalities_max"]) == ("2024-03-25", "1", "2")
    assert float(second["radius_m"]) > 0
    (rejected,) = rows_of(tmp_path / "out.rejects.csv")
    assert rejected["Day"] == "soon"
    assert "is not a date" in rejected["rejected_because"]


def test_columns_and_dates_can_be_said(tmp_path):
    (tmp_path / "t.csv").write_text("a,b,c\n03/05/2024,Torkham,note\n", encoding="utf-8")
    out = tmp_path / "out.csv"
    ran = run(
        "import", tmp_path / "t.csv", "-o", out, "--columns", 'date=a,place=b,notes="c"', "--dates", "mdy",
        "--gazetteer", "builtin",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    (row,) = rows_of(out)
    assert (row["date"], row["place_name"], row["notes"]) == ("2024-03-05", "Torkham", "note")


def test_what_cannot_be_guessed_is_asked_for_with_the_option_to_write(tmp_path):
    (tmp_path / "t.csv").write_text("a,b\nx,y\n", encoding="utf-8")
    ran = run("import", tmp_path / "t.csv", "-o", tmp_path / "out.csv")
    assert ran.code == 1
    assert "--columns" in ran.err
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("ending", FORMATS)
def test_what_it_writes_it_reads_again_as_it_was(tmp_path, ending):
    if ending == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed: GeoParquet is an extra")
    (tmp_path / "zoo.csv").write_text(zoo.as_csv(), encoding="utf-8", newline="")
    once, there, back = tmp_path / "once.csv", tmp_path / f"there.{ending}", tmp_path / "back.csv"
    assert run("import", tmp_path / "zoo.csv", "-o", once, "--gazetteer", "builtin").code == 3
    assert run("import", once, "-o", there, "--gazetteer", "builtin").code in (0, 3)
    assert run("import", there, "-o", back, "--gazetteer", "builtin").code in (0, 3)
    one, two = rows_of(once), rows_of(back)
    if ending == "fgb":  # its index puts rows in an order of its own
        one, two = (sorted(rows, key=lambda row: row["incident_id"]) for rows in (one, two))
    if ending == "xlsx":  # a cell of a sheet ends at 32,767 characters, which is said
        one, two = ([{name: cell[:32_000] for name, cell in row.items()} for row in rows] for rows in (one, two))
    assert two == one


def test_the_counts_add_up_for_the_zoo(tmp_path):
    (tmp_path / "zoo.csv").write_text(zoo.as_csv(), encoding="utf-8", newline="")
    ran = run("import", tmp_path / "zoo.csv", "-o", tmp_path / "out.csv", "--gazetteer", "builtin")
    read = int(re.search(r": (\d+) rows\n", ran.err)[1])
    assert read == len(zoo.csv_rows())
    assert numbers(ran.err, "kept") + numbers(ran.err, "rejected") + numbers(ran.err, "left out on purpose") == read
    assert numbers(ran.err, "kept") == len(rows_of(tmp_path / "out.csv"))
    assert numbers(ran.err, "rejected") == len(rows_of(tmp_path / "out.rejects.csv"))


def test_the_columns_are_those_of_the_table(tmp_path):
    (tmp_path / "zoo.csv").write_text(zoo.as_csv(), encoding="utf-8", newline="")
    run("import", tmp_path / "zoo.csv", "-o", tmp_path / "out.csv", "--gazetteer", "builtin")
    assert set(rows_of(tmp_path / "out.csv")[0]) == set(OWN_INCIDENTS.columns)


def test_one_incident_in_two_files_is_linked_and_both_rows_stay(tmp_path):
    (tmp_path / "one.csv").write_text(
        "incident_id,kind,date,lat,lon,fatalities_min,dataset\na,shelling,2024-03-05,34.2,70.9,3,One\n", "utf-8"
    )
    (tmp_path / "two.csv").write_text(
        "incident_id,kind,date,lat,lon,fatalities_min,dataset\nb,shelling,2024-03-05,34.21,70.9,5,Two\n", "utf-8"
    )
    ran = run("import", tmp_path / "one.csv", tmp_path / "two.csv", "-o", tmp_path / "out.csv")
    assert ran.code == 0, ran.err
    assert [(row["incident_id"], row["same_as"], row["fatalities_min"]) for row in rows_of(tmp_path / "out.csv")] == [
        ("a", "b", "3"),
        ("b", "a", "5"),
    ]
    assert "2 of them linked" in ran.err


def test_nothing_is_written_over(tmp_path):
    (tmp_path / "zoo.csv").write_text(zoo.as_csv(), encoding="utf-8", newline="")
    (tmp_path / "out.csv").write_text("mine", encoding="utf-8")
    ran = run("import", tmp_path / "zoo.csv", "-o", tmp_path / "out.csv")
    assert ran.code == 2
    assert "--overwrite" in ran.err
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "mine"


def test_what_columns_says_is_a_matter_of_usage_where_it_cannot_be_read(tmp_path):
    (tmp_path / "t.csv").write_text("a,b\nx,y\n", encoding="utf-8")
    ran = run("import", tmp_path / "t.csv", "-o", tmp_path / "out.csv", "--columns", "plaze=b")
    assert ran.code == 2
    assert "Did you mean 'place'?" in ran.err


def test_an_address_is_refused_with_what_to_do():
    ran = run("import", "https://example.org/t.csv", "-o", "out.csv")
    assert ran.code == 2
    assert "addresses are not fetched: download the file" in ran.err


def test_of_many_findings_one_of_each_kind_is_printed(tmp_path):
    rows = ["2024-03-05,Torkham,34,71"] + ["x,Torkham,34,71"] * 40 + ["2024-03-05,Torkham,71,34"]
    (tmp_path / "t.csv").write_text("date,place_name,lat,lon\n" + "\n".join(rows) + "\n", encoding="utf-8")
    ran = run("import", tmp_path / "t.csv", "-o", tmp_path / "out.csv")
    printed = [line for line in ran.err.splitlines() if line.startswith("t.csv:")]
    assert len(printed) == 20
    assert "lat and lon look swapped" in printed[-1]
    assert "... and 21 more findings" in ran.err


def test_what_is_rejected_cannot_take_the_place_of_the_output(tmp_path):
    (tmp_path / "t.csv").write_text("date,place_name\nx,Torkham\n", encoding="utf-8")
    out = tmp_path / "out.csv"
    ran = run("import", tmp_path / "t.csv", "-o", out, "--rejects", tmp_path / "." / "out.csv", "--overwrite")
    assert (ran.code, "are one file" in ran.err, out.exists()) == (2, True, False)


def test_killed_and_injured_come_back_as_they_were_written(tmp_path):
    (tmp_path / "in.csv").write_text(
        "date,lat,lon,Killed (low),Killed (high),Injured\n2024-03-05,34.2,70.9,2,9,7\n2024-03-06,34.2,70.9,,,4-6\n",
        "utf-8",
    )
    run("import", tmp_path / "in.csv", "-o", tmp_path / "one.csv")
    run("import", tmp_path / "one.csv", "-o", tmp_path / "two.csv")
    names = ("fatalities_min", "fatalities_max", "injured_min", "injured_max")
    for path in ("one.csv", "two.csv"):
        assert [tuple(row[name] for name in names) for row in rows_of(tmp_path / path)] == [
            ("2", "9", "7", "7"), ("", "", "4", "6"),
        ]  # fmt: skip


def test_dates_that_a_spreadsheet_turned_are_told_row_by_row_and_settled_by_an_option(tmp_path):
    (tmp_path / "in.csv").write_text("date,place_name\n2024-01-05,Torkham\n13/05/2024,Torkham\n", "utf-8")
    asked = ("import", tmp_path / "in.csv", "-o", tmp_path / "out.csv", "--overwrite", "--gazetteer", "builtin")
    ran = run(*asked)
    assert "in.csv:2: date '2024-01-05': warning: is read as it is stored; with day and month swapped" in ran.err
    assert "--dates swapped" in ran.err
    for way, day in (("swapped", "2024-05-01"), ("stored", "2024-01-05")):
        settled = run(*asked, "--dates", way)
        assert (settled.code, [row["date"] for row in rows_of(tmp_path / "out.csv")]) == (0, [day, "2024-05-13"])


@pytest.mark.parametrize("ending", ["csv", "geojson", "gpkg", "xlsx"])
def test_incidents_that_were_exported_come_back_with_all_their_places(tmp_path, ending):
    mine, table, back = tmp_path / "mine.csv", tmp_path / f"incidents.{ending}", tmp_path / "back.csv"
    mine.write_text("incident_id,date,kind,lat,lon\nk1,2024-03-05,attack,34.1,71\nk1,2024-03-05,attack,34.2,71\n")
    wrote = run("export", table, "--table", "incidents", "--incidents", mine, "--gazetteer", "builtin")
    read = run("import", table, "-o", back, "--gazetteer", "builtin")
    assert (wrote.code, numbers(read.err, "rejected")) == (0, 0), wrote.err + read.err
    assert [(row["incident_id"], row["lat"]) for row in rows_of(back)] == [("k1", "34.1"), ("k1", "34.2")]
    assert (
        numbers(read.err, "left out on purpose") == numbers(wrote.err, "incidents.\\w+:") - 2
    )  # the record has them
    assert "back.csv: 1 incident in 2 rows, one for each place." in read.err
