"""Crossings on paper: badges of what is open for whom, small dots for the lesser ones, and their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, hypot, pi, sin
from typing import TYPE_CHECKING, Any

import numpy as np

from durandline.layers.paper.boxes import rows_of, shared
from durandline.layers.paper.dates import number_text
from durandline.layers.paper.frame import Box
from durandline.layers.paper.ground import placed
from durandline.layers.paper.labels import Label
from durandline.layers.paper.lettering import Face
from durandline.layers.paper.symbols import add_line, badge_size, draw_badge, draw_dot
from durandline.layers.web.pack import to_plain

if TYPE_CHECKING:
    import geopandas as gpd
    from matplotlib.axes import Axes

    from durandline.layers.paper.frame import Page
    from durandline.layers.paper.incidents import Mark
    from durandline.layers.paper.projection import View
    from durandline.layers.paper.spec import SheetSpec
    from durandline.layers.words import Words

FORMAL = "formal_international"
# The coarsest scale, metres of ground a millimetre at A4, at which lesser crossings have their names.
_NAMED = 4_000
_WORDY = 80.0  # millimetres: on narrower maps a name has no room for the state in words
_FURTHEST = 18.0  # millimetres a badge is moved off the marks of incidents at most
# What it costs, as labels.py counts: a stem at all, a millimetre of it, a square millimetre hidden of a mark or of
# another's place.
_STEM, _MOVED, _HIDING, _OTHERS = 3.0, 0.6, 40.0, 3.0
# How far aside and up a badge is tried, the nearest first; straight up comes before aside.
_MOVES = sorted(
    ((aside, lift) for aside in (0.0, *(sign * step for step in (3.0, 6.0, 9.0, 12.0, 15.0) for sign in (-1, 1)))
     for lift in (step * 0.5 for step in range(37)) if hypot(aside, lift) <= _FURTHEST),
    key=lambda move: (hypot(2 * move[0], move[1]), move),
)  # fmt: skip
_NAME, _SECOND, _AGE = Face(7.6, bold=True), Face(7.2), Face(6.0)
_SMALL, _SMALL_SECOND, _SMALL_AGE = Face(6.4, bold=True), Face(6.2), Face(5.4)


@dataclass(frozen=True, slots=True)
class Gate:
    """A crossing in view: where its symbol stands and where its point is, in millimetres, what it covers, its states.

    ``row`` is that of the frame.
    """

    at: tuple[float, float]
    point: tuple[float, float]
    box: Box
    states: tuple[str, str]
    formal: bool
    row: Mapping[str, Any]

    @property
    def known(self) -> bool:
        """Whether the state is known for cargo or for people."""
        return self.states != ("unknown", "unknown")


def gates_of(frame: gpd.GeoDataFrame, view: View, spec: SheetSpec, marks: Sequence[Mark] = ()) -> list[Gate]:
    """Return the crossings in view; takes the frame of ``durandline.geo.frames.crossing_states``.

    Dots that would cover marks of incidents are moved off them; badges are where they would stand if there were no
    others, see :func:`places_of`.
    """
    return [_gate(dict(row), view, spec, marks) for row in placed(frame, view).to_dict("records")]


def places_of(gate: Gate, gates: Sequence[Gate], view: View, marks: Sequence[Mark]) -> list[tuple[Box, float]]:
    """Return where the badge of a crossing may stand, with what each place costs: how far it is moved, on a stem.

    It costs much more to cover marks of incidents, places of other crossings, or to be cut by the frame.
    """
    boxes = [gate.box._replace(left=gate.box.left + aside, top=gate.box.top - lift) for aside, lift in _MOVES]
    rows = rows_of(boxes)
    area = gate.box.width * gate.box.height
    cut = area - shared(rows, rows_of([Box(0, 0, view.box.width, view.box.height)]))[:, 0]
    hidden = shared(rows, rows_of(mark.box for mark in marks)).sum(axis=1)
    others = shared(rows, rows_of(each.box for each in gates if each is not gate)).sum(axis=1)
    moved = np.array([hypot(2 * aside, lift) for aside, lift in _MOVES])
    worst = np.where(cut + hidden > 1e-6, _HIDING, 0.0) + _HIDING * (cut + hidden)
    costs = np.where(moved > 0, _STEM, 0.0) + moved * _MOVED + worst + others * _OTHERS
    return list(zip(boxes, costs.tolist(), strict=True))


def moved_to(gate: Gate, box: Box) -> Gate:
    """Return a crossing with its badge at another place."""
    return replace(gate, at=(box.left + box.width / 2, box.bottom), box=box)


def draw_gates(axes: Axes, gates: Sequence[Gate], page: Page, size: float) -> None:
    """Draw the crossings, formal ones above the others; ``size`` of a badge's cell in millimetres."""
    for gate in sorted(gates, key=lambda each: (each.formal, each.at[1])):
        if gate.formal:
            draw_badge(axes, gate.states, gate.at, size, page.ink)
        else:
            draw_dot(axes, gate.states, gate.at, dot_radius(page.spec), page.ink)


def draw_stems(axes: Axes, gates: Sequence[Gate], page: Page, size: float) -> None:
    """Draw what leads from symbols that were moved off the marks of incidents to their points; below those marks."""
    for gate in gates:
        if gate.at != gate.point:
            add_line(axes, (gate.at, gate.point), page.ink.quiet, size * 0.06)


