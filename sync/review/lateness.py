"""What was late, and why: what it needed, whose word it waited for, which gap stood open meanwhile. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rules.model import Deliverable, Release
from rules.wording import counted
from sync.review.durations import Sort, Step, Wait
from sync.review.past import Past, When
from sync.review.spans import Span


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """A gap that stood open on late work between its due day and its end."""

    code: str
    name: str
    days: float
    at_least: bool
    before: bool
    """Whether it stood there before anybody looked."""


@dataclass(frozen=True, slots=True)
class Late:
    """Work that was late, or is. `reasons` are sentences without a full stop, the longest wait first."""

    step: Step
    reasons: tuple[str, ...]
    meanwhile: tuple[Meanwhile, ...]

    @property
    def words(self) -> str:
        """Return how late, as a sentence has it."""
        step = self.step
        if step.done is None:
            return f"late by {counted(step.most or 0, 'day')} and still open"
        if step.least == step.most:
            return f"late by {counted(step.most or 0, 'day')}"
        return f"late by {step.least} to {counted(step.most or 0, 'day')}"


def late_work(release: Release, steps: Sequence[Step], waits: Sequence[Wait], past: Past) -> tuple[Late, ...]:
    """Return what was late for certain, the latest first."""
    by_key = {step.key: step for step in steps}
    spans: dict[str, list[Span]] = {}
    for span in past.spans_on(release):
        spans.setdefault(span.gap.key, []).append(span)
    view = past.view(release)
    found = [
        Late(
            step,
            tuple(_reasons(view.by_key[step.key], step, by_key, waits, past)),
            tuple(_meanwhile(step, spans.get(step.key, ()), past)),
        )
        for step in steps
        if step.late
    ]
    return tuple(sorted(found, key=lambda late: (-(late.step.most or 0), late.step.title)))


def _reasons(
    item: Deliverable, step: Step, steps: Mapping[str, Step], waits: Sequence[Wait], past: Past
) -> Iterator[str]:
    needed = [need.key for need in item.needs if need.key] if isinstance(item.needs, tuple) else []
    for key in dict.fromkeys(needed):
        need = steps.get(key)
        if need is None or step.due is None:
            continue
        if need.done is None and need.open:
            yield f"waits for {need.title}, which is not done"
        elif need.done is not None and need.done.earliest > step.due:
            yield f"{need.title} was done on {day_words(need.done)}, after this was due"
        elif need.late and need.done is not None:
            yield f"{need.title} was itself {counted(need.least or 0, 'day')} late"
    mine = {step.key, *needed}
    told = [wait for wait in waits if wait.on in mine and _held_up(wait, step, past)]
    for wait in sorted(told, key=lambda wait: -(wait.days or 0)):
        yield _waited(wait)


def _held_up(wait: Wait, step: Step, past: Past) -> bool:
    """Whether a wait lasted a day at least, and ended near or after the due day, or took longer than it may."""
    if wait.days is None or wait.days < 1 or wait.given is None or step.due is None:
        return False
    end = step.done.day if step.done else past.today
    return wait.given.earliest <= end and (bool(wait.over) or wait.given.day >= step.due)


def _waited(wait: Wait) -> str:
    days = counted(wait.days or 0, "day")
    whom = wait.who or "whoever was asked"
    match wait.sort:
        case Sort.DECISION:
            return f"waited {days} for {whom}'s word on {wait.title}"
        case Sort.RECEIPT:
            return f"{wait.title}: {whom} acknowledged it after {days}"
    return f"{wait.title}: {whom} handed it over {days} after it was done"


def _meanwhile(step: Step, spans: Sequence[Span], past: Past) -> Iterator[Meanwhile]:
    if step.due is None:
        return
    since = past.calendar.start(step.due)
    until = past.calendar.end(step.done.day) if step.done else past.now
    for span in spans:
        # That it was overdue is what is being explained.
        if span.gap.code != "PLN006" and span.during(since, until):
            longer = span.began_before or span.ended is None
            yield Meanwhile(span.gap.code, span.gap.name, span.days(past.now), longer, span.began_before)


def day_words(when: When) -> str:
    """Return a day as a sentence has it, with how sure it is."""
    if when.exact:
        return f"{when.day}"
    return f"{when.day} (seen then; not yet on {when.earliest})"
