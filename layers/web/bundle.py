"""Our JavaScript modules joined in the order of their imports into one classic script, and our style sheet.

Inline modules cannot import each other on ``file://``, so the modules are written with ``import`` and
``export`` (and tested so) and joined by a rule strict enough to be obvious.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib.resources import files

import rjsmin

from durandline.geo.datasets import DATASETS, drawn
from durandline.geo.errors import InputError
from durandline.geo.incidents.filter import PRECISIONS as CHOSEN
from durandline.geo.schema.vocabulary import DIRECTIONS, PRECISIONS
from durandline.geo.status.flows import HEADLINE
from durandline.geo.views import ANSWERS

_MADE = "// Made by data/scripts/vocabulary.py from the lists in geo; change them there."
COMMON_SHEET, PAGE_SHEET = "durandline.css", "page.css"

# Inside a page and a template these would end the script, open a comment, or start a template tag.
REFUSED = ("{{", "{%", "{#", "</script", "<!--", "</style")

_IMPORT = re.compile(r'import \{ ([A-Za-z][\w]*(?:, [A-Za-z][\w]*)*) \} from "(?:\.|\.\./[a-z]+)/([a-z_]+)\.js";')
_EXPORT = re.compile(r"export (?=(?:function|const|class) [A-Za-z_])")
_COMMENT = re.compile(r"\s*(?://.*|/\*\*.*\*/|/\*\*|\*/| \* .*)?")  # whole lines only
_TOP = re.compile(r"(?:export )?(?:async )?(?:function|const|let|class) ([A-Za-z_]\w*)")
_TAG = re.compile(r"\{(?=[{%#])")
_FOREIGN = re.compile(r"\s*(?:import|export)\b")


@cache
def script() -> str:
    """Return our one script: it defines ``window.durandline`` and does nothing else until it is called."""
    return join([(name, text) for name, text in modules().items()])


@cache
def modules() -> dict[str, str]:
    """Return the sources of our modules by name, each after those that it imports, ``main`` last."""
    texts = {
        file.name.removesuffix(".js"): file.read_text(encoding="utf-8")
        for folder in files("durandline.layers.assets").iterdir()
        if folder.is_dir()
        for file in folder.iterdir()
        if file.name.endswith(".js")
    }
    imported = {name: [found[1] for found in _IMPORT.findall(text)] for name, text in sorted(texts.items())}
    for name, wanted in imported.items():
        if absent := [each for each in wanted if each not in texts]:
            raise InputError(f"{name}.js: there is no {', '.join(absent)}.js.")
    try:
        return {name: texts[name] for name in TopologicalSorter(imported).static_order()}
    except CycleError as error:
        raise InputError(f"Modules import each other: {' -> '.join(error.args[1])}.") from None


def vocabulary() -> str:
    """Return the module ``vocabulary.js``: what the script must know of tables and words of the schema.

    The file is made by ``python data/scripts/vocabulary.py``; a test holds it to what this returns.
    """
    ways = [each for each in DIRECTIONS if each != "both"]
    known = {
        "LISTED": [name for name, each in DATASETS.items() if each.page],
        "TABS": [name for name, each in DATASETS.items() if each.downloaded],
        "DIRECTIONS": ["both", *ways],
        "WAYS": ways,
        "PRECISIONS": PRECISIONS,
        "PRECISIONS_OFFERED": ["any", *CHOSEN],
        "STATES": ANSWERS,
        "HEADLINE": HEADLINE,
    }
    lines = [f"export const {name} = {_literal(value)};" for name, value in known.items()]
    return "\n".join(
        ["// Made by data/scripts/vocabulary.py from the lists in geo; change them there.", "", *lines, ""]
    )


def kinds() -> str:
    """Return the module ``kinds.js``: what draws each layer of the page; made and tested as :func:`vocabulary` is."""
    names = sorted(drawn(page=True))
    lines = [f'import {{ {name} }} from "../map/{name}.js";' for name in names]
    return "\n".join([_MADE, "", *lines, "", f"export const KINDS = {{ {', '.join(names)} }};", ""])


def _literal(value: object) -> str:
    return re.sub(r'"(\w+)":', r"\1:", json.dumps(value)).replace("{", "{ ").replace("}", " }")


@cache
def style_sheet() -> str:
    """Return our one style sheet: the colours and the map, then each view's own in order of their names."""
    folder = files("durandline.layers.assets")
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".css"))
    views = [name for name in names if name not in (COMMON_SHEET, PAGE_SHEET)]
    return "".join(_sheet(name, (folder / name).read_text(encoding="utf-8")) for name in (COMMON_SHEET, *views))


def _sheet(name: str, text: str) -> str:
    """Return a style sheet without indentation and without lines that are a comment."""
    _refuse(name, text)
    lines = (line.strip() for line in text.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not (line.startswith("/*") and line.endswith("*/")))


def join(sources: Sequence[tuple[str, str]]) -> str:
    """Return modules (name, source) joined into one script in the order given.

    An import is one line ``import { a, b } from "./module.js";`` naming things that an earlier module
    exports; an export is ``export`` before a function, constant or class at the start of a line. Comments and
    spaces that nothing needs are left out; a template literal may not run over a line end. The last module exports
    ``api``, which becomes ``window.durandline``.

    Raises
    ------
    InputError
        A source breaks the rule, uses a name twice at the top level, or holds a sequence that a page or a
        template would read as its own.
    """
    exported: dict[str, set[str]] = {}
    owner: dict[str, str] = {}
    pieces = []
    for name, source in sources:
        _refuse(f"{name}.js", source)
        lines = [_plain_line(name, line, exported) for line in source.splitlines()]
        exported[name] = {
            found[1] for line in source.splitlines() if line.startswith("export ") and (found := _TOP.match(line))
        }
        _own(name, source.splitlines(), owner)
        pieces.append("\n".join(line for line in lines if line is not None).strip("\n"))
    if "api" not in exported.get(sources[-1][0], set()):
        raise InputError(f"{sources[-1][0]}.js must export api.")
    # What a space kept apart may not become the start of a template tag.
    body = _TAG.sub("{ ", rjsmin.jsmin("\n".join(pieces)))
    _refuse("The script", body)
    return f'(function () {{\n"use strict";\n{body}\nwindow.durandline = api;\n}})();\n'


def _plain_line(name: str, line: str, exported: dict[str, set[str]]) -> str | None:
    if found := _IMPORT.fullmatch(line):
        module, wanted = found[2], found[1].split(", ")
        absent = [each for each in wanted if each not in exported.get(module, set())]
        if absent:
            raise InputError(f"{name}.js: {module}.js exports no {', '.join(absent)}, or comes later.")
        return None
    if _COMMENT.fullmatch(line):
        return None
    plain = _EXPORT.sub("", line, count=1) if line.startswith("export ") else line.strip()
    if line.count("`") % 2:
        raise InputError(f"{name}.js: a template literal must end on its line: {line!r}.")
    if _FOREIGN.match(plain):
        raise InputError(f"{name}.js: this import or export is not of the form that is joined: {line!r}.")
    return plain


def _own(name: str, lines: Iterable[str], owner: dict[str, str]) -> None:
    for line in lines:
        if (found := _TOP.match(line)) and owner.setdefault(found[1], name) != name:
            raise InputError(f"{name}.js: {found[1]} is already a name of {owner[found[1]]}.js.")


def _refuse(name: str, text: str) -> None:
    for sequence in REFUSED:
        if sequence in text.lower():
            raise InputError(f"{name} holds {sequence!r}, which a page or a template would read as its own.")
