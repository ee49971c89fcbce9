"""Bytes and texts that are damaged at random, the same ones for the same seed."""

from __future__ import annotations

import random
from collections.abc import Sequence

_NUMBERS = (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\0\0\0\x80", b"999999999", b"-1", b"1e999")
_SIGNS = tuple(bytes([each]) for each in b"\"',;\t\n\r\0\x1a{}[]<>&\\")
_LETTERS = tuple('\u202e\u200c\ufeff\ufffd\ud800\u0660\u06f1\ufdfa\u0130\u00df\x1b\x85\U0001f3d4=@"')


def damaged(whole: bytes, chance: random.Random) -> bytes:
    """Return ``whole`` with one to five pieces of it flipped, cut, doubled, moved, or put over with others."""
    content = bytearray(whole)
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        at = chance.randrange(len(content) + 1)
        many = chance.choice((1, 1, 4, 16, 256))
        match chance.randrange(7):
            case 0 if at < len(content):
                content[at] ^= 1 << chance.randrange(8)
            case 1:
                del content[at : at + many]
            case 2 if chance.random() < 0.3:
                del content[at:]
            case 3:
                content[at:at] = content[at : at + many]
            case 4:
                start = chance.randrange(len(content) + 1)
                content[at : at + many] = content[start : start + many]
            case 5:
                number = chance.choice(_NUMBERS)
                content[at : at + len(number)] = number
            case _:
                content[at:at] = chance.choice(_SIGNS) * chance.choice((1, 1, 2, 1000))
    return bytes(content)


def spoiled(texts: Sequence[str], chance: random.Random) -> str:
    """Return one of the texts, or pieces of two, with signs put in that texts seldom hold."""
    one, two = chance.choice(texts), chance.choice(texts)
    text = one[: chance.randrange(len(one) + 1)] + two[chance.randrange(len(two) + 1) :]
    for _ in range(chance.randrange(4)):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(_LETTERS) * chance.choice((1, 1, 50)) + text[at + chance.randrange(3) :]
    return text
