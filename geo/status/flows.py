"""The tree of flows: who and what crosses. A statement on a branch applies to its leaves."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache

from durandline.geo.errors import UnknownNameError
from durandline.geo.schema.vocabulary import FLOW_TREE, FLOWS

CARGO = FLOW_TREE["cargo"]
PEOPLE = FLOW_TREE["people"]
LEAVES = (*CARGO, *PEOPLE)
# The leaf that speaks for its branch in a headline: ordinary trade, ordinary travellers on foot.
HEADLINE = {"cargo": "commercial", "people": "pedestrian"}


@cache
def leaves(flow: str) -> tuple[str, ...]:
    """Return the leaves under a flow, in the order of the tree; a leaf is its own.

    Raises
    ------
    UnknownNameError
        There is no such flow; the message lists those there are.
    """
    if flow not in FLOWS:
        near = get_close_matches(flow, FLOWS, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise UnknownNameError(f"No flow is called {flow!r}.{hint} Flows: {', '.join(FLOWS)}.")
    if flow not in FLOW_TREE:
        return (flow,)
    return tuple(leaf for branch in FLOW_TREE[flow] for leaf in leaves(branch))


def depth(flow: str) -> int:
    """Return how specific a flow is: 0 for all, 1 for cargo and people, 2 for a leaf."""
    return 0 if flow == "all" else 1 if flow in FLOW_TREE else 2


def specificity(flows: Iterable[str]) -> dict[str, int]:
    """Return, for each leaf that ``flows`` cover, the depth of the most specific flow that names it."""
    found: dict[str, int] = {}
    for flow in flows:
        for leaf in leaves(flow):
            found[leaf] = max(found.get(leaf, 0), depth(flow))
    return found


def named(covered: Iterable[str]) -> tuple[str, ...]:
    """Return the shortest list of flows that covers exactly the leaves in ``covered``, in tree order."""
    wanted = set(covered)
    if wanted >= set(LEAVES):
        return ("all",)
    names: list[str] = []
    for branch in FLOW_TREE["all"]:
        inside = leaves(branch)
        names += [branch] if wanted.issuperset(inside) else [leaf for leaf in inside if leaf in wanted]
    return tuple(names)
