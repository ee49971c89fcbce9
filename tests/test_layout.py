"""The house keeps its order: imports run one way, files are short, nothing names the place where it was made."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]
PARTS = ("geo", "layers", "cli", "tests", "data")
CODE = {".py", ".js", ".css"}
TEXT = CODE | {".md", ".toml", ".csv", ".json", ".geojson", ".yml", ".yaml", ".cfg", ".txt", ".html"}
LONGEST, USUAL = 500, 150
# Places that only one machine knows. Written in pieces so that this file does not hold them itself.
FOREIGN = (
    r"(?<![\w./])/" + r"(work|tmp/w|root|home)/",
    r"files\." + r"pythonhosted\.org",
    r"//py" + r"pi\.org/simple",
    r"registry\." + r"npmjs\.org",
    r"deb\." + r"debian\.org",
    r"(index-" + r"url|extra-" + r"index|\.pip/" + r"pip\.conf)",
)


def files(suffixes, parts=(*PARTS, "docs", ".github")):
    found = [path for part in parts for path in (ROOT / part).rglob("*") if path.suffix in suffixes]
    found += [path for path in ROOT.glob("*") if path.suffix in suffixes or path.name in ("Makefile", "LICENSE")]
    return sorted(path for path in found if path.is_file() and "__pycache__" not in path.parts)


def lines(path):
    return path.read_text(encoding="utf-8").count("\n")


@pytest.mark.tools
def test_imports_run_one_way():
    command = shutil.which("lint-imports", path=str(Path(sys.executable).parent)) or "lint-imports"
    ran = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


def test_no_file_is_longer_than_can_be_read():
    assert {path.name: lines(path) for path in files(CODE) if lines(path) > LONGEST} == {}


def test_most_files_are_short():
    for part in PARTS:
        lengths = [lines(path) for path in files({".py"}, (part,)) if path.name != "__init__.py"]
        assert median(lengths) <= USUAL, part


@pytest.mark.parametrize("pattern", FOREIGN)
def test_no_file_names_the_place_where_it_was_made(pattern):
    found = re.compile(pattern)
    assert [str(path) for path in files(TEXT | {""}) if found.search(path.read_text(encoding="utf-8"))] == []


def test_text_files_are_utf_8_with_lf_and_end_with_a_line():
    for path in files(TEXT):
        content = path.read_bytes()
        content.decode("utf-8")
        assert b"\r\n" not in content, path
        assert not content.startswith(b"\xef\xbb\xbf"), path
        assert not content or content.endswith(b"\n"), path


def test_each_test_folder_mirrors_a_part_of_the_house():
    known = {"support", "browser", "bench", "fuzz", "interop", *(part for part in PARTS if part != "tests")}
    here = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and any(path.rglob("*.py"))}
    assert here <= known
