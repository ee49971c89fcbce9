"""What a column is: its name, type, unit, allowed values and meaning, and how its text is read."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

from durandline.geo.errors import DateError, InputError
from durandline.geo.time.partial import parse_partial

FieldType = Literal[
    "id", "text", "list", "choice", "choices", "number", "integer", "date", "instant", "boolean", "url"
]
Value = str | float | int | bool | tuple[str, ...] | None

ID_PATTERN = r"[a-z0-9][a-z0-9_.-]*"
LIST_SEPARATOR = ";"
# Letters of the scheme in either case; spelled out because the dictionary's patterns know no flags.
URL_PATTERN = r"[hH][tT][tT][pP][sS]?://[^\s<>\"'`{}|\\^]+"
# Ours are the first; the others are what spreadsheets and programs write.
YES = ("yes", "Yes", "YES", "true", "True", "TRUE", "1")
NO = ("no", "No", "NO", "false", "False", "FALSE", "0")
LARGEST_INTEGER = 2**53  # beyond it JSON and JavaScript readers lose digits
_ID = re.compile(ID_PATTERN)
_URL = re.compile(URL_PATTERN)
# Python's own readers also take 1_000 and digits of other scripts, which no other reader of a table would.
_INTEGER = re.compile(r"[+-]?[0-9]+")
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Field:
    """One column of one table.

    ``refers_to`` names the table whose key the value (or each value of a list) must be. ``date`` is a partial date as
    written, ``instant`` one moment, in UTC: files that have a type for it use that, others write ISO 8601. ``list``
    and ``choices`` hold several values separated by ``;``. A bad value of a ``lenient`` column is a warning: its row
    stays, without the value. ``hxl`` is the hashtag of the column in files that carry them
    (https://hxlstandard.org/standard/), empty for none.
    """

    name: str
    type: FieldType
    meaning: str
    required: bool = False
    unit: str = ""
    choices: tuple[str, ...] = ()
    refers_to: str = ""
    minimum: float | None = None
    maximum: float | None = None
    lenient: bool = False
    hxl: str = ""

    def parse(self, text: str) -> Value:
        """Return the typed value of one cell; ``None`` (or an empty tuple) for an empty cell.

        Raises
        ------
        InputError
            The text is not a value of this column; the message says what would be.
        """
        text = text.strip()
        if self.type in ("list", "choices"):
            return self._parse_list(text)
        if not text:
            return None
        return self._parse_one(text)

    def _parse_list(self, text: str) -> tuple[str, ...]:
        values = tuple(part.strip() for part in text.split(LIST_SEPARATOR) if part.strip())
        if self.type == "choices" or self.choices:
            for value in values:
                self._check_choice(value)
        return values

    def _parse_one(self, text: str) -> Value:
        match self.type:
            case "number" | "integer":
                return self._parse_number(text)
            case "boolean":
                if text not in YES + NO:
                    raise InputError("is neither yes nor no.")
                return text in YES
            case "choice":
                self._check_choice(text)
            case "date":
                parse_partial(text)
            case "id":
                if not _ID.fullmatch(text):
                    raise InputError("is not an id: lower-case letters, digits, '-', '_' and '.' only.")
            case "url":
                if not _URL.fullmatch(text):
                    raise InputError("is not an http or https address.")
            case _:
                pass
        return text

    def _parse_number(self, text: str) -> float | int:
        whole = self.type == "integer"
        if not (_INTEGER if whole else _NUMBER).fullmatch(text):
            raise InputError(f"is not {'a whole' if whole else 'a'} number.")
        # A float first: int() refuses thousands of digits with an error of its own.
        if math.isinf(float(text)) or (whole and abs(float(text)) > LARGEST_INTEGER):
            raise InputError("is too large a number.")
        value = int(text) if whole else float(text)
        if self.minimum is not None and value < self.minimum:
            raise InputError(f"is below {self.minimum:g}.")
        if self.maximum is not None and value > self.maximum:
            raise InputError(f"is above {self.maximum:g}.")
        return value

    def _check_choice(self, value: str) -> None:
        if value not in self.choices:
            raise InputError(f"is not one of {', '.join(self.choices)}.")


def parse_error(field: Field, error: InputError) -> str:
    """Return the rule name under which a parse error of ``field`` is reported."""
    return "date" if isinstance(error, DateError) else field.type
