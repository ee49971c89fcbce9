"""Frames as tables of text: what stands below the map, and is all there is where scripts do not run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from durandline.geo.schema.vocabulary import FLOW_TREE
from durandline.layers.web.columns import texts
from durandline.layers.web.pack import to_plain
from durandline.layers.words import Words

if TYPE_CHECKING:
    import geopandas as gpd

Numbers: TypeAlias = npt.NDArray[np.intp]

MOST_INCIDENTS = 500
_INCIDENT_HEAD = ("date", "kind", "place", "radius", "summary", "claims", "sources")


@dataclass(frozen=True, slots=True)
class Link:
    """A source in a table: shown as a link where its address is http or https, else as text; ``note`` follows it."""

    text: str
    url: str
    note: str = ""


Cell: TypeAlias = str | tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A table below the map: ``key`` is its id in the page, ``note`` stands above the rows, ``more`` below them.

    Rows that follow each other and are equal in ``groups`` show a cell that they share once.
    """

    key: str
    title: str
    head: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    note: str = ""
    more: str = ""
    groups: Sequence[str] = ()


def crossings_section(frame: gpd.GeoDataFrame, words: Words) -> Section:
    """Return the status of every crossing; takes the frame of ``durandline.geo.frames.crossing_states``."""
    head = _head(words, "crossing", "standing", "cargo", "people", "last_said", "detail", "sources")
    rows: list[tuple[Cell, ...]] = []
    for row in _rows(frame):
        lines = _dicts(row.get("lines"))
        rows.append(
            (
                _names(row),
                words.word("crossing_kind", _text(row, "kind") or "unknown"),
                words.word("state", _text(row, "cargo_state")),
                words.word("state", _text(row, "people_state")),
                _last_said(row, words),
                "\n".join(_line(line, words) for line in lines) or words["status.never"],
                _links([source for line in lines for source in _dicts(line.get("sources"))], words),
            )
        )
    return Section("table-crossings", words["table.crossings"], head, rows)


def closures_section(frame: gpd.GeoDataFrame, words: Words) -> Section:
    """Return the closures; takes the frame of ``durandline.geo.frames.closures``.

    Rows that one report began stand together and name the sources of all of them once.
    """
    head = _head(
        words, "crossing", "period", "length", "flows", "direction", "cause", "claimant", "summary", "sources"
    )
    groups: dict[str, list[dict[str, object]]] = {}
    for row in _rows(frame):
        groups.setdefault(f"{_text(row, 'report_id')} {_text(row, 'crossing_id')}", []).append(row)
    rows: list[tuple[Cell, ...]] = []
    for members in groups.values():
        links = tuple(dict.fromkeys(link for row in members for link in _links(_dicts(row.get("sources")), words)))
        rows += [
            (
                _text(row, "name_en") or _text(row, "crossing_id"),
                _period(row, words),
                _length(row, words),
                flow_words(row.get("flows"), words),
                words.word("direction", _text(row, "direction")),
                words.word("cause", _text(row, "cause")),
                _text(row, "claimant"),
                _text(row, "summary"),
                links,
            )
            for row in members
        ]
    keys = [key for key, members in groups.items() for _ in members]
    return Section("table-closures", words["table.closures"], head, rows, groups=keys)


def incidents_section(frame: gpd.GeoDataFrame, words: Words) -> Section:
    """Return the incidents that are on the map, the first 500; the section says how many more there are.

    Takes the frame of ``durandline.geo.frames.incidents``.
    """
    rows, more = _incident_rows(frame, words, located=True)
    return Section("table-incidents", words["table.incidents"], _head(words, *_INCIDENT_HEAD), rows, more=more)


def unlocated_section(frame: gpd.GeoDataFrame, words: Words) -> Section:
    """Return the incidents that could not be placed, in the same columns."""
    rows, more = _incident_rows(frame, words, located=False)
    title, note = words["table.unlocated"], words["table.unlocated_note"]
    return Section("table-unlocated", title, _head(words, *_INCIDENT_HEAD), rows, note if rows else "", more)


def newest(crossings: gpd.GeoDataFrame, words: Words) -> str:
    """Return in words how old the newest statement about any crossing is; takes the frame of crossing states."""
    found = newest_of(crossings)
    return words("page.newest", day=found[1], days=_age(found[0], words)) if found else words["page.newest_none"]


def newest_of(crossings: gpd.GeoDataFrame) -> tuple[int, str] | None:
    """Return the age in whole days, and the day, of the newest statement about any crossing; ``None`` without one."""
    aged = ((to_plain(row.get("age_days")), _text(row, "last_said")) for row in _rows(crossings))
    return min(((int(age), said) for age, said in aged if isinstance(age, int | float)), default=None)


