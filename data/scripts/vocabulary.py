"""Writes the modules of the page's script that hold the words and lists of geo."""

from __future__ import annotations

from pathlib import Path

from durandline.layers.web.bundle import kinds, vocabulary

if __name__ == "__main__":
    assets = Path(__file__).parents[2] / "layers" / "assets" / "core"
    for name, text in (("vocabulary", vocabulary()), ("kinds", kinds())):
        (assets / f"{name}.js").write_text(text, encoding="utf-8")
        print(f"{name}.js")
