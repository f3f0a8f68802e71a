"""What a decision column says, and who said it when."""

from __future__ import annotations

from connectors.normalize.cells import words_of
from connectors.normalize.rows import Row
from rules.model import Actor, Decision, Maybe, Moment, Unknown, Word
from rules.vocabulary.decisions import DecisionParts, decision_parts
from rules.vocabulary.names import split_names


def decisions_in(
    row: Row,
    meaning: str,
    by: tuple[Actor, ...] | Unknown,
    at: Maybe[Moment],
    version: Maybe[str] = None,
) -> tuple[Decision, ...] | Unknown:
    """Return the decision that a row records, once for each person who made it; empty when nothing was decided.

    `by` and `at` are what the columns for them say; the decision's own words ("Approved by Kaya on 3 Aug") fill in.
    Who is named as having decided, while the decision itself is not given, is taken as asked and not yet heard.
    """
    cell = row.cell(meaning)
    if isinstance(cell, Unknown):
        return cell
    words = words_of(cell)
    if not words:
        named = () if isinstance(by, Unknown) else by
        return tuple(Decision(Word.PENDING, "", actor, at, version) for actor in named)
    parts = DecisionParts(Word.YES) if cell is True else decision_parts(words)
    if parts.word is None:
        return row.doubt(meaning, cell, "it is not a decision; write yes, no or pending")
    return decided(row, meaning, parts, words, by, at, version)


def decided(
    row: Row,
    meaning: str,
    parts: DecisionParts,
    words: str,
    by: tuple[Actor, ...] | Unknown,
    at: Maybe[Moment],
    version: Maybe[str],
) -> tuple[Decision, ...]:
    """Return one decision for each person who made it, as the columns say or else as the words do."""
    if parts.word is None:
        return ()
    if not by or isinstance(by, Unknown):
        by = tuple(Actor.stated(name) for name in split_names(parts.by)) or by
    if parts.at and (at is None or isinstance(at, Unknown)):
        at = row.typed(meaning, parts.at)
    deciders: tuple[Maybe[Actor], ...] = (by,) if isinstance(by, Unknown) else by or (None,)
    return tuple(Decision(parts.word, words, actor, at, version) for actor in deciders)
