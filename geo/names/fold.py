"""Place names folded to what is compared: any script, any keyboard, any spacing."""

from __future__ import annotations

import unicodedata

# Letters that the keyboards of the four languages write for one another.
_SAME = str.maketrans("يىېكګهۀةأإٱ", "یییکگہہہااا")
_PLAIN = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_FORMAT = {"Cf", "Mn"}  # zero-width joiners, bidi marks, vowel signs: they do not count


def fold(name: str) -> str:
    """Return a name as it is compared: case, accents, spacing, hyphens and keyboard variants do not count.

    Folding twice is the same as folding once. An empty name folds to an empty text.
    """
    if name.isascii():
        return " ".join(name.translate(_PLAIN).split())
    plain = unicodedata.normalize("NFKD", name.casefold()).translate(_SAME)
    kept = "".join(char for char in plain if unicodedata.category(char) not in _FORMAT)
    words = "".join(char if char.isalnum() else " " for char in kept)
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())
