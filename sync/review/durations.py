"""How long the steps, handoffs and decisions of a release really took, against the plan. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from rules.memory import moment_key
from rules.model import Actor, Deliverable, Link, Release, Unknown, Word
from rules.planning.lateness import overdue_since
from rules.standing import Checkpoint
from rules.view import View
from rules.wording import listed
from sync.review.past import Past, When


@dataclass(frozen=True, slots=True)
class Step:
    """One deliverable: planned and done. `least` and `most` are the days that it was late, or early where negative;
    they differ where only runs saw it done. `None` where nobody can tell."""

    key: str
    title: str
    release: str
    url: str
    owner: str
    due: date | None
    done: When | None
    took: int | None
    """Days from the first sign of work to the end of it, as far as runs saw both."""
    open: bool
    finished: bool
    """Neither of the two where its status cannot be read."""
    least: int | None = None
    most: int | None = None

    @property
    def late(self) -> bool:
        """Whether it was late for certain."""
        return self.least is not None and self.least > 0


class Sort(StrEnum):
    """What somebody waited for between two people."""

    SENDING = "to be handed over"
    RECEIPT = "to be acknowledged"
    DECISION = "for a decision"


@dataclass(frozen=True, slots=True)
class Wait:
    """One thing that somebody asked for and somebody gave; `allowed` in working days."""

    sort: Sort
    title: str
    release: str
    url: str
    who: str
    """Who was waited for, "" where the plan does not say."""
    on: str
    """The key of the work that went on after it."""
    asked: When | None
    given: When | None
    allowed: int
    days: int | None = None
    """How long it took, in days, as far as both ends are known; the least, where only runs saw them."""
    over: bool | None = None
    """Whether it took longer than allowed, for certain."""


def steps_of(release: Release, past: Past) -> tuple[Step, ...]:
    """Return every deliverable that is still wanted, by due date."""
    found = [_step(item, release, past) for item in past.view(release).deliverables]
    return tuple(sorted(found, key=lambda step: (step.due or date.max, step.title)))


def _step(item: Deliverable, release: Release, past: Past) -> Step:
    due = item.due if isinstance(item.due, date) else None
    owner = item.owner.name if item.owner else ""
    if not item.finished:
        since = overdue_since(item, past.context)
        late = (past.today - since).days if since else None
        return Step(
            item.key,
            item.title,
            release.title,
            item.ref.url,
            owner,
            due,
            None,
            None,
            item.open,
            finished=False,
            least=late,
            most=late,
        )
    done = past.when(release, item.done_at, item.key, "done")
    begun = past.seen(release, past.memory.moments.get(moment_key(item.key, "under way")))
    took = (done.day - begun.day).days if done and begun and done.exact and begun.day <= done.day else None
    if due is None or done is None:
        return Step(
            item.key, item.title, release.title, item.ref.url, owner, due, done, took, open=False, finished=True
        )
    return Step(
        item.key, item.title, release.title, item.ref.url, owner, due, done, took, open=False, finished=True,
        least=(done.earliest - due).days, most=(done.day - due).days,
    )  # fmt: skip


def waits_of(release: Release, past: Past) -> tuple[Wait, ...]:
    """Return every handoff and every decision, with how long each took."""
    view = past.view(release)
    return (*_handoffs(view, past), *_decisions(view, past))


def _handoffs(view: View, past: Past) -> Iterator[Wait]:
    release, limits = view.release, past.context.limits
    for handoff in view.handoffs:
        work = view.by_key.get(handoff.work.key) if isinstance(handoff.work, Link) else None
        sent = past.when(release, handoff.sent_at, handoff.key, "sent")
        received = past.when(release, handoff.acknowledged_at, handoff.key, "acknowledged")
        done = past.when(release, work.done_at, work.key, "done") if work is not None and work.finished else None
        empty = Wait(
            Sort.RECEIPT, handoff.title, release.title, handoff.ref.url, _names(handoff.receivers),
            handoff.to_work.key if isinstance(handoff.to_work, Link) else "", sent, received, limits.acknowledge_within,
        )  # fmt: skip
        if done and sent:
            yield _timed(
                replace(
                    empty, sort=Sort.SENDING, who=_names(handoff.senders), asked=done, given=sent,
                    allowed=limits.send_within,
                ),
                past,
            )  # fmt: skip
        if handoff.was_sent or handoff.was_acknowledged:
            yield _timed(empty, past)


def _decisions(view: View, past: Past) -> Iterator[Wait]:
    release = view.release
    for point in view.checkpoints:
        asked = past.when(release, point.requested_at, point.key, "asked")
        given = _decided(point, release, past)
        if asked is None and given is None:
            continue
        who = point.decider or point.asked_of
        wait = Wait(
            Sort.DECISION, point.gate.title, release.title, point.gate.ref.url, who.name if who else "",
            point.work.key if point.work is not None else "", asked, given, past.context.limits.decide_within,
        )  # fmt: skip
        yield _timed(wait, past)


def _decided(point: Checkpoint, release: Release, past: Past) -> When | None:
    decision = point.decision
    if decision is None or decision.word is Word.PENDING:
        return None
    stated = decision.at
    if stated is not None and not isinstance(stated, Unknown):
        day = past.calendar.day(stated)
        return When(day, day, stated=True)
    known = past.memory.approvals.get(point.key)
    return past.seen(release, known.seen_at if known else None)


def _timed(wait: Wait, past: Past) -> Wait:
    asked, given = wait.asked, wait.given
    if asked is None or given is None or given.day < asked.earliest:
        return wait
    days = max(0, (given.earliest - asked.day).days)
    over = past.calendar.start(given.earliest) >= past.calendar.after(asked.day, wait.allowed)
    return replace(wait, days=days, over=over)


def _names(actors: tuple[Actor, ...] | Unknown) -> str:
    return "" if isinstance(actors, Unknown) or not actors else listed(actor.name for actor in actors)
