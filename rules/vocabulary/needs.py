"""What a deliverable depends on, from the words of its "depends on" column."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from rules.model import Actor, Kind, Need, NeedKind
from rules.vocabulary.consent import consent_in
from rules.vocabulary.kinds import kind_of
from rules.vocabulary.names import reads_as_somebody, spans
from rules.vocabulary.pattern import Pattern
from rules.vocabulary.roles import role_of
from rules.vocabulary.words import folded

_NOTHING = frozenset(
    {
        "", "none", "nothing", "no", "n/a", "na", "nil", "nobody", "no dependencies", "no dependency", "tbd",
        "tba", "0",
        "independent", "x", "keine", "keins", "nichts", "nada", "ninguno", "ninguna", "nenhum", "nenhuma", "aucun",
        "aucune", "rien",
    }
)  # fmt: skip
_MOST_PARTS_OF_A_TITLE = 8
_LEAD = Pattern(
    r"(?:(?:after|once|when|needs?|requires?|depends on|depending on|waiting (?:on|for)|waits for|blocked (?:by|on)"
    r"|awaits|awaiting)\s+)?(?:(?:the|an?)\s+)?",
    re.IGNORECASE,
)
_READY = Pattern(
    r"^(?:approved|finished|completed|delivered|signed[- ]off)\s+(?=\S)"
    r"|\s+(?:(?:is|are|being)\s+)?(?:done|ready|complete|completed|finished|delivered|locked)$",
    re.IGNORECASE,
)
_HANDOFF = r"(?:hand[- ]?offs?|hand[- ]?overs?|übergaben?)"
_HANDED = Pattern(
    rf"(?:(?P<work>.+?)\s+)?{_HANDOFF}(?:\s+of\s+(?P<of>.+?))?(?:\s+(?:from|by|von)\s+(?P<who>.+?))?(?:\s+to\s+.+)?",
    re.IGNORECASE,
)
_GIVEN = Pattern(r"(?P<work>.+?)\s+(?:from|von)\s+(?P<who>.+)", re.IGNORECASE)
_INPUT = Pattern(
    r"(?:.*\s)?(?:budget|references?|mood ?board|feedback|notes|direction|inspiration|input|info|deposit"
    r"|payment|funding)",
    re.IGNORECASE,
)
_TAIL = Pattern(
    r".*?\S\s+(?P<tail>(?:hand[- ]?off|hand[- ]?over|approval|sign[- ]?off|confirmation)(?P<many>s)?(?:\s.*)?)",
    re.IGNORECASE,
)
_JOINED = Pattern(r"[+&/]|\b(?:and|und|y|e|et)\b", re.IGNORECASE)


def read_needs(text: str, titles: Collection[str] = ()) -> tuple[Need, ...]:
    """Return what the words ask for, in order; () when they ask for nothing ("none", "-").

    `titles` are the titles of known deliverables: one that holds a parting sign stays whole, and one that sounds like
    an approval or a brief is work. What one list shares is said once: "Master + Artwork handoffs" are two handoffs.
    """
    if folded(text) in _NOTHING:
        return ()
    known = _known(titles) if isinstance(titles, frozenset) else frozenset(map(folded, titles))
    where = _kept_whole(text, spans(text), known)
    phrases = _with_shared_tails(text, where, known)
    return tuple(need for phrase in phrases if (need := _need(phrase, known)) is not None)


@lru_cache(maxsize=64)
def _known(titles: frozenset[str]) -> frozenset[str]:
    return frozenset(map(folded, titles))


def _kept_whole(text: str, where: tuple[tuple[int, int], ...], known: frozenset[str]) -> list[tuple[int, int]]:
    """Join the parts of a list that together are one known title."""
    whole: list[tuple[int, int]] = []
    at = 0
    while at < len(where):
        start = where[at][0]
        last = next(
            (
                n
                for n in range(min(len(where), at + 8) - 1, at, -1)
                if known and folded(text[start : where[n][1]]) in known
            ),
            at,
        )
        whole.append((start, where[last][1]))
        at = last + 1
    return whole


def _with_shared_tails(text: str, where: list[tuple[int, int]], known: frozenset[str]) -> list[str]:
    phrases = [text[start:end] for start, end in where]
    tail, many, closing = "", False, False
    for n in range(len(phrases) - 1, -1, -1):
        own = _TAIL.fullmatch(phrases[n])
        if own and folded(phrases[n]) not in known:
            tail, many, closing = own["tail"], bool(own["many"]), True
            continue
        if not tail:
            continue
        joined = _JOINED.search(text[where[n][1] : where[n + 1][0]]) is not None
        handed = tail.casefold().startswith("hand")
        if (many or joined or not closing) and _bare(phrases[n], known, handed=handed):
            phrases[n] = f"{phrases[n]} {tail}"
            closing = False
        else:
            tail = ""
    return phrases


def _bare(phrase: str, known: frozenset[str], *, handed: bool) -> bool:
    if folded(phrase) in known:
        return handed
    need = _need(phrase, known)
    return need is not None and need.kind is NeedKind.WORK and not need.handed and need.actor is None


def _need(phrase: str, known: frozenset[str]) -> Need | None:
    phrase = phrase.strip(" .;\"'“”„«»")
    words = folded(phrase)
    if words in known and words:
        return Need(phrase)
    if words in _NOTHING:
        return None
    phrase = phrase[end:] if 0 < (end := _lead(phrase)) < len(phrase) else phrase
    if handed := _HANDED.fullmatch(phrase):
        return _handed(phrase, handed["work"] or handed["of"] or "", handed["who"] or "")
    if consent := consent_in(phrase):
        actor = Actor.stated(consent.who) if consent.who else None
        return Need(phrase, NeedKind.DECISION, actor=actor, decides=consent.kind)
    if role_of(phrase):
        return Need(phrase, NeedKind.INPUT, actor=Actor.stated(phrase))
    if (given := _GIVEN.fullmatch(phrase)) and reads_as_somebody(given["who"]):
        if _is_input(given["work"]):
            return Need(phrase, NeedKind.INPUT, actor=Actor.stated(given["who"]))
        return _handed(phrase, given["work"], given["who"])
    if _is_input(phrase):
        return Need(phrase, NeedKind.INPUT)
    return Need(_READY.sub("", phrase))


def _handed(phrase: str, work: str, who: str) -> Need:
    actor = Actor.stated(who) if who else None
    if not work:
        return Need(phrase, NeedKind.INPUT, actor=actor)
    return Need(_READY.sub("", work), handed=True, actor=actor)


def _is_input(phrase: str) -> bool:
    return kind_of(phrase) in (Kind.BRIEF, Kind.DATE) or _INPUT.fullmatch(phrase) is not None


def _lead(phrase: str) -> int:
    match = _LEAD.match(phrase)
    return match.end() if match else 0
