"""Which of a place's names are kept: those in the letters of the four languages, Latin and Arabic."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_LATIN: Final = "A-Za-z\u00aa\u00ba\u00c0-\u02ff\u1e00-\u1eff"
_ARABIC: Final = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff"
_ALL_LATIN: Final = re.compile(rf"[\W\d_]*([{_LATIN}])(?:[\W\d_]|[{_LATIN}])*")
_ALL_ARABIC: Final = re.compile(rf"[\W\d_]*[{_ARABIC}](?:[\W\d_]|[{_ARABIC}])*")


def kept_names(name: str, others: Iterable[str]) -> tuple[str, ...]:
    """Return the main name and those of the others that are all Latin or all Arabic letters, each once.

    GeoNames transliterates by machine from scripts that write few vowels or many; these spellings begin with a small
    letter (``zwr kwt``, ``jora kata``) and match what nobody writes, so they go, unless the main name begins so too.
    """
    name = name.strip()
    small = _is_small(name)
    kept = (each for each in map(str.strip, others) if _ALL_ARABIC.fullmatch(each) or _is_latin(each, small=small))
    return tuple(dict.fromkeys((name, *kept)))


def _is_latin(name: str, *, small: bool) -> bool:
    found = _ALL_LATIN.fullmatch(name)
    return found is not None and (small or not found[1].islower())


def _is_small(name: str) -> bool:
    found = _ALL_LATIN.match(name)
    return found is not None and found[1].islower()
