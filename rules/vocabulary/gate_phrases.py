"""Who has to say yes, from the words of an approval column: "Artist signs off", "Manager gives final go"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rules.model import Actor, Kind, Unknown, Word
from rules.vocabulary.consent import Consent, consent_in
from rules.vocabulary.decisions import decision_of, decision_parts, is_hedged
from rules.vocabulary.names import reads_as_somebody, split_names
from rules.vocabulary.pattern import Pattern
from rules.vocabulary.words import folded, without_emoji

_NO_GATE = frozenset(
    {
        "", "none", "no", "no gate", "n/a", "na", "nil", "nothing", "nobody", "not needed", "not required", "tbd",
        "tba",
        "tbc", "to be decided", "no approval", "no approval needed", "no approval required", "no sign-off", "false",
        "keine", "keiner", "ninguno", "ninguna", "nenhum", "nenhuma", "aucun", "aucune",
    }
)  # fmt: skip
_ONLY_THAT_THERE_IS_ONE = frozenset({"yes", "y", "true", "x", "required", "needed", "ja"})
_ONLY_WHICH = frozenset(
    {"final go", "go-ahead", "go ahead", "sign off", "sign-off", "approval", "confirmation", "decision"}
)
_ALL = Pattern(r"\b(?:both|all(?: of)?|each|beide|alle|ambos|todos|tous)\b:?\s*", re.IGNORECASE)
_CHOICE = Pattern(r"\b(?:either|any(?: one)? of|one of)\b\s*", re.IGNORECASE)
_OR = Pattern(r"\s+(?:or|oder|o|ou)\s+", re.IGNORECASE)
_WAITS = Pattern(r"(?:waiting|awaiting|pending|requested)(?:\s+(?:on|for|from|by|with))?\s+(?P<who>.+)", re.IGNORECASE)
_SAID = Pattern(r"(?P<who>[^:–—(]+?)\s*(?:[:–—(]|\s-\s)\s*(?P<said>[^()]+?)\)?")


@dataclass(frozen=True, slots=True)
class GatePhrase:
    """A gate as its words describe it. `approvers` is unreadable where the words are not understood."""

    text: str
    approvers: tuple[Actor, ...] | Unknown = ()
    kind: Kind = Kind.OTHER
    """What is decided, where the words tell; the final go is the launch posts' gate."""
    confirmation: bool = False
    all_must: bool = False
    said: Word | None = None
    """What was decided already, where the words tell."""
    at: str = ""
    """When it was decided, as it stands there."""


@lru_cache(maxsize=4096)
def read_gate(text: str) -> GatePhrase | None:
    """Return the gate that the words describe; `None` when they say that there is none, or nothing yet."""
    stated = text.strip()
    marked = decision_of(stated) if not stated.isascii() else None
    bare = without_emoji(stated).strip(" .")
    words = folded(bare)
    if words in _NO_GATE and marked in (None, Word.PENDING):
        return None
    if words in _ONLY_THAT_THERE_IS_ONE:
        return GatePhrase(stated, Unknown.UNREADABLE)
    said = marked if marked in (Word.YES, Word.NO) else None
    consent = _consent(bare)
    if consent is not None and not consent.given and (consent.who or words in _ONLY_WHICH):
        return _asked(stated, bare, said)
    return _decided(stated, bare, said) or _awaited(stated, bare) or _asked(stated, bare, said)


def _decided(stated: str, bare: str, said: Word | None) -> GatePhrase | None:
    """Read "Approved", "Rejected by Kaya on 3 Aug", "Artist: approved"."""
    if not bare:
        return GatePhrase(stated, said=said)
    parts = decision_parts(bare)
    if parts.word in (Word.YES, Word.NO):
        return GatePhrase(stated, _approvers(parts.by) if parts.by else (), said=parts.word, at=parts.at)
    if (match := _SAID.fullmatch(bare)) and reads_as_somebody(match["who"]):
        word = decision_of(match["said"])
        if word is not None:
            return GatePhrase(stated, _approvers(match["who"]), said=word, at=decision_parts(match["said"]).at)
    return None


def _awaited(stated: str, bare: str) -> GatePhrase | None:
    if (match := _WAITS.fullmatch(bare)) and all(map(reads_as_somebody, split_names(match["who"]))):
        return GatePhrase(stated, _approvers(match["who"]), said=Word.PENDING)
    if decision_of(bare) is Word.PENDING:
        return GatePhrase(stated, said=Word.PENDING)
    return None


def _asked(stated: str, bare: str, said: Word | None) -> GatePhrase:
    """Read "Artist signs off", "Approval from Kaya", "Kaya + Marcus"."""
    every = _ALL.search(bare) is not None
    if consent := _consent(bare):
        approvers = _approvers(consent.who)
        given = Word.YES if consent.given else None
        must = every and len(approvers) > 1
        return GatePhrase(stated, approvers, consent.kind or Kind.OTHER, consent.confirms, must, said or given)
    approvers = _approvers(bare)
    if approvers and all(reads_as_somebody(actor.text) for actor in approvers):
        return GatePhrase(stated, approvers, all_must=every and len(approvers) > 1, said=said)
    if is_hedged(bare):
        return GatePhrase(stated, said=Word.UNCLEAR)
    return GatePhrase(stated, Unknown.UNREADABLE, said=said)


def _consent(bare: str) -> Consent | None:
    return consent_in(_without_quantity(bare))


def _approvers(who: str) -> tuple[Actor, ...]:
    choices = _OR.split(_without_quantity(who))
    return tuple(Actor.stated(name) for choice in choices for name in split_names(choice))


def _without_quantity(words: str) -> str:
    return _CHOICE.sub("", _ALL.sub("", words)).strip()
