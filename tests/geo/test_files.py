"""Writing: whole or not at all, wherever it fails, and never over another file unless asked to."""

import errno
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from durandline.geo import files
from durandline.geo.errors import DurandlineError, OutputError, OutputExistsError
from durandline.geo.files import replacing, write_bytes, write_text

OLD, NEW = b"old content", b"new content, and longer"
FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.fixture
def target(tmp_path):
    return tmp_path / "map.html"


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def write_in_three(target):
    with replacing(target, overwrite=True) as stream:
        for chunk in (b"one", b"two", b"three"):
            stream.write(chunk)


def write_and_raise(target, error):
    with replacing(target, overwrite=True) as stream:
        stream.write(NEW)
        raise error


def write_while_another_writes(target):
    with replacing(target) as slow:
        slow.write(NEW)
        write_bytes(target, OLD)


class FailingStream:
    """A file whose n-th write fails as on a full disk."""

    def __init__(self, stream, failing):
        self.stream, self.left = stream, failing

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.stream.close()

    def write(self, content):
        self.left -= 1
        if not self.left:
            raise FULL
        return self.stream.write(content)


def test_a_new_file_is_written_and_nothing_else(target):
    write_text(target, "سلام\n")
    assert target.read_bytes() == "سلام\n".encode()
    assert names(target.parent) == ["map.html"]


def test_an_existing_file_is_left_alone_unless_asked(target):
    target.write_bytes(OLD)
    with pytest.raises(OutputExistsError, match="--overwrite"):
        write_bytes(target, NEW)
    assert target.read_bytes() == OLD
    write_bytes(target, NEW, overwrite=True)
    assert target.read_bytes() == NEW
    assert names(target.parent) == ["map.html"]


@pytest.mark.parametrize("failing", [1, 2, 3])
@pytest.mark.parametrize("old", [None, OLD])
def test_a_write_that_fails_leaves_all_as_it_was(target, monkeypatch, failing, old):
    if old:
        target.write_bytes(old)
    make = files._beside
    monkeypatch.setattr(files, "_beside", lambda path: FailingStream(make(path), failing))
    with pytest.raises(OutputError, match="No space left"):
        write_in_three(target)
    assert names(target.parent) == (["map.html"] if old else [])
    assert not old or target.read_bytes() == old


@pytest.mark.parametrize("overwrite", [True, False])
@pytest.mark.parametrize("hard_links", [True, False])
def test_whichever_system_call_fails_the_file_is_old_or_new(tmp_path, monkeypatch, overwrite, hard_links):
    """Fail the first call to the system, then the second and so on until nothing is left to fail."""
    old = OLD if overwrite else None
    outcomes = []
    for failing in range(1, 50):
        folder = tmp_path / str(failing)
        folder.mkdir()
        target = folder / "map.html"
        if old:
            target.write_bytes(old)
        with monkeypatch.context() as patch:
            count = fail_call(patch, failing, hard_links=hard_links)
            try:
                write_bytes(target, NEW, overwrite=overwrite)
            except OutputError:
                outcomes.append("failed")
                assert (target.read_bytes() if target.exists() else None) == old
            else:
                outcomes.append("written")
                assert target.read_bytes() == NEW
        if count() < failing:
            break
        # Only where removing the temporary name is what failed may that name be left.
        assert all(name == "map.html" or count.failed == "unlink" for name in names(folder))
    assert outcomes[-1] == "written"
    assert "failed" in outcomes


class fail_call:  # noqa: N801 - reads as the verb it is
    """Let the n-th of the calls that write, sync, move and remove fail; calling it tells how many there were."""

    def __init__(self, patch, failing, *, hard_links):
        self.failing, self.seen, self.failed = failing, 0, ""
        for name in ("fsync", "chmod", "replace", "link", "unlink"):
            patch.setattr(os, name, self.wrap(name, getattr(os, name), supported=hard_links or name != "link"))

    def wrap(self, name, real, *, supported):
        def call(*arguments, **options):
            if not supported:
                raise OSError(errno.ENOTSUP, "no hard links here")
            self.seen += 1
            if self.seen == self.failing:
                self.failed = name
                raise OSError(errno.EIO, os.strerror(errno.EIO), str(arguments[0]))
            return real(*arguments, **options)

        return call

    def __call__(self):
        return self.seen


