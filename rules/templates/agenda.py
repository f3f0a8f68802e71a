"""What a meeting's agenda is: the questions, in order, each with its share of the time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Figures(StrEnum):
    """What stands below a question without anybody's asking: five things of a month's review, five of a week's."""

    RELEASES = "releases"
    WORKED = "worked"
    FAILED = "failed"
    BROKE = "broke"
    TEMPLATES = "templates"
    DONE = "done"
    DUE = "due"
    WAITING = "waiting"
    DECISIONS = "decisions"
    GAPS = "gaps"


OF_MONTH = (Figures.RELEASES, Figures.WORKED, Figures.FAILED, Figures.BROKE, Figures.TEMPLATES)
OF_WEEK = (Figures.DONE, Figures.DUE, Figures.WAITING, Figures.DECISIONS, Figures.GAPS)
FIGURES_OF = {"monthly-review": OF_MONTH, "ops-meeting": OF_WEEK}
"""Which of them a meeting knows, by its template's name; any other meeting may name all."""


@dataclass(frozen=True, slots=True)
class Item:
    """One question of an agenda. `about` says what to look at, "" where the question says it all.

    `figures` is what Streetdate puts below it; `None` for a question that only people answer.
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

    @property
    def title(self) -> str:
        """Return what the meeting is called at the head of its agenda."""
        return self.phrase.removeprefix("the ")


UNPLANNED = Agenda("ops-meeting", "the ops meeting", "", 0, ())
"""The meeting of a team that did not write down how it goes."""
