"""Our modules join into one script by a strict rule, and hold nothing that a page or a template would read."""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

from durandline.geo.datasets import drawn
from durandline.geo.errors import InputError
from durandline.layers.web.bundle import REFUSED, join, kinds, modules, script, style_sheet, vocabulary

ASSETS = files("durandline.layers.assets")
SOURCES = modules()
MAIN = ("main", "export const api = 1;\n")


def test_every_module_file_is_joined():
    there = [file.name for room in ASSETS.iterdir() if room.is_dir() for file in room.iterdir()]
    assert sorted(f"{name}.js" for name in SOURCES) == sorted(name for name in there if name.endswith(".js"))


def test_the_lists_of_the_script_are_those_of_geo():
    assert (SOURCES["vocabulary"], SOURCES["kinds"]) == (vocabulary(), kinds()), (
        "run python data/scripts/vocabulary.py"
    )


def test_panes_lie_in_the_drawing_order():
    panes = dict(re.findall(r"^  (\w+): (\d+),$", SOURCES["panes"], re.MULTILINE))
    assert sorted(drawn(page=True), key=lambda name: int(panes[name])) == list(drawn(page=True))


@pytest.mark.parametrize("name", SOURCES)
def test_no_module_writes_html_or_runs_text(name):
    found = re.findall(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser"
        r"|createContextualFragment|fetch\(|XMLHttpRequest|WebSocket|importScripts|setAttribute\(\"on",
        SOURCES[name],
    )
    assert found == []


@pytest.mark.parametrize("name", SOURCES)
def test_modules_are_small(name):
    assert len(SOURCES[name].splitlines()) <= 260


def test_the_script_is_one_strict_function_without_imports():
    text = script()
    assert text.startswith('(function () {\n"use strict";\n')
    assert text.endswith("window.durandline = api;\n})();\n")
    assert not re.search(r"^\s*(?:import|export)\b", text, re.MULTILINE)


def test_script_and_style_sheet_hold_no_refused_sequence_and_no_address():
    for text in (script(), style_sheet()):
        assert [sequence for sequence in REFUSED if sequence in text.lower()] == []
        assert set(re.findall(r"https?://[^\s\"')]+", text)) <= {
            "http://www.w3.org/2000/svg",
            "https://leafletjs.com",
        }


def test_every_style_sheet_but_the_pages_own_is_joined_the_colours_first():
    joined = style_sheet()
    sheets = {file.name: file.read_text(encoding="utf-8") for file in ASSETS.iterdir() if file.name.endswith(".css")}
    rules = {name: [line.strip() for line in text.splitlines() if "{" in line] for name, text in sheets.items()}
    for name, lines in rules.items():
        if name != "page.css":
            assert all(line in joined for line in lines if not line.startswith("/*")), name
    assert joined.startswith(sheets["durandline.css"].splitlines()[0].strip())
    assert ".page-head" not in joined.split("html.dl-embed")[0]


def test_the_script_parses(tmp_path):
    node = shutil.which("node")
    if not node:
        pytest.skip("node is not installed: the script is parsed by the browser tests alone")
    path = tmp_path / "bundle.js"
    path.write_text(script(), encoding="utf-8")
    assert subprocess.run([node, "--check", str(path)], check=False, capture_output=True).stderr == b""


def test_imports_and_exports_are_stripped():
    one = "export function a() {}\nconst b = 1;\n"
    joined = join([("one", one), ("main", 'import { a } from "./one.js";\nexport const api = a;\n')])
    body = "function a(){}\nconst b=1;const api=a;"
    assert joined == f'(function () {{\n"use strict";\n{body}\nwindow.durandline = api;\n}})();\n'


def test_no_template_tag_comes_of_spaces_left_out():
    one = "export const a = { b: { c: 1 } };\nexport function d() { { return a; } }\n"
    joined = join([("one", one), ("main", 'import { d } from "./one.js";\nexport const api = d;\n')])
    assert "{{" not in joined
    assert "function d(){ {return a;}}" in joined


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('import { b } from "./one.js";', "exports no b"),
        ('import { a } from "./later.js";', "exports no a, or comes later"),
        ('import a from "./one.js";', "not of the form"),
        ('import * as one from "./one.js";', "not of the form"),
        ('import { a as b } from "./one.js";', "not of the form"),
        ('import "./one.js";', "not of the form"),
        ('  import { a } from "./one.js";', "not of the form"),
        ("export default 1;", "not of the form"),
        ("export { a };", "not of the form"),
        ('export * from "./one.js";', "not of the form"),
        ("export let a = 1;", "not of the form"),
        ("function a() {}", "already a name of one.js"),
        ("const text = `one", "must end on its line"),
        *((f'const text = "{sequence}";', "read as its own") for sequence in REFUSED),
        ('const text = "</SCRIPT>";', "read as its own"),
    ],
)  # fmt: skip
def test_what_breaks_the_rule_is_refused(source, message):
    with pytest.raises(InputError, match=re.escape(message)):
        join([("one", "export function a() {}"), ("two", source), MAIN])


def test_the_last_module_must_export_api():
    with pytest.raises(InputError, match="must export api"):
        join([("main", "const api = 1;")])


def test_unit_tests_of_the_modules_pass():
    node = shutil.which("node")
    if not node:
        pytest.skip("node is not installed: the modules' own unit tests need it")
    tests = sorted(map(str, (Path(__file__).parents[1] / "js").glob("*.test.mjs")))
    assert tests
    done = subprocess.run([node, "--test", *tests], check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
