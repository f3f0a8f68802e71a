"""How words are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.vocabulary.words import folded, spelled, words_of


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("  @Kaya? ", "kaya"),
        ("KAYA   MÜLLER", "kaya muller"),
        ("Straße", "strasse"),
        ("Søren", "soren"),
        ("🟢Done", "done"),
        ("👩‍🎤 Artist", "artist"),
        ("in_progress", "in progress"),
        ("“Final master”", "final master"),
        ("—", ""),
        ("A&R", "a&r"),
    ],
)
def test_case_accents_emoji_and_outer_punctuation_do_not_count(text: str, same: str) -> None:
    assert folded(text) == same


@pytest.mark.parametrize(("one", "other"), [("か", "が"), ("हिंदी", "हद"), ("Kaya-Lee", "Kaya Lee"), ("n/a", "na")])
def test_signs_that_carry_meaning_are_kept(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_words_are_taken_without_punctuation() -> None:
    assert words_of("🎬 Video, part-2 (Übersicht)") == ("video", "part", "2", "ubersicht")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert spelled(spelled(text)) == spelled(text)
