"""Decision cells: what is yes, no, pending, less than either, and no decision at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.model import Word
from rules.vocabulary.decision_words import DECISION_WORDS
from rules.vocabulary.decisions import DecisionParts, decision_of, decision_parts, is_hedged
from rules.vocabulary.words import folded

READ = {
    Word.YES: [
        "approved", "✅ Approved", "✅", "👍", "Yes", "signed off", "Final go", "looks good",
        "Approved by Kaya on 3 Aug",
        "Approved (Kaya, 3 Aug)", "approved, love it", "Approved v3", "Yes, approved", "approved 3/8",
        "Kaya ✅", "TRUE",
        "Freigegeben", "aprobado", "Approved, English version", "yes, finish the intro", "Validé",
    ],
    Word.NO: [
        "no", "❌", "rejected", "revisions needed", "🔴Revision needed", "Changes requested", "not approved",
        "No, changes requested", "rejected by Marcus, 4 Aug 2026", "No, needs more bass",
        "Rejected until the intro is fixed",
        "abgelehnt", "rechazado", "Kaya ❌",
    ],
    Word.PENDING: [
        "", "-", "?", "pending", "waiting", "requested", "Waiting for Kaya", "sent to Kaya", "not approved yet",
        "FALSE", "☐",
        "TBD", "Approved?", "yes?", "in review", "to be approved by Kaya", "ausstehend",
    ],
    Word.UNCLEAR: [
        "I guess", "mostly", "approved with changes", "ok-ish", "looks good mostly", "Approved but fix the intro",
        "approved once the bass is lower", "Approved, changes requested", "no but yes", "❌ Approved",
        "ok for now",
        "approved pending the clean edit", "maybe", "bass too loud", "Approved with minor tweaks",
        "yes and no", "✅❌",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("text", "word"), [(text, word) for word, texts in READ.items() for text in texts])
def test_a_decision_cell_says_its_word(text: str, word: Word) -> None:
    assert decision_of(text) is word


@pytest.mark.parametrize(
    "text",
    [
        "Kaya", "Marcus Lee", "@kaya", "Ana de la Cruz", "Artist", "label team", "2026-08-03", "12/08", "3 Aug",
        "Aug 3, 2026",
        "master_v3.wav", "final mix.mp3", "https://example.com/a", "kaya@example.com", "v3", "50%", "n/a", "x", "#N/A",
        "Artist signs off", "Manager must approve",
    ],
)  # fmt: skip
def test_a_name_a_date_or_a_file_is_no_decision(text: str) -> None:
    assert decision_of(text) is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Approved by Kaya on 3 Aug", DecisionParts(Word.YES, "Kaya", "3 Aug")),
        ("rejected by Marcus, 4 Aug 2026", DecisionParts(Word.NO, "Marcus", "4 Aug 2026")),
        ("Freigegeben von Kaya am 3.8.", DecisionParts(Word.YES, "Kaya", "3.8")),
        ("approved 3/8", DecisionParts(Word.YES, "", "3/8")),
        ("Kaya ✅", DecisionParts(Word.YES, "Kaya", "")),
        ("No", DecisionParts(Word.NO)),
        ("waiting for approval by Kaya", DecisionParts(Word.PENDING)),
        ("Kaya", DecisionParts(None)),
    ],
)
def test_who_and_when_are_read_where_they_stand_simply(text: str, parts: DecisionParts) -> None:
    assert decision_parts(text) == parts


@pytest.mark.parametrize(
    ("text", "hedged"),
    [
        ("I guess", True),
        ("approved with changes", True),
        ("bass too loud", False),
        ("we need to ask", False),
        ("yes", False),
    ],
)
def test_only_a_weakened_yes_or_no_is_hedged(text: str, hedged: bool) -> None:
    assert is_hedged(text) is hedged


def test_the_vocabulary_is_stored_as_it_is_compared() -> None:
    assert [word for word in DECISION_WORDS if folded(word) != word] == []


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    word = decision_of(text)
    assert decision_parts(text).word is word
    assert not is_hedged(text) or word is Word.UNCLEAR


@given(
    st.sampled_from(sorted(w for w, what in DECISION_WORDS.items() if what is Word.YES)),
    st.sampled_from(["with changes", "mostly", "if the label agrees", "but louder"]),
)
def test_no_yes_survives_a_condition(word: str, condition: str) -> None:
    assert decision_of(f"{word} {condition}") is Word.UNCLEAR
