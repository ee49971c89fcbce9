"""Sets of time: what a set of seconds would say."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from durandline.geo.time.spans import clip, intersect, subtract, total, union

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8)


def seconds(spans):
    return {second for start, end in spans for second in range(start, end)}


@given(SPANS)
def test_a_union_is_sorted_disjoint_and_holds_the_same_seconds(spans):
    merged = union(spans)
    assert all(one[1] < two[0] for one, two in pairwise(merged))
    assert all(start < end for start, end in merged)
    assert seconds(merged) == seconds(span for span in spans if span[0] < span[1])
    assert union(merged) == merged


@given(SPANS, SPANS)
def test_intersection_and_difference_are_those_of_the_seconds(one, two):
    left, right = union(one), union(two)
    assert seconds(intersect(left, right)) == seconds(left) & seconds(right)
    assert seconds(subtract(left, right)) == seconds(left) - seconds(right)
    assert total(intersect(left, right)) + total(subtract(left, right)) == total(left)


@given(SPANS, st.integers(0, 60), st.integers(0, 60))
def test_clipping_keeps_what_lies_within(spans, start, end):
    assert seconds(clip(union(spans), start, end)) == seconds(spans) & set(range(start, end))
