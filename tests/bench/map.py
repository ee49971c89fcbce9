"""The page at scale: built, opened, drawn and moved, beside what else makes a map of a table of points.

Run by ``make bench-map``. Each map is built in a process of its own from the same rows in memory; neither reading
nor imports are counted (those have ``make bench-startup``). Then Chromium opens it with no network but a folder of
the files that the peers fetch. CPU seconds and milliseconds are comparable within this one run alone; the last lines
are ratios.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support.browser import ARGUMENTS, find
from support.million import incident_frame

COUNTS = (1_000, 10_000, 100_000)
PEERS = ("explore", "FastMarkerCluster", "lonboard")
# What the peers' pages fetch, by the end of its address, from npm packages; whatever else they ask for stays away.
PACKAGES = ("leaflet@1.9.3", "leaflet.markercluster@1.5.3", "jquery@3.7.1", "bootstrap@5.2.2")
FETCHED = {
    "leaflet.js": "leaflet/dist/leaflet.js",
    "leaflet.css": "leaflet/dist/leaflet.css",
    "leaflet.markercluster.js": "leaflet.markercluster/dist/leaflet.markercluster.js",
    "MarkerCluster.css": "leaflet.markercluster/dist/MarkerCluster.css",
    "MarkerCluster.Default.css": "leaflet.markercluster/dist/MarkerCluster.Default.css",
    "jquery-3.7.1.min.js": "jquery/dist/jquery.min.js",
    "bootstrap.bundle.min.js": "bootstrap/dist/js/bootstrap.bundle.min.js",
    "bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
}
# What building imports, some of it only when first needed.
IMPORTED = (
    "folium", "folium.plugins", "mapclassify", "matplotlib.pyplot", "xyzservices", "lonboard",
    "durandline.layers.map", "durandline.layers.incidents", "durandline.layers.instrument",
    "durandline.layers.web.compose",
    "durandline.geo.query",
)  # fmt: skip
COLUMNS = ["incident_id", "date", "kind", "place_name", "fatalities_min", "source_url", "summary"]
_MAP = "Object.values(window).find((value) => window.L && value instanceof L.Map)"
_TWO_FRAMES = "await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));"
_PAN = f"""async () => {{
  const map = {_MAP};
  const times = [];
  for (let step = 0; step < 6; step += 1) {{
    const start = performance.now();
    map.panBy([step % 2 ? -180 : 180, 0], {{ animate: false }});
    map.getContainer().offsetWidth;
    times.push(performance.now() - start);
    {_TWO_FRAMES}
  }}
  return times.sort((one, other) => one - other)[3];
}}"""


def main() -> None:
    """Print one line a map, then the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        files = fetched(Path(folder))
        print(f"{'':30}{'build CPU s':>12}{'size MB':>9}{'drawn ms':>10}{'pan ms':>8}{'heap MB':>9}")
        found = {(rows, name): measured(Path(folder), files, rows, name) for rows in COUNTS for name in BUILDERS}
    most = COUNTS[-1]
    for name in ("durandline", "durandline, layer alone"):
        compare(found, most, name)


def compare(found: dict[tuple[int, str], dict[str, float]], most: int, name: str) -> None:
    """Print the figures of one of ours as shares of the peers'."""
    ours = found[most, name]
    for key, words in (("cpu", "build CPU"), ("drawn", "first full draw")):
        best = min(found[most, name][key] for name in PEERS[:2])
        print(f"{name}: {words} of {most:,} rows: {ours[key] / best:.2f} of the best of {PEERS[0]} and {PEERS[1]}")
    print(f"{name}: size: {ours['size'] / found[most, 'explore']['size']:.2f} of explore's")


