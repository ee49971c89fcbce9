"""The standard sheet beside what others draw of the same frames: CPU time as multiples of ours.

Run it by hand: ``python tests/bench/sheet.py [INCIDENTS ...]`` (10,000 and 1,000,000 without any); it needs cartopy
and a Chromium. Each is a process of its own that reads the frames, then draws A4 at 200 dpi as a PNG twice: ``first``
with its imports, ``again`` without. The time of all its children counts. The others draw less than ours: no names
that keep clear of each other, no key, no status. Chromium takes a picture of the page that ``durandline map`` has
written; the time of writing it is not counted.
"""

from __future__ import annotations

import json
import os
import pickle
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

DAY = "2025-03-01"
SIZE_IN, DPI = (297 / 25.4, 210 / 25.4), 200
COUNTS = (10_000, 1_000_000)
TESTS = Path(__file__).parents[1]
Draw = Callable[[], None]
# West, east, south, north.
EXTENT = (60.4, 75.2, 29.0, 37.6)


def ours(frames: dict[str, Any], out: Path) -> Draw:
    """Return what draws our sheet."""
    from durandline.geo.time.moment import parse_moment
    from durandline.layers.paper.canvas import save, settings
    from durandline.layers.paper.content import Content
    from durandline.layers.paper.sheet import about_sheet, draw_sheet
    from durandline.layers.paper.spec import SheetSpec

    content, spec = Content(frames, parse_moment(DAY)), SheetSpec(dpi=DPI)

    def draw() -> None:
        with settings(spec):
            save(draw_sheet(content, spec).figure, str(out), spec, about_sheet(content, spec), overwrite=True)

    return draw


def plain_geopandas(frames: dict[str, Any], out: Path) -> Draw:
    """Return what draws the frames with ``GeoDataFrame.plot``."""
    import matplotlib.pyplot as plt

    def draw() -> None:
        figure, axes = plt.subplots(figsize=SIZE_IN, dpi=DPI)
        for name, look in _LOOKS.items():
            frame = frames[name]
            frame[frame.geometry.notna()].plot(ax=axes, **look)
        axes.set(xlim=EXTENT[:2], ylim=EXTENT[2:])
        figure.savefig(out)
        plt.close(figure)

    return draw


def cartopy(frames: dict[str, Any], out: Path) -> Draw:
    """Return what draws the frames on cartopy's axes, in the same projection as ours."""
    import matplotlib.pyplot as plt
    from cartopy import crs

    flat = crs.PlateCarree()
    conic = crs.LambertConformal(68, 33, standard_parallels=(30.7, 35.8))

    def draw() -> None:
        figure = plt.figure(figsize=SIZE_IN, dpi=DPI)
        axes = figure.add_subplot(projection=conic)
        axes.set_extent(EXTENT, flat)
        for name, look in _LOOKS.items():
            shapes = frames[name].geometry.dropna()
            points = shapes[shapes.geom_type == "Point"]
            lines, areas = (shapes[shapes.geom_type.str.endswith(kind)] for kind in ("LineString", "Polygon"))
            axes.add_geometries(areas, flat, facecolor="#f4f1e9", edgecolor="#a8a69c")
            axes.add_geometries(lines, flat, facecolor="none", edgecolor=look["color"])
            axes.scatter(points.x, points.y, s=look["markersize"], c=look["color"], transform=flat)
        axes.gridlines(draw_labels=True)
        figure.savefig(out)
        plt.close(figure)

    return draw


def chromium(_: dict[str, Any], out: Path) -> Draw:
    """Return what opens the page of ``durandline map`` and takes its picture; the browser stays open."""
    sys.path.insert(0, str(TESTS))
    from playwright.sync_api import sync_playwright
    from support.browser import ARGUMENTS, find

    page = out.with_name("page.html")
    browser = sync_playwright().start().chromium.launch(executable_path=str(find()), args=list(ARGUMENTS))

    def draw() -> None:
        width, height = (round(side * DPI / 2) for side in SIZE_IN)
        size: Any = {"width": width, "height": height}
        tab = browser.new_page(viewport=size, device_scale_factor=2)
        tab.goto(page.as_uri(), timeout=300_000)
        tab.wait_for_function("() => document.documentElement.dataset.durandline !== 'busy'", timeout=300_000)
        tab.screenshot(path=out, timeout=300_000)
        tab.close()

    return draw


