"""The two clocks of the line: Kabul at +04:30 and Islamabad at +05:00, neither with daylight saving."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

KABUL = timezone(timedelta(hours=4, minutes=30), "+04:30")
ISLAMABAD = timezone(timedelta(hours=5), "+05:00")
DAY = 86_400


def clock(side: str) -> timezone:
    """Return the clock of a gate side; Islamabad's for ``both``, where one clock has to be named."""
    return KABUL if side == "AF" else ISLAMABAD


def clock_label(side: str) -> str:
    """Return the clock's name as shown to people, such as ``Kabul time (+04:30)``."""
    return "Kabul time (+04:30)" if side == "AF" else "Pakistan time (+05:00)"


def to_epoch(moment: datetime) -> int:
    """Return whole seconds since 1970-01-01T00:00Z of an aware datetime."""
    return int(moment.timestamp())


def from_epoch(seconds: int, side: str = "both") -> datetime:
    """Return the aware datetime of ``seconds`` since 1970-01-01T00:00Z on the clock of ``side``."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).astimezone(clock(side))


def iso_minute(seconds: int, side: str = "both") -> str:
    """Return an instant as ``YYYY-MM-DDTHH:MM±hh:mm`` on the clock of ``side``."""
    return from_epoch(seconds, side).isoformat(timespec="minutes")


def iso_utc(seconds: int) -> str:
    """Return an instant as ``YYYY-MM-DDTHH:MM:SSZ``, in UTC: what files hold."""
    return f"{datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds):%Y-%m-%dT%H:%M:%SZ}"


def local_day(seconds: int, side: str = "both") -> str:
    """Return the local day of an instant as ``YYYY-MM-DD`` on the clock of ``side``."""
    return from_epoch(seconds, side).date().isoformat()
