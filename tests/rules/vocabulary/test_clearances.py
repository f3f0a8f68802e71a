"""Whether a right is cleared, from what teams write."""

from __future__ import annotations

import pytest

from rules.vocabulary.clearances import cleared, used_work


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Cleared", True),
        ("✅", True),
        ("yes", True),
        ("licensed", True),
        ("n/a", True),
        ("3 of 3 publishers", True),
        ("2 of 3 publishers", False),
        ("2/3", False),
        ("pending", False),
        ("in negotiation", False),
        ("No", False),
        ("not cleared", False),
        ("denied", False),
        ("ask Rae", None),
        ("mostly", None),
    ],
)
def test_the_words_say_yes_no_or_nothing(text: str, said: bool | None) -> None:
    assert cleared(text) is said


@pytest.mark.parametrize(
    ("text", "used"),
    [("no", None), ("None", None), ("no samples", None), ("Harbour Song", "Harbour Song"), ("yes", "yes")],
)
def test_no_is_no_use(text: str, used: str | None) -> None:
    assert used_work(text) == used
