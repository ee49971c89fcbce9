"""What it takes to add a layer, a format or a language: a copy of the package is extended by few files, and run.

Each addition names the files that it touches; more than the stated number of them would be a fault of the layout.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PARTS = ("geo", "layers", "cli", "data")


class House:
    """A copy of the package that can be changed; ``touched`` are the files that were."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "durandline"
        for part in PARTS:
            shutil.copytree(ROOT / part, self.folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        self.touched: set[str] = set()

    def change(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, (file, old)
        path.write_text(text.replace(old, new), encoding="utf-8")
        self.touched.add(file)

    def add(self, file: str, text: str) -> None:
        (self.folder / file).write_text(text, encoding="utf-8")
        self.touched.add(file)

    def run(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        # The copy goes before the installed package, which is found by an importer or a path of its own.
        code = (
            "import sys; sys.meta_path[:] = [each for each in sys.meta_path if 'editable' not in repr(each).lower()];"
            f"sys.path.insert(0, {str(self.folder.parent)!r});"
            "sys.modules.pop('durandline', None);"
            "import durandline.cli; "
            f"assert durandline.cli.__file__.startswith({str(self.folder)!r}), durandline.cli.__file__;"
            "durandline.cli.main()"
        )
        command = [sys.executable, "-c", code, *map(str, arguments)]
        settings = os.environ | {"PYTHONUTF8": "1"}
        return subprocess.run(
            command, cwd=self.folder.parent, capture_output=True, text=True, env=settings, check=False
        )


@pytest.fixture
def house(tmp_path):
    return House(tmp_path)


def test_a_format_is_a_row_and_the_module_that_writes_it(house):
    house.add(
        "geo/writers/toy.py",
        "def toy(table):\n    yield f'{table.name}: {len(table.frame)} rows\\n'.encode()\n",
    )
    house.change(
        "geo/writers/formats.py",
        '        Format("csv", (".csv",), pieces=_csv, notices=False),\n',
        '        Format("csv", (".csv",), pieces=_csv, notices=False),\n'
        '        Format("toy", (".toy",), pieces=_toy, notices=False),\n',
    )
    house.change(
        "geo/writers/formats.py",
        "FORMATS: dict[str, Format] = {\n",
        "def _toy(table, _, __):\n    from durandline.geo.writers.toy import toy\n\n    return toy(table)\n\n\n"
        "FORMATS: dict[str, Format] = {\n",
    )
    ran = house.run("export", "a.toy", "--on", "2025-03-01")
    assert ran.returncode == 0, ran.stderr
    assert (house.folder.parent / "a.toy").read_text() == "crossings: 23 rows\n"
    assert len(house.touched) <= 2


def test_a_layer_is_a_dataset_a_class_a_module_its_words_and_its_credit(house):
    house.change(
        "geo/datasets.py",
        '        Dataset(\n            "movements",\n',
        "        Dataset(\n"
        '            "toys",\n'
        "            lambda query: _frames().places(query.record),\n"
        '            "Point",\n'
        "            level=10,\n"
        "            page=True,\n"
        "        ),\n"
        '        Dataset(\n            "movements",\n',
    )
    house.add(
        "layers/toys.py",
        "from durandline.layers.web.layer import DataLayer\n\n\n"
        "class Toys(DataLayer):\n"
        '    """Toys."""\n\n'
        '    kind = "toys"\n'
        '    required = ("place_id",)\n',
    )
    house.add(
        "layers/assets/map/toys.js",
        'import { tableLayer } from "./lines.js";\n\n'
        "/** The toys from their packed table. */\n"
        "export function toys(packed, options, t) {\n"
        '  return tableLayer("toys", options, t, { swatch: "route", count: packed.rows }, () => ({ layers: [] }));\n'
        "}\n",
    )
    kinds = house.folder / "layers" / "assets" / "core" / "kinds.js"
    house.change("layers/assets/core/kinds.js", " routes };", " routes, toys };")
    kinds.write_text('import { toys } from "../map/toys.js";\n' + kinds.read_text(encoding="utf-8"), encoding="utf-8")
    house.change("data/i18n/en.toml", "\n[layer]\n", '\n[layer]\ntoys = "Toys"\n')
    credit = '[[attribution.toys]]\ntext = "Toys: nobody"\nlicence = "MIT"\nurl = "https://example.org"\n\n'
    house.change(
        "data/policy.toml",
        'not_for = "Not for decisions about travel or safety."\n\n',
        f'not_for = "Not for decisions about travel or safety."\n\n{credit}',
    )
    for language in ("en", "ur"):
        ran = house.run("map", f"{language}.html", "--on", "2025-03-01", "--lang", language)
        assert ran.returncode == 0, ran.stderr
        page = (house.folder.parent / f"{language}.html").read_text(encoding="utf-8")
        assert 'durandline.draw("toys"' in page
        assert "Toys: nobody" in page
    assert len(house.touched) <= 6


def test_a_language_is_one_file(house):
    english = (house.folder / "data" / "i18n" / "en.toml").read_text(encoding="utf-8")
    house.add("data/i18n/de.toml", english.replace('name = "English"', 'name = "Deutsch"'))
    made = house.folder.parent
    pytest.importorskip("matplotlib", reason="matplotlib is not installed: sheets are an extra")
    for arguments in (("map", "a.html"), ("sheet", "a.svg", "--table")):
        ran = house.run(*arguments, "--on", "2025-03-01", "--lang", "de")
        assert ran.returncode == 0, ran.stderr
    assert '<html lang="de"' in (made / "a.html").read_text(encoding="utf-8")
    assert "Torkham" in (made / "a.svg").read_text(encoding="utf-8")
    assert len(house.touched) == 1


def test_another_record_is_a_folder(house, small):
    ran = house.run("status", "--data", small, "--on", "2025-03-01", "--format", "json")
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)
    assert house.touched == set()