WAYS = {"ours": ours, "geopandas.plot": plain_geopandas, "cartopy": cartopy, "chromium": chromium}
_LOOKS: dict[str, dict[str, Any]] = {
    "basemap": {"color": "#a8a69c", "markersize": 4},
    "border": {"color": "#3b3f46", "markersize": 4},
    "incidents": {"color": "#6a1b6e", "markersize": 4},
    "crossings": {"color": "#a3180f", "markersize": 40},
}


def prepare(incidents: int, folder: Path) -> None:
    """Write the frames of a sheet with so many made-up incidents, and the page that shows the same."""
    sys.path.insert(0, str(TESTS))
    from support.million import incident_csv

    from durandline.geo import frames
    from durandline.geo.gazetteer import store
    from durandline.geo.incidents.user_file import read_own
    from durandline.geo.readers.raw_table import Source
    from durandline.geo.record import Record
    from durandline.geo.time.moment import parse_moment

    record, on, mine = Record(), parse_moment(DAY), folder / "mine.csv"
    mine.write_text(incident_csv(incidents), encoding="utf-8")
    own = read_own(Source(mine.name, mine), record, lambda: store.load_gazetteer(("builtin",), record))
    made = {
        "basemap": frames.basemap(record),
        "routes": frames.routes(record),
        "border": frames.border(record),
        "closures": frames.closures(record, on),
        "incidents": frames.incidents(record, None, on, [own.frame], measured=False),
        "crossings": frames.crossing_states(record, on),
    }
    (folder / "frames").write_bytes(pickle.dumps(made))
    command = [
        sys.executable,
        "-m",
        "durandline.cli",
        "map",
        "page.html",
        "--on",
        DAY,
        "--incidents",
        "mine.csv",
        "-q",
    ]
    subprocess.run(command, cwd=folder, check=False)  # 3 where rows have findings


def one(way: str, folder: Path) -> None:
    """Draw twice in this process and print the CPU seconds of both, the peak memory in MB, and the picture's size."""
    frames = pickle.loads((folder / "frames").read_bytes())  # noqa: S301 - we wrote it a moment ago
    out, times, before = folder / f"{way}.png", [], cpu()
    draw = WAYS[way](frames, out)
    for _ in range(2):
        draw()
        times.append(cpu() - before)
        before = cpu()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"times": times, "peak": peak, "kB": out.stat().st_size / 1000}), flush=True)
    os._exit(0)  # a browser that is open goes with us


def cpu() -> float:
    """Return the CPU seconds of this process and of all that descend from it, dead or alive."""
    children: dict[int, list[int]] = {}
    spent: dict[int, float] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
        spent[int(stat.parent.name)] = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    total, waiting = 0.0, [os.getpid()]
    while waiting:
        total += spent.get(here := waiting.pop(), 0.0)
        waiting += children.get(here, [])
    return total


def measure(way: str, folder: Path) -> dict[str, Any] | None:
    """Return what :func:`one` measures in a process of its own; nothing where it fails."""
    command = [sys.executable, __file__, "--one", way, str(folder)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode:
        print(f"{way}: {ran.stderr[-600:]}", file=sys.stderr)
        return None
    read: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return read


def main() -> None:
    """Print a line for each way and number of incidents."""
    print(
        f"{'incidents':>10}  {'':16}{'first s':>9}{'ratio':>8}{'again s':>9}{'ratio':>8}{'peak MB':>9}{'file kB':>9}"
    )
    for incidents in [int(each) for each in sys.argv[1:]] or COUNTS:
        with tempfile.TemporaryDirectory() as folder:
            prepare(incidents, Path(folder))
            ground: list[float] = []
            for way in WAYS:
                found = measure(way, Path(folder))
                if found is None:
                    continue
                ground = ground or found["times"]
                cells = "".join(
                    f"{spent:>9.2f}{spent / base:>8.2f}" for spent, base in zip(found["times"], ground, strict=True)
                )
                print(f"{incidents:>10,}  {way:16}{cells}{found['peak']:>9,.0f}{found['kB']:>9,.0f}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], Path(sys.argv[3]))
    else:
        main()
