"""Reading and writing a million made-up incidents in each format, beside what pandas and geopandas do plainly.

Run it by hand: ``python tests/bench/files.py [ROWS] [FORMAT ...]``. Each measurement is a process of its own: CPU
time (user and system, without the start and the making of what is written), size of the file, and peak memory
of the whole process. The plain writer gets the same flat table, the plain reader the file that we wrote; the plain
reader gives columns, ours incidents that are understood, checked and placed. XLSX, whose sheets hold little more than
a million rows and whose writers are slow, is measured with a tenth.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROWS = 1_000_000
FORMATS = ("csv", "geojson", "geojsonl", "fgb", "parquet", "gpkg", "xlsx")
FEWER = {"xlsx": 10}
SUPPORT = str(Path(__file__).parents[1])


def made(rows: int) -> Any:
    """Return made-up incidents as the flat table that files are made of."""
    import pandas as pd
    from support.million import incident_frame

    from durandline.geo.writers.flat import table_out

    frame = incident_frame(rows)
    sources: dict[tuple[str, str], list[dict[str, str]]] = {}
    pairs = zip(frame["source_publisher"], frame["source_url"], strict=True)
    frame["sources"] = [
        sources.setdefault(pair, [dict(zip(("publisher", "url"), pair, strict=True))]) for pair in pairs
    ]
    frame["located"] = frame.geometry.notna()
    frame["origin"] = "mine.csv"
    frame["place_text"] = frame["place_name"]
    assert isinstance(frame, pd.DataFrame)
    return table_out(frame, "incidents")


def ours_write(path: Path, rows: int) -> Any:
    """Return what writes the file as ``export`` does."""
    from durandline.geo.writers.content import About
    from durandline.geo.writers.formats import How, format_of, write_file

    table = made(rows)
    about = About("bench", "2026-01-01", "CC0-1.0", "nobody", "made up")
    return lambda: write_file(path, format_of(path.name), [table], about, How(), overwrite=True)


def plain_write(path: Path, rows: int) -> Any:
    """Return what writes the file with pandas or geopandas alone."""
    import pyogrio

    frame = made(rows).frame
    match path.suffix:
        case ".csv":
            return lambda: frame.to_csv(path, index=False)
        case ".parquet":
            return lambda: frame.to_parquet(path, index=False, compression="zstd")
        case ".xlsx":
            return lambda: frame.drop(columns="geometry").to_excel(path, index=False, engine="xlsxwriter")
        case ".fgb":
            return lambda: pyogrio.write_dataframe(frame, path, SPATIAL_INDEX="NO")
        case _:
            return lambda: pyogrio.write_dataframe(frame, path)


def ours_read(path: Path, _: int) -> Any:
    """Return what reads the file as ``--incidents`` does."""
    from durandline.geo.gazetteer import store
    from durandline.geo.incidents.user_file import read_own
    from durandline.geo.readers.raw_table import Source
    from durandline.geo.record import Record

    record = Record()
    return lambda: read_own(Source(path.name, path), record, lambda: store.load_gazetteer(("builtin",), record))


def plain_read(path: Path, _: int) -> Any:
    """Return what reads the file with pandas or geopandas alone."""
    import geopandas as gpd
    import pandas as pd

    match path.suffix:
        case ".csv":
            return lambda: pd.read_csv(path)
        case ".parquet":
            return lambda: gpd.read_parquet(path)
        case ".xlsx":
            return lambda: pd.read_excel(path, engine="calamine")
        case _:
            return lambda: gpd.read_file(path)


def measure(what: str, path: Path, rows: int) -> dict[str, float]:
    """Return CPU seconds and peak memory in MB of one measurement, made in a process of its own."""
    command = [sys.executable, __file__, "--one", what, str(path), str(rows)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise SystemExit(f"{what} {path.name}: {ran.stderr[-2000:]}")
    read: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return read


def one(what: str, path: Path, rows: int) -> None:
    """Make one measurement in this process and print it."""
    sys.path.insert(0, SUPPORT)
    work = globals()[what](path, rows)
    before, began = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    work()
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    wall = time.perf_counter() - began
    print(json.dumps({"cpu": cpu, "wall": wall, "peak": after.ru_maxrss / 1024}))


def main() -> None:
    """Print a line for each format."""
    numbers = [int(each) for each in sys.argv[1:] if each.isdecimal()]
    wanted = [each for each in sys.argv[1:] if each in FORMATS] or FORMATS
    most = numbers[0] if numbers else ROWS
    print(
        f"{'format':9}{'rows':>10}{'':8}{'ours s':>9}{'plain s':>9}{'ratio':>7}"
        f"{'ours MB':>9}{'plain MB':>9}{'file MB':>9}"
    )
    with tempfile.TemporaryDirectory() as folder:
        for name in wanted:
            rows = most // FEWER.get(name, 1)
            path, plain = Path(folder) / f"ours.{name}", Path(folder) / f"plain.{name}"
            for how in ("write", "read"):
                ours = measure(f"ours_{how}", path, rows)
                other = measure(f"plain_{how}", plain if how == "write" else path, rows)
                size = path.stat().st_size / 1e6
                print(
                    f"{name:9}{rows:>10,} {how:7}{ours['cpu']:>9.1f}{other['cpu']:>9.1f}"
                    f"{ours['cpu'] / other['cpu']:>7.2f}{ours['peak']:>9,.0f}{other['peak']:>9,.0f}{size:>9,.0f}",
                    flush=True,
                )
            path.unlink()
            plain.unlink()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
    else:
        main()
