"""Each name stands with its own flag: nobody takes the state of one crossing for another's."""

from __future__ import annotations

from itertools import product

import pytest

pytest.importorskip("matplotlib")
from hypothesis import given
from hypothesis import strategies as st
from support import sheets

from durandline.layers.paper.boxes import apart, rows_of
from durandline.layers.paper.frame import Box
from durandline.layers.paper.labels import Board, Label
from durandline.layers.paper.lettering import Face
from durandline.layers.paper.spec import PAPERS, SCRIPTS, THEMES

FOCUSES = ((), ("torkham",), ("spin_boldak_chaman",), ("kharlachi",), ("torkham", "ghulam_khan"))
# Every paper with every focus; languages and themes go round, so that each meets every paper and focus or nearly so.
ROUND = [
    {"paper": paper, "focus": focus, "language": SCRIPTS[number % 4], "theme": THEMES[number // 4 % 2]}
    for number, (paper, focus) in enumerate(product(PAPERS, FOCUSES))
]
SEEN = [
    {"paper": "A3", "parts": ("map", "table")},
    {"paper": "square"},
    {"theme": "print-bw"},
    {"paper": "A4", "scripts": ("en", "ps")},
    {"paper": "16:9", "scripts": ("en", "ur"), "since": "2025-01-01"},
]


def distance(one, other):
    return float(apart(rows_of([one]), rows_of([other]))[0, 0])


def wrong(flags, names):
    """Return the pairs of a name and a flag that would be taken for each other's; ``names`` with their own symbol."""
    found = []
    for (name, own), flag in product(names, flags):
        if flag == own:
            continue
        here = next((distance(other, flag) for other, symbol in names if symbol == flag), 0.0)
        if distance(name, flag) <= max(distance(name, own) if own else 0.0, here):
            found.append((name, flag))
    return found


@pytest.mark.parametrize("asked", [*ROUND, *SEEN], ids=lambda asked: "-".join(map(str, asked.values())))
def test_no_flag_is_nearer_to_a_foreign_name_than_to_its_own_nor_a_name_to_a_foreign_flag(asked):
    asked = {"scripts": (asked.get("language", "en"),), **asked}
    _, sheet = sheets.sheet(**asked)
    for drawn in (sheet.drawn, *sheet.drawn.details):
        own = {each.label.around for each in drawn.names}
        flags = [gate.box for gate in drawn.gates if gate.formal or gate.box in own]
        assert [gate.row["crossing_id"] for gate in drawn.gates if gate.formal and gate.box not in own] == []
        names = [(each.box, None if each.label.spots or each.label.others else each.label.around)
                 for each in drawn.names]  # fmt: skip
        assert wrong(flags, names) == []
        for each in drawn.names:
            near = distance(each.box, each.label.around)
            assert each.led or near < 1.0 or each.label.spots or each.label.others


spot = st.tuples(st.floats(20, 180), st.floats(20, 130))


@given(st.lists(spot, max_size=6), st.lists(spot, max_size=6), st.lists(spot, max_size=12))
def test_blocks_of_flag_and_name_are_told_apart_wherever_they_are(points, dots, towns):
    def label(at, size, firm):
        return Label((("name", Face(7)),), Box(at[0] - size, at[1] - size, 2 * size, 2 * size), 1, firm=firm)

    small = [label(at, 1, False) for at in dict.fromkeys(dots)]
    board = Board(200, 150, symbols=[each.around for each in small])
    flags = [label(at, 3, True) for at in dict.fromkeys(points)]
    moves = [(x * 3.0, y * 3.0) for x in range(-8, 9) for y in range(-8, 9)]
    placed = []
    for each in flags:
        left, top = each.around.left, each.around.top
        places = [(Box(left + x, top + y, 6, 6), abs(x) + abs(y)) for x, y in moves]
        placed.append(board.settle(each, (24.0, 6.0), places))
    assert None not in placed
    own = [each.label.around for each in placed]
    assert not any(one.overlaps(other) for one, other in product(own, own) if one is not other)
    others = [label(at, 0.8, False) for at in dict.fromkeys(towns)]
    rest = board.place([*small, *others], [(14.0, 3.0)] * (len(small) + len(others)))
    own += [each.label.around for each in rest if each.label in small]
    assert wrong(own, [(each.box, each.label.around) for each in (*placed, *rest)]) == []
