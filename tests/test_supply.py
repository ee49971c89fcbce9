"""What the package stands on is known: licences on a list, a bill of materials, a lock with hashes."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path

import pytest

pytest.importorskip("packaging", reason="packaging is not installed: it reads the requirements")

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
pytestmark = pytest.mark.tools


@pytest.fixture(scope="module")
def supply():
    spec = importlib.util.spec_from_file_location("supply", ROOT / ".ci" / "supply.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_what_is_shipped_is_all_that_is_needed(supply):
    named = {canonicalize_name(Requirement(each).name) for each in PROJECT["project"]["dependencies"]}
    every = supply.shipped()
    assert named <= set(every)
    assert {"numpy", "jinja2", "matplotlib"} <= set(every)  # what geopandas and folium need, and an extra
    assert "pytest" not in every


def test_every_licence_is_on_the_list(supply):
    assert [line for line in supply.refused() if canonicalize_name(line.split()[0]) in supply.shipped()] == []


@pytest.mark.parametrize(
    ("text", "is_allowed"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("MIT AND Zlib", True),
        ("MIT AND GPL-3.0-only", False),
        ("GPL-3.0-only OR MIT", True),
        ("MIT, GPL-3.0-only", False),
        ("(GPL-3.0-only OR MIT) AND Zlib", True),
        ("Some Licence (SL 2.0)", True),
        ("not stated", False),
    ],
)
def test_each_part_of_a_licence_counts(supply, text, is_allowed):
    assert supply.allowed(text, frozenset({"MIT", "Zlib", "Some Licence (SL 2.0)"})) is is_allowed


def test_a_licence_that_is_not_on_the_list_is_named(supply, monkeypatch):
    lists = supply.PROJECT["tool"]["supply"] | {"shipped": ["MIT"]}
    monkeypatch.setitem(supply.PROJECT["tool"], "supply", lists)
    assert any(line.startswith("geopandas ") and "BSD-3-Clause" in line for line in supply.refused())


def test_the_bill_lists_each_part_once_and_what_it_needs(supply):
    bill = supply.bill()
    refs = [each["bom-ref"] for each in bill["components"]]
    own = bill["metadata"]["component"]["bom-ref"]
    assert len(refs) == len(set(refs))
    assert len(refs) == len(supply.shipped()) - 1
    assert {each["ref"] for each in bill["dependencies"]} == {own, *refs}
    assert {need for each in bill["dependencies"] for need in each["dependsOn"]} <= set(refs)
    assert bill == supply.bill()
    assert all(each["licenses"] and each["version"] for each in bill["components"])


def test_what_could_not_be_looked_up_is_no_clean_answer(supply):
    report = {
        "dependencies": [
            {"name": "a", "version": "1", "vulns": [{"id": "X-1"}]},
            {"name": "b", "version": "2", "vulns": []},
            {"name": "c", "skip_reason": "no answer"},
        ]
    }
    assert supply.known_faults(report) == (["a 1: X-1"], ["c"])


def test_the_lock_holds_every_requirement_with_hashes():
    text = (ROOT / "requirements-dev.txt").read_text("utf-8")
    locked = dict(re.findall(r"^([a-z0-9.-]+)==([^\s;\\]+)", text, re.MULTILINE))
    groups = PROJECT["dependency-groups"]
    wanted = [*PROJECT["project"]["dependencies"], *groups["test"], *groups["docs"]]
    wanted += [each for extra in PROJECT["project"]["optional-dependencies"].values() for each in extra]
    for each in map(Requirement, wanted):
        version = locked.get(canonicalize_name(each.name), "")
        assert each.specifier.contains(version, prereleases=True), f"{each}: run make lock"
    parts = re.split(r"^(?=[a-z0-9.-]+==)", text, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in part for part in parts)
