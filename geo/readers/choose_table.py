"""Which of a file's tables (sheets, layers) is read, and what is said of the others."""

from __future__ import annotations

from collections.abc import Sequence

from durandline.geo.errors import InputError
from durandline.geo.schema.findings import Finding

# Options that only the command import has; ``map``, ``export`` and ``validate`` read the same files.
_IMPORT = "durandline import FILE {} -o OUT"
# A file of ours holds many tables; the incidents are what somebody who gives it as incidents means.
_MEANT = ("own_incidents", "incidents")


OTHERS = ("other-sheets", "other-layers")  # rules under which the tables not read are named


def with_option(option: str) -> str:
    """Return the command that reads a file with ``option``."""
    return _IMPORT.format(option)


def chosen(names: Sequence[str], wanted: str, file: str, noun: str) -> str:
    """Return the table called ``wanted``, whatever the case; without it the one called incidents, or ''.

    Raises
    ------
    InputError
        There is none called so; the message lists those there are.
    """
    if not wanted:
        return next((name for meant in _MEANT for name in names if name.strip().casefold() == meant), "")
    for same in (str, str.casefold):
        if found := [name for name in names if same(name) == same(wanted)]:
            return found[0]
    listed = ", ".join(map(repr, names)) or "none"
    raise InputError(f"{file}: there is no {noun} {wanted!r}. Those there are: {listed}.")


def others(names: Sequence[str], name: str, file: str, noun: str) -> list[Finding]:
    """Return a note that names the tables that are not read."""
    rest = [each for each in names if each != name]
    if not rest:
        return []
    listed = ", ".join(map(repr, rest))
    return [
        Finding(file, 0, "", f"other-{noun}s", "note", name, f"is the {noun} that is read; others are {listed}.",
                f"To read another: {with_option(f'--sheet {rest[0]!r}')}.")
    ]  # fmt: skip
