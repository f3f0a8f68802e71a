"""REV003: last month went by without a review, though something is out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from rules.model import Deliverable, Kind, Release, Review, State
from rules.policy import Severity
from rules.rule import Context, Entity, Example, Gathered, Hit, rule
from rules.samples import at, day, example, ref, release, work


def _held_and_out(release: Release, context: Context) -> Gathered:
    """Yield what is out since last month or before, and every review, of releases that are over as well."""
    if release.state is State.CANCELLED:
        return
    out = release.date
    if isinstance(out, date) and out > context.today:
        return  # nothing of it can have been looked back on
    _, last = _last_month(context.today)
    if isinstance(out, date) and last - timedelta(days=context.limits.active_days) <= out <= last:
        yield "", (release,)
    for review in release.reviews if isinstance(release.reviews, tuple) else ():
        if review.state is not State.CANCELLED:
            yield "", (review,)
    for item in release.deliverables:
        if item.kind is Kind.REVIEW and not item.cancelled:
            yield "", (item,)


@rule(
    code="REV003",
    name="monthly-review-missing",
    severity=Severity.NOTE,
    summary="Something is out, the plan has a place for reviews, and none was held in the last calendar month.",
    why="What only every release is asked about, no month is: the same hour is lost again before anybody sees it.",
    fix="The manager sets half an hour this week, and one for every month to come.",
    source="The career operating system, review: monthly",
    needs=(),
    survey=_held_and_out,
    flagged=lambda: _reviewed("2026-08-10", says="No review was held in September 2026"),
    clean=lambda: _reviewed("2026-09-30"),
)
def monthly_review_missing(key: str, entities: Sequence[Entity], context: Context) -> Iterator[Hit]:
    first, last = _last_month(context.today)
    out = [entity for entity in entities if isinstance(entity, Release)]
    days = [_held_on(entity, context) for entity in entities if not isinstance(entity, Release)]
    if not out or not days or not context.complete or any(held is None or first <= held <= last for held in days):
        return
    latest = max(out, key=lambda release: (str(release.date), release.key))
    yield Hit(latest, f"No review was held in {first:%B %Y}", detail=f"{first:%Y-%m}")


def _held_on(entity: Entity, context: Context) -> date | None:
    """Return the day of a review; `None` where nothing tells, so that it may have been any."""
    if isinstance(entity, Deliverable):
        stated = entity.done_at if isinstance(entity.done_at, (date, datetime)) else entity.due
    else:
        stated = entity.on if isinstance(entity, Review) else None
    return context.calendar.day(stated) if isinstance(stated, date) else None


def _last_month(today: date) -> tuple[date, date]:
    """Return the first and the last day of the calendar month before this one."""
    last = today.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def _reviewed(on: str, says: str = "") -> Example:
    review = Review("review", "Ops review", ref("review", "Reviews"), day(on), State.DONE, "The teaser", "Ads", "Stems")
    recap = work("Recap", "Sam", due="2026-09-18", state="done")
    return example(release(recap, reviews=(review,)), now=at("2026-10-01 10:00"), says=says)
