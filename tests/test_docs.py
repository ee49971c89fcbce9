"""The documentation holds what the package has, and speaks of nothing else. ``make docs`` builds it."""

from __future__ import annotations

import importlib.util
import re
from importlib import import_module
from pathlib import Path

import pytest

from durandline import cli, geo, layers
from durandline.geo.limits import LIMITS
from durandline.geo.schema.tables import TABLES

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.fixture(scope="module")
def generated():
    spec = importlib.util.spec_from_file_location("generated", DOCS / "generated.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.mark.parametrize("page", [*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md"], ids=lambda page: page.name)
def test_links_lead_to_files_that_are_there(page):
    targets = [each for each in _LINK.findall(page.read_text("utf-8")) if "://" not in each]
    assert [each for each in targets if not (page.parent / each).exists()] == []


def test_every_page_is_in_the_table_of_contents():
    index = (DOCS / "index.md").read_text("utf-8")
    named = [name for body in re.findall(r"```\{toctree\}\n(.*?)```", index, re.DOTALL) for name in body.split()]
    assert {page.stem for page in PAGES} - {"index"} <= set(named)


def test_what_pages_ask_for_is_there(generated):
    wanted = [name for page in PAGES for name in re.findall(r"<!-- generated: (\w+) -->", page.read_text("utf-8"))]
    assert sorted(wanted) == sorted(generated.GENERATED)


def test_tests_that_pages_name_are_there():
    for page in PAGES:
        for paths in re.findall(r"<!-- count: (.+?) -->", page.read_text("utf-8")):
            assert [each for each in paths.split() if not (ROOT / each).exists()] == []


def test_the_reference_has_every_command_and_option(generated):
    text = generated.commands()
    for name in cli.COMMANDS:
        command = import_module(f"durandline.cli.{cli.MODULES.get(name, name)}").command
        section = text.split(f"## `durandline {name}`\n")[1].split("\n## ")[0]
        for option in (each for each in command.params if each.param_type_name == "option"):
            assert max(option.opts, key=len) in section, (name, option.name)


def test_the_dictionary_has_every_column(generated):
    for text, tables in (
        (generated.tables(), TABLES.values()),
        (generated.exported(), [each.view for each in geo.DATASETS.values() if each.written]),
    ):
        for table in tables:
            section = re.split(rf"^### `{table.name}(?:\.csv)?`$", text, flags=re.MULTILINE)[1].split("\n### ")[0]
            assert [each for each in table.columns if f"| `{each}` |" not in section] == []


def test_every_limit_is_listed(generated):
    for each in LIMITS:
        assert f"| `{each.variable}` | {each.default:,} | {each.of} |" in generated.limits()


def test_the_python_page_names_what_exists(generated):
    text = generated.python()
    for name in re.findall(r"^\.\. autoclass:: (\S+)$", text, re.MULTILINE):
        module, _, value = name.rpartition(".")
        assert isinstance(getattr(import_module(module), value), type)
    for face in (geo, layers):
        assert f".. automodule:: {face.__name__}\n" in text


def test_a_text_of_the_package_stands_as_it_is(generated):
    assert generated._safe("a_b <c> [d](e) | *f*") == r"a\_b \<c\> \[d\](e) | \*f\*"
    assert list(generated._table(("x",), [("a | b",)]))[2] == r"| a \| b |"


def test_what_asks_for_nothing_there_is_an_error(generated):
    with pytest.raises(KeyError):
        generated.filled("<!-- generated: nothing -->")
