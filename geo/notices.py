"""What every output says about itself: boundary wording, disclaimer, attributions with licences."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from durandline.geo.errors import InputError


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose work one layer shows: plain text, an SPDX licence id (or where its terms stand), and an address.

    ``shown`` is what has to stand on a map without anything being opened; mostly empty.
    """

    layer: str
    text: str
    licence: str
    url: str
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Notices:
    """The words of ``data/policy.toml``; ``boundary_dash`` is a stroke pattern in CSS pixels."""

    boundary_words: str
    boundary_name: str
    boundary_dash: str
    disclaimer: str
    not_for: str
    leaflet_licence: str
    attributions: Mapping[str, tuple[Attribution, ...]]

    def of(self, layers: Iterable[str]) -> list[Attribution]:
        """Return the attributions of the layers drawn, each once, in the file's order.

        Raises
        ------
        InputError
            A layer has none: nothing is drawn without saying whose it is.
        """
        wanted = list(layers)
        missing = [layer for layer in wanted if layer not in self.attributions]
        if missing:
            raise InputError(f"policy.toml has no attribution for {', '.join(missing)}.")
        found: dict[tuple[str, str], Attribution] = {}
        for layer in (known for known in self.attributions if known in wanted):
            for attribution in self.attributions[layer]:
                found.setdefault((attribution.text, attribution.licence), attribution)
        return list(found.values())

    def of_file(self, layers: Iterable[str]) -> dict[str, str]:
        """Return what a file of these layers says: ``licence``, ``attribution`` and ``disclaimer``, each one text."""
        whose = self.of(layers)
        return {
            "licence": "; ".join(dict.fromkeys(one.licence for one in whose)),
            "attribution": "; ".join(dict.fromkeys(one.text for one in whose)),
            "disclaimer": f"{self.boundary_words} {self.disclaimer} {self.not_for}",
        }


@cache
def read_notices() -> Notices:
    """Return the notices that ship with the package.

    Raises
    ------
    InputError
        A wording, an attribution's text or its licence is empty or missing.
    """
    read = tomllib.loads((files("durandline.data") / "policy.toml").read_text(encoding="utf-8"))
    try:
        attributions = {
            layer: tuple(
                Attribution(layer, one["text"], one["licence"], one["url"], one.get("shown", "")) for one in several
            )
            for layer, several in read["attribution"].items()
        }
        words = [read["boundary"][key] for key in ("words", "name", "dash")]
        words += [read["notice"]["disclaimer"], read["notice"]["not_for"], read["leaflet"]["licence"]]
    except KeyError as error:
        raise InputError(f"policy.toml: {error.args[0]} is missing.") from None
    for attribution in (each for several in attributions.values() for each in several):
        words += [attribution.text, attribution.licence]
    if not all(isinstance(word, str) and word.strip() for word in words):
        raise InputError("policy.toml: a wording, an attribution or a licence is empty.")
    return Notices(
        boundary_words=read["boundary"]["words"],
        boundary_name=read["boundary"]["name"],
        boundary_dash=read["boundary"]["dash"],
        disclaimer=read["notice"]["disclaimer"],
        not_for=read["notice"]["not_for"],
        leaflet_licence=read["leaflet"]["licence"],
        attributions=attributions,
    )
