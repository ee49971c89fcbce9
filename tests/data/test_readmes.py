"""What the two READMEs say of the record: its figures, and that the line is contested."""

from __future__ import annotations

import importlib.util
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
POLICY = tomllib.loads((ROOT / "data" / "policy.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def script():
    path = ROOT / "data" / "scripts" / "figures.py"
    spec = importlib.util.spec_from_file_location("figures", path)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.mark.parametrize("name", ["README.md", "data/README.md"])
def test_the_line_is_called_contested_in_the_words_of_every_map(name):
    text = " ".join((ROOT / name).read_text("utf-8").split())
    assert POLICY["boundary"]["words"] in text
    assert text.index(POLICY["boundary"]["words"]) < text.index(" ## ")


def test_counted_figures_are_those_of_the_tables(script):
    for path, text in script.renewed_files().items():
        assert path.read_text("utf-8") == text, "run python data/scripts/figures.py"


def test_numbers_are_renewed_across_a_line_break_and_nothing_else(script):
    counted = {"one": 12, "two": 3}
    text = "of 9 things, 8\nare old and 7 are not"
    assert (
        script.renewed(text, counted, ("of {one} things, {two} are old",)) == "of 12 things, 3\nare old and 7 are not"
    )
    with pytest.raises(ValueError, match="0 times"):
        script.renewed(text, counted, ("of {one} stones",))
