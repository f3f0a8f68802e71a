"""The look back at one calendar month over all releases, in the team's zone. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rules.model import Release, State
from sync.review.answers import Answers, broke, failed, moved_words, worked
from sync.review.durations import Step, Wait, steps_of, waits_of
from sync.review.lateness import Late, late_work
from sync.review.months import Month
from sync.review.moves import Moved, date_kept
from sync.review.past import Past, out_on
from sync.review.spans import RuleCount, rules_fired


@dataclass(frozen=True, slots=True)
class MonthReview:
    """Everything that can be told of one month."""

    month: Month
    over: bool
    """Whether the month is; else it ends now."""
    looks: int
    """How many runs looked in it."""
    released: tuple[Release, ...]
    moves: tuple[tuple[Release, Moved], ...]
    due: tuple[Step, ...]
    """What was due in it."""
    late: tuple[Late, ...]
    """What was late on any of its days."""
    waits: tuple[Wait, ...]
    """What was given in it."""
    opened: tuple[RuleCount, ...]
    """The rules that fired in it."""
    closed: int
    """How many gaps ended in it."""
    untold: tuple[str, ...]
    answers: Answers


def review_month(month: Month, past: Past) -> MonthReview:
    """Return the review of a month that has begun."""
    since, end = month.bounds(past.calendar.zone)
    until = min(end, past.now)
    releases = [release for release in past.slate.releases if release.state is not State.CANCELLED]
    steps: list[Step] = []
    waits: list[Wait] = []
    late: list[Late] = []
    for release in releases:
        its, waited = steps_of(release, past), waits_of(release, past)
        steps += [step for step in its if step.due is not None and month.holds(step.due) and step.due <= past.today]
        waits += [wait for wait in waited if wait.given is not None and month.holds(wait.given.day)]
        late += [each for each in late_work(release, its, waited, past) if _late_in(month, each.step)]
    late.sort(key=lambda each: (-(each.step.most or 0), each.step.title))
    released = [release for release in releases if (out := out_on(release)) and month.holds(out) and out <= past.today]
    moves = [
        (release, move) for release in releases for move in date_kept(release, past).moves if month.holds(move.seen)
    ]
    fired = rules_fired((span for span in past.spans if since <= span.opened < until), past.now)
    answers = Answers(
        worked=tuple(worked(_held(released, past), steps, waits)),
        failed=tuple(
            failed((f"{release.title}: {_lower(moved_words(m))}" for release, m in moves), late, waits, of_release=True)
        ),
        broke=tuple(broke(fired)),
    )
    return MonthReview(
        month,
        over=end <= past.now,
        looks=sum(since <= look < until for look in past.looks),
        released=tuple(released),
        moves=tuple(moves),
        due=tuple(steps),
        late=tuple(late),
        waits=tuple(waits),
        opened=fired,
        closed=sum(span.ended is not None and since <= span.ended < until for span in past.spans),
        untold=tuple(_untold(month, steps, past)),
        answers=answers,
    )


def _late_in(month: Month, step: Step) -> bool:
    """Whether work was late on any day of a month."""
    if step.due is None or step.due >= month.next.first:
        return False
    end: date | None = step.done.earliest if step.done else None
    return step.due < month.last and (end is None or end >= month.first)


def _held(released: list[Release], past: Past) -> Iterator[str]:
    for release in released:
        kept = date_kept(release, past)
        if kept.watched and not kept.moves:
            yield f"{release.title} came out on {kept.now}, the day that was first seen"
        elif kept.watched:
            yield f"{release.title} came out on {kept.now}; first seen with {kept.first}"
        else:
            yield f"{release.title} came out on {kept.now}; whether that day moved, no run saw"


def _untold(month: Month, steps: list[Step], past: Past) -> Iterator[str]:
    unseen = [step for step in steps if step.done is None and step.finished]
    if unseen:
        yield f"when {len(unseen)} of {len(steps)} steps due in {month.words} were done: nobody wrote it down or saw it"
    since, _ = month.bounds(past.calendar.zone)
    if not past.looks:
        yield "what opened and closed: no run has looked before"
    elif past.looks[0] > since:
        yield f"what happened before {past.calendar.day(past.looks[0])}: the first run looked then"


def _lower(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
