"""The status of a pitch is told in words of its own."""

from __future__ import annotations

import pytest

from rules.model import State
from rules.vocabulary.pitch_words import is_refused, pitch_state_of


@pytest.mark.parametrize(
    ("words", "state", "refused"),
    [
        ("Declined", State.DONE, True),
        ("Passed", State.DONE, True),
        ("Rejected", State.DONE, True),
        ("Withdrawn", State.DONE, True),
        ("Placed", State.DONE, False),
        ("Accepted", State.DONE, False),
        ("No response", State.DONE, False),
        ("Sent", State.DONE, False),
        ("Waiting for reply", State.WAITING, False),
        ("Pending", State.WAITING, False),
        ("To pitch", State.NOT_STARTED, False),
        ("Draft", State.IN_PROGRESS, False),
        ("Cancelled", State.CANCELLED, False),
        ("purple", None, False),
        ("", None, False),
    ],
)
def test_how_far_a_pitch_is(words: str, state: State | None, refused: bool) -> None:
    assert (pitch_state_of(words), is_refused(words)) == (state, refused)
