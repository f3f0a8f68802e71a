"""The signs that a team's system works, each measured from its own records. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from rules.location import is_location
from rules.model import Handoff, Link, Release, State, Unknown
from rules.review_answers import QUESTIONS
from rules.wording import counted
from sync.review.measure import Measure, Point, Sort
from sync.review.moves import date_kept
from sync.review.past import Past, out_on

SHOWN = 6
"""How many releases a trend goes back."""


def past_releases(past: Past, most: int = SHOWN) -> tuple[Release, ...]:
    """Return the releases that are out, the latest `most` of them, oldest first."""
    out = [
        (day, release.title, release)
        for release in past.slate.releases
        if (day := out_on(release)) is not None and day <= past.today and release.state is not State.CANCELLED
    ]
    return tuple(release for _, _, release in sorted(out, key=lambda each: each[:2])[-most:])


def signs(past: Past, releases: Sequence[Release]) -> tuple[Measure, ...]:
    """Return the three signs over these releases, which are out."""
    return (
        Measure(
            "dates hold",
            "Do release dates move because work was late?",
            Sort.SIGN,
            more_is_better=False,
            points=tuple(_moved(release, past) for release in releases),
        ),
        Measure(
            "handed over by a link",
            "Is work handed over by a link?",
            Sort.SIGN,
            more_is_better=True,
            points=tuple(_linked(release) for release in releases),
        ),
        Measure(
            "answered with data",
            "Is “what worked last time?” answered with data?",
            Sort.SIGN,
            more_is_better=True,
            points=tuple(_answered(release, past) for release in releases),
        ),
    )


def _moved(release: Release, past: Past) -> Point:
    kept = date_kept(release, past)
    if not kept.watched:
        return Point(release.title, None, "no run saw the release before its day")
    late, moves = kept.for_late_work, len(kept.moves)
    if not moves:
        return Point(release.title, 0, "the date held", good=True)
    times = "once" if moves == 1 else f"{moves} times"
    how = f"{late} while work was late" if late else "never while work was late"
    return Point(release.title, late, f"moved {times}, {how}", good=not late)


def _linked(release: Release) -> Point:
    if isinstance(release.handoffs, Unknown):
        return Point(release.title, None, f"handoffs: {release.handoffs.value}")
    sent = [handoff for handoff in release.handoffs if not handoff.cancelled and handoff.was_sent]
    told = [linked for handoff in sent if (linked := _by_link(handoff, release)) is not None]
    if not told:
        return Point(release.title, None, "the plan does not say where files are" if sent else "no handoff was sent")
    share = sum(told) / len(told)
    return Point(release.title, share, f"{sum(told)} of {counted(len(told), 'handoff')}", good=share == 1)


def _by_link(handoff: Handoff, release: Release) -> bool | None:
    place = handoff.location
    if isinstance(place, str) and place.strip():
        return is_location(place)
    work = handoff.work.key if isinstance(handoff.work, Link) else ""
    file = next((item.file for item in release.deliverables if item.key == work), None)
    if file is not None and not isinstance(file, Unknown):
        return bool(file.url) or is_location(file.name)
    return None if isinstance(place, Unknown) else False


def _answered(release: Release, past: Past) -> Point:
    day = out_on(release)
    reviews = release.reviews
    if isinstance(reviews, Unknown):
        return Point(release.title, None, f"reviews: {reviews.value}")
    texts = [
        answer
        for review in reviews
        if review.state is not State.CANCELLED
        for name, _ in QUESTIONS
        if isinstance(answer := getattr(review, name), str) and answer.strip()
    ]
    if any(sign.isdigit() for answer in texts for sign in answer):
        return Point(release.title, 1, "answered with figures", good=True)
    if texts:
        return Point(release.title, 0.5, "answered, without a figure", good=False)
    due = day + timedelta(days=past.context.limits.review_days) if day is not None else None
    if due is not None and past.today <= due:
        return Point(release.title, None, f"the review has time until {due}")
    return Point(release.title, 0, "not answered", good=False)
