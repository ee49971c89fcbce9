"""The moment that is asked about: an instant with its zone, or a bare date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from durandline.geo.errors import DateError
from durandline.geo.time.clock import local_day
from durandline.geo.time.partial import Bounds, parse_partial


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant, or a local day.

    A bare date stands for the local day of whichever gate is looked at; what is answered is the state at
    the last second of that day, when everything dated that day has happened.
    """

    text: str
    is_day: bool

    def second(self, side: str) -> int:
        """Return the second (since 1970 UTC) that is looked at on the clock of ``side``."""
        return self.span(side).latest - 1

    @property
    def day(self) -> str:
        """The day ``2025-03-01``; of an instant the day in Pakistan."""
        return self.text if self.is_day else local_day(self.second("PK"), "PK")

    def span(self, side: str) -> Bounds:
        """Return the day of ``side`` as ``[earliest, latest)``; for an instant, that second alone."""
        return parse_partial(self.text).bounds(side)


def parse_moment(text: str) -> Moment:
    """Return the moment that ``text`` writes: ``2025-03-01`` or ``2025-03-01T14:00+05:00``.

    Raises
    ------
    DateError
        It is neither; an instant without a zone is refused, since two clocks meet at the line.
    """
    text = text.strip()
    try:
        precision = parse_partial(text).precision
    except DateError:
        precision = "year"
    if precision not in ("day", "minute"):
        raise DateError(
            f"{text!r} is neither a day (2025-03-01) nor an instant with its zone (2025-03-01T14:00+05:00)."
        )
    return Moment(text, is_day=precision == "day")


def moment(given: str | date | datetime | Moment) -> Moment:
    """Return what is given as a moment: as text for :func:`parse_moment`, or typed; a ``datetime`` needs a zone.

    Raises
    ------
    DateError
        It is neither a day nor an instant with its zone.

    Examples
    --------
    >>> moment(date(2025, 3, 1)).text
    '2025-03-01'
    >>> moment(datetime.fromisoformat("2025-03-01T14:00:59+05:00")).text
    '2025-03-01T14:00+05:00'
    """
    if isinstance(given, Moment):
        return given
    if isinstance(given, datetime):
        return parse_moment(given.isoformat(timespec="minutes"))
    return parse_moment(given.isoformat() if isinstance(given, date) else str(given))
