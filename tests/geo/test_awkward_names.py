"""Names of files with a line end, or with bytes that are no UTF-8, and what killed runs leave behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest
from support.command import run
from support.flats import ABOUT, flat_table

from durandline.geo import files
from durandline.geo.files import replacing, replacing_path
from durandline.geo.readers.raw_table import Source
from durandline.geo.readers.read import read_table
from durandline.geo.writers.formats import FORMATS, How, write_file

NAMES = [
    pytest.param("a\nb", id="line end"),
    pytest.param("a\udcffb", id="no UTF-8"),
    pytest.param("a\x1bb", id="ESC"),
]
posix = pytest.mark.skipif(sys.platform != "linux", reason="other platforms refuse such names")


@posix
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", [name for name in FORMATS if name not in ("geojsonl", "geojsons")])
@pytest.mark.parametrize("folder", ["", "in\nside"])
def test_a_file_of_any_name_is_written_under_that_name_and_read_again(tmp_path, kind, name, folder):
    if kind == "parquet":
        pytest.importorskip("pyarrow")
    home = tmp_path / folder
    home.mkdir(exist_ok=True)
    path = home / (name + FORMATS[kind].endings[0])
    write_file(path, FORMATS[kind], [flat_table([{"words": "تورخم"}, {"words": "x"}])], ABOUT, How())
    assert os.listdir(home) == [path.name]  # noqa: PTH208
    rows = sum(len(piece) for piece in read_table(Source("file", path=path)))
    assert rows == 2


@posix
def test_incidents_in_a_file_of_any_name_come_through_the_command(tmp_path):
    path, out = tmp_path / "a\n\udcff.csv", tmp_path / "b\n\udcff.gpkg"
    path.write_text("date,lat,lon,summary\n2024-01-01,34.1,71.1,x\n", encoding="utf-8")
    assert run("import", path, "-o", out).code == 0
    assert run("validate", path).code == 0
    assert (
        run("export", tmp_path / "c.csv", "--table", "incidents", "--incidents", path, "--on", "2025-03-01").code == 0
    )
    assert "\ufffd.csv" in (tmp_path / "c.csv").read_text("utf-8")


def killed_while_writing(target, how):
    """Start a process that writes half of ``target`` and is killed."""
    code = (
        f"import sys, time\nfrom durandline.geo.files import replacing, replacing_path\n"
        f"with {how}({str(target)!r}) as made:\n"
        "    (made.write(b'half') and made.flush()) if hasattr(made, 'write') else made.write_bytes(b'half')\n"
        "    print('ready', flush=True)\n    time.sleep(60)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"ready\n"
    return process


@posix
@pytest.mark.parametrize("how", ["replacing", "replacing_path"])
def test_parts_of_killed_runs_are_swept_and_those_of_running_ones_are_not(tmp_path, monkeypatch, how):
    target = tmp_path / "out.gpkg"
    monkeypatch.setattr(files, "_NEW", -1)
    process = killed_while_writing(target, how)
    try:
        with replacing(target, overwrite=True) as stream:
            stream.write(b"whole")
        assert len(list(tmp_path.glob(".out.gpkg.*.part"))) == 1
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
    other = tmp_path / ".other.gpkg.12345678.part"
    other.write_bytes(b"of another target")
    with replacing_path(target, overwrite=True) as made:
        made.write_bytes(b"whole")
    assert sorted(each.name for each in tmp_path.iterdir()) == [other.name, "out.gpkg"]


@posix
def test_what_is_new_is_not_swept_before_its_writer_could_lock_it(tmp_path):
    part = tmp_path / ".out.csv.0123abcd.part"
    part.write_bytes(b"x")
    with replacing(tmp_path / "out.csv") as stream:
        stream.write(b"whole")
    assert part.exists()
    os.utime(part, (time.time() - 3600,) * 2)
    with replacing(tmp_path / "out.csv", overwrite=True) as stream:
        stream.write(b"whole")
    assert not part.exists()
