"""Finding names by key: exactly, by their consonants, with letters left out, and by shared trigrams."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Final

from durandline.geo.names.keys import Keys, bones, keys
from durandline.geo.names.similarity import osa

if TYPE_CHECKING:
    from durandline.geo.names.trigrams import Trigrams

Found = tuple[int, ...]
Allowed = AbstractSet[int] | None
_TWO_LEFT_OUT: Final = 7  # consonants from which on two may differ
_SHORTEST: Final = 4  # letters of a key below which nothing but the same key is looked for
_LONG: Final = 12  # letters of a key from which on more edits than the deletions find leave a name the same
# Closeness below which two names are not taken for one. Of coded reports whose district is known, names from here on
# are right within 10 km in six of ten cases, names from 0.72 to 0.84 in two of ten: no better than the district.
ALIKE: Final = 0.84


class Index:
    """An index over the names of numbered entries; the parts that only inexact search needs are built when needed."""

    def __init__(self, names: Iterable[tuple[str, ...]]) -> None:
        folded: dict[str, list[int]] = defaultdict(list)
        full: dict[str, list[int]] = defaultdict(list)
        for number, own in enumerate(names):
            seen = {keys(name) for name in own}
            for key in {each.folded for each in seen} - {""}:
                folded[key].append(number)
            for key in {each.full for each in seen} - {""}:
                full[key].append(number)
        self.folded: dict[str, Found] = {key: tuple(numbers) for key, numbers in folded.items()}
        self.full: dict[str, Found] = {key: tuple(numbers) for key, numbers in full.items()}

    def exact(self, wanted: Keys) -> Found:
        """Return the entries with a name of the same full key."""
        return self.full.get(wanted.full, ())

    def same_letters(self, letters: str) -> Found:
        """Return the entries with a name of the same folded letters."""
        return self.folded.get(letters, ())

    def same_bones(self, wanted: Keys, allowed: Allowed = None) -> dict[int, float]:
        """Return the entries with a name of the same consonants, with their closeness (0 to 1, 1 the same).

        ``allowed`` are the entries that count; ``None`` for all.
        """
        found: dict[int, float] = {}
        self._compare(wanted, wanted.bones, 0, allowed, found, ALIKE)
        return found

    def alike(self, wanted: Keys, allowed: Allowed = None, least: float = ALIKE) -> dict[int, float]:
        """Return the entries with a name like the wanted one, with its closeness.

        First the names that differ by a consonant or two (with any vowels), then, where there are none and the name
        is long, those that share the most trigrams. ``least`` is the closeness from which on names count; other
        parameters as for :meth:`same_bones`.
        """
        found: dict[int, float] = {}
        if len(wanted.full) < _SHORTEST:
            return found
        # An edit of a consonant is one of the full key too, so that at most half of the edits are the consonants'.
        most = _most_edits(wanted, least) // 2
        near = {bone for cut in _cuts(wanted.bones) for bone in self._deletions.get(cut, ())} if most else set()
        for bone in near:
            if (edits := osa(wanted.bones, bone, most)) <= most:
                self._compare(wanted, bone, edits, allowed, found, least)
        if not found and len(wanted.full) >= _LONG:
            for key in self._trigrams.nearest(wanted.full):
                self._compare_key(wanted, key, osa(wanted.bones, bones(key)), allowed, found, least)
        return found

    def _compare(
        self, wanted: Keys, bone: str, edits: int, allowed: Allowed, found: dict[int, float], least: float
    ) -> None:
        for key in self._by_bones.get(bone, ()):
            self._compare_key(wanted, key, edits, allowed, found, least)

    def _compare_key(
        self, wanted: Keys, key: str, edits: int, allowed: Allowed, found: dict[int, float], least: float
    ) -> None:
        """Add the allowed entries of a key that is like the wanted one; consonants count twice."""
        most = _most_edits(wanted, least) - edits
        if abs(len(key) - len(wanted.full)) > most:
            return
        numbers = self.full[key] if allowed is None else [each for each in self.full[key] if each in allowed]
        if numbers and (more := osa(wanted.full, key, most)) <= most:
            score = 1.0 - (edits + more) / (len(wanted.full) + len(wanted.bones))
            found |= {number: max(score, found.get(number, 0.0)) for number in numbers}

    @cached_property
    def _by_bones(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key in self.full:
            found[bones(key)].append(key)
        return {bone: tuple(own) for bone, own in found.items()}

    @cached_property
    def _deletions(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for bone in self._by_bones:
            for cut in _cuts(bone):
                found[cut].append(bone)
        return {cut: tuple(own) for cut, own in found.items()}

    @cached_property
    def _trigrams(self) -> Trigrams:
        from durandline.geo.names.trigrams import Trigrams  # noqa: PLC0415 - brings in numpy, for few names

        return Trigrams(self.full)


def _most_edits(wanted: Keys, least: float) -> int:
    """Return how many edits, of the full key and of the consonants together, leave a name alike."""
    return int((1.0 - least) * (len(wanted.full) + len(wanted.bones)))


def _cuts(bone: str) -> set[str]:
    """Return a text and all that is left of it with one letter left out; of long ones, with two."""
    if len(bone) < 2:
        return {bone}
    cuts = {bone, *(bone[:place] + bone[place + 1 :] for place in range(len(bone)))}
    if len(bone) >= _TWO_LEFT_OUT:
        for one, two in combinations(range(len(bone)), 2):
            cuts.add(bone[:one] + bone[one + 1 : two] + bone[two + 1 :])
    return cuts
