"""Cut short, by a key, a closed pipe or a full disk, a command leaves what was there and nothing half done."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from support.command import run, spawn

from durandline.geo import files

OLD = b"old content"
DAY = ("--on", "2025-03-01")
WRITING = {
    "map": ["map", "out.html", *DAY, "--overwrite"],
    "export": ["export", "out.geojson", *DAY, "--overwrite"],
    "rejects": ["export", "out.geojson", "--table", "incidents", *DAY, "--incidents", "mine.csv", "--overwrite"],
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with an old output of each command, its old rejects, and a file of one's own with a bad row."""
    monkeypatch.chdir(tmp_path)
    for name in ("out.html", "out.geojson", "out.rejects.csv"):
        (tmp_path / name).write_bytes(OLD)
    (tmp_path / "mine.csv").write_text("date,place_name\nsoon,Jalalabad\n", encoding="utf-8")
    return tmp_path


class Failing:
    """The calls by which a file is made; the n-th of them fails as on a full or broken disk."""

    CALLS = ("fsync", "chmod", "replace", "link", "rename", "unlink")

    def __init__(self, patch, failing):
        self.failing, self.seen, self.failed = failing, 0, ""
        for name in self.CALLS:
            patch.setattr(os, name, self._wrap(name, getattr(os, name)))
        make = files._beside
        patch.setattr(files, "_beside", lambda target: Stream(make(target), self))

    def call(self, name):
        self.seen += 1
        if self.seen == self.failing:
            self.failed = name
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def _wrap(self, name, real):
        def call(*arguments, **options):
            self.call(name)
            return real(*arguments, **options)

        return call


class Stream:
    """A file whose writes are counted among the calls; what fails writes half of what it was given."""

    def __init__(self, stream, failing):
        self.stream, self.failing = stream, failing

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.stream.close()

    def write(self, content):
        try:
            self.failing.call("write")
        except OSError:
            self.stream.write(content[: len(content) // 2])
            raise
        return self.stream.write(content)


@pytest.mark.parametrize("command", WRITING)
def test_whichever_call_to_the_system_fails_the_old_file_or_a_whole_new_one_is_there(folder, monkeypatch, command):
    with monkeypatch.context() as whole:
        counted = Failing(whole, failing=0)
        assert run(*WRITING[command]).code in (0, 3)
    new = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert counted.seen >= 3
    for failing in range(1, counted.seen + 1):
        for name in new:
            if name != "mine.csv":
                (folder / name).write_bytes(OLD)
        with monkeypatch.context() as patch:
            failure = Failing(patch, failing)
            ran = run(*WRITING[command])
        assert ran.code in (1, 0, 3)
        assert ran.code != 1 or "No space left" in ran.err
        left = {path.name: path.read_bytes() for path in folder.iterdir()}
        assert set(left) == set(new), failure.failed
        assert all(left[name] in (OLD, new[name]) for name in new), failure.failed
        if failure.failed == "write":
            assert ran.code == 1
            assert OLD in left.values()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
@pytest.mark.parametrize("command", ["map", "export"])
def test_ctrl_c_leaves_the_old_file_and_no_part_of_a_new_one(folder, command):
    """The process is stopped in the middle of its write, which a pipe in place of fsync makes as long as wished."""
    code = (
        "import os, sys, time\n"
        "def wait(_):\n    print('writing', flush=True); time.sleep(60)\n"
        "os.fsync = wait\n"
        "from durandline.cli import main\n"
        "main(sys.argv[1:], prog_name='durandline')\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, *WRITING[command]], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout.readline() == b"writing\n"
    assert list(folder.glob(".*.part"))
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 1
    assert b"Aborted!" in said
    assert b"Traceback" not in said
    assert sorted(path.name for path in folder.iterdir()) == [
        "mine.csv",
        "out.geojson",
        "out.html",
        "out.rejects.csv",
    ]
    assert Path(WRITING[command][1]).read_bytes() == OLD


@pytest.mark.parametrize(
    "arguments",
    [
        ["status", *DAY],
        ["status", *DAY, "--format", "json"],
        ["export", "-", "--table", "places"],
        ["validate", "/dev/null"],
        ["--help"],
    ],
    ids=" ".join,
)
def test_a_reader_that_goes_away_is_no_error_to_speak_of(arguments):
    process = spawn(*arguments)
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    process.stdin.close()
    process.wait(timeout=60)
    assert b"Traceback" not in said
    assert b"Exception" not in said
    assert b"Errno" not in said


def test_output_to_a_full_disk_is_an_error_in_words():
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("wb") as full:
        process = spawn("status", *DAY, stdout=full)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert b"Traceback" not in said
    assert b"No space left" in said
