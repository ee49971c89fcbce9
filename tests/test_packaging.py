"""The wheel holds everything the package needs and puts nothing but ``durandline`` into site-packages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PARTS = ("geo", "layers", "cli", "data")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
KINDS = {".csv", ".geojson", ".json", ".toml", ".md", ".js", ".css", ".png", ".typed", ".py"}
LEFT_OUT = {"scripts"}  # data/scripts rebuilds the data; it is no part of the package


def packages_on_disk():
    inits = [path.parent.relative_to(ROOT) for part in PARTS for path in (ROOT / part).rglob("__init__.py")]
    return sorted("durandline." + ".".join(folder.parts) for folder in inits)


def shipped_files():
    every = [path.relative_to(ROOT) for part in PARTS for path in (ROOT / part).rglob("*") if path.is_file()]
    return {path.as_posix() for path in every if path.suffix in KINDS and not LEFT_OUT & set(path.parts[1:-1])}


def buildable():
    try:
        return int(version("setuptools").split(".")[0]) >= 77
    except PackageNotFoundError:
        return False


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Return the names in the wheel, built without network from a copy, so that nothing is left in the sources."""
    if not buildable():
        wanted = "setuptools >= 77 is not installed, and there is no network here to fetch it"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(wanted)
    copy = tmp_path_factory.mktemp("copy")
    for part in PARTS:
        shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, copy / name)
    out = copy / "out"
    build = "from setuptools.build_meta import build_wheel; import sys; build_wheel(sys.argv[1])"
    out.mkdir()
    ran = subprocess.run([sys.executable, "-c", build, out], cwd=copy, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    (built,) = out.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return archive.namelist()


def test_the_packages_named_are_the_packages_there_are():
    assert sorted(PROJECT["tool"]["setuptools"]["packages"]) == packages_on_disk()


def test_every_folder_with_code_is_a_package():
    folders = {path.parent for part in PARTS for path in (ROOT / part).rglob("*.py")}
    folders = {each for each in folders if not LEFT_OUT & set(each.relative_to(ROOT).parts)}
    assert {each for each in folders if not (each / "__init__.py").exists()} == set()


@pytest.mark.tools
def test_the_wheel_holds_every_file(wheel):
    inside = {name.removeprefix("durandline/") for name in wheel}
    assert sorted(shipped_files() - inside) == []


@pytest.mark.tools
def test_the_wheel_holds_nothing_else(wheel):
    own = {name.removeprefix("durandline/") for name in wheel if name.startswith("durandline/")}
    assert sorted(own - shipped_files()) == []
    assert {name.split("/")[0] for name in wheel} == {"durandline", _info()}


@pytest.mark.tools
def test_the_wheel_holds_the_licences(wheel):
    inside = [name for name in wheel if name.startswith(f"{_info()}/licenses/")]
    wanted = PROJECT["project"]["license-files"]
    assert sorted(inside) == sorted(f"{_info()}/licenses/{name}" for name in wanted)


def _info():
    return f"durandline-{PROJECT['project']['version']}.dist-info"


def test_there_is_no_root_module_and_nothing_is_importable_under_two_names(tmp_path):
    code = (
        "import importlib.util as u, durandline\n"
        "assert durandline.__file__ is None\n"
        "assert [name for name in ('geo', 'layers', 'cli', 'data') if u.find_spec(name)] == []\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


def test_the_installed_version_is_that_of_the_project():
    assert version("durandline") == PROJECT["project"]["version"]


@pytest.mark.parametrize("module", ["geo.record", "layers", "cli", "data"])
def test_a_module_imports_alone(tmp_path, module):
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"import durandline.{module}"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
