"""What a review answers: what worked, what failed, what broke."""

from __future__ import annotations

from rules.model import Review

QUESTIONS = (("worked", "what worked"), ("failed", "what failed"), ("broke", "what broke"))


def unanswered(review: Review) -> list[str]:
    """Return the questions that the review has a place for and leaves empty, in words."""
    return [words for name, words in QUESTIONS if _is_empty(getattr(review, name))]


def _is_empty(answer: object) -> bool:
    return answer is None or (isinstance(answer, str) and not answer.strip())
