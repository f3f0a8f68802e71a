"""Yes or no, from a cell that asks for one."""

from __future__ import annotations

from functools import lru_cache

from rules.vocabulary.state_words import DONE_MARKS, REFUSING_MARKS, UNTICKED_MARKS
from rules.vocabulary.words import folded

_YES = frozenset(
    {
        "yes", "y", "yep", "yeah", "true", "t", "1", "x", "on", "ok", "okay", "done", "checked", "agreed", "signed",
        "confirmed", "accepted", "active", "current", "final", "canonical", "exclusive", "all", "both",
        "ja", "j", "wahr", "aktiv", "unterschrieben", "si", "verdadero", "activo", "activa", "firmado", "sim",
        "verdadeiro", "ativo", "ativa", "assinado", "oui", "vrai", "actif", "signe",
    }
)  # fmt: skip
_NO = frozenset(
    {
        "no", "n", "nope", "false", "f", "0", "off", "not yet", "not agreed", "not signed", "unsigned", "disagreed",
        "declined", "refused", "inactive", "left", "former", "deactivated", "not active", "not final", "non-exclusive",
        "nonexclusive", "not exclusive", "any", "either", "one",
        "nein", "falsch", "inaktiv", "noch nicht", "falso", "inactivo", "inactiva", "nao", "inativo", "inativa", "non",
        "faux", "inactif", "pas encore",
    }
)  # fmt: skip


@lru_cache(maxsize=1024)
def yes_no(text: str) -> bool | None:
    """Return what a yes-or-no cell says; `None` for anything else ("maybe", "?", "pending").

    Also the words that answer their own column: "signed" under "Agreed?", "left" under "Active?".
    """
    stated = text.strip()
    if stated.endswith("?"):
        return None
    if words := folded(stated):
        answer = True if words in _YES else False if words in _NO else None
        return None if answer and frozenset(stated) & REFUSING_MARKS else answer
    marks = frozenset(stated)
    ticked, refused = bool(marks & DONE_MARKS), bool(marks & (REFUSING_MARKS | UNTICKED_MARKS))
    return None if ticked == refused else ticked
