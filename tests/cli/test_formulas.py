"""What a spreadsheet would run as a formula is escaped wherever the command writes CSV, and reading undoes it."""

from __future__ import annotations

import csv
import io

import pytest
from support.command import run

from durandline.geo.formats.csv import read_rows

RUNS = ("=cmd|'/C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1+1", "＝1+1")
QUOTED = [f'"{each}"' for each in RUNS]


def cells(text):
    return [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]


def runs(text):
    """Return the cells that would run."""
    return [cell for cell in cells(text) if cell[:1] in "=+-@\t\r\n＝＋－＠" and cell and not _is_number(cell)]


def _is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


@pytest.fixture
def reports(tmp_path):
    """Return a file of closures, each of its own flow so that none confirms another, whose claimants are formulas."""
    path = tmp_path / "reports.csv"
    flows = ("commercial", "transit", "humanitarian", "pedestrian", "patients", "porters")
    rows = [f"lwara,{flow},closed,2026-10-01T09:00+05:00,{each}" for flow, each in zip(flows, QUOTED, strict=True)]
    path.write_text("crossing,flows,state,from,claimant\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def incidents(tmp_path):
    path = tmp_path / "incidents.csv"
    rows = [f"attack,2025-02-20,{each},34.1,71.1,{each},{each}" for each in QUOTED]
    rows += [f"attack,soon,{each},north,-71.1,{each},{each}" for each in QUOTED]
    header = "kind,date,place_name,lat,lon,summary,actors,=cmd|x\n"
    path.write_text(header + "\n".join(row + ",more" for row in rows) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "command",
    [
        ["status", "lwara", "--on", "2026-10-05", "--format", "csv"],
        ["closures", "lwara", "--on", "2026-10-05", "--format", "csv"],
        ["changes", "lwara", "--from", "2026-09-30", "--to", "2026-10-08", "--format", "csv"],
    ],
    ids=lambda command: command[0],
)
def test_answers_hold_no_formula(command, reports):
    ran = run(*command, "--reports", str(reports))
    assert "cmd|" in ran.out
    assert runs(ran.out) == []
    assert runs(run(*command, "--reports", str(reports), "--raw-cells").out)


def test_findings_hold_no_formula(incidents):
    ran = run("validate", str(incidents), "--format", "csv", "--table", "own_incidents")
    assert "cmd|" in ran.out
    assert runs(ran.out) == []


@pytest.mark.parametrize("command", ["map", "import", "export"])
def test_rejects_hold_no_formula_and_read_as_they_were(tmp_path, incidents, command):
    out, rejects = tmp_path / {"map": "m.html", "import": "i.csv", "export": "e.csv"}[command], tmp_path / "r.csv"
    arguments = ["-o", str(out), str(incidents)] if command == "import" else [str(out), "--incidents", str(incidents)]
    arguments += ["--table", "incidents"] if command == "export" else []
    ran = run(
        command, *arguments, "--rejects", str(rejects), *([] if command == "import" else ["--on", "2025-03-01"])
    )
    assert ran.code == 3
    assert runs(rejects.read_text("utf-8")) == []
    assert command == "map" or runs(out.read_text("utf-8")) == []
    header, rows = read_rows(rejects.read_text("utf-8"))
    assert "=cmd|x" in header
    kept = list(rows)
    assert [cells["summary"] for _, cells in kept] == list(RUNS)
    assert {cells["lon"] for _, cells in kept} == {"-71.1"}


def test_geocoded_rows_and_their_review_hold_no_formula_and_decisions_are_understood(tmp_path):
    path, review, out = tmp_path / "places.csv", tmp_path / "review.csv", tmp_path / "out.csv"
    path.write_text("place_name,=1+1\n" + "\n".join(f"{each},{each}" for each in QUOTED) + "\n", encoding="utf-8")
    run("geocode", str(path), "-o", str(out), "--gazetteer", "builtin", "--review", str(review))
    assert runs(out.read_text("utf-8")) == []
    assert runs(review.read_text("utf-8")) == []
    assert "cmd|" in out.read_text("utf-8")
    header, *lines = review.read_text("utf-8").splitlines()
    at = header.split(",").index("decision")
    made = [header]
    for line in lines:
        row = next(csv.reader([line]))
        row[at] = "durandline:torkham"
        made.append(",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row))
    decisions = tmp_path / "decisions.csv"
    decisions.write_text("\n".join(made) + "\n", encoding="utf-8")
    again = tmp_path / "again.csv"
    ran = run("geocode", str(path), "-o", str(again), "--gazetteer", "builtin", "--decisions", str(decisions))
    assert ran.code == 0, ran.err
    assert again.read_text("utf-8").count("durandline") >= len(RUNS)
