"""Names of columns compared without what people decorate them with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.mapping.headings import ends_of, heading


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("📅 Due Date (DD/MM):", "due date"),
        ("Due Date (internal)", "due date internal"),
        ("Mastered? ", "mastered"),
        ("ReleaseTitleVersion", "release title version"),
        ("release_title", "release title"),
        ("ISRC/UPC", "isrc upc"),
        ("A&R", "a&r"),
        ("Split %", "split %"),
        ("Track #", "track #"),
        ("Künstler:in", "kunstler"),
        ("Assigné(e)", "assigne"),
        ("What didn’t work", "what didn't work"),
        ("  ", ""),
    ],
)
def test_only_the_words_count(name: str, words: str) -> None:
    assert heading(name) == words


@given(st.text(max_size=60))
def test_a_heading_is_its_own_heading(name: str) -> None:
    assert heading(heading(name)) == heading(name)


def test_the_ends_are_the_shorter_runs_of_words_longest_first() -> None:
    assert ends_of("final due date") == ("due date", "final due", "date", "final")
    assert ends_of("due") == ()
    assert ends_of("due " * 9) == ()
