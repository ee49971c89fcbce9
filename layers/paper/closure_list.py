"""The closures of a crossing in words, the newest first: what stands below a chart of one crossing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from durandline.geo.status.flows import leaves, named
from durandline.geo.status.statements import WAYS
from durandline.geo.time.clock import DAY
from durandline.geo.time.partial import bounds
from durandline.layers.paper.dates import date_text, number_text
from durandline.layers.paper.history import days_of
from durandline.layers.paper.lettering import Face
from durandline.layers.paper.symbols import add_line
from durandline.layers.web.pack import to_plain
from durandline.layers.web.sections import flow_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from durandline.layers.paper.content import Content
    from durandline.layers.paper.frame import Box, Page
    from durandline.layers.words import Words

_HEAD, _TEXT = Face(6.0, bold=True), Face(6.0)
_SHARES = (0.27, 0.16, 0.22, 0.15, 0.2)  # of the width: period, length, flows, cause, claimant
_COLUMNS = ("period", "length", "flows", "cause", "claimant")
_PAD, _AIR = 0.5, 2.0  # millimetres at A4 above and below a row, and between columns


def closure_rows(content: Content, words: Words, window: tuple[float, float]) -> list[tuple[str, ...]]:
    """Return the closures in focus that may touch the window as cells in words, the newest first.

    What came after the moment shown is not told; flows that one report shut over the same time stand in one row.
    """
    rows = [row for row in content.frames["closures"].to_dict("records")
            if row["crossing_id"] in content.focus and _touches(row, window)]  # fmt: skip
    rows.sort(key=lambda row: bounds(str(row["start"]), str(row["side"])).earliest, reverse=True)
    now = content.on.second("PK") + 1
    told: dict[tuple[str, ...], dict[str, list[str]]] = {}
    for row in rows:
        cause = words.word("cause", str(row["cause"])) if row["cause"] else ""
        key = (str(row["report_id"]), *_time(row, words, now), cause, str(row["claimant"] or ""))
        ways = told.setdefault(key, {way: [] for way in WAYS})
        for way in WAYS if row["direction"] == "both" else (str(row["direction"]),):
            ways[way].extend(leaf for flow in _flows(row) for leaf in leaves(flow))
    found: list[tuple[str, ...]] = []
    for (_, period, length, cause, claimant), ways in told.items():
        both = [leaf for leaf in ways[WAYS[0]] if leaf in ways[WAYS[1]]]
        rest = (
            (words.word("direction", way), [leaf for leaf in shut if leaf not in both]) for way, shut in ways.items()
        )
        for way, shut in (("", both), *rest):
            if shut:
                flows = flow_words(list(named(shut)), words)
                found.append((period, length, words.listed((flows, way)) if way else flows, cause, claimant))
    return found


def draw_closures(page: Page, box: Box, content: Content, window: tuple[float, float]) -> int:
    """Draw the closures from the top of ``box`` and return how many had no room; how many is said, too.

    Nothing is drawn where not even one has room.
    """
    words = page.spec.words
    rows = closure_rows(content, words, window)
    lines = [_wrapped(page, row, box.width, _TEXT) for row in rows]
    head = [[words[f"table.{name}"]] for name in _COLUMNS]
    room = box.height - _height(page, head) - page.letters.leading(_TEXT)
    shown = 0
    while shown < len(rows) and (room := room - _height(page, lines[shown])) >= 0:
        shown += 1
    if not shown:
        return len(rows)
    axes = page.layer(box, "closures", depth=5)
    top = _draw_row(page, axes, head, 0.0, box.width, _HEAD)
    add_line(axes, ((0, top), (box.width, top)), page.ink.text, 0.3 * page.spec.scale)
    for cells in lines[:shown]:
        top = _draw_row(page, axes, cells, top, box.width, _TEXT)
        add_line(axes, ((0, top), (box.width, top)), page.ink.rule, 0.12 * page.spec.scale)
    if shown < len(rows):
        said = words("table.more", number=number_text(words, len(rows) - shown))
        page.letters.paragraph(axes, (0, top), [said], _TEXT, width=box.width)
    return len(rows) - shown


def _touches(row: Mapping[str, Any], window: tuple[float, float]) -> bool:
    start = bounds(str(row["start"]), str(row["side"]))
    end = days_of(bounds(str(row["end"]), str(row["side"])).latest) if row["end"] else None
    last = days_of(start.latest) + float(row["days_min"]) if end is None else end
    return days_of(start.earliest) < window[1] and last >= window[0]


def _flows(row: Mapping[str, Any]) -> list[str]:
    flows = to_plain(row["flows"])
    return [str(flow) for flow in flows] if isinstance(flows, list) else []


def _time(row: Mapping[str, Any], words: Words, now: int) -> tuple[str, str]:
    """Return the period of a closure and its days until the second ``now``, in words."""
    began = bounds(str(row["start"]), str(row["side"]))
    start, end = (date_text(words, str(row[name] or "")) for name in ("start", "end"))
    begun = words("closure.from_only", start=start)
    least, most = float(row["days_min"]), to_plain(row["days_max"])
    if row["still_shut"]:
        span: list[float | None] = [(now - second) / DAY for second in (began.latest - 1, began.earliest)]
        sure = end or row["shut_at_least_until"].timestamp() >= now - 1
        return words.listed((begun, words["chart.held"])), _length(words, *(span if sure else (least, None)))
    if not end:
        return words.listed((begun, words["closure.no_end"])), _length(words, least, None)
    period = start if start == end else words("closure.from_to", start=start, end=end)
    return period, _length(words, least, most if isinstance(most, int | float) else None)


def _length(words: Words, least: float, most: float | None) -> str:
    shortest = number_text(words, round(least, 1))
    if most is None:
        return words("closure.lasted_at_least", min=shortest)
    longest = number_text(words, round(most, 1))
    if longest == shortest:
        return words("closure.lasted", days=shortest)
    return words("closure.lasted_range", min=shortest, max=longest)


def _wrapped(page: Page, cells: Sequence[str], width: float, face: Face) -> list[list[str]]:
    return [page.letters.wrap(text, face, share * width - _AIR) for text, share in zip(cells, _SHARES, strict=True)]


def _height(page: Page, cells: Sequence[Sequence[str]]) -> float:
    return max(len(lines) for lines in cells) * page.letters.leading(_TEXT) + 2 * _PAD * page.spec.scale


def _draw_row(page: Page, axes: Axes, cells: Sequence[Sequence[str]], top: float, width: float, face: Face) -> float:
    left = 0.0
    for lines, share in zip(cells, _SHARES, strict=True):
        wide = share * width
        begin = width - left - wide + _AIR if page.spec.rtl else left
        page.letters.paragraph(axes, (begin, top + _PAD * page.spec.scale), list(lines), face, width=wide - _AIR)
        left += wide
    return top + _height(page, cells)
