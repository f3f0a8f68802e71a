"""REV001: the release is out, and nobody planned to look back on it in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rules.lifecycle import not_yet_out
from rules.model import Deliverable, Kind, Maybe, Review, State, Unknown
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, Untold, rule
from rules.samples import at, plan, work
from rules.view import View
from rules.wording import counted


@dataclass(frozen=True, slots=True)
class _Planned:
    on: Deliverable | Review
    day: Maybe[date]


@rule(
    code="REV001",
    name="review-not-planned",
    severity=Severity.WARNING,
    summary="A release is out, and no review of it is planned within two weeks after its date.",
    why="After two weeks nobody remembers why it was late; the same thing then happens to the next release.",
    fix="The manager sets a day for the review, within two weeks of the release, and asks everybody to it.",
    source="The career operating system, review: two weeks after release",
    needs=("release.date",),
    flagged=lambda: plan(
        work("Recap", "Sam", due="2026-09-18"),
        now=at("2026-09-08 10:00"),
        says="Night Bus is out since 2026-09-04, and no review is planned until 2026-09-18",
    ),
    clean=lambda: plan(
        work("Recap", "Sam", due="2026-09-18"),
        work("Release review", "Mia", due="2026-09-18"),
        now=at("2026-09-08 10:00"),
    ),
)
def review_not_planned(view: View, context: Context) -> Iterator[Finding]:
    release = view.release
    out = release.date
    if not isinstance(out, date) or out >= context.today or not_yet_out(release, context):
        return
    last = out + timedelta(days=context.limits.review_days)
    planned = list(_planned(view))
    if any(isinstance(review.day, date) and out <= review.day <= last for review in planned):
        return
    if type(release.reviews) is Unknown and release.reviews is not Unknown.ABSENT:
        yield Untold(release, "the reviews could not be read completely")
    elif not planned and (unseen := context.unseen(release)):
        yield Untold(release, f"a review may be planned in {unseen}")
    elif not planned and not release.deliverables and type(release.reviews) is Unknown:
        yield Untold(release, "the plan has no place for a review")
    elif not planned:
        yield Hit(release, f"{release.title} is out since {out}, and no review is planned until {last}")
    elif any(type(review.day) is Unknown for review in planned):
        yield Untold(release, "the day of the review cannot be told")
    else:
        yield _misplaced(planned, out)


def _planned(view: View) -> Iterator[_Planned]:
    for item in view.of_kind(Kind.REVIEW):
        yield _Planned(item, item.due)
    reviews = view.release.reviews
    for review in reviews if isinstance(reviews, tuple) else ():
        if review.state is not State.CANCELLED:
            yield _Planned(review, review.on)


def _misplaced(planned: list[_Planned], out: date) -> Hit:
    """Return what is wrong with the first of the reviews: it has no day, or one that is no use."""
    dated = [review for review in planned if isinstance(review.day, date)]
    first = min(dated, key=lambda review: str(review.day)) if dated else planned[0]
    on, day = first.on, first.day
    who = on.owner if isinstance(on, Deliverable) else None
    if not isinstance(day, date):
        return Hit(on, f"{on.title} has no day", who=who)
    if day < out:
        return Hit(on, f"{on.title} is planned for {day}, before the release on {out}", who=who)
    return Hit(on, f"{on.title} is planned for {day}, {counted((day - out).days, 'day')} after the release", who=who)
