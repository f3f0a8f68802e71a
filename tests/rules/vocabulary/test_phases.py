"""Phase columns and their near misses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.model import Phase
from rules.vocabulary.phases import phase_of


@pytest.mark.parametrize(
    ("text", "phase"),
    [
        ("Planning", Phase.PLAN),
        ("Pre-production", Phase.PLAN),
        ("Assets", Phase.ASSETS),
        ("2. Production", Phase.ASSETS),
        ("Pitching", Phase.PITCH),
        ("Weeks 4–3", Phase.PITCH),
        ("Weeks 3-2 before release", Phase.FILM),
        ("Film", Phase.FILM),
        ("🎬 Filming", Phase.FILM),
        ("3. Teasing", Phase.TEASE),
        ("Pre-release", Phase.TEASE),
        ("weeks 2-1", Phase.TEASE),
        ("Release week", Phase.RELEASE),
        ("Launch", Phase.RELEASE),
        ("Post-release", Phase.SUSTAIN),
        ("Sustain phase", Phase.SUSTAIN),
        ("Post-mortem", Phase.REVIEW),
        ("Vorbereitung", Phase.PLAN),
        ("Veröffentlichungswoche", Phase.RELEASE),
        ("lanzamiento", Phase.RELEASE),
    ],
)
def test_a_phase_is_read(text: str, phase: Phase) -> None:
    assert phase_of(text) is phase


@pytest.mark.parametrize(
    "text", ["", "Phase 2", "Week 3", "Weeks 5-4", "Promo", "Marketing", "Q3", "High", "Release date"]
)
def test_what_names_no_phase_for_certain_is_none(text: str) -> None:
    assert phase_of(text) is None


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert phase_of(text) is None or isinstance(phase_of(text), Phase)
