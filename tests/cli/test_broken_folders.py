"""Whatever is wrong with the files of a --data folder is said at once, with file and place, and ends nothing else."""

from __future__ import annotations

import json
import os
import shutil
from importlib.resources import files

import pytest
from support import folders
from support.command import run

from durandline.geo.errors import InputError
from durandline.geo.folder import NEEDED, NOT_READ, SHARED, check_folder
from durandline.geo.record import Record
from durandline.geo.schema.stale_table import FILE as STALE_FILE

DAY = ("--on", "2020-01-10")
READ = (*NEEDED, *SHARED)


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """A folder of good files."""
    return folders.whole(tmp_path_factory.mktemp("good"))


@pytest.fixture
def folder(good, tmp_path):
    """A copy of it to damage."""
    return shutil.copytree(good, tmp_path / "data")


def damages():
    for file in READ:
        own = {STALE_FILE: folders.OF_AGES} | dict.fromkeys(folders.LAYER_FILES, folders.OF_LAYERS)
        for name, damage in (folders.ANY_FILE | own.get(file, folders.OF_TABLES)).items():
            yield pytest.param(file, damage, id=f"{file}: {name[:40]}")


def test_a_good_folder_has_no_findings(good):
    assert check_folder(Record(good)) == []
    assert sorted(READ) == sorted(path.name for path in good.iterdir())


@pytest.mark.parametrize(("file", "damage"), list(damages()))
def test_a_damaged_file_is_named_and_nothing_else(folder, file, damage):
    before = (folder / file).read_bytes()
    (folder / file).write_bytes(damage(before))
    assert (folder / file).read_bytes() != before
    ran = run("status", *DAY, "--data", folder)
    first, *lines = ran.err.splitlines()
    assert (ran.code, ran.out) == (1, "")
    assert first.startswith(f"Error: {folder} cannot be used: ")
    assert lines
    assert {line.split(":")[0] for line in lines} == {file}
    assert any(line.startswith(f"{file}:") and ": error: " in line and len(line) > 30 for line in lines)
    assert max(map(len, lines)) < 400


@pytest.mark.parametrize("file", folders.TABLE_FILES)
def test_every_wrong_value_of_a_table_is_named_at_once(folder, file):
    content, columns = folders.wrong_values((folder / file).read_bytes(), file.removesuffix(".csv"))
    (folder / file).write_bytes(content)
    found = [each for each in check_folder(Record(folder)) if each.file == file]
    assert {each.column for each in found} == columns
    assert {each.row for each in found} >= {2}
    assert all(each.message for each in found)


ACROSS = (
    ("incident_places.csv", b",town,", b",,", "place_id", "a row has just one"),
    ("incident_places.csv", b",town,,", b",town,a,", "place_id", "a row has just one"),
    ("crossings.csv", b",71,34,", b",,34,", "lon", "the rest of lon, lat is not"),
    ("places.csv", b",71,34,", b",71,,", "lat", "the rest of lon, lat is not"),
    ("claims.csv", b",1,,", b",2,1,", "min", "is above max, which is 1"),
    ("movements.csv", b",10,,", b",10,9.5,", "min", "is above max, which is 9.5"),
)


@pytest.mark.parametrize(("file", "was", "now", "column", "told"), ACROSS)
def test_cells_of_a_row_that_do_not_fit_together_are_said(folder, file, was, now, column, told):
    before = (folder / file).read_bytes()
    (folder / file).write_bytes(before.replace(was, now, 1))
    assert (folder / file).read_bytes() != before
    ran = run("map", folder.parent / "new.html", *DAY, "--data", folder)
    assert ran.code == 1
    assert f"{file}:2: {column}" in ran.err
    assert told in ran.err


def test_problems_of_all_files_are_said_at_once(folder):
    for file in READ:
        (folder / file).write_bytes(b"\xff")
    ran = run("map", folder.parent / "new.html", *DAY, "--data", folder)
    assert ran.code == 1
    assert [file for file in READ if f"\n{file}: error: " not in ran.err] == []
    assert not (folder.parent / "new.html").exists()


@pytest.mark.parametrize("file", [*folders.LAYER_FILES, STALE_FILE, "reports.csv", "crossings.csv"])
def test_the_same_is_said_in_python(folder, file):
    from durandline.geo import frames
    from durandline.geo.line.border import Border
    from durandline.geo.status.statements import stale_after_days

    (folder / file).write_bytes(b"[1, 2")
    asked = {
        "border_measure.geojson": Border.of,
        STALE_FILE: stale_after_days,
        "reports.csv": lambda record: record.rows("reports"),
        "crossings.csv": lambda record: record.crossing_ids,
    }
    ask = asked.get(file) or getattr(frames, file.removesuffix(".geojson"))
    with pytest.raises(InputError, match=file):
        ask(Record(folder))


@pytest.mark.parametrize("change", [*folders.HARMLESS.values()], ids=[*folders.HARMLESS])
def test_marks_and_line_ends_change_nothing(good, folder, change):
    for file in READ:
        (folder / file).write_bytes(change((folder / file).read_bytes()))
    assert run("status", *DAY, "--data", folder) == run("status", *DAY, "--data", good)
    assert run("map", folder.parent / "new.html", *DAY, "--data", folder, "-q").code == 0


