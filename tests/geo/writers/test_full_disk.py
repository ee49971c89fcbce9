"""A limit on the size of files, as a full disk is: one error that names the file, no half file, in every format."""

from __future__ import annotations

import gc
import random

import pytest
import shapely
from support.flats import ABOUT, flat_table

from durandline.geo.errors import OutputError
from durandline.geo.writers.formats import FORMATS, How, write_file

resource = pytest.importorskip("resource")  # POSIX alone

CHANCE = random.Random(1)  # noqa: S311 - letters that do not compress
LETTERS = [chr(each) for each in range(0x600, 0x6F0)]
TABLE = flat_table(
    [
        {"words": "".join(CHANCE.choices(LETTERS, k=200)), "geometry": shapely.Point(70 + at / 1000, 34)}
        for at in range(400)
    ]
)


@pytest.fixture
def limited():
    """Return what sets the size in bytes that no file of this process may exceed."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    gc.collect()  # what xlsxwriter keeps in temporary files, which cannot be flushed either
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("size", [1_000, 40_000])
@pytest.mark.parametrize("name", FORMATS)
def test_a_file_that_cannot_be_written_whole_is_an_error(tmp_path, limited, capfd, name, size):
    if name == "parquet":
        pytest.importorskip("pyarrow")
    out = tmp_path / f"out.{name}"
    out.write_bytes(b"what was there before")
    limited(size)
    with pytest.raises(OutputError, match=r"^Cannot write .*out") as raised:
        write_file(out, FORMATS[name], [TABLE], ABOUT, How(), overwrite=True)
    assert "\n" not in str(raised.value)
    assert out.read_bytes() == b"what was there before"
    assert [each.name for each in tmp_path.iterdir()] == [out.name]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_table_is_written_without_a_limit(tmp_path, name):
    if name == "parquet":
        pytest.importorskip("pyarrow")
    out = tmp_path / f"out.{name}"
    write_file(out, FORMATS[name], [TABLE], ABOUT, How())
    assert out.stat().st_size > 40_000
