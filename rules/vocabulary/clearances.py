"""Whether a right was cleared, and whether a track uses somebody else's work, from what teams write in such columns."""

from __future__ import annotations

from functools import lru_cache

from rules.vocabulary.pattern import Pattern
from rules.vocabulary.words import folded
from rules.vocabulary.yes_no import yes_no

_CLEARED = frozenset(
    {
        "cleared", "clear", "fully cleared", "all cleared", "licensed", "licenced", "granted", "obtained", "secured",
        "in place", "approved", "paid", "signed", "received", "executed", "complete", "completed", "not needed",
        "not required", "n/a", "na", "geklart", "lizenziert", "erteilt", "autorizado", "licenciado", "concedido",
        "obtenu", "accorde",
    }
)  # fmt: skip
_OPEN = frozenset(
    {
        "not cleared", "uncleared", "unlicensed", "not licensed", "pending", "requested", "applied", "applied for",
        "in progress", "in negotiation", "negotiating", "in talks", "waiting", "awaiting", "open", "to do", "todo",
        "needed", "required", "missing", "sent", "submitted", "quoted", "denied", "rejected", "refused", "declined",
        "partly", "partially", "partial", "one side", "offen", "angefragt", "beantragt", "pendiente", "pendente",
        "solicitado", "en cours", "en attente",
    }
)  # fmt: skip
_COUNT = Pattern(r"(\d{1,3})\s*(?:/|of|out of|von|de|sur)\s*(\d{1,3})\b.*")
_NOTHING = frozenset({"nothing", "none", "no samples", "no sample", "original", "all original", "keine", "nein"})


@lru_cache(maxsize=1024)
def cleared(text: str) -> bool | None:
    """Return whether the words say that a right is cleared; `None` for anything else.

    "2 of 3" is not cleared: one publisher's yes does not stand for another's.
    """
    words = folded(text)
    if count := _COUNT.fullmatch(words):
        return int(count[1]) >= int(count[2])
    if words in _CLEARED:
        return True
    return False if words in _OPEN else yes_no(text)


@lru_cache(maxsize=1024)
def used_work(text: str) -> str | None:
    """Return what a track uses in the plan's words; `None` where the words say that it uses nothing."""
    return None if yes_no(text) is False or folded(text) in _NOTHING else text
