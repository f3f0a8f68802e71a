"""What a meeting's agenda is: the questions, in order, each with its share of the time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Figures(StrEnum):
    """What the review of a month can answer with figures."""

    RELEASES = "releases"
    WORKED = "worked"
    FAILED = "failed"
    BROKE = "broke"
    TEMPLATES = "templates"


@dataclass(frozen=True, slots=True)
class Item:
    """One question of an agenda. `about` says what to look at, "" where the question says it all.

    `figures` is what stands below it in the review of a month; `None` for a question that only people answer.
    """

    ask: str
    minutes: int
    about: str = ""
    figures: Figures | None = None


@dataclass(frozen=True, slots=True)
class Agenda:
    """A meeting that comes round: what it is called in a sentence, when it is, how many minutes it takes."""

    name: str
    phrase: str
    when: str
    minutes: int
    items: tuple[Item, ...]
