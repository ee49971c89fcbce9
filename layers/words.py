"""Every interface string, read from ``data/i18n/{language}.toml``; one that no language has is an error."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from durandline.geo.errors import InputError, UnknownNameError


class Words:
    """The strings of one language by key, with its writing direction.

    ``words["status.open"]`` gives a string, ``words("age.said", days=9)`` fills its ``{days}``, and
    ``words.count("count.closures", 1)`` prefers ``count.closures_one`` where the number is one.
    """

    def __init__(self, language: str, direction: str, table: Mapping[str, str], name: str = "") -> None:
        self.language = language
        self.direction = direction
        self.name = name or language  # as its speakers call it
        self.table: Mapping[str, str] = MappingProxyType(dict(table))

    def __getitem__(self, key: str) -> str:
        """Return the string of ``key``.

        Raises
        ------
        UnknownNameError
            The language file has no such key.
        """
        if key not in self.table:
            raise UnknownNameError(f"data/i18n/{self.language}.toml has no string {key!r}.")
        return self.table[key]

    def __contains__(self, key: object) -> bool:
        return key in self.table

    def __call__(self, key: str, **values: object) -> str:
        """Return the string of ``key`` with its ``{name}`` replaced by ``values[name]``, as it is."""
        parts = self[key].split("{")
        filled = [parts[0]]
        for part in parts[1:]:
            name, _, rest = part.partition("}")
            if name not in values:
                raise UnknownNameError(f"The string {key!r} needs a value for {name!r}.")
            filled += [str(values[name]), rest]
        return "".join(filled)

    def count(self, key: str, number: int, shown: str = "") -> str:
        """Return the string of ``key`` for ``number`` things, with ``shown`` as the number where that is given."""
        one = f"{key}_one"
        return self(one if number == 1 and one in self else key, number=shown or number)

    def listed(self, parts: Iterable[str]) -> str:
        """Return parts as one text, with the language's own comma between them."""
        return self["list.comma"].join(parts)

    def word(self, group: str, name: str) -> str:
        """Return the string of ``group.name``; where there is none, ``name`` itself with spaces for underscores."""
        return self.table.get(f"{group}.{name}", name.replace("_", " "))


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that there are words for: English, then the others by their code."""
    found = {file.name.removesuffix(".toml") for file in files("durandline.data.i18n").iterdir()
             if file.name.endswith(".toml")}  # fmt: skip
    return tuple(sorted(found, key=lambda each: (each != "en", each)))


@cache
def read_words(language: str = "en") -> Words:
    """Return the strings of ``language``, one of :func:`languages`.

    Raises
    ------
    UnknownNameError
        There is no file for the language.
    InputError
        The file has no direction ``ltr`` or ``rtl``, or holds something that is not text.
    """
    if language not in languages():
        raise UnknownNameError(f"There are no words for language {language!r}. Languages: {', '.join(languages())}.")
    read = tomllib.loads((files("durandline.data.i18n") / f"{language}.toml").read_text(encoding="utf-8"))
    about = read.pop("language", {})
    if about.get("direction", "") not in ("ltr", "rtl"):
        raise InputError(f"data/i18n/{language}.toml: direction must be ltr or rtl.")
    table = dict(_flat(read, language))
    if language != "en":  # what is not translated yet is said in English
        table = {**read_words("en").table, **table}
    return Words(language, about["direction"], table, str(about.get("name", "")))


def _flat(read: Mapping[str, object], language: str, prefix: str = "") -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for key, value in read.items():
        if isinstance(value, dict):
            flat += _flat(value, language, f"{prefix}{key}.")
        elif isinstance(value, str):
            flat.append((prefix + key, value))
        else:
            raise InputError(f"data/i18n/{language}.toml: {prefix}{key} is not text.")
    return flat
