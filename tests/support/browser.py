"""The browser of the browser tests: an installed Chromium or Chrome, found or, as a script, installed."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

VARIABLE = "DURANDLINE_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# What Chromium would otherwise look up, load or report by itself; the last two leave it no way out.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=socks5://127.0.0.1:9",
)
ADVICE = f"""No Chromium or Chrome was found, and none could be installed.
Install one ('apt-get install chromium', or Chrome from its vendor), or name one: {VARIABLE}=/path/to/chrome"""


@cache
def find() -> Path | None:
    """Return the first browser that runs: the one named by the environment, on PATH, or Playwright's own."""
    return next((path for path in _candidates() if version(path)), None)


@cache
def version(browser: Path) -> str:
    """Return what ``browser --version`` prints, or '' where it does not run."""
    try:
        ran = subprocess.run([browser, "--version"], capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return ran.stdout.strip()


def _candidates() -> Iterator[Path]:
    if named := os.environ.get(VARIABLE):
        yield Path(named)
        return
    yield from (Path(found) for name in NAMES if (found := shutil.which(name)))
    yield from (Path(name) for name in MAC if Path(name).exists())
    if (own := _playwrights_own()).exists():
        yield own


def _playwrights_own() -> Path:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def install() -> bool:
    """Install a browser if none is found; say what was done; return whether there is one now."""
    if found := find():
        _say(f"Browser: {found} ({version(found)})")
        return True
    if os.environ.get(VARIABLE):
        _say(f"{VARIABLE}={os.environ[VARIABLE]} does not run.")
        return False
    for attempt in (_from_playwright, _from_debian):
        if attempt():
            find.cache_clear()
            if found := find():
                _say(f"Browser installed: {found} ({version(found)})")
                return True
    return False


def install_fonts() -> None:
    """Install a font with Arabic letters where none is listed and this user may; never fails."""
    if not shutil.which("fc-list"):
        return
    listed = subprocess.run(["fc-list", ":lang=ar"], capture_output=True, text=True, check=False).stdout
    if listed.strip():
        return
    done = _apt("fonts-noto-core")
    _say("Font fonts-noto-core installed." if done else "No font with Arabic letters; names will show as boxes.")


def _from_playwright() -> bool:
    _say("No browser found; trying 'playwright install chromium' ...")
    return _run([sys.executable, "-m", "playwright", "install", "chromium"])


def _from_debian() -> bool:
    _say("Trying 'apt-get install chromium' ...")
    return _apt("chromium")


def _apt(package: str) -> bool:
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        _say(f"Only root may install {package} here, with apt-get.")
        return False
    quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return _run(["apt-get", "update", "-qq"], quietly) and _run(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package], quietly
    )


def _run(command: Sequence[str], environment: dict[str, str] | None = None) -> bool:
    try:
        ran = subprocess.run(
            command,
            capture_output=True,
            text=True,
            env=environment,
            timeout=900,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError) as error:
        _say(f"  {error}")
        return False
    if ran.returncode:
        last = (ran.stderr.strip() or ran.stdout.strip()).splitlines()[-3:]
        _say("\n".join(f"  {line}" for line in [f"{command[0]} ended with {ran.returncode}:", *last]))
    return ran.returncode == 0


def _say(message: str) -> None:
    sys.stdout.write(message + "\n")
    sys.stdout.flush()


def main() -> int:
    """Return 0 where a browser is there, or with --install could be installed; 1 otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--install", action="store_true", help="install one where none is found")
    if parser.parse_args().install:
        install_fonts()
        found = install()
    else:
        found = find() is not None
        _say(f"Browser: {find() or 'none'}")
    if not found:
        sys.stderr.write(ADVICE + "\n")
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
