"""REV002: a review is marked done without its answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rules.model import FINISHED, Release, Review, State
from rules.policy import Severity
from rules.review_answers import unanswered
from rules.rule import Context, Example, Finding, Hit, rule
from rules.samples import at, day, example, ref, release, work
from rules.view import View
from rules.wording import listed


@rule(
    code="REV002",
    name="review-incomplete",
    severity=Severity.WARNING,
    summary="A review is marked done and leaves empty what worked, what failed or what broke.",
    why="A review without answers changes nothing: the template stays as it was, and so does the next release.",
    fix="Whoever led the review writes the missing answers down, a sentence each.",
    source="The career operating system, review: what worked, what failed, what broke",
    needs=(),
    flagged=lambda: _reviewed(None, says="Review of Night Bus is done and does not say what broke"),
    clean=lambda: _reviewed("The stems were on one laptop"),
)
def review_incomplete(view: View, context: Context) -> Iterator[Finding]:
    reviews = view.release.reviews
    for review in reviews if isinstance(reviews, tuple) else ():
        if review.state in FINISHED and (missing := unanswered(review)):
            yield Hit(review, f"{review.title} is done and does not say {listed(missing, 'or')}")


def _reviewed(broke: str | None, says: str = "") -> Example:
    review = Review(
        "review", "Review of Night Bus", ref("review", "Reviews"), day("2026-09-15"), State.DONE, "The teaser", "Ads"
    )
    one: Release = release(
        work("Recap", "Sam", due="2026-09-18", state="done"), reviews=(replace(review, broke=broke),)
    )
    return example(one, now=at("2026-09-16 10:00"), says=says)
