"""Finding circles in a directed graph, in time linear in its edges and without recursion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def circles(edges: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Return every set of nodes that all reach each other, a node that leads to itself included.

    Members follow each other as the edges do, from the one that sorts first, as far as one walk allows; the circles
    stand in the order of their first members.
    """
    successors: dict[str, list[str]] = {}
    for start, end in edges:
        successors.setdefault(start, []).append(end)
        successors.setdefault(end, [])
    found = [
        _in_turn(component, successors)
        for component in _components(successors)
        if len(component) > 1 or component[0] in successors[component[0]]
    ]
    return sorted(found)


def _components(successors: dict[str, list[str]]) -> Iterator[list[str]]:
    """Yield the strongly connected components (Tarjan's algorithm, its recursion kept on a list)."""
    entered: dict[str, int] = {}
    lowest: dict[str, int] = {}
    waiting: list[str] = []
    settled: set[str] = set()
    for root in successors:
        if root in entered:
            continue
        path: list[tuple[str, Iterator[str]]] = []
        following: str | None = root
        while following is not None or path:
            if following is not None:
                entered[following] = lowest[following] = len(entered)
                waiting.append(following)
                path.append((following, iter(successors[following])))
            node, ahead = path[-1]
            following = None
            for reached in ahead:
                if reached not in entered:
                    following = reached
                    break
                if reached not in settled:
                    lowest[node] = min(lowest[node], entered[reached])
            if following is not None:
                continue
            path.pop()
            if path:
                before = path[-1][0]
                lowest[before] = min(lowest[before], lowest[node])
            if lowest[node] == entered[node]:
                component: list[str] = []
                while not component or component[-1] != node:
                    component.append(waiting.pop())
                settled.update(component)
                yield component


def _in_turn(component: list[str], successors: dict[str, list[str]]) -> tuple[str, ...]:
    left = set(component)
    turn: list[str] = []
    for start in sorted(component):
        node: str | None = start if start in left else None
        while node is not None:
            turn.append(node)
            left.discard(node)
            node = min((following for following in successors[node] if following in left), default=None)
    return tuple(turn)
