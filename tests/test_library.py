"""The library that the command stands on: its examples run, its names hold, its objects say what they are."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import subprocess
import sys

import pytest

from durandline import cli, geo, layers

FACES = (geo, layers)


def modules(package):
    return [each.name for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]


EXAMPLES = ["durandline.geo", "durandline.layers", *modules(geo), *modules(layers)]


def need_paper():
    pytest.importorskip("matplotlib", reason="matplotlib is not installed: sheets are an extra")


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_in_docstrings_run(name):
    if ".paper" in name:
        need_paper()
    module = importlib.import_module(name)
    ran = doctest.testmod(module, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    assert ran.failed == 0


def test_the_public_faces_have_examples():
    need_paper()
    finder = doctest.DocTestFinder()
    for face in FACES:
        for name in face.__all__:
            value = getattr(face, name)
            if callable(value) and name[0].islower():
                assert any(each.examples for each in finder.find(value, name)), name


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.__name__)
def test_each_public_name_is_there_whatever_was_imported_before(face):
    need_paper()
    for name in (*modules(geo), *modules(layers), *modules(cli)):
        if not name.endswith("__main__"):
            importlib.import_module(name)
    for name in face.__all__:
        assert not isinstance(getattr(face, name), type(sys)), f"{name} is a module"
    assert set(face.__all__) <= set(dir(face))


def test_no_face_loads_what_it_does_not_need():
    heavy = ("pandas", "folium", "matplotlib")
    code = f"import sys; from durandline import geo, layers; print([each for each in {heavy} if each in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_a_sheet_loads_no_folium(tmp_path):
    need_paper()
    code = (
        "import sys; from durandline import geo, layers;"
        "sheet = layers.sheet(geo.open_record().query(on='2025-03-01', crossings=['torkham']), dpi=30);"
        f"sheet.save(r'{tmp_path / 'a.png'}'); assert 'folium' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_objects_say_what_they_are():
    need_paper()
    query = geo.open_record().query(on="2025-03-01")
    assert repr(query.record) == "<Record of the shipped tables>"
    assert repr(layers.page(query)) == "<Page of <Query on 2025-03-01: the whole record>, in en>"
    assert repr(layers.sheet(query)) == "<PrintSheet of <Query on 2025-03-01: the whole record> on A4>"
