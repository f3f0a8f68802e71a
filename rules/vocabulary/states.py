"""How far the work is, from the words of a status column."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from rules.model import FINISHED, State
from rules.vocabulary.pattern import Pattern
from rules.vocabulary.state_words import DONE_MARKS, REFUSING_MARKS, STATE_OPENINGS, STATE_WORDS, UNTICKED_MARKS
from rules.vocabulary.words import folded, spelled

_PERCENT = Pattern(r"(\d{1,3}(?:[.,]\d+)?)\s*%(?:\s*(?:done|complete|completed|fertig|hecho|feito|fait))?")
_OPENINGS = tuple((state, Pattern(pattern)) for state, pattern in STATE_OPENINGS)
_NOTE = Pattern(r"\s+[-–—]\s+|\s*\n\s*|\s*[(\[]")
_DATE_AFTER = Pattern(r"(?:\s+on)?\s+\d{1,4}(?:[./-]\d{1,4}){1,2}\.?$")


@lru_cache(maxsize=4096)
def state_of(text: str) -> State | None:
    """Return the state that the words of a status cell name; `None` when the vocabulary does not have them.

    Emoji do not count next to words, but a cross before "Done" leaves it open. A note after the state ("Done – v3",
    "Done (Kaya)") is allowed unless it names another state. A question mark makes any state doubtful.
    """
    stated = text.strip()
    if stated.startswith("#") or stated.endswith("?"):
        return None
    marks = frozenset(stated)
    words = folded(stated)
    if not words or not any(sign.isalnum() for sign in words):
        return _state_of_marks(marks)
    if percent := _PERCENT.fullmatch(spelled(stated)):
        return state_of_percent(Decimal(percent[1].replace(",", ".")))
    state = _state_of_words(words) or _before_note(stated)
    if marks & REFUSING_MARKS and state in FINISHED:
        return None
    return state


def state_of_percent(percent: Decimal) -> State | None:
    """Return the state that a progress in percent (0 to 100) means."""
    if not 0 <= percent <= 100:
        return None
    if percent == 0:
        return State.NOT_STARTED
    return State.DONE if percent == 100 else State.IN_PROGRESS


def _state_of_marks(marks: frozenset[str]) -> State | None:
    if marks & DONE_MARKS and not marks & (UNTICKED_MARKS | REFUSING_MARKS):
        return State.DONE
    if marks & UNTICKED_MARKS and not marks & (DONE_MARKS | REFUSING_MARKS):
        return State.NOT_STARTED
    return None


def _state_of_words(words: str) -> State | None:
    if state := STATE_WORDS.get(words):
        return state
    return next((state for state, opening in _OPENINGS if opening.match(words)), None)


def _before_note(stated: str) -> State | None:
    head, *notes = (folded(part) for part in _NOTE.split(_DATE_AFTER.sub("", stated)))
    state = _state_of_words(head)
    return state if all(_state_of_words(note) in (None, state) for note in notes) else None
