"""Sets of time as sorted, disjoint, half-open spans ``[start, end)`` of seconds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Span = tuple[int, int]


def union(spans: Iterable[Span]) -> list[Span]:
    """Return the spans merged: sorted, disjoint, touching ones joined, empty ones dropped."""
    merged: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def intersect(one: Sequence[Span], two: Sequence[Span]) -> list[Span]:
    """Return what lies in both of two merged sets."""
    found, left, right = [], 0, 0
    while left < len(one) and right < len(two):
        start, end = max(one[left][0], two[right][0]), min(one[left][1], two[right][1])
        if start < end:
            found.append((start, end))
        if one[left][1] <= two[right][1]:
            left += 1
        else:
            right += 1
    return found


def subtract(one: Sequence[Span], two: Sequence[Span]) -> list[Span]:
    """Return what lies in the first of two merged sets and not in the second."""
    left = []
    for start, end in one:
        begin = start
        for away_start, away_end in two:
            if away_end <= begin or away_start >= end:
                continue
            if away_start > begin:
                left.append((begin, away_start))
            begin = max(begin, away_end)
        if begin < end:
            left.append((begin, end))
    return left


def clip(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """Return the part of a merged set within ``[start, end)``."""
    return intersect(spans, [(start, end)]) if start < end else []


def total(spans: Iterable[Span]) -> int:
    """Return how many seconds a merged set holds."""
    return sum(end - start for start, end in spans)