def _incident_rows(frame: gpd.GeoDataFrame, words: Words, *, located: bool) -> tuple[list[tuple[Cell, ...]], str]:
    """Return one row per incident, newest first, with all its places; it is located where one of them is."""
    numbers, wanted = _incidents(frame, located=located)
    shown = wanted[::-1][:MOST_INCIDENTS]
    needed = np.isin(numbers, shown)
    incidents: dict[int, list[dict[str, object]]] = {int(number): [] for number in shown}
    for number, row in zip(numbers[needed], _rows(frame[needed]), strict=True):
        incidents[int(number)].append(row)
    rows = [_incident_row(places, words) for places in incidents.values()]
    left = len(wanted) - len(shown)
    return rows, words("table.more", number=f"{left:,}") if left else ""


def _incidents(frame: gpd.GeoDataFrame, *, located: bool) -> tuple[Numbers, Numbers]:
    """Return the number of each row's incident in order of appearance, and the numbers that are (not) located."""
    ids = texts(frame["incident_id"])
    nameless = ids == ""
    ids[nameless] = [f"row {number}" for number in np.flatnonzero(nameless)]
    numbers, distinct = pd.factorize(ids)
    placed = frame["located"].astype(bool) if "located" in frame.columns else frame.geometry.notna()
    somewhere = np.zeros(len(distinct), dtype=bool)
    somewhere[numbers[placed.to_numpy(dtype=bool)]] = True
    return numbers, np.flatnonzero(somewhere == located)


def _incident_row(places: Sequence[Mapping[str, object]], words: Words) -> tuple[Cell, ...]:
    row = places[0]
    if to_plain(row.get("redistribute")) is False:
        return _withheld(row, words)
    return (
        _days(row, words),
        words.word("incident_kind", _text(row, "kind")),
        "\n".join(_place(place) for place in places),
        "\n".join(
            distance_words(place.get("radius_m"), words) if _is_located(place) else "" for place in places
        ).rstrip(),
        _text(row, "summary"),
        "\n".join(_claim(claim, words) for claim in _dicts(row.get("claims"))),
        _links(_dicts(row.get("sources")), words),
    )


def _withheld(row: Mapping[str, object], words: Words) -> tuple[Cell, ...]:
    """Return what may be said of an incident that is drawn and not handed on."""
    whose = words("page.withheld", dataset=_text(row, "dataset") or _text(row, "origin"))
    return (_days(row, words), words.word("incident_kind", _text(row, "kind")), "", "", whose, "", ())


def datasets(frame: gpd.GeoDataFrame, words: Words) -> list[Link]:
    """Return the collections that the incidents come from, each with its licence, and whether it is handed on.

    Takes the frame of ``durandline.geo.frames.incidents``; rows that name no collection add nothing.
    """
    if not len(frame) or "dataset" not in frame.columns:
        return []
    names = ("dataset", "licence", "redistribute")
    columns = [texts(frame[name]) if name in frame.columns else [""] * len(frame) for name in names]
    found = sorted({row for row in zip(*columns, strict=True) if row[0]})
    return [_dataset(dict(zip(names, map(str, row), strict=True)), words) for row in found]


def _dataset(row: Mapping[str, str], words: Words) -> Link:
    licence = (
        words("page.licence", licence=row["licence"]) if row.get("licence", "") not in ("", "None", "nan") else ""
    )
    drawn = words["page.not_handed_on"] if row.get("redistribute") == "False" else ""
    return Link(row["dataset"], "", ", ".join(part for part in (licence, drawn) if part))


def _is_located(row: Mapping[str, object]) -> bool:
    return bool(row.get("located", row.get("geometry") is not None))


def flow_words(flows: object, words: Words) -> str:
    """Return flows in words, a branch in place of its leaves where all of them are named."""
    plain = to_plain(flows)
    names = list(dict.fromkeys(str(each) for each in plain)) if isinstance(plain, list) else []
    for branch, leaves in reversed(FLOW_TREE.items()):
        if all(leaf in names for leaf in leaves):
            at = next(place for place, name in enumerate(names) if name in leaves)
            names[at] = branch
            names = [name for name in names if name not in leaves]
    return words.listed(words.word("flow", name) for name in names)


def distance_words(metres: object, words: Words) -> str:
    """Return a radius in words; empty where it is missing."""
    value = to_plain(metres)
    if not isinstance(value, int | float):
        return ""
    if value < 950:
        return words("distance.m", number=f"{max(10, round(value / 10) * 10):g}")
    km = value / 1000
    return words("distance.km", number=f"{km:.1f}".removesuffix(".0") if km < 10 else f"{km:.0f}")


def figure_words(least: object, most: object, words: Words) -> str:
    """Return a figure with its bounds in words: exact, range, at least, up to."""
    low, high = (to_plain(value) for value in (least, most))
    low_text, high_text = (f"{value:,g}" if isinstance(value, int | float) else "" for value in (low, high))
    if low_text and high_text:
        return words("figure.exact" if low == high else "figure.range", min=low_text, max=high_text)
    if low_text:
        return words("figure.at_least", min=low_text)
    return words("figure.up_to", max=high_text) if high_text else words["figure.none"]