def test_an_error_of_the_block_passes_as_it_is_and_leaves_all_as_it_was(target):
    target.write_bytes(OLD)
    for error in (ValueError("ours"), KeyboardInterrupt(), FileNotFoundError(errno.ENOENT, "no", "in.csv")):
        with pytest.raises(type(error)) as caught:
            write_and_raise(target, error)
        assert caught.value is error
    assert target.read_bytes() == OLD
    assert names(target.parent) == ["map.html"]


def test_the_mode_of_a_replaced_file_is_kept(target):
    target.write_bytes(OLD)
    target.chmod(0o640)
    with replacing(target, overwrite=True) as stream:
        assert stat.S_IMODE(os.fstat(stream.fileno()).st_mode) == 0o640
        stream.write(NEW)
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600)])
def test_a_new_file_has_the_mode_the_user_asked_for(target, umask, mode):
    before = os.umask(umask)
    try:
        write_bytes(target, NEW)
    finally:
        os.umask(before)
    assert stat.S_IMODE(target.stat().st_mode) == mode


def test_a_link_is_followed_and_stays_a_link(target):
    link = target.with_name("link.html")
    link.symlink_to(target.name)
    write_bytes(link, OLD)
    with pytest.raises(OutputExistsError):
        write_bytes(link, NEW)
    write_bytes(link, NEW, overwrite=True)
    assert link.is_symlink()
    assert target.read_bytes() == NEW
    assert names(target.parent) == ["link.html", "map.html"]


@pytest.mark.parametrize("bad", ["folder", "missing/map.html", "file/map.html", "loop", "a\0b", "n" * 300, "."])
def test_a_path_that_cannot_be_written_is_an_error_in_words(tmp_path, bad):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(OLD)
    (tmp_path / "loop").symlink_to("loop")
    before = names(tmp_path)
    with pytest.raises(OutputError) as caught:
        write_bytes(tmp_path / bad, NEW, overwrite=True)
    assert isinstance(caught.value, DurandlineError)
    assert names(tmp_path) == before


def test_a_folder_that_may_not_be_written_is_an_error_in_words(tmp_path):
    tmp_path.chmod(0o500)
    try:
        if os.access(tmp_path, os.W_OK):
            pytest.skip("this user may write anywhere, so the system refuses nothing")
        with pytest.raises(OutputError, match="Permission denied"):
            write_bytes(tmp_path / "map.html", NEW)
    finally:
        tmp_path.chmod(0o700)


def test_a_pipe_is_written_directly(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_bytes(pipe, NEW)
    reader.join(timeout=10)
    assert read == [NEW]
    assert names(tmp_path) == ["pipe"]


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1"])
def test_standard_output_is_written_directly(name):
    if not Path(name).exists():
        pytest.skip(f"this system has no {name}")
    code = f"from durandline.geo.files import write_text; write_text({name!r}, 'to the pipe')"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert ran.stdout == b"to the pipe"


def test_a_closed_pipe_is_an_error_in_words():
    reading, writing = os.pipe()
    os.close(reading)
    try:
        with pytest.raises(OutputError, match="Broken pipe"):
            write_bytes(f"/dev/fd/{writing}", NEW)
    finally:
        os.close(writing)


def test_of_two_writers_one_is_told_that_the_other_was_first(target):
    with pytest.raises(OutputExistsError):
        write_while_another_writes(target)
    assert target.read_bytes() == OLD
    assert names(target.parent) == ["map.html"]


def test_many_writers_leave_one_whole_file(target):
    contents = [bytes([65 + number]) * 200_000 for number in range(8)]
    refused = []

    def write(content):
        try:
            write_bytes(target, content)
        except OutputExistsError as error:
            refused.append(error)

    writers = [threading.Thread(target=write, args=(content,)) for content in contents]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert target.read_bytes() in contents
    assert len(refused) == len(contents) - 1
    assert names(target.parent) == ["map.html"]
