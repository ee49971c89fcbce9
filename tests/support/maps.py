"""Reading a drawn map: opening its popups in the page and taking their text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from playwright.sync_api import Frame, Page

from support.pages import at_rest, drawn

_MAP = "Object.keys(window).map((name) => window[name]).find((value) => value instanceof L.Map)"

_MARKS = """() => {
  const map = %s;
  const marks = [];
  map.eachLayer((layer) => {
    if (layer instanceof L.Marker && layer.getElement().classList.contains("dl-mark")) {
      marks.push(layer);
    }
  });
  return marks.map((mark) => {
    mark.openPopup();
    const text = mark.getPopup().getElement().querySelector(".dl-popup").textContent;
    mark.closePopup();
    return [mark.getElement().getAttribute("aria-label"), text];
  });
}"""

_POINTS = """async (points) => {
  const map = %s;
  const popup = () => {
    let found = null;
    map.eachLayer((layer) => { found = layer instanceof L.Popup ? layer : found; });
    return found && found.getElement().querySelector(".dl-popup");
  };
  const frame = () => new Promise((resolve) => setTimeout(resolve));
  const textOf = async (box) => {
    while (box.querySelector("[aria-busy]")) {
      await frame();
    }
    return box.textContent;
  };
  const found = [];
  for (const [lon, lat] of points) {
    map.closePopup();
    map.setView([lat, lon], 14, { reset: true });
    map.fire("click", { latlng: L.latLng(lat, lon), containerPoint: map.latLngToContainerPoint([lat, lon]) });
    const box = popup();
    const texts = box ? [await textOf(box)] : [];
    const steps = box ? box.querySelectorAll(".dl-steps button") : [];
    const total = steps.length ? Number(box.querySelector(".dl-steps span").textContent.split(" ").pop()) : 1;
    for (let step = 1; step < total; step += 1) {
      steps[1].click();
      texts.push(await textOf(box));
    }
    found.push(texts);
  }
  return found;
}"""


def settle(page: Page) -> None:
    """Wait until all is drawn and the map no longer moves; what it shows while it does depends on the moment."""
    drawn(page)
    pans = "(map._panAnim && map._panAnim._inProgress)"
    page.wait_for_function(f"() => {{ const map = {_MAP}; return map && !map._animatingZoom && !{pans}; }}")
    at_rest(page)


def mark_popups(page: Page | Frame) -> list[tuple[str, str]]:
    """Return (accessible name, text of the popup) of each of our marks."""
    return [(name, text) for name, text in page.evaluate(_MARKS % _MAP)]


def point_popups(page: Page | Frame, points: Iterable[tuple[float, float]]) -> list[list[str]]:
    """Return for each point (lon, lat) the texts of the popup there, one for each incident of it."""
    return page.evaluate(_POINTS % _MAP, [list(point) for point in points])


def evaluate_with_map(page: Page | Frame, body: str, argument: Any = None) -> Any:
    """Return what the JavaScript expression ``body`` gives, in which ``map`` is the page's map."""
    return page.evaluate(f"(argument) => {{ const map = {_MAP}; return {body}; }}", argument)
