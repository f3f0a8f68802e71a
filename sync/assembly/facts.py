"""What several records say of one fact, taken together; a disagreement is kept, never decided."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar

from rules.model import Maybe, Unknown
from rules.vocabulary.words import spelled, words_of

T = TypeVar("T")


def agreed(values: Iterable[Maybe[T]], same_as: Callable[[Any], Hashable]) -> Maybe[T]:
    """Return the one value that is stated, `Unknown.DISPUTED` for several, else why there is none.

    It is empty only where nobody's reading was in doubt: a value that one tool could not show may contradict the
    other tool's blank.
    """
    everything = list(values)
    stated = [value for value in everything if value is not None and not isinstance(value, Unknown)]
    if stated:
        return stated[0] if len({same_as(value) for value in stated}) == 1 else Unknown.DISPUTED
    for reason in Unknown:
        if reason is not Unknown.ABSENT and reason in everything:
            return reason
    return None if None in everything else Unknown.ABSENT


def as_words(text: str) -> Hashable:
    """Return text as it is compared between two tools."""
    return spelled(text)


def as_day(moment: object) -> Hashable:
    """Return the day of an instant or date: one tool keeps the hour, another does not."""
    return moment.date() if isinstance(moment, datetime) else moment


@lru_cache(maxsize=65536)
def title_key(title: str) -> str:
    """Return a title as it is compared: case, punctuation and emoji do not count, unless there is nothing else."""
    return " ".join(words_of(title)) or spelled(title) or title.strip()