def gate_label(gate: Gate, view: View, page: Page) -> Label | None:
    """Return the name of a crossing, with the age of what is shown; none of a lesser one where there is no room."""
    close = view.metres * page.spec.scale <= _NAMED
    if not (gate.formal or gate.known or close):
        return None
    return _label(gate, page, wordy=close and view.box.width >= _WORDY)


def cell_size(view: View, spec: SheetSpec) -> float:
    """Return the size of a badge's cell in millimetres: smaller where the map is."""
    return min(max(view.box.width / 58, 2.7), 4.2) * min(spec.scale, 1.3)


def dot_radius(spec: SheetSpec) -> float:
    """Return the radius of a lesser crossing's dot in millimetres."""
    return 1.05 * spec.scale


def names_of(row: Mapping[str, Any], scripts: Sequence[str]) -> list[str]:
    """Return the names of a row in the scripts asked for, without what stands in brackets; else the English one."""
    english = short_name(str(to_plain(row.get("name_en")) or ""))
    names = [short_name(str(to_plain(row.get(f"name_{script}")) or "")) or english for script in scripts]
    return [name for name in dict.fromkeys(names) if name]


def short_name(name: str) -> str:
    """Return a name without what stands in brackets after it, as the web map shows it."""
    return name.split(" (", maxsplit=1)[0].strip()


def age_words(row: Mapping[str, Any], words: Words) -> str:
    """Return how old the newest statement behind a state is, and what it said where the state is unknown."""
    days = to_plain(row.get("age_days"))
    if (row.get("cargo_state"), row.get("people_state")) != ("unknown", "unknown"):
        if not isinstance(days, int | float):
            return ""
        key = "age.same_day" if days < 1 else "age.said_borne_out" if row.get("borne_out") else "age.said"
        return words(key, days=number_text(words, int(days))) if days >= 1 else words[key]
    plain = to_plain(row.get("lines"))
    told = (
        [line for line in plain if isinstance(line, Mapping) and line.get("last_state")]
        if isinstance(plain, list)
        else []
    )
    aged = [line for line in told if isinstance(to_plain(line.get("age_days")), int | float)]
    if not aged:
        return words["age.no_report"]
    # What the crossing's age is of: one told later may be of other traffic.
    age = days if isinstance(days, int | float) else 0.0
    told_of = min(aged, key=lambda line: abs(float(str(line["age_days"])) - age))
    state = words.word("state", str(told_of["last_state"]))
    return words("age.last", state=state, days=number_text(words, int(float(str(told_of["age_days"])))))


def _gate(row: Mapping[str, Any], view: View, spec: SheetSpec, marks: Sequence[Mark]) -> Gate:
    x, y = at = float(row["x"]), float(row["y"])
    states = (str(row["cargo_state"]), str(row["people_state"]))
    if row["kind"] != FORMAL:
        radius = dot_radius(spec)
        x, y = _clear(at, radius, marks)
        return Gate((x, y), at, Box(x - radius, y - radius, 2 * radius, 2 * radius), states, False, row)
    width, height = badge_size(cell_size(view, spec))
    return Gate(at, at, Box(x - width / 2, y - height, width, height), states, True, row)


def _clear(at: tuple[float, float], radius: float, marks: Sequence[Mark]) -> tuple[float, float]:
    """Return the place next to ``at`` where a dot covers no mark; ``at`` itself where it covers none, or none is."""
    ways = [(cos(turn * pi / 4), sin(turn * pi / 4)) for turn in range(8)]
    near = [mark for mark in marks if hypot(mark.x - at[0], mark.y - at[1]) < mark.radius + radius]
    tried = [
        (mark.x + dx * (mark.radius + radius), mark.y + dy * (mark.radius + radius))
        for mark in near
        for dx, dy in ways
    ]
    free = [one for one in tried if all(hypot(mark.x - one[0], mark.y - one[1]) > mark.radius for mark in marks)]
    return min(free, key=lambda one: hypot(one[0] - at[0], one[1] - at[1]), default=at) if near else at


def _label(gate: Gate, page: Page, *, wordy: bool) -> Label:
    faces = (_NAME, _SECOND, _AGE) if gate.formal else (_SMALL, _SMALL_SECOND, _SMALL_AGE)
    names = names_of(gate.row, page.spec.scripts)
    age = age_words(gate.row, page.spec.words)
    quiet = Face(faces[2].size, colour=page.ink.quiet)
    said = [(text, quiet) for text in (_state_words(gate, page.spec.words) if wordy else "", age) if text]
    lines = [*zip(names, (faces[0], *[faces[1]] * len(names)), strict=False), *said]
    priority = (110 if gate.known else 100) if gate.formal else (70 if gate.known else 30)
    return Label(tuple(lines), gate.box, priority, firm=gate.formal, bears=5.0)  # the line runs through them


def _state_words(gate: Gate, words: Words) -> str:
    """Return the state in words, where it is known: a symbol alone is looked up, words are read."""
    cargo, people = (words.word("state", state) for state in gate.states)
    return words("sheet.states", cargo=cargo, people=people) if gate.known and gate.formal else ""
