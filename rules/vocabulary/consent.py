"""Phrases about somebody's yes: "Mix approval from Artist", "Manager confirms", "Approved by Kaya"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rules.model import Kind
from rules.vocabulary.kinds import kind_of
from rules.vocabulary.names import reads_as_somebody, split_names
from rules.vocabulary.pattern import Pattern
from rules.vocabulary.roles import role_of
from rules.vocabulary.words import folded

_GO = r"final go(?:[- ]ahead)?|go[- ]?ahead|green[- ]?light|thumbs up|final ok(?:ay)?"
_NOUN = (
    rf"(?P<noun>approvals?|sign[- ]?offs?|confirmations?|consent|decision|{_GO}|ok(?:ay)?|freigabe|abnahme|bestätigung"
    r"|aprobaci[oó]n|confirmaci[oó]n|aprovaç[aã]o|confirmaç[aã]o|validation)"
)
_FROM = r"(?:from|by|von|durch|de|del|por|da|do|par)"
_BY = r"(?:\s+by\s+(?P<who>.+))?"
_MUST = r"(?:must|to|has to|have to|needs? to|should|will|can)"
_MODAL = rf"(?:{_MUST}\s+)?"
_VERB = (
    r"(?P<verb>signs?[- ]off|approves?|confirms?|okays?|oks|accepts?|decides?|clears?"
    rf"|gives?\s+(?:the\s+|a\s+|his\s+|her\s+|their\s+)?(?:{_GO}|go|ok(?:ay)?|approval|sign[- ]?off|yes))"
)
_PASTS = frozenset({"approved", "signed off", "signed-off", "confirmed", "accepted", "okayed", "cleared"})
_PAST = rf"(?P<verb>{'|'.join(sorted(_PASTS))})"

_SHAPES = tuple(
    Pattern(shape, re.IGNORECASE | re.DOTALL)
    for shape in (
        rf"(?:(?P<what>.+?)\s+)?{_NOUN}(?:\s+(?:is\s+)?(?:needed|required|given))?\s+{_FROM}\s+(?P<who>.+)",
        rf"(?:(?P<owner>.+?)\s+)?{_NOUN}\s+(?:of|for|on|to)\s+(?P<what>.+?)(?:\s+(?:from|by)\s+(?P<who>.+))?",
        rf"(?:(?P<what>.+?)\s+)?(?P<future>{_MUST}\s+be\s+){_PAST}{_BY}",
        rf"(?:(?P<what>.+?)\s+)?(?:is\s+|was\s+|has been\s+)?{_PAST}\s+by\s+(?P<who>.+)",
        rf"(?P<who>.+?)\s+{_MODAL}{_VERB}(?:\s+(?:on\s+|for\s+)?(?:the\s+)?(?P<what>.+))?",
        rf"(?P<what>.+?)\s+(?:is\s+|was\s+|has been\s+)?{_PAST}",
        rf"(?:(?P<owner>.+?)\s+)?{_NOUN}(?:\s+(?:needed|required|pending))?",
    )
)
_POSSESSIVE = Pattern(r"['’]s?$")
_WHEN = Pattern(
    r"(?:(?:this|next|end of|the end of|early|late)\s+)*(?:\d.*|today|tomorrow|eod|eow|week\b.*|month\b.*|release\b.*"
    r"|then|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov"
    r"|dec)[a-z]*\b.*)",
    re.IGNORECASE,
)
_LONGEST_NAME = 4
_ADDRESSEE = Pattern(r"\s+(?:to|with|before)\s+.+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Consent:
    """One phrase about a yes: whose, on what ("" where it does not say), and of which sort."""

    who: str = ""
    what: str = ""
    kind: Kind | None = None
    """What kind of gate it asks for, where the words tell; the final go is the launch posts' gate."""
    confirms: bool = False
    given: bool = False
    """Whether the words say that the yes was given."""


@lru_cache(maxsize=4096)
def consent_in(phrase: str) -> Consent | None:
    """Return the yes that a phrase is about, or `None` when it is about something else."""
    phrase = phrase.strip(" .!")
    for shape in _SHAPES:
        if match := shape.fullmatch(phrase):
            return _consent(match.groupdict())
    return None


def _consent(found: dict[str, str | None]) -> Consent | None:
    who = found.get("who") or ""
    what = found.get("what") or ""
    owner = found.get("owner")
    if _WHEN.fullmatch(who):
        who, what, owner = "", "", owner or what
    if any(len(name.split()) > _LONGEST_NAME for name in split_names(who)):
        return None
    if owner:
        holder, rest = _holder(owner)
        who, what = who or holder, what or rest
    act = folded(found.get("noun") or found.get("verb") or "")
    past = act in _PASTS
    if past and not who and reads_as_somebody(what) and kind_of(what) is Kind.OTHER:
        who, what = what, ""
    what = _ADDRESSEE.sub("", what)
    kind = Kind.LAUNCH_POST if "final go" in act else kind_of(what)
    return Consent(
        who=_POSSESSIVE.sub("", who.strip()),
        what=what.strip(),
        kind=None if kind is Kind.OTHER else kind,
        confirms=act.startswith(("confirm", "bestatig")),
        given=past and not found.get("future"),
    )


def _holder(owner: str) -> tuple[str, str]:
    """Part "Artist's mix" into who and what; a word that is no role and no possessive is what the yes is about."""
    words = owner.split()
    for end in range(len(words), 0, -1):
        head = " ".join(words[:end])
        if _POSSESSIVE.search(head) or role_of(head):
            return head, " ".join(words[end:])
    return "", owner
