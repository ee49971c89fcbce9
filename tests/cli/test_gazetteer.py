"""``durandline gazetteer``: add, list, info, remove and fetch."""

from __future__ import annotations

import json

import pytest
from support.command import run
from support.dumps import line, villages, written, zipped
from support.serving import serving


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DURANDLINE_GAZETTEERS", str(tmp_path / "kept"))
    written(tmp_path / "AF.txt", villages(20) + line(place_id="99", name="Stream", code="STM"))
    written(tmp_path / "PK.txt", villages(5, country="PK", admin1="03"))
    written(tmp_path / "bad.txt", line() + line(place_id="2", lat="north"))
    written(tmp_path / "other.txt", "not such a file\n")
    return tmp_path


def test_one_life_of_a_gazetteer(folder):
    ran = run("gazetteer", "add", "AF.txt", "PK.txt")
    assert (ran.code, ran.out) == (0, "")
    assert "20 places of 21 rows; 1 streams and other features left out, 0 doubled, 0 unusable" in ran.err
    listed = run("gazetteer", "list")
    assert [row.split()[:2] for row in listed.out.splitlines()] == [["name", "places"], ["AF", "20"], ["PK", "5"]]
    info = run("gazetteer", "info", "AF")
    assert "20 village" in info.out
    assert run("gazetteer", "remove", "AF").code == 0
    assert [each["name"] for each in json.loads(run("gazetteer", "list", "--format", "json").out)] == ["PK"]


def test_info_counts_what_is_there(folder):
    run("gazetteer", "add", "AF.txt")
    row = json.loads(run("gazetteer", "info", "AF", "--format", "json").out)
    assert (row["rows"], row["entries"], row["left_out"], row["doubled"], row["unusable"]) == (21, 20, 1, 0, 0)
    assert (row["kinds"], row["countries"], row["names"]) == ({"village": 20}, {"AF": 20}, 20)
    assert row["version"] == f"AF {row['sha256'][:12]}"


def test_findings_are_3_and_what_is_good_is_kept(folder):
    ran = run("gazetteer", "add", "bad.txt")
    assert ran.code == 3
    assert "bad.txt:2: lat 'north': error: " in ran.err
    assert "1 place of 2 rows" in ran.err
    assert run("gazetteer", "info", "bad").code == 0
    assert run("gazetteer", "add", "bad.txt", "--overwrite", "-q").err == ""


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["add"], 2, "Missing argument"),
        (["add", "nowhere.txt"], 2, "nowhere.txt"),
        (["add", "AF.txt", "other.txt"], 1, "other.txt: no GeoNames country file"),
        (["info", "IR"], 2, "There is no gazetteer 'IR'. None has been added."),
        (["remove", "IR"], 2, "There is no gazetteer 'IR'"),
        (["fetch", "Afghanistan"], 1, "no country code"),
        (["fetch", "--from", "file:///etc"], 1, "no https address"),
        (["burn"], 2, "burn"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_told_and_nothing_is_kept(folder, arguments, code, told):
    ran = run("gazetteer", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err
    assert json.loads(run("gazetteer", "list", "--format", "json").out) == []


def test_a_gazetteer_is_not_written_over(folder):
    run("gazetteer", "add", "AF.txt")
    ran = run("gazetteer", "add", "AF.txt")
    assert ran.code == 2
    assert "--overwrite" in ran.err
    assert run("gazetteer", "add", "AF.txt", "--overwrite").code == 0


def test_none_is_a_word_on_stderr_and_an_empty_list(folder):
    ran = run("gazetteer", "list")
    assert (ran.code, ran.out) == (0, "")
    assert "None has been added" in ran.err
    assert run("gazetteer", "list", "--format", "json").out == "[]\n"


@pytest.mark.parametrize("command", ["add", "fetch", "info", "list", "remove"])
def test_each_part_is_explained_in_80_columns(command):
    text = run("gazetteer", command, "--help").out
    assert max(map(len, text.splitlines())) <= 80
    assert text.count(f"  durandline gazetteer {command}") == 2


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_fetch(folder, monkeypatch):
    monkeypatch.setenv("no_proxy", "*")
    with serving() as served:
        served.files["AF.zip"] = zipped(villages(20_000), "AF.txt")
        ran = run("gazetteer", "fetch", "AF", "--from", served.address)
        assert (ran.code, ran.out) == (0, "")
        assert "20,000 places of 20,000 rows" in ran.err
        size = len(served.files["AF.zip"]) / 1e6
        assert ran.err.splitlines()[0] == f"AF.zip: {size:,.1f} MB from {served.address}"
        ran = run("gazetteer", "fetch", "PK", "--from", served.address)
        assert ran.code == 1
        assert "404" in ran.err
    assert [each["name"] for each in json.loads(run("gazetteer", "list", "--format", "json").out)] == ["AF"]