def _head(words: Words, *keys: str) -> tuple[str, ...]:
    return tuple(words[f"table.{key}"] for key in keys)


def _rows(frame: gpd.GeoDataFrame) -> list[dict[str, object]]:
    return [dict(row) for row in frame.to_dict("records")]


def _text(row: Mapping[str, object], key: str) -> str:
    value = to_plain(row.get(key))
    return "" if value is None else str(value)


def _dicts(value: object) -> list[dict[str, object]]:
    plain = to_plain(value)
    return [dict(each) for each in plain if isinstance(each, Mapping)] if isinstance(plain, list) else []


def _names(row: Mapping[str, object]) -> str:
    names = [_text(row, key) for key in ("name_en", "name_ps", "name_fa", "name_ur")]
    return "\n".join(dict.fromkeys(name for name in names if name))


def _last_said(row: Mapping[str, object], words: Words) -> str:
    age = to_plain(row.get("age_days"))
    if not isinstance(age, int | float):
        return _text(row, "last_said") or words["age.no_report"]
    return f"{_text(row, 'last_said')}\n{_age(int(age), words)}"


def _age(days: int, words: Words) -> str:
    return words["age.before_same"] if days < 1 else words("age.before", days=words.count("age.days", days))


def _line(line: Mapping[str, object], words: Words) -> str:
    state = words.word("state", _text(line, "state"))
    if _text(line, "state") == "unknown" and _text(line, "last_state"):
        state = words("status.last_known", state=words.word("state", _text(line, "last_state")))
    parts = [
        words("status.heading", flows=flow_words(line.get("flows"), words), state=state,
              direction=words.word("direction", _text(line, "direction"))),
        words("closure.from_only", start=_text(line, "since")) if _text(line, "since") else "",
        _text(line, "claimant"),
        words.word("cause", _text(line, "cause")),
        _text(line, "who_rule"), _text(line, "weekday_rule"), _text(line, "hours"),
    ]  # fmt: skip
    others = [
        words("status.unread" if _text(one, "basis") == "unread" else "status.disagrees",
              state=words.word("state", _text(one, "state")), claimant=_text(one, "claimant"),
              said=_text(one, "said"), **{"from": _text(one, "from")})
        for one in _dicts(line.get("disagreement"))
        if _text(one, "basis") == "unread"
        or _text(one, "state") != (_text(line, "last_state") or _text(line, "state"))
    ]  # fmt: skip
    figures = [_count(one, words) for one in _dicts(line.get("figures"))]
    return "; ".join(part for part in (*parts, *others, *figures) if part) + "."


def _count(count: Mapping[str, object], words: Words) -> str:
    start, end = _text(count, "start"), _text(count, "end")
    before = to_plain(count.get("before"))
    return words(
        "status.counted" if before is None else "status.counted_rise",
        claimant=_text(count, "claimant"),
        period=end if start == end else words("closure.from_to", start=start, end=end),
        figure=figure_words(count.get("min"), count.get("max"), words),
        before=figure_words(before, before, words),
        unit=words.word("unit", _text(count, "unit").split("/")[0]),
        measure=words.word("movement", _text(count, "measure")),
    )


def _period(row: Mapping[str, object], words: Words) -> str:
    start, end = _text(row, "start"), _text(row, "end")
    return words("closure.from_to", start=start, end=end) if end else words("closure.from_only", start=start)


def _length(row: Mapping[str, object], words: Words) -> str:
    least, most = (to_plain(row.get(key)) for key in ("days_min", "days_max"))
    if not (isinstance(least, int | float) and isinstance(most, int | float)):
        return words["closure.no_end"]
    if least == most:
        return (
            words.count("age.days", int(least))
            if float(least).is_integer()
            else words("closure.lasted", days=_decimal(least))
        )
    return words("closure.lasted_range", min=_decimal(least), max=_decimal(most))


def _decimal(days: float) -> str:
    return f"{round(days, 1):g}"


def _days(row: Mapping[str, object], words: Words) -> str:
    start, end = _text(row, "date"), _text(row, "last_day")
    return words("popup.until", start=start, end=end) if end and end != start else start


def _place(row: Mapping[str, object]) -> str:
    return _text(row, "place_name") or _text(row, "place_text")


def _claim(claim: Mapping[str, object], words: Words) -> str:
    figure = figure_words(claim.get("min"), claim.get("max"), words)
    whom = f" ({_text(claim, 'whom')})" if _text(claim, "whom") else ""
    return f"{_text(claim, 'claimant')}: {figure} {words.word('measure', _text(claim, 'measure'))}{whom}"


def _links(sources: Sequence[Mapping[str, object]], words: Words) -> tuple[Link, ...]:
    links = []
    for source in sources:
        kind = _text(source, "kind")
        note = words.word("source_kind", kind) if kind and kind != "original" else ""
        address = "" if kind == "scraper" else _text(source, "url")  # told in the files, not followed from a page
        links.append(Link(_text(source, "publisher") or words["popup.source"], address, note))
    return tuple(dict.fromkeys(links))
