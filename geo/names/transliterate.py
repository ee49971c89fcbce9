"""Pashto, Dari and Urdu letters as Latin ones: enough to compare names with, not to print."""

from __future__ import annotations

from typing import Final

# The usual romanisation of each letter; ``w`` and ``y`` serve as consonants and as long vowels alike, and short
# vowels are not written. Both are made comparable in ``keys``. The letters are those that ``fold`` leaves.
LETTERS: Final = {
    "ا": "a", "آ": "a", "ب": "b", "پ": "p", "ت": "t", "ټ": "t", "ٹ": "t", "ث": "s", "ج": "j", "چ": "ch", "ځ": "z",
    "څ": "s", "ح": "h", "خ": "kh", "د": "d", "ډ": "d", "ڈ": "d", "ذ": "z", "ر": "r", "ړ": "r", "ڑ": "r", "ز": "z",
    "ژ": "zh", "ږ": "zh", "س": "s", "ش": "sh", "ښ": "sh", "ص": "s", "ض": "z", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh",
    "ف": "f", "ق": "q", "ک": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ڼ": "n", "ں": "n", "و": "w", "ہ": "h",
    "ھ": "h", "ه": "h", "ی": "y", "ې": "e", "ۍ": "ai", "ے": "e", "ئ": "y", "ؤ": "w", "ء": "",
}  # fmt: skip


def is_arabic(text: str) -> bool:
    """Return whether a text has a letter of the Arabic script."""
    return not text.isascii() and any("\u0600" <= char <= "\u06ff" for char in text)


def latin(text: str) -> str:
    """Return a folded text with its Arabic-script letters as Latin ones; other characters stay as they are.

    A ``w`` or ``y`` between consonants or at the end of a word is read as a vowel.
    """
    return " ".join(_word(word) for word in text.split(" "))


def _word(word: str) -> str:
    parts = [LETTERS.get(char, char) for char in word]
    for place, part in enumerate(parts):
        vowel_beside = place + 1 < len(parts) and parts[place + 1][:1] in {"a", "w", "y", "e"}
        if place and part in {"w", "y"} and not vowel_beside:
            parts[place] = "u" if part == "w" else "i"
    return "".join(parts)
