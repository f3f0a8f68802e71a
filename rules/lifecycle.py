"""Which releases rules look at: those that are active, and of them those that are not yet out."""

from __future__ import annotations

from datetime import timedelta

from rules.model import FINISHED, Kind, Release, State, Unknown
from rules.review_answers import unanswered
from rules.rule import Context


def is_active(release: Release, context: Context) -> bool:
    """Whether rules look at the release: from its first record until its review is done, or 60 days after its date.

    A review that is done before the release day belongs to something else and ends nothing, and so does one that is
    called done and answers nothing.
    """
    if release.state is State.CANCELLED:
        return False
    day = release.date
    if day is not None and type(day) is not Unknown:
        if day > context.today:
            return True
        if context.today > day + timedelta(days=context.limits.active_days):
            return False
        if _reviewed(release):
            return False
    reviews = release.reviews
    return type(reviews) is Unknown or not any(
        review.state is State.DONE and not unanswered(review) for review in reviews
    )


def _reviewed(release: Release) -> bool:
    """Whether the review is a deliverable like others, and done; of several, all."""
    reviews = [item for item in release.deliverables if item.kind is Kind.REVIEW and not item.cancelled]
    return bool(reviews) and all(review.finished for review in reviews)


def not_yet_out(release: Release, context: Context) -> bool:
    """Whether the release is still ahead as far as the plan says; its own day is inside."""
    state = release.state
    if type(state) is not Unknown and state in FINISHED:
        return False
    day = release.date
    return day is None or type(day) is Unknown or day >= context.today
