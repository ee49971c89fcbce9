"""What all tests share: no network, a browser where it is needed, and the versions in the report's header."""

from __future__ import annotations

import os
import tempfile
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from importlib.resources import files
from pathlib import Path

import pytest
from support import browser as chromium
from support.fonts import hide_system_fonts

try:
    from hypothesis import HealthCheck, settings
except ImportError:
    pass
else:  # a machine that is busy is no fault of the code
    settings.register_profile(
        "durandline", deadline=None, database=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
    )
    settings.load_profile("durandline")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    """Cut the network for all tests; local pipes stay, since the browser is driven through them.

    Fonts of the machine are hidden from what draws sheets: they are no part of a fresh clone.
    """
    if not hasattr(config, "workerinput"):  # the processes of xdist are started with what is set here
        fonts = tempfile.TemporaryDirectory(prefix="durandline-fonts-")
        config.add_cleanup(fonts.cleanup)
        hide_system_fonts(Path(fonts.name))
    config.option.disable_socket = True
    config.option.allow_unix_socket = True
    # Gazetteers that whoever runs the tests has added change answers.
    os.environ["DURANDLINE_GAZETTEERS"] = str(Path(__file__).parent / "no-gazetteers")


def pytest_report_header():
    import pyogrio

    packages = ("folium", "geopandas", "pyogrio", "shapely", "playwright")
    found = chromium.find()
    return [
        "with: " + ", ".join(f"{name} {_version(name)}" for name in packages),
        f"GDAL: {pyogrio.__gdal_version_string__}; browser: {chromium.version(found) if found else 'none'}",
    ]


def _version(name):
    try:
        return version_of(name)
    except PackageNotFoundError:
        return "absent"


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """A folder of tables with two crossings: a was shut on 2020-01-02 after a clash, of b nothing is known."""
    from support.records import record, report

    folder = tmp_path_factory.mktemp("small")
    clash = {
        "incident_id": "clash",
        "kind": "attack",
        "date": "2020-01-01",
        "summary": "A clash.",
        "place_text": "Alpha",
    }
    place = {"incident_place_id": "p", "incident_id": "clash", "crossing_id": "a", "role": "at", "quoted": "Alpha"}
    trucks = {
        "movement_id": "m", "scope": "listed", "crossing_ids": "a", "measure": "trucks", "period_end": "2019-12-31",
        "min": 10, "unit": "trucks/day", "cumulative": "no", "claimant": "somebody", "source_ids": "s",
    }  # fmt: skip
    tables = {"incidents": [clash], "incident_places": [place], "movements": [trucks]}
    record(folder, [report("shut", "closed", "2020-01-02")], **tables)
    for name in ("basemap.geojson", "border.geojson", "routes.geojson"):
        (folder / name).write_bytes((files("durandline.data") / name).read_bytes())
    return folder


@pytest.fixture(scope="session")
def browser():
    """One Chromium for the whole run."""
    found = chromium.find()
    if found is None:
        # A green run of a build service must not mean that the browser tests were left out.
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(chromium.ADVICE)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=list(chromium.ARGUMENTS))
        yield launched
        launched.close()


@pytest.fixture
def page_of(browser):
    """Open a file with all network cut: ``page_of(path, **options) -> Page``; see support.pages.open_page.

    When the test ends the page must have been quiet: no request, no console message, no error, no dialog.
    With ``quiet=False`` the test looks for itself.
    """
    from support.pages import heard, open_page

    opened = []

    def open_one(path, *, quiet=True, **options):
        context, page = open_page(browser, path, **options)
        opened.append((context, page, quiet))
        return page

    yield open_one
    loud = [said for _, page, quiet in opened if quiet and (said := heard(page).everything())]
    for context, _, _ in opened:
        context.close()
    assert not loud
