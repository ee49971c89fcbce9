"""JSON values out of a long text one after another, so that it never has to be in memory as a whole."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO

from durandline.geo.limits import LINE, NESTING

BLOCK = 1 << 22
_SPACE = re.compile(r"[ \t\n\r]*")
_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
_NEAR_END = 64  # characters before the end within which an error may be that of a value that goes on
SEPARATOR = "\x1e"
TOO_DEEP = "a value has more levels than Python can read, about 980"


class BadJsonError(ValueError):
    """The text is no JSON from here on; ``at_end``: it ends too early; ``clean``: without cutting a value."""

    def __init__(self, message: str, *, at_end: bool, clean: bool = False) -> None:
        super().__init__(message)
        self.at_end = at_end
        self.clean = clean


def _is_deep(text: str, start: int, end: int) -> bool:
    """Return whether the value is nested deeper than the limit; most have too few brackets to be."""
    if text.count("[", start, end) + text.count("{", start, end) <= NESTING.most:
        return False
    depth = 0
    for found in _BRACKET.finditer(text, start, end):
        sign = found[0]
        depth += 1 if sign in "[{" else -1 if sign in "]}" else 0
        if depth > NESTING.most:
            return True
    return False


class JsonStream:
    """A text read value by value; the methods take what stands next and leave the place after it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._text = ""
        self._place = 0
        self._ended = False
        self._decoder = json.JSONDecoder()

    def peek(self) -> str:
        """Return the next character that is no space, '' at the end."""
        while True:
            if space := _SPACE.match(self._text, self._place):
                self._place = space.end()
            if self._place < len(self._text):
                return self._text[self._place]
            if not self._more():
                return ""

    def take(self, sign: str) -> bool:
        """Pass over ``sign`` if it stands next, and say so."""
        if self.peek() != sign:
            return False
        self._place += 1
        return True

    def value(self) -> Any:  # noqa: ANN401 - any JSON value
        """Return the value that stands next.

        Raises
        ------
        BadJsonError
            There is none.
        """
        if not self.peek():
            raise BadJsonError("the text ends here", at_end=True, clean=True)
        while True:
            try:
                found, end = self._decoder.raw_decode(self._text, self._place)
            except json.JSONDecodeError as error:
                cut = error.pos >= len(self._text) - _NEAR_END or error.msg.startswith("Unterminated")
                if cut and len(self._text) - self._place > LINE.most:
                    why = LINE.passed("a value has too many characters").rstrip(".")
                    raise BadJsonError(why, at_end=False) from None
                if cut and self._more():
                    continue
                raise BadJsonError(error.msg, at_end=cut) from None
            except ValueError as error:  # a number of thousands of digits
                raise BadJsonError(str(error), at_end=False) from None
            except RecursionError:
                raise BadJsonError(TOO_DEEP, at_end=False) from None
            # A bare number at the end of the block may go on in the next.
            if end == len(self._text) and self._more():
                continue
            if _is_deep(self._text, self._place, end):
                raise BadJsonError(NESTING.passed("a value has too many levels").rstrip("."), at_end=False)
            self._place = end
            return found

    def skip_to(self, sign: str) -> None:
        """Go on to the next ``sign`` after this place, or to the end."""
        while (at := self._text.find(sign, self._place + 1)) < 0:
            self._place = max(len(self._text) - 1, 0)
            if not self._more():
                self._place = len(self._text)
                return
        self._place = at

    def members(self) -> Iterator[str]:
        """Yield the names of the members of the object that stands next; the caller takes each value.

        Raises
        ------
        BadJsonError
            It is no object, or is not closed.
        """
        self._must("{")
        if self.take("}"):
            return
        while True:
            name = self.value()
            if not isinstance(name, str):
                raise BadJsonError("a member without a name", at_end=False)
            self._must(":")
            yield name
            if self.take("}"):
                return
            self._must(",")

    def elements(self) -> Iterator[Any]:
        """Yield the elements of the list that stands next.

        Raises
        ------
        BadJsonError
            It is no list, or is not closed.
        """
        self._must("[")
        if self.take("]"):
            return
        while True:
            yield self.value()
            if self.take("]"):
                return
            self._must(",")

    def _must(self, sign: str) -> None:
        if not self.take(sign):
            ended = not self.peek()
            raise BadJsonError(f"expected {sign!r}", at_end=ended, clean=ended)

    def _more(self) -> bool:
        """Read on, dropping what is behind; false at the end."""
        if self._ended:
            return False
        # In proportion to what is there already, so that one huge value is not read again for each block.
        block = self._stream.read(max(BLOCK, len(self._text) - self._place))
        self._ended = not block
        self._text = self._text[self._place :] + block
        self._place = 0
        return bool(block)
