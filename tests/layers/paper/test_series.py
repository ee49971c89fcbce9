"""Series: which sheets there are, what each shows, what its file is called, and that all are written or none."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

pytest.importorskip("matplotlib")
from support import sheets as made

from durandline.geo.errors import InputError, OutputError, OutputExistsError
from durandline.geo.record import Record
from durandline.layers.paper import folder, pages, series
from durandline.layers.paper.spec import SheetSpec

SPEC = SheetSpec()
RECORD = Record()
DAYS = some.dates(date(2000, 1, 1), date(2030, 12, 31))


@pytest.fixture(scope="module")
def content():
    return made.content(since="2024-11-15")


@pytest.fixture(scope="module")
def three(content):
    names = ("torkham", "ghulam_khan", "badini")
    return [replace(content, focus=(name,)) for name in names]


def sheets(contents, form="png"):
    return series.sheets_of(contents, SPEC, series.file_names(contents, SPEC.paper, form))


def test_a_sheet_for_each_crossing_with_a_known_point(content):
    crossings = content.frames["crossings"]
    found = [each.focus for each in series.each_crossing(content)]
    assert found == [(key,) for key in crossings[crossings.geometry.notna()]["crossing_id"]]
    assert [each.focus for each in series.each_crossing(replace(content, focus=("badini", "torkham")))] == [
        ("torkham",),
        ("badini",),
    ]


def test_a_crossing_has_a_sheet_or_is_named_as_one_without(content):
    made_for = [each.focus[0] for each in series.each_crossing(content)]
    left_out = series.without_sheet(content)
    assert left_out
    assert sorted(made_for + left_out) == sorted(content.frames["crossings"]["crossing_id"])
    assert series.without_sheet(replace(content, focus=("torkham", left_out[0]))) == [left_out[0]]


def test_a_sheet_of_a_crossing_has_its_closures_and_incidents_and_all_crossings(content):
    every = series.each_crossing(content)
    for each in every:
        assert set(each.frames["closures"]["crossing_id"]) <= set(each.focus)
        assert len(each.frames["crossings"]) == len(content.frames["crossings"])
        assert each.frames["incidents"]["incident_id"].isin(content.frames["incidents"]["incident_id"]).all()
    focus = [each.focus[0] for each in every]
    closures = content.frames["closures"]
    assert sum(len(each.frames["closures"]) for each in every) == closures["crossing_id"].isin(focus).sum() > 100


def test_a_sheet_of_a_month_is_what_the_map_of_its_last_day_is(content):
    months = series.each_step(content, made.at(RECORD), "month")
    assert [each.on.text for each in months] == ["2024-11-30", "2024-12-31", "2025-01-31", "2025-02-28", "2025-03-01"]
    assert [each.since.text for each in months] == [
        "2024-11-15", "2024-12-01", "2025-01-01", "2025-02-01", "2025-03-01",
    ]  # fmt: skip
    for each in months:
        alone = made.content(each.on.text, each.since.text)
        for name in ("crossings", "closures", "incidents"):
            assert each.frames[name].equals(alone.frames[name]), (each.day, name)


def test_a_series_through_time_says_what_is_missing(content):
    with pytest.raises(InputError, match="--since"):
        series.each_step(replace(content, since=None), made.at(RECORD), "month")
    with pytest.raises(InputError, match="is after the last"):
        series.each_step(replace(content, on=content.since, since=content.on), made.at(RECORD), "week")


@given(DAYS, DAYS, some.sampled_from(series.STEPS))
def test_steps_cover_every_day_once(first, last, step):
    first, last = sorted((first, last))
    spans = series.spans(first, last, step)
    assert (spans[0][0], spans[-1][1]) == (first, last)
    assert all(begin <= end for begin, end in spans)
    assert all(after[0] - before[1] == timedelta(days=1) for before, after in pairwise(spans))
    if step == "week":
        assert all((end - begin).days == 6 for begin, end in spans[1:])
    else:
        assert all(begin.month == end.month and begin.year == end.year for begin, end in spans)
        assert all(begin.day == 1 for begin, _ in spans[1:])


def test_files_are_numbered_dated_and_in_order(content, three):
    assert series.file_names(three, "A4", "png")[0] == "durandline_01_torkham_A4_20250301.png"
    assert series.file_names([content], "16:9", "svg") == ["durandline_01_line_16x9_20250301.svg"]
    many = series.file_names([content] * 101, "A4", "png")
    assert sorted(many) == many
    assert len(set(many)) == 101
    assert all(re.fullmatch(r"[a-z0-9_A-Z.]+", name) for name in many)


def test_a_sheet_is_called_by_its_crossing_in_its_language_and_its_day(content, three):
    assert series.called(content) == "2025-03-01"
    assert series.called(three[0]) == "Torkham, 2025-03-01"
    assert series.called(three[0], "ur") == "طورخم, 2025-03-01"
    assert series.called(replace(content, focus=("letai_pass",)), "ps").startswith("Letai Pass")  # no name in Pashto


def test_bytes_do_not_depend_on_the_number_of_processes(three):
    ticks = []
    one = list(pages.rendered(sheets(three), made.told, "png", workers=1, done=lambda: ticks.append(1)))
    two = list(pages.rendered(sheets(three), made.told, "png", workers=2, done=lambda: ticks.append(2)))
    assert one == two
    assert [text.split()[2] for text in one] == [b"('torkham',)", b"('ghulam_khan',)", b"('badini',)"]
    assert ticks == [1, 1, 1, 2, 2, 2]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_cannot_be_drawn_leaves_no_folder(tmp_path, content, three, workers):
    these = sheets([*three, replace(content, focus=("kharlachi",)), *three])
    names = [each.name for each in these]
    with pytest.raises(InputError, match="no ink"):
        folder.write_folder(tmp_path / "out", names, pages.rendered(these, made.told, "png", workers=workers))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_written_and_kept_unless_asked(tmp_path):
    out = tmp_path / "deep" / "out"
    folder.write_folder(out, ["a", "b"], [b"1", b"2"])
    (out / "other").write_bytes(b"mine")
    with pytest.raises(OutputExistsError, match="--overwrite"):
        folder.write_folder(out, ["b", "c"], iter([b"3", b"4"]))
    assert files(out) == {"a": b"1", "b": b"2", "other": b"mine"}
    folder.write_folder(out, ["b", "c"], [b"3", b"4"], overwrite=True)
    assert files(out) == {"a": b"1", "b": b"3", "c": b"4", "other": b"mine"}
    assert [each.name for each in out.parent.iterdir()] == ["out"]


def test_nothing_is_drawn_for_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "a").write_bytes(b"")
    for name, error in (("file", OutputError), ("taken", OutputExistsError)):
        drawn = iter([b"1"])
        with pytest.raises(error):
            folder.write_folder(tmp_path / name, ["a"], drawn)
        assert list(drawn) == [b"1"]


@pytest.mark.parametrize("fails_at", range(1, 6))
def test_a_move_that_fails_puts_all_back(tmp_path, monkeypatch, fails_at):
    out = tmp_path / "out"
    folder.write_folder(out, ["a", "b", "c"], [b"1", b"2", b"3"])
    calls, rename = [], type(out).rename

    def failing(self, target):
        calls.append(self)
        if len(calls) == fails_at:
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(type(out), "rename", failing)
    with pytest.raises(OutputError, match="No space left"):
        folder.write_folder(out, ["a", "b", "d"], [b"4", b"5", b"6"], overwrite=True)
    assert files(out) == {"a": b"1", "b": b"2", "c": b"3"}
    assert [each.name for each in tmp_path.iterdir()] == ["out"]


def files(at):
    return {each.name: each.read_bytes() for each in at.iterdir()}
