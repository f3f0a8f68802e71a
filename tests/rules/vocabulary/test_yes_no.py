"""Yes-or-no cells and their near misses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.vocabulary.yes_no import yes_no


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        *(
            (text, True)
            for text in ("Yes", "✅", "✓", "x", "TRUE", "1", "Ja", "sí", "Sim", "oui", "signed", "Active", "✅ yes")
        ),
        *(
            (text, False)
            for text in ("No", "❌", "☐", "false", "0", "Nein", "não", "left", "unsigned", "non-exclusive")
        ),
        *((text, None) for text in ("", "?", "yes?", "maybe", "pending", "❌ yes", "✅❌", "10", "yes and no", "🟢")),
    ],
)
def test_a_cell_answers_yes_no_or_nothing(text: str, answer: bool | None) -> None:
    assert yes_no(text) is answer


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert yes_no(text) in (True, False, None)
