"""One meaning for one column: the candidates of a whole table settled against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from connectors.mapping.proposal import ROLE_COLUMN, WORK_COLUMN, Candidate, Certainty

SURE = 0.8
"""From here on a reading is bound without asking."""
CLOSE = 0.07
"""Readings nearer than this compete: neither is taken."""

_SHARED = frozenset({ROLE_COLUMN, WORK_COLUMN})
"""Readings that any number of columns may have."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What one column came out as."""

    certainty: Certainty
    candidates: tuple[Candidate, ...] = ()
    reason: str = ""


UNREAD = Settled(Certainty.NONE)


def settle(candidates: Mapping[str, Sequence[Candidate]]) -> dict[str, Settled]:
    """Give each column its best reading, strongest first, and leave open what two columns or two meanings contest.

    A column that loses its meaning to a clearly better one is not asked about: that question is answered.
    """
    settled = {name: _alone(best, others) for name, (best, *others) in candidates.items() if best.meaning in _SHARED}
    left = {name: list(readings) for name, readings in candidates.items() if name not in settled}
    contested: set[str] = set()
    while left:
        column = max(left, key=lambda name: left[name][0].score)
        best, *others = left.pop(column)
        if best.meaning in _SHARED:
            settled[column] = _alone(best, others)
            continue
        rivals = [c for c, readings in left.items() if _wants(readings[0], best.meaning, best.score - CLOSE)]
        doubts = [other for other in others if other.score >= best.score - CLOSE]
        if rivals:
            contested.add(best.meaning)
            for rival in (column, *rivals):
                readings = (best, *others) if rival == column else tuple(left.pop(rival))
                settled[rival] = Settled(
                    Certainty.DOUBTFUL, tuple(readings), f"{1 + len(rivals)} columns compete for {best.meaning!r}"
                )
        elif doubts or best.meaning in contested or best.score < SURE:
            contested.update(reading.meaning for reading in (best, *doubts))
            settled[column] = Settled(Certainty.DOUBTFUL, (best, *others), best.reason)
        else:
            settled[column] = Settled(Certainty.SURE, (best, *others), best.reason)
            _drop(left, settled, best.meaning)
    return settled


def _wants(reading: Candidate, meaning: str, least: float) -> bool:
    return reading.meaning == meaning and reading.score >= least


def _alone(best: Candidate, others: Sequence[Candidate]) -> Settled:
    doubted = best.score < SURE or any(other.score >= best.score - CLOSE for other in others)
    return Settled(Certainty.DOUBTFUL if doubted else Certainty.SURE, (best, *others), best.reason)


def _drop(left: dict[str, list[Candidate]], settled: dict[str, Settled], meaning: str) -> None:
    for column in list(left):
        left[column] = [reading for reading in left[column] if reading.meaning != meaning]
        if not left[column]:
            del left[column]
            settled[column] = Settled(Certainty.NONE, (), f"{meaning!r} is another column already")
