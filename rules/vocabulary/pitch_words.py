"""What teams write under the status of a pitch, where that differs from the status of work."""

from __future__ import annotations

from rules.model import State
from rules.vocabulary.states import state_of
from rules.vocabulary.words import folded

_REFUSED = frozenset(
    {
        "declined", "rejected", "refused", "passed", "pass", "passed on", "turned down", "not interested",
        "no interest", "not selected", "not accepted", "not placed", "unsuccessful", "lost", "withdrawn", "expired",
        "abgelehnt", "absage", "rechazado", "rechazada", "recusado", "recusada", "decline",
    }
)  # fmt: skip
_OUT = frozenset(
    {
        "pitched", "placed", "landed", "won", "licensed", "licenced", "added", "playlisted", "featured", "shortlisted",
        "in talks", "negotiating", "in negotiation", "under consideration", "considering", "interested", "replied",
        "opened", "listened", "follow up", "followed up", "following up", "no response", "no reply", "no answer",
        "zugesagt", "angenommen",
    }
)  # fmt: skip
_BEFORE = frozenset({"to pitch", "ready to pitch", "not pitched", "not pitched yet", "to send", "ready to send"})


def pitch_state_of(text: str) -> State | None:
    """Return how far a pitch is; `None` when the words do not tell. One that was refused has been out."""
    words = folded(text)
    if words in _BEFORE:
        return State.NOT_STARTED
    return State.DONE if words in _REFUSED or words in _OUT else state_of(text)


def is_refused(text: str) -> bool:
    """Whether the words say that the pitch came to nothing, so that whatever it promised is free again."""
    return folded(text) in _REFUSED
