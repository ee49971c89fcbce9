"""What the package stands on: licences held to a list, known faults, and a software bill of materials.

    python .ci/supply.py audit   # exit code 1: a licence is not on the list, or a fault is known
    python .ci/supply.py sbom build/sbom.json

Licences are those that the installed packages state; the lists are in ``pyproject.toml``, ``[tool.supply]``.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution, distributions
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCK = ROOT / "requirements-dev.txt"
NOT_STATED = "not stated"


def shipped() -> dict[str, Distribution]:
    """Return the package with all it needs, its extras and what those need, as installed, by canonical name.

    Raises
    ------
    PackageNotFoundError
        One of them is not installed.
    """
    found: dict[str, Distribution] = {}
    waiting = [(PROJECT["project"]["name"], tuple(PROJECT["project"]["optional-dependencies"]))]
    seen = set()
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        found[canonicalize_name(name)] = each = distribution(name)
        waiting += [(need.name, tuple(sorted(need.extras))) for need in needs(each, extras)]
    return dict(sorted(found.items()))


def needs(of: Distribution, extras: tuple[str, ...] = ()) -> Iterator[Requirement]:
    """Return what a distribution needs on this machine, with some of its extras."""
    for text in of.requires or ():
        need = Requirement(text)
        if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield need


def licence(of: Distribution) -> str:
    """Return the licence that a distribution states: as an expression, by its classifiers, or in words."""
    stated: Mapping[str, str] = PROJECT["tool"]["supply"]["stated_elsewhere"]
    if given := stated.get(canonicalize_name(of.name)):
        return given
    about = of.metadata
    classes = [each.split(" :: ")[-1] for each in about.get_all("Classifier") or () if each.startswith("License ::")]
    words = (about.get("License") or "").strip()
    return about.get("License-Expression") or " OR ".join(classes) or words.split("\n")[0][:80] or NOT_STATED


def allowed(text: str, known: frozenset[str]) -> bool:
    """Return whether every part of a licence is on the list; of parts joined by OR one is enough."""
    # Brackets of an expression go; those of a classifier, "... (MPL 2.0)", are part of its name.
    parts = re.split(r" AND |, ", text)
    choices = [[text, *(each.strip() for each in part.split(" OR "))] for part in parts]
    return all(any({each, each.strip("()")} & known for each in several) for several in choices)


def refused() -> list[str]:
    """Return a line for each installed distribution whose licence is not on the list for it."""
    lists = PROJECT["tool"]["supply"]
    ours, theirs = frozenset(lists["shipped"]), frozenset(lists["shipped"]) | frozenset(lists["development"])
    inside = shipped()
    lines = []
    for each in sorted(distributions(), key=lambda of: canonicalize_name(of.name)):
        known = ours if canonicalize_name(each.name) in inside else theirs
        if not allowed(licence(each), known):
            lines.append(f"{each.name} {each.version}: {licence(each)!r} is not on the list.")
    return list(dict.fromkeys(lines))


def known_faults(report: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Return the faults in a report of pip-audit, and the names that it could not look up."""
    faults = [
        f"{each['name']} {each['version']}: {fault['id']}"
        for each in report["dependencies"]
        for fault in each.get("vulns", ())
    ]
    return faults, [each["name"] for each in report["dependencies"] if "skip_reason" in each]


def bill() -> dict[str, Any]:
    """Return the bill of materials (CycloneDX 1.6) of the package, its extras and all they need, as installed.

    It holds no time and no serial number, so that the same versions give the same bytes.
    """
    every = shipped()
    own = every.pop(canonicalize_name(PROJECT["project"]["name"]))
    extras = tuple(PROJECT["project"]["optional-dependencies"])
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": _component(own, "application")},
        "components": [_component(each, "library") for each in every.values()],
        "dependencies": [
            {"ref": _address(each), "dependsOn": _needed(each, extras if each is own else ())}
            for each in (own, *every.values())
        ],
    }


def _needed(of: Distribution, extras: tuple[str, ...]) -> list[str]:
    return sorted({_address(distribution(need.name)) for need in needs(of, extras)})


def _component(of: Distribution, kind: str) -> dict[str, Any]:
    text = licence(of)
    spdx = of.metadata.get("License-Expression") == text
    licences = [{"expression": text}] if spdx else [{"license": {"name": text}}]
    named = {"type": kind, "bom-ref": _address(of), "name": of.name, "version": of.version}
    return named | {"licenses": licences, "purl": _address(of)}


def _address(of: Distribution) -> str:
    return f"pkg:pypi/{canonicalize_name(of.name)}@{of.version}"


def _audit() -> int:
    inside = shipped()
    for each in sorted(distributions(), key=lambda of: canonicalize_name(of.name)):
        use = "shipped" if canonicalize_name(each.name) in inside else "development"
        print(f"{each.name} {each.version}  {use}  {licence(each)}")
    lines = refused()
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "--requirement",
        LOCK,
        "--no-deps",
        "--disable-pip",
        "--format",
        "json",
    ]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        faults, skipped = known_faults(json.loads(ran.stdout))
    except ValueError:
        print("Known faults were not looked up:", (ran.stderr.strip().splitlines() or ["no answer"])[-1])
    else:
        lines += faults
        print(f"Known faults: {len(faults)}, in those that could be looked up; {len(skipped)} could not be.")
    print(*lines, sep="\n")
    return int(bool(lines))


def main(arguments: list[str]) -> int:
    """Do what is asked; return the exit code."""
    match arguments:
        case ["audit"]:
            return _audit()
        case ["sbom", out]:
            Path(out).parent.mkdir(parents=True, exist_ok=True)
            Path(out).write_text(json.dumps(bill(), indent=2, ensure_ascii=False) + "\n", "utf-8")
            return 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except PackageNotFoundError as error:
        sys.exit(f"{error.name} is not installed: run make test or make docs first.")
