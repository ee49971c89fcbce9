"""Damaged inputs of every kind: rows in are rows out and rejects, no traceback, 10 s and 1 GB for each.

Twenty seconds in all here; ``make fuzz`` takes ten minutes and another seed. An input that is found goes to the
corpus, in a folder named after its target, where it is tried at every run.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="memory is measured on POSIX alone")

from fuzz.damage import damaged
from fuzz.run import CORPUS, TARGETS, problem

SECONDS = float(os.environ.get("FUZZ_SECONDS") or 20) / len(TARGETS)
SEED = os.environ.get("FUZZ_SEED") or "0"
FOUND = sorted(path for path in CORPUS.glob("*/*") if path.is_file())


@pytest.mark.parametrize("target", TARGETS)
def test_damaged_inputs_are_read_or_refused(target, tmp_path):
    if target == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed: GeoParquet is an extra")
    folder = Path(os.environ.get("FUZZ_FOUND") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    ran = subprocess.run(
        [sys.executable, "-m", "fuzz.run", target, str(SECONDS), SEED, str(folder)],
        cwd=Path(__file__).parents[1], capture_output=True, text=True, check=False, timeout=SECONDS + 300,
    )  # fmt: skip
    assert ran.returncode == 0, f"{ran.stdout}\n{ran.stderr[-2000:]}\nseed {SEED}, in {folder}"
    assert " 0 wrong" in ran.stdout
    sys.stdout.write(ran.stdout)


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_was_found_once_is_taken_well(path):
    assert problem(path.read_bytes(), path.parent.name) == ""


def test_what_is_wrong_is_seen(monkeypatch):
    def lose(content, name):
        raise KeyError(name)

    monkeypatch.setitem(TARGETS, "date", (TARGETS["date"][0], lose))
    assert problem(b"2024", "date").startswith("KeyError: 'date'")


def test_memory_is_that_of_the_process_itself(tmp_path):
    code = (
        "import subprocess, sys; held = bytearray(1 << 28); held[::4096] = b'x' * (1 << 16); "
        "subprocess.run([sys.executable, '-c', 'from fuzz.run import _peak; print(_peak())'], check=True)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parents[1], capture_output=True, text=True, check=True
    )
    assert int(ran.stdout) < 1 << 28


def test_a_seed_gives_the_same_inputs():
    one, two = ([damaged(b"0123456789" * 50, random.Random(n)) for n in range(50)] for _ in range(2))  # noqa: S311
    assert one == two
    assert len(set(one)) > 40
