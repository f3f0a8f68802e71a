"""Circles in a graph, held against plain reachability."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.dependencies.circles import circles

NODES = st.sampled_from("abcdefg")
EDGES = st.lists(st.tuples(NODES, NODES), max_size=20)


def reachable(edges: list[tuple[str, str]], start: str) -> set[str]:
    found: set[str] = set()
    ahead = [start]
    while ahead:
        node = ahead.pop()
        for one, other in edges:
            if one == node and other not in found:
                found.add(other)
                ahead.append(other)
    return found


@given(EDGES)
def test_members_are_exactly_those_that_reach_themselves_grouped_by_reaching_each_other(
    edges: list[tuple[str, str]],
) -> None:
    reach = {node: reachable(edges, node) for edge in edges for node in edge}
    expected = {
        frozenset(other for other in ahead if node in reach[other]) for node, ahead in reach.items() if node in ahead
    }
    found = circles(edges)
    assert {frozenset(members) for members in found} == expected
    assert all(len(set(members)) == len(members) for members in found)


@given(EDGES, st.randoms())
def test_the_order_of_the_edges_does_not_count(edges: list[tuple[str, str]], chance: object) -> None:
    shuffled = list(edges)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert circles(shuffled) == circles(edges)


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ([], []),
        ([("a", "b"), ("b", "c")], []),
        ([("a", "a")], [("a",)]),
        ([("b", "c"), ("c", "a"), ("a", "b")], [("a", "b", "c")]),
        ([("a", "c"), ("c", "b"), ("b", "a")], [("a", "c", "b")]),
        ([("x", "y"), ("y", "x"), ("a", "b"), ("b", "a"), ("b", "x")], [("a", "b"), ("x", "y")]),
    ],
)
def test_members_follow_each_other_from_the_one_that_sorts_first(
    edges: list[tuple[str, str]], expected: list[tuple[str, ...]]
) -> None:
    assert circles(edges) == expected


def test_a_ring_of_any_length_is_walked_without_recursion() -> None:
    ring = [(f"{n:05}", f"{(n + 1) % 20_000:05}") for n in range(20_000)]
    [members] = circles(ring)
    assert len(members) == 20_000
