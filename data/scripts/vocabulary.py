"""Writes the module of the page's script that holds the words and lists of geo."""

from __future__ import annotations

from pathlib import Path

from durandline.layers.bundle import vocabulary

if __name__ == "__main__":
    made = Path(__file__).parents[2] / "layers" / "assets" / "vocabulary.js"
    made.write_text(vocabulary(), encoding="utf-8")
    print(made.name)
