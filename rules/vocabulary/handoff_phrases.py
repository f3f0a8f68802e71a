"""Who gives what to whom, from one sentence: "Designer delivers final artwork to Manager"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rules.model import Actor
from rules.vocabulary.names import reads_as_somebody
from rules.vocabulary.pattern import Pattern
from rules.vocabulary.roles import role_of

_GIVES = (
    r"(?:sends?|delivers?|hands?(?: off| over)?|pass(?:es)?|gives?|returns?|shares?|forwards?|submits?"
    r"|uploads?|confirms?|sent|delivered|handed(?: off| over)?|passed|gave|returned|shared|forwarded|submitted)"
)
_ARROW = r"\s*(?:→|->|=>|⇒|➡|>)\s*"
_SHAPES = tuple(
    Pattern(shape, re.IGNORECASE)
    for shape in (
        rf"(?P<sender>.+?)\s+{_GIVES}\s+(?:off\s+|over\s+)?(?P<work>.+?)\s+to\s+(?P<receiver>.+)",
        r"(?P<work>.+?)(?:\s+hand[- ]?(?:off|over))?\s+from\s+(?P<sender>.+?)\s+to\s+(?P<receiver>.+)",
        rf"(?P<work>.+?)\s*(?::|\s[–—-])\s+(?P<sender>.+?)(?:{_ARROW}|\s+to\s+)(?P<receiver>.+)",
        rf"(?P<sender>[^:]+?){_ARROW}(?P<receiver>[^:]+?)\s*(?::|\s[–—-])\s+(?P<work>.+)",
        rf"(?P<sender>[^:]+?){_ARROW}(?P<receiver>[^:]+)",
        r"(?P<work>.+?)(?:\s+hand[- ]?(?:off|over))?\s+to\s+(?P<role>.+)",
    )
)
_ASIDE = Pattern(
    r"^(?:the|an?)\s+|\s+(?:is\s+)?(?:ready\b.*|for (?:review|approval|feedback|sign-?off))$", re.IGNORECASE
)
_QUOTES = " .\"'“”„«»"


@dataclass(frozen=True, slots=True)
class HandoffPhrase:
    """One handoff as a sentence describes it; `work` is "" where it does not say."""

    work: str
    sender: Actor | None = None
    receiver: Actor | None = None


@lru_cache(maxsize=4096)
def read_handoff(text: str) -> HandoffPhrase | None:
    """Return the handoff that the sentence describes, or `None` when it describes none.

    Both ends must look like people or roles, and where no sender is named the receiver must be a role: "Upload to
    Spotify" hands nothing to anybody.
    """
    sentence = " ".join(text.split()).strip(" .")
    for shape in _SHAPES:
        if (match := shape.fullmatch(sentence)) and (found := _handoff(match.groupdict())):
            return found
    return None


def _handoff(found: dict[str, str | None]) -> HandoffPhrase | None:
    role = found.get("role")
    if role and not role_of(role):
        return None
    ends = [found.get("sender"), found.get("receiver") or role]
    if not all(reads_as_somebody(end.strip(_QUOTES)) for end in ends if end):
        return None
    work = _ASIDE.sub("", (found.get("work") or "").strip(_QUOTES)).strip(_QUOTES)
    sender, receiver = (Actor.stated(end.strip(_QUOTES)) if end else None for end in ends)
    return HandoffPhrase(work, sender, receiver)
