"""From the numbers of a date to a partial date of ours, in whichever of the two calendars they count."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from durandline.geo.errors import DateError
from durandline.geo.ingest.written_dates import Written
from durandline.geo.time.partial import FIRST_YEAR, LAST_YEAR
from durandline.geo.time.solar_hijri import month_length, to_gregorian

# Solar Hijri years that a file may mean: 1300-1429 are 1921-2051. Later ones, to 1450, are rather years of the lunar
# calendar (1445 was 2023-24), which is not read.
SOLAR_YEARS: Final = range(1300, 1430)
FORCED_SOLAR_YEARS: Final = range(1200, 1500)
LUNAR_YEARS: Final = range(1430, 1451)
# Spreadsheets count days so that 1 March 1900 is 61: day 0 is 30 December 1899. 20000-79999 are 1954-2119.
SERIALS: Final = range(20_000, 80_000)
FORCED_SERIALS: Final = range(61, 110_000)
_DAY_ZERO: Final = date(1899, 12, 30)


def partial(written: Written, years: range = SOLAR_YEARS, serials: range = SERIALS) -> str | None:
    """Return a partial date for numbers whose order is settled; ``None`` where no calendar has such a day.

    A year, or a month, of the Solar Hijri calendar becomes the range of its days. The hour is kept where it has
    its zone; without one it cannot be placed between two clocks, and the day remains. ``years`` are those taken as
    Solar Hijri, ``serials`` the numbers taken as a spreadsheet's days.
    """
    try:
        if written.form == "serial":
            in_range = written.serial in serials
            return (_DAY_ZERO + timedelta(days=written.serial)).isoformat() if in_range else None
        solar = written.year in years
        if solar:
            first, last = _solar(written)
        elif written.solar or not FIRST_YEAR <= written.year <= LAST_YEAR:
            return None
        else:
            return _timed(_gregorian(written), written)
    except (DateError, ValueError):
        return None
    return _timed(first.isoformat(), written) if first == last else f"{first.isoformat()}/{last.isoformat()}"


def _gregorian(written: Written) -> str:
    day = date(written.year, written.month or 1, written.day or 1)
    return day.isoformat()[: 10 if written.day else 7 if written.month else 4]


def _solar(written: Written) -> tuple[date, date]:
    if written.form == "named" and not written.solar:
        raise DateError("is a Gregorian month in a Solar Hijri year.")
    year, month, day = written.year, written.month, written.day
    last_month = month or 12
    first = to_gregorian(year, month or 1, day or 1)
    return first, to_gregorian(year, last_month, day or month_length(year, last_month))


def _timed(day: str, written: Written) -> str:
    return f"{day}T{written.clock}{written.zone}" if written.zone and len(day) == 10 else day
