"""One meaning for one column, and open where two contest it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.mapping.assignment import CLOSE, SURE, settle
from connectors.mapping.proposal import ROLE_COLUMN, Candidate, Certainty

Readings = dict[str, list[tuple[str, float]]]


def settled(readings: Readings) -> dict[str, tuple[str, str]]:
    found = settle(
        {column: [Candidate(meaning, score, "") for meaning, score in each] for column, each in readings.items()}
    )
    return {
        column: (outcome.certainty.value, outcome.candidates[0].meaning if outcome.candidates else "")
        for column, outcome in found.items()
    }


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        ({"A": [("due", 0.9)]}, {"A": ("sure", "due")}),
        ({"A": [("due", SURE - 0.01)]}, {"A": ("doubtful", "due")}),
        ({"A": [("due", 0.95)], "B": [("due", 0.95 - CLOSE)]}, {"A": ("doubtful", "due"), "B": ("doubtful", "due")}),
        ({"A": [("due", 0.95)], "B": [("due", 0.85)]}, {"A": ("sure", "due"), "B": ("none", "")}),
        ({"A": [("due", 0.9), ("sent", 0.86)]}, {"A": ("doubtful", "due")}),
        ({"A": [("due", 0.9), ("sent", 0.8)]}, {"A": ("sure", "due")}),
        (
            {"A": [("due", 0.95)], "B": [("due", 0.85), ("sent", 0.82)]},
            {"A": ("sure", "due"), "B": ("sure", "sent")},
        ),
        (
            {"A": [(ROLE_COLUMN, 0.9)], "B": [(ROLE_COLUMN, 0.9)]},
            {"A": ("sure", ROLE_COLUMN), "B": ("sure", ROLE_COLUMN)},
        ),
        (
            {"A": [("due", 0.95), ("sent", 0.95)], "B": [("sent", 0.85)]},
            {"A": ("doubtful", "due"), "B": ("doubtful", "sent")},
        ),
    ],
)  # fmt: skip
def test_readings_are_settled_against_each_other(readings: Readings, expected: dict[str, tuple[str, str]]) -> None:
    assert settled(readings) == expected


_SCORES = st.integers(45, 100).map(lambda hundredths: hundredths / 100)


@given(
    st.dictionaries(
        st.sampled_from("ABCDEF"),
        st.dictionaries(st.sampled_from(("due", "sent", "owners", "title")), _SCORES, min_size=1),
    )
)
def test_no_meaning_is_sure_twice_and_none_below_the_threshold(readings: dict[str, dict[str, float]]) -> None:
    found = settle(
        {
            column: sorted((Candidate(m, s, "") for m, s in each.items()), key=lambda candidate: -candidate.score)
            for column, each in readings.items()
        }
    )
    sure = [outcome.candidates[0] for outcome in found.values() if outcome.certainty is Certainty.SURE]
    assert len({candidate.meaning for candidate in sure}) == len(sure)
    assert all(candidate.score >= SURE for candidate in sure)
    assert set(found) == set(readings)