@pytest.mark.parametrize("file", ["reports.csv", "border.geojson", STALE_FILE, "towns.csv"])
def test_what_is_no_ordinary_file_is_refused(folder, file):
    path, elsewhere = folder / file, folder.parent / "elsewhere"
    for make in (
        path.mkdir, lambda: path.symlink_to("/dev/zero"), lambda: os.mkfifo(path), lambda: path.symlink_to(elsewhere),
        lambda: path.symlink_to(path), lambda: (path.touch(), os.truncate(path, 1 << 36)),
    ):  # fmt: skip
        path.rmdir() if path.is_dir() else path.unlink()
        make()
        ran = run("status", *DAY, "--data", folder)
        assert ran.code == 1
        assert f"\n{file}: error: " in ran.err
        assert len(ran.err.splitlines()) == 2


def test_a_missing_file_is_the_shipped_one_or_an_error(folder):
    for file in SHARED:
        (folder / file).unlink()
    ran = run("map", folder.parent / "new.html", *DAY, "--data", folder, "-v")
    assert ran.code == 0
    assert f"Not in {folder}, so the shipped ones are read: {', '.join(SHARED)}." in ran.err
    assert "shipped" not in run("status", *DAY, "--data", folder).err
    for file in NEEDED:
        (folder / file).unlink()
    ran = run("status", *DAY, "--data", folder)
    assert ran.code == 1
    assert [file for file in NEEDED if f"\n{file}: error: cannot be read in " not in ran.err] == []


UNUSED = ("style.csv", "policy.toml", "event_kinds.csv", "lexicon_areas.csv", "lexicon_generic.csv", "relief.png",
          "datapackage.json", "README.md")  # fmt: skip


def test_what_is_not_read_is_said_once(folder):
    for file in UNUSED:
        (folder / file).write_bytes(b"garbage")
    (folder / "Report.csv").write_bytes(b"garbage")
    (folder / ".hidden").write_bytes(b"garbage")
    (folder / "i18n").mkdir()
    (folder / "i18n" / "en.toml").write_bytes(b"garbage")
    ran = run("status", *DAY, "--data", folder)
    told = [line for line in ran.err.splitlines() if line.startswith(f"Not read from {folder}: ")]
    assert (ran.code, len(told)) == (0, 1)
    assert [file for file in (*UNUSED, "i18n", "Report.csv") if f"{file}" not in told[0]] == []
    assert ".hidden" not in told[0]
    assert "Not read" not in run("map", folder.parent / "new.html", *DAY, "--data", folder, "-q").err


def test_a_wrong_name_is_told_the_right_one(folder):
    (folder / "reports.csv").rename(folder / "report.csv")
    found = check_folder(Record(folder))
    assert [each.suggestion for each in found if each.rule == NOT_READ] == ["Rename it to reports.csv?"]


def test_copies_of_what_ships_are_passed_over(tmp_path):
    shipped = shutil.copytree(str(files("durandline.data")), tmp_path / "copy")
    assert check_folder(Record(shipped)) == []
    assert run("status", *DAY, "--data", shipped) == run("status", *DAY)


def test_a_folder_without_rows_is_an_empty_record(folder):
    for file in folders.TABLE_FILES:
        header = (folder / file).read_bytes().splitlines(keepends=True)[0]
        (folder / file).write_bytes(header)
    for file in ("basemap.geojson", "routes.geojson"):
        (folder / file).write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    new = folder.parent / "new"
    for arguments in (
        ["status", *DAY], ["closures", *DAY], ["map", f"{new}.html", *DAY], ["export", f"{new}.gpkg", *DAY]
    ):  # fmt: skip
        ran = run(*arguments, "--data", folder)
        assert (ran.code, "rror" in ran.err) == (0, False), ran.err


def test_warnings_are_findings(folder):
    content = (folder / STALE_FILE).read_bytes()
    (folder / STALE_FILE).write_bytes(content + b"clsed = 8\n")
    ran = run("status", *DAY, "--data", folder)
    assert ran.code == 3
    assert "stale.toml: clsed: warning: stale_after_days has no such value; it is not read." in ran.err
    assert "Did you mean 'closed'?" in ran.err


def test_towns_are_those_of_the_folder(folder):
    ran = run("geocode", "Burg", "--gazetteer", "builtin", "--data", folder, "--format", "json")
    assert (json.loads(ran.out)["lon"], json.loads(ran.out)["lat"]) == (71, 33)


def test_validate_lists_what_is_wrong_in_a_folder(folder):
    asked = ("validate", "--data", folder)
    assert (run(*asked).code, run(*asked).out) == (0, "")
    (folder / "reports.csv").write_bytes((folder / "reports.csv").read_bytes().replace(b"closed", b"shut"))
    (folder / "routes.geojson").write_bytes(b"{")
    ran = run(*asked, "--format", "json")
    assert ran.code == 3
    assert {(each["file"], each["row"]) for each in json.loads(ran.out)} == {
        ("reports.csv", 2),
        ("routes.geojson", 0),
    }
    assert f"{folder}: 2 errors, 0 warnings." in ran.err


def test_a_table_of_a_broken_folder_can_be_validated(folder):
    (folder / "reports.csv").write_bytes((folder / "reports.csv").read_bytes().replace(b"closed", b"shut"))
    (folder / "routes.geojson").write_bytes(b"{")
    ran = run("validate", folder / "reports.csv", "--data", folder)
    assert ran.code == 3
    assert "reports.csv:2: state 'shut': error: " in ran.out