def measured(folder: Path, files: Path, rows: int, name: str) -> dict[str, float]:
    """Return the figures of one map, and print them."""
    page = folder / f"{name}_{rows}.html"
    command = [sys.executable, __file__, "--build", name, str(rows), str(page)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise SystemExit(ran.stderr)
    figures = {"cpu": float(ran.stdout), "size": page.stat().st_size / 1e6}
    figures |= opened(page, files) if name != "lonboard" else {}  # its script comes from the network alone
    shown = [figures.get(key) for key in ("drawn", "pan", "heap")]
    cells = "".join(f"{value:{width}.{digits}f}" if value is not None else " " * (width - 1) + "-"
                    for value, width, digits in zip(shown, (10, 8, 9), (0, 1, 1), strict=True))  # fmt: skip
    print(f"{name + ', ' + format(rows, ','):30}{figures['cpu']:12.2f}{figures['size']:9.2f}{cells}", flush=True)
    for what in ("slider", "filter"):
        if what in figures:
            print(f"{'':30}a step of the {what}: {figures[what]:.1f} ms")
    return figures


def build_ours(frame: Any, page: Path) -> float:
    """Write our page of the rows, with the whole record around them."""
    from durandline import layers
    from durandline.geo.query import Query
    from durandline.geo.record import Record

    made = layers.page(Query(Record(), "2026-01-01", user=own_incidents(frame, page)))
    start = time.process_time()
    made.save(page, overwrite=True)
    return time.process_time() - start


def build_layer(frame: Any, page: Path) -> float:
    """Write the rows alone as a layer on an empty map, as the peers do."""
    from durandline import layers

    made = own_incidents(frame, page).frames[0]
    start = time.process_time()
    canvas = layers.Map()
    layers.Incidents(made).add_to(canvas)
    canvas.save(page)
    return time.process_time() - start


def own_incidents(frame: Any, page: Path) -> Any:
    """Return what reading the rows gives."""
    from durandline.geo.incidents.user_files import read_incidents
    from durandline.geo.record import Record

    own = page.with_suffix(".csv")
    frame.drop(columns="geometry").assign(same_as="").to_csv(own, index=False)
    taken = read_incidents(own, Record(), ("builtin",))
    if not taken.frames[0]["redistribute"].all():
        raise SystemExit("The page would hold less than those of the peers.")
    return taken


def build_explore(frame: Any, page: Path) -> float:
    """Write ``GeoDataFrame.explore`` with all columns in popups."""
    start = time.process_time()
    frame[[*COLUMNS, "geometry"]].explore(popup=COLUMNS, tooltip=False, tiles=None, prefer_canvas=True).save(page)
    return time.process_time() - start


def build_cluster(frame: Any, page: Path) -> float:
    """Write folium's FastMarkerCluster with all columns in popups."""
    import folium
    from folium.plugins import FastMarkerCluster

    callback = """(row) => { const marker = L.marker([row[0], row[1]]);
      marker.bindPopup(() => row.slice(2).join('<br>')); return marker; }"""
    start = time.process_time()
    located = frame[frame.geometry.notna()]
    cells = located[COLUMNS].astype(object).where(located[COLUMNS].notna(), None).to_numpy().tolist()
    rows = [[*at, *row] for *at, row in zip(located.geometry.y, located.geometry.x, cells, strict=True)]
    canvas = folium.Map([33.5, 69.5], zoom_start=6, tiles=None)
    FastMarkerCluster(rows, callback=callback).add_to(canvas)
    canvas.save(page)
    return time.process_time() - start


def build_lonboard(frame: Any, page: Path) -> float:
    """Write lonboard's page, all columns with it."""
    from lonboard import Map, ScatterplotLayer

    start = time.process_time()
    Map(ScatterplotLayer.from_geopandas(frame.loc[frame.geometry.notna(), [*COLUMNS, "geometry"]])).to_html(page)
    return time.process_time() - start


BUILDERS: dict[str, Callable[[Any, Path], float]] = {
    "durandline": build_ours,
    "durandline, layer alone": build_layer,
    "explore": build_explore,
    "FastMarkerCluster": build_cluster,
    "lonboard": build_lonboard,
}


def fetched(folder: Path) -> Path:
    """Return a folder with the files that the peers' pages fetch."""
    files = folder / "files"
    command = ["npm", "install", "--silent", "--prefix", str(files), *PACKAGES]
    subprocess.run(command, check=True, capture_output=True)
    return files / "node_modules"


def opened(page: Path, files: Path) -> dict[str, float]:
    """Return when the page was drawn, and what a redraw and its memory cost."""
    from playwright.sync_api import sync_playwright

    def supply(route: Any) -> None:
        name = route.request.url.split("?")[0].rsplit("/", 1)[-1]
        if route.request.url.startswith("file:"):
            route.continue_()
        elif name in FETCHED:
            route.fulfill(path=files / FETCHED[name])
        else:
            route.abort()

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find(), args=[*ARGUMENTS, "--enable-precise-memory-info"]
        )
        tab = browser.new_page(viewport={"width": 1280, "height": 900})
        tab.set_default_timeout(300_000)
        tab.route("**/*", supply)
        tab.goto(page.as_uri(), timeout=300_000)
        figures = {
            "drawn": tab.evaluate(
                f"async () => {{ await window.durandlineReady; {_TWO_FRAMES} return performance.now(); }}"
            )
        }
        figures["pan"] = tab.evaluate(_PAN)
        figures |= dict(steps(tab))
        figures["heap"] = heap(tab)
        browser.close()
    return figures


def steps(tab: Any) -> Iterator[tuple[str, float]]:
    """Yield what a step of the time slider and a change of filter cost on our page."""
    if not tab.evaluate(f"() => Boolean({_MAP}.durandline)"):
        return
    for what, action in (
        ("slider", "{ type: 'on', on: { day: days[step] } }"),
        ("filter", "{ type: 'kind', kind: 'attack', shown: step % 2 === 1 }"),
    ):
        yield (
            what,
            tab.evaluate(
                f"""async () => {{
              const days = ['2019-05-01', '2019-05-02', '2019-05-03', '2019-05-04', '2019-05-05', '2019-05-06'];
              const map = {_MAP};
              const times = [];
              for (let step = 0; step < 6; step += 1) {{
                const start = performance.now();
                map.durandline.store.send({action});
                document.body.offsetWidth;
                await new Promise((done) => requestAnimationFrame(done));
                times.push(performance.now() - start);
                {_TWO_FRAMES}
              }}
              return times.sort((one, other) => one - other)[3];
            }}"""
            ),
        )


def heap(tab: Any) -> float:
    """Return the JS heap and the ArrayBuffers beside it, in MB."""
    session = tab.context.new_cdp_session(tab)
    session.send("HeapProfiler.collectGarbage")
    used = session.send("Runtime.getHeapUsage")
    return float(used["usedSize"] + used.get("backingStorageSize", 0)) / 1e6


if __name__ == "__main__":
    if sys.argv[1:2] == ["--build"]:
        for name in IMPORTED:
            import_module(name)
        print(BUILDERS[sys.argv[2]](incident_frame(int(sys.argv[3])), Path(sys.argv[4])))
    else:
        print(json.dumps({"rows": COUNTS}))
        main()
