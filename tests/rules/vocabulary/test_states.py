"""Status words as teams really type them, and their near misses."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.model import State
from rules.vocabulary.state_words import STATE_WORDS
from rules.vocabulary.states import state_of, state_of_percent
from rules.vocabulary.words import folded

SEEN_IN_THE_FIELD = {
    State.NOT_STARTED: ["⚪ Planned", "🟠Not Started Yet", "💭 Idea", "Not Started", "Planning", "not submitted", "☐"],
    State.IN_PROGRESS: [
        "🔵 In Progress", "🔴Revision needed", "sketching", "rejected", "fix needed", "draft", "error",
        "50 %", "0.5%",
    ],
    State.IN_REVIEW: ["ready to check", "under review", "in review", "shared", "pending approval"],
    State.WAITING: ["blocked", "Waiting on Kaya", "Delayed", "pending", "pending signatures", "disputed", "On hold"],
    State.DONE: [
        "✅ Complete", "🟢Done", "✅ Finished", "exported", "approved", "delivered", "submitted", "executed",
        "X", "✓",
        "✔️", "yes", "TRUE", "100%", "100 % done", "Confirmed",
    ],
    State.SCHEDULED: ["Scheduled", "scheduled for Friday", "Queued"],
    State.LIVE: ["published", "live", "LIVE 🎉", "posted on 3 Aug", "out now"],
    State.CANCELLED: ["taken down", "superseded", "Killed", "canceled", "dropped", "N/A", "Won't do"],
}  # fmt: skip
OTHER_LANGUAGES = {
    State.NOT_STARTED: ["Offen", "nicht begonnen", "pendiente", "não iniciado", "À faire"],
    State.IN_PROGRESS: ["in Arbeit", "läuft", "en curso", "em andamento", "En cours"],
    State.IN_REVIEW: ["zur Prüfung", "en revisión", "em revisão", "à valider"],
    State.WAITING: ["blockiert", "Wartet auf Kaya", "en espera", "aguardando", "en attente"],
    State.DONE: ["erledigt", "Fertig", "hecho", "concluído", "Terminé"],
    State.SCHEDULED: ["eingeplant", "programado", "agendado"],
    State.LIVE: ["veröffentlicht", "publicado", "publié"],
    State.CANCELLED: ["abgesagt", "cancelado", "annulé"],
}


def _rows(table: dict[State, list[str]]) -> list[tuple[str, State]]:
    return [(text, state) for state, texts in table.items() for text in texts]


@pytest.mark.parametrize(("text", "state"), _rows(SEEN_IN_THE_FIELD) + _rows(OTHER_LANGUAGES))
def test_a_word_of_the_trade_is_its_state(text: str, state: State) -> None:
    assert state_of(text) is state


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "🟢", "🔴", "❌", "?", "Done?", "❌ Done", "🚫 Published", "TBD", "ready", "archived",
        "booked", "mixed",
        "amended", "🔴 Critical", "🟠 High", "#N/A", "#ERROR!", "Done – waiting for artist", "Kaya",
        "3 Aug", "120%",
        "50", "donesies", "Reviewer", "liver", "Press", "✅❌", "-5%",
    ],
)  # fmt: skip
def test_an_unclear_or_foreign_word_is_no_state(text: str) -> None:
    assert state_of(text) is None


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Done – v3", State.DONE),
        ("Done (Kaya)", State.DONE),
        ("Done 12/08", State.DONE),
        ("In review [round 2]", State.IN_REVIEW),
        ("❌ Cancelled", State.CANCELLED),
        ("Delivered\nsee folder", State.DONE),
    ],
)
def test_a_note_behind_the_state_does_not_hide_it(text: str, state: State) -> None:
    assert state_of(text) is state


def test_revision_needed_is_in_progress_and_not_in_review() -> None:
    assert state_of("Revision needed") is State.IN_PROGRESS
    assert state_of("Needs review") is State.IN_REVIEW


@pytest.mark.parametrize(
    ("percent", "state"),
    [
        ("0", State.NOT_STARTED),
        ("0.1", State.IN_PROGRESS),
        ("99", State.IN_PROGRESS),
        ("100", State.DONE),
        ("101", None),
    ],
)
def test_progress_in_percent_is_a_state_at_its_edges(percent: str, state: State | None) -> None:
    assert state_of_percent(Decimal(percent)) is state


def test_the_vocabulary_is_stored_as_it_is_compared() -> None:
    assert [word for word in STATE_WORDS if folded(word) != word] == []


@given(
    st.sampled_from(sorted(STATE_WORDS)),
    st.sampled_from(["", "✅ ", "🟢", "  ", "💭"]),
    st.sampled_from(["", " ", "."]),
)
def test_case_emoji_and_space_never_change_a_state(word: str, before: str, after: str) -> None:
    assert state_of(f"{before}{word.upper()}{after}") is STATE_WORDS[word]


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert state_of(text) is None or isinstance(state_of(text), State)
