"""Opening a file in the browser with all network cut, and hearing everything that the page says or asks for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from playwright.sync_api import Browser, BrowserContext, Page, Route

from support.hostile import MARK

# Longer ones change nothing that is seen: the sheet made beforehand, what is said aloud, files that are let go.
_LONGEST_MS = 500
# What the page has put off is counted, so that a test can wait until it is done, however slow the machine is.
_PUT_OFF = """(() => {
  const { setTimeout: later, clearTimeout: never, requestAnimationFrame: soon, cancelAnimationFrame: not } = window;
  const timers = new Set();
  const frames = new Set();
  window.setTimeout = (call, wait, ...given) => {
    if (typeof call !== "function") {
      return later(call, wait, ...given);
    }
    const key = later(() => {
      timers.delete(key);
      call.apply(window, given);
    }, wait);
    if (!(wait > LONGEST)) {
      timers.add(key);
    }
    return key;
  };
  window.clearTimeout = (key) => {
    timers.delete(key);
    never(key);
  };
  window.requestAnimationFrame = (call) => {
    const key = soon((now) => {
      frames.delete(key);
      call.call(window, now);
    });
    frames.add(key);
    return key;
  };
  window.cancelAnimationFrame = (key) => {
    frames.delete(key);
    not(key);
  };
  const moves = (each) => each.playState === "running" && each.effect?.getComputedTiming().iterations !== Infinity;
  const busy = () => timers.size + frames.size || document.getAnimations().some(moves);
  const next = () => new Promise((resolve) => {
    soon(() => later(resolve));
    later(resolve, 1000); // where nothing is painted
  });
  window.uncounted = soon;
  window.atRest = async () => {
    const until = performance.now() + 60000;
    for (let quiet = 0; quiet < 3; quiet += 1) {
      await next();
      if (performance.now() > until) {
        throw new Error(`The page does not come to rest: ${timers.size} timers, ${frames.size} frames.`);
      }
      quiet = busy() ? -1 : quiet;
    }
  };
})()""".replace("LONGEST", str(_LONGEST_MS))


@dataclass
class Heard:
    """What one page did that a quiet page does not."""

    requests: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    windows: list[str] = field(default_factory=list)

    def everything(self) -> dict[str, list[str]]:
        """Return what was heard, by kind, without the kinds that stayed silent."""
        return {kind: said for kind, said in vars(self).items() if said}


_heard: WeakKeyDictionary[Page, Heard] = WeakKeyDictionary()


def heard(page: Page) -> Heard:
    """Return what ``page`` did since it was opened."""
    return _heard[page]


def open_page(
    browser: Browser,
    document: Path,
    *,
    supplied: Mapping[str, tuple[str, str | bytes]] | None = None,
    init: str = "",
    at: str = "",
    **options: Any,
) -> tuple[BrowserContext, Page]:
    """Open ``document`` from ``file://`` in a context of its own; everything else it asks for is refused.

    ``supplied`` are addresses answered with (media type, body); ``options`` are those of a browser context
    (viewport, java_script_enabled, ...); ``init`` is a script run before the page's own; ``at`` is what follows the
    file in its address, ``?embed`` or ``#on=2024-01-13``.
    """
    context = browser.new_context(offline=False, service_workers="block", **options)
    context.set_default_timeout(20_000)
    said = Heard()
    address = document.resolve().as_uri()
    context.route("**/*", _answer(address, supplied or {}))
    page = context.new_page()
    _heard[page] = said
    page.on("request", lambda request: _note_request(said, request.url, {address, *(supplied or {})}))
    page.on("console", lambda message: said.console.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.errors.append(str(error)))
    page.on("dialog", lambda dialog: (said.dialogs.append(dialog.message), dialog.dismiss()))
    context.on("page", lambda other: other is not page and said.windows.append(other.url))
    page.add_init_script(_PUT_OFF)
    if init:
        page.add_init_script(init)
    page.goto(address + at)
    if options.get("java_script_enabled", True):
        drawn(page)
    return context, page


def drawn(page: Page) -> None:
    """Wait until what our scripts unpack is drawn; a page without them is as it is."""
    page.wait_for_function("() => document.documentElement.dataset.durandline !== 'busy'")


def at_rest(page: Page) -> None:
    """Wait until the page has done all that it put off: the address, names that find places, fading, gliding."""
    drawn(page)
    page.evaluate("() => window.atRest()")


def _answer(address: str, supplied: Mapping[str, tuple[str, str | bytes]]) -> Callable[[Route], None]:
    def answer(route: Route) -> None:
        url = route.request.url
        if re.split(r"[?#]", url, maxsplit=1)[0] == address:
            route.continue_()
        elif url in supplied:
            media_type, body = supplied[url]
            route.fulfill(content_type=media_type, body=body)
        else:
            route.abort()

    return answer


def _note_request(said: Heard, url: str, expected: set[str]) -> None:
    if (
        re.split(r"[?#]", url, maxsplit=1)[0] not in expected
        and url not in expected
        and not url.startswith(("data:", "blob:"))
    ):
        said.requests.append(url)


def ran(page: Page) -> list[str]:
    """Return what ran in ``page`` though it was data: the mark that every hostile text tries to set, dialogs."""
    marks = page.evaluate(f"() => window.{MARK} === undefined ? [] : [String(window.{MARK})]")
    return [*marks, *heard(page).dialogs]


def shows(page: Page, text: str, within: str = "body") -> bool:
    """Return whether an element of the selector ``within`` holds exactly ``text`` as a piece of its text.

    The text goes to the page as JSON with escapes, so that what UTF-8 cannot carry is compared too.
    """
    return page.evaluate(
        "([selector, json]) => [...document.querySelectorAll(selector)]"
        ".some((node) => node.textContent.includes(JSON.parse(json)))",
        [within, json.dumps(text)],
    )
