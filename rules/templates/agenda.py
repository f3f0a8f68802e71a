"""What a meeting's agenda is: the questions, in order, each with its share of the time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One question of an agenda. `about` says what to look at, "" where the question says it all."""

    ask: str
    minutes: int
    about: str = ""


@dataclass(frozen=True, slots=True)
class Agenda:
    """A meeting that comes round: what it is called in a sentence, when it is, how many minutes it takes."""

    name: str
    phrase: str
    when: str
    minutes: int
    items: tuple[Item, ...]
