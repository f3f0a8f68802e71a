"""What a decision says, from the words of an approval column.

A yes stays a yes with who, when or praise behind it, and stops being one with a condition behind it. Names, dates,
links and files that stand where a decision should are no decision at all: calling them "not binary" would be wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rules.model import Word
from rules.vocabulary.decision_words import DECISION_WORDS, HEDGES
from rules.vocabulary.names import reads_as_somebody
from rules.vocabulary.pattern import Pattern
from rules.vocabulary.state_words import DONE_MARKS, REFUSING_MARKS, UNTICKED_MARKS
from rules.vocabulary.words import folded, without_emoji

_YES_MARKS = DONE_MARKS | frozenset("👍")
_NO_MARKS = REFUSING_MARKS | frozenset("👎")
_HEDGED = Pattern(rf"(?:^|[^\w])(?:{HEDGES})(?:[^\w]|$)|\b(?:ok|okay|good|done|yes|approved|final)-?ish\b")
_WAITS = Pattern(
    r"(?:waiting|awaiting|pending|requested|asked|sent|wartet|esperando|aguardando|en attente)\b.*"
    r"|(?:still )?(?:to be|needs to be) (?:approved|confirmed|signed off|reviewed)\b.*"
)
_FUTURE = Pattern(
    r"\b(?:signs off|approves|confirms|decides|gives|(?:must|to|should|will|has to)"
    r" (?:sign|approve|confirm))\b"
)
_ASIDE = Pattern(r"[^\w'-]+")
_BY = Pattern(
    r"\b(?:by|von|por|par)\s+(?P<by>[^,;()\n]+?)(?=\s+(?:on|at|am|el|em|le)\s+\w|\s*[,;()\n]|\s+\d|\s*$)", re.IGNORECASE
)
_ON = Pattern(r"(?:\b(?:on|at|am|el|em|le)\s+|[,(]\s*|\s)(?P<at>\d[^,;()\n]*?)\s*[)\n.]?\s*$", re.IGNORECASE)
_NO_DECISION = Pattern(
    r"""
    \w+://\S+ | www\.\S+ | \S+@\S+\.\w+               # links and mail addresses
    | \S[^\n]*\.(?:wav|aiff?|flac|mp3|mp4|mov|png|jpe?g|pdf|psd|zip|docx?|xlsx?)
    | [\d./:,\- %#]+ (?:[tT][\d:.]+[zZ]?)?            # numbers, dates, times
    | v\d[\w.]*                                       # a version
    | \d{1,2}(?:st|nd|rd|th|\.)?\s+[^\W\d]{3,9}\.?(?:,?\s+\d{2,4})?   # 3 Aug 2026
    | [^\W\d]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?(?:,?\s+\d{2,4})?      # Aug 3, 2026
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class DecisionParts:
    """One decision cell taken apart: the word, and who and when as they stand there ("" where they do not)."""

    word: Word | None
    by: str = ""
    at: str = ""


@lru_cache(maxsize=4096)
def decision_of(text: str) -> Word | None:
    """Return what a decision cell says; `None` when it holds no decision at all (a name, a date, a file, "n/a", "x").

    What reads as a decision but is neither yes, no nor pending is unclear; a question ("Approved?") decides nothing.
    """
    stated = text.strip()
    words = folded(stated)
    if not words:
        return _word_of_marks(stated)
    known = DECISION_WORDS.get(words)
    if known is not None:
        return _against_marks(known, stated)
    if words in ("n/a", "na", "none", "x", "not applicable", "not needed", "not required") or stated.startswith("#"):
        return None
    if _WAITS.fullmatch(words):
        return Word.PENDING
    head, rest = _opening(words)
    if head is not None and head is not Word.UNCLEAR:
        return _against_marks(_with_rest(head, rest), stated)
    if _HEDGED.search(words):
        return Word.UNCLEAR
    if _NO_DECISION.fullmatch(stated) or _FUTURE.search(words) or reads_as_somebody(_unmarked(stated)):
        return _word_of_marks(stated, otherwise=None)
    return Word.UNCLEAR


def is_hedged(text: str) -> bool:
    """Whether the text is a yes or no that is less than one ("I guess", "approved with changes")."""
    words = folded(text)
    known = words in DECISION_WORDS or _opening(words)[0] is not None
    return known and decision_of(text) is Word.UNCLEAR


def decision_parts(text: str) -> DecisionParts:
    """Return the decision with who and when where it says so simply ("Approved by Kaya on 3 Aug")."""
    word = decision_of(text)
    if word not in (Word.YES, Word.NO):
        return DecisionParts(word)
    if (bare := _unmarked(text)) and decision_of(bare) is None:
        return DecisionParts(word, bare)
    by = _BY.search(text)
    at = _ON.search(text)
    return DecisionParts(word, by["by"].strip() if by else "", at["at"].strip() if at else "")


def _opening(words: str) -> tuple[Word | None, str]:
    """Return the longest known wording that the words begin with, and what follows it."""
    ends = [match.start() for match in _ASIDE.finditer(words)]
    for end in reversed(ends):
        if known := DECISION_WORDS.get(words[:end].strip(" -'")):
            return known, words[end:]
    return None, words


def _with_rest(head: Word, rest: str) -> Word:
    if head is Word.PENDING:
        return head
    if head is Word.YES and _HEDGED.search(rest):
        return Word.UNCLEAR
    others = {
        DECISION_WORDS.get(part.strip(" -'")) for part in re.split(r"[,;.:!()/–—]| - | and | but | und | y | et ", rest)
    }
    opposite = Word.NO if head is Word.YES else Word.YES
    return Word.UNCLEAR if opposite in others else head


def _word_of_marks(stated: str, otherwise: Word | None = Word.PENDING) -> Word | None:
    marks = frozenset(stated)
    yes, no = bool(marks & _YES_MARKS), bool(marks & _NO_MARKS)
    if yes and no:
        return Word.UNCLEAR
    if yes or no:
        return Word.YES if yes else Word.NO
    if marks & UNTICKED_MARKS:
        return Word.PENDING
    return otherwise


def _against_marks(word: Word, stated: str) -> Word:
    if stated.endswith("?"):
        return Word.PENDING
    marks = frozenset(stated)
    crossed = word is Word.YES and marks & REFUSING_MARKS
    ticked = word is Word.NO and marks & DONE_MARKS
    return Word.UNCLEAR if crossed or ticked else word


def _unmarked(stated: str) -> str:
    return without_emoji(stated).strip()
