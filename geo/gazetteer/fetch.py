"""Fetching GeoNames' country files, for those who are online: resumable, and checked before anything is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from durandline.geo.errors import FetchError, InputError
from durandline.geo.gazetteer.download import LONGEST, download
from durandline.geo.gazetteer.store import Added, add, directory, refuse
from durandline.geo.gazetteer.unpack import unpacked

GEONAMES: Final = "https://download.geonames.org/export/dump/"
COUNTRIES: Final = ("AF", "PK")

# Each of the two files has had many times as many for years; fewer means that something else came.
LEAST_ROWS: Final = 20_000

Progress = Callable[[str, int, int], None]  # country, bytes so far, bytes in all


def fetch(
    countries: Sequence[str] = COUNTRIES,
    *,
    folder: str | Path | None = None,
    address: str = GEONAMES,
    overwrite: bool = False,
    progress: Progress | None = None,
    least_rows: int = LEAST_ROWS,
    timeout: float = 30.0,
    longest: float = LONGEST,
) -> list[Added]:
    """Fetch the archive of each country and keep it as a gazetteer, ``AF`` or ``PK``.

    All are fetched and checked before the first is kept. A download that broke off is resumed by the next call, as
    long as the server's file has not changed.

    Parameters
    ----------
    countries
        Two-letter codes.
    folder
        The directory of the gazetteers; see :func:`durandline.geo.gazetteer.store.directory`.
    address
        Where the archives lie: ``https``, or ``http`` on this machine; ``AF.zip`` is put behind it. No other host is
        asked, whatever this one says.
    overwrite
        Whether gazetteers of these names are replaced.
    progress
        Called with country, bytes so far and bytes in all, before the first of them and then on.
    least_rows
        Rows that a country's file must have to be taken for whole.
    timeout
        Seconds without an answer after which a connection is given up.
    longest
        Seconds that one archive may take.

    Raises
    ------
    FetchError
        The server cannot be reached, has no such file, or what came is not whole; the message says which.
    OutputExistsError
        A gazetteer of that name is there already.
    """
    for country in countries:
        if not re.fullmatch(r"[A-Z]{2}", country):
            raise InputError(f"{country!r} is no country code of two capital letters, such as AF.")
        refuse(country, folder, overwrite=overwrite)
    downloads = directory(folder) / "downloads"
    downloads.mkdir(parents=True, exist_ok=True)
    archives = []
    for country in countries:
        archive = downloads / f"{country}.zip"
        source = f"{address.rstrip('/')}/{country}.zip"
        download(source, archive, _of(country, progress), timeout=timeout, longest=longest)
        _check(archive, country, least_rows)
        archives.append(archive)
    try:
        return add(archives, folder=folder, overwrite=overwrite)
    except InputError as error:  # another layout, no usable row
        raise FetchError(f"What came is not kept: {error} Try again later, or another --from.") from None
    finally:
        for archive in archives:
            archive.unlink(missing_ok=True)


def _of(country: str, progress: Progress | None) -> Callable[[int, int], None]:
    return lambda done, total: progress(country, done, total) if progress else None


def _check(archive: Path, country: str, least_rows: int) -> None:
    """Refuse an archive that is damaged or too short, and drop it, so that the next call starts anew."""
    try:
        rows = unpacked(archive.read_bytes(), archive.name, f"{country}.txt").count(b"\n")
    except InputError as error:
        archive.unlink()
        raise FetchError(f"What came as {error} Try again later, or another --from.") from None
    if rows < least_rows:
        archive.unlink()
        raise FetchError(
            f"{archive.name}: {country}.txt has {rows:,} rows, and at least {least_rows:,} are expected; "
            "it is not kept. Try again later."
        )
