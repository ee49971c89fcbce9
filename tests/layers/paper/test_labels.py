"""Names find their places: none covers another, whatever there is."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("matplotlib")
from durandline.layers.paper.frame import Box
from durandline.layers.paper.labels import Board, Label
from durandline.layers.paper.lettering import Face

FACE = Face(7)
spot = st.tuples(st.floats(0, 100), st.floats(0, 80))


def label(at, firm=False, **more):
    return Label((("name", FACE),), Box(at[0] - 1, at[1] - 1, 2, 2), more.pop("priority", 1), firm=firm, **more)


@given(st.lists(st.tuples(spot, st.booleans()), max_size=30), st.lists(spot, max_size=6))
def test_no_name_covers_another_nor_what_is_hard_nor_the_frame(points, blocks):
    hard = [Box(x, y, 9, 4) for x, y in blocks]
    board = Board(100, 80, hard)
    placed = board.place([label(at, firm) for at, firm in points], [(14.0, 3.0)] * len(points))
    boxes = [each.box for each in placed]
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    assert not any(one.overlaps(other) for one in boxes for other in hard)
    assert all(box.left >= 0 and box.top >= 0 and box.right <= 100 and box.bottom <= 80 for box in boxes)


def test_what_matters_more_is_placed_first():
    less, more = label((50, 40)), label((50, 40), priority=9)
    placed = Board(100, 80).place([less, more], [(14.0, 3.0)] * 2)
    assert [each.label for each in placed] == [more, less]
    assert placed[0].box.left > 50


def test_a_firm_name_is_moved_and_led_back_where_nothing_beside_its_symbol_is_free():
    around = [Box(35, 30, 30, 20)]
    (placed,) = Board(100, 80, around).place([label((50, 40), firm=True)], [(14.0, 3.0)])
    assert placed.led
    assert Board(100, 80, around).place([label((50, 40))], [(14.0, 3.0)]) == []


def test_soft_things_are_kept_off_where_something_else_is_free():
    right = [(Box(51, 36, 20, 8), 1.0)]
    (placed,) = Board(100, 80, soft=right).place([label((50, 40))], [(14.0, 3.0)])
    assert not placed.box.overlaps(right[0][0])
    everywhere = [(Box(0, 0, 100, 80), 1.0)]
    assert Board(100, 80, soft=everywhere).place([label((50, 40))], [(14.0, 3.0)]) == []
    assert len(Board(100, 80, soft=everywhere).place([label((50, 40), firm=True)], [(14.0, 3.0)])) == 1


def test_a_name_without_a_symbol_stands_centred_on_one_of_its_spots():
    taken = [Box(40, 30, 20, 20)]
    named = label((0, 0), spots=((50, 40), (20, 20)))
    (placed,) = Board(100, 80, taken).place([named], [(14.0, 3.0)])
    assert placed.box == Box(13, 18.5, 14, 3)
