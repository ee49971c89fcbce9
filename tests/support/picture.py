"""Write the README's pictures of 1 March 2025: the page in a browser, and a sheet. Run by ``make picture``."""

from __future__ import annotations

import tempfile
from pathlib import Path

from browser import ARGUMENTS, find
from playwright.sync_api import sync_playwright
from readme import ROOT, run


def main() -> None:
    """Render the page, open it without a network with one crossing chosen, and save what is above the fold."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = Path(folder) / "map.html"
        run(f"durandline map {page} --on 2025-03-01")
        browser = playwright.chromium.launch(executable_path=str(find()), args=list(ARGUMENTS))
        tab = browser.new_page(viewport={"width": 1360, "height": 1000})
        tab.goto(page.as_uri() + "#crossing=torkham")
        tab.wait_for_timeout(1500)
        tab.screenshot(path=str(ROOT / "README.png"))
        browser.close()
    sheet = ROOT / "README-sheet.png"
    asked = "--crossing torkham --since 2023-01-01 --on 2025-03-01 --timeline --dpi 100 --overwrite"
    run(f"durandline sheet {sheet} {asked}")


if __name__ == "__main__":
    main()
