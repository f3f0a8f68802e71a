"""What the next run must know: pure, from what this run saw to the next memory.

Moments are set once while what they tell of holds, and dropped when the plan shows that it no longer does. What this
slate did not show, because a pull was incomplete or a column went, keeps its memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import replace
from datetime import date, datetime

from rules.acknowledgement import acknowledgement_mark, certainly_not, marks_of
from rules.facts.since import statements_seen
from rules.material import decision_mark, material
from rules.memory import Acknowledged, Approved, Carried, DateSeen, Memory, moment_key
from rules.model import Deliverable, Handoff, Release, Slate, State, Unknown
from rules.neighbours import Neighbours
from rules.planning.lateness import late_work
from rules.policy import Policy
from rules.rights.agreement import remembered
from rules.rule import Context
from rules.standing import Checkpoint, Ruling
from rules.view import View


def remember(slate: Slate, policy: Policy, memory: Memory, now: datetime) -> Memory:
    """Return the memory for the next run, after this run saw `slate` at `now` with `memory`."""
    calendar = policy.calendar()
    context = Context(now, calendar.today(now), calendar, policy, memory, slate.pulled_at, slate.people_known)
    neighbours = Neighbours(slate.releases)
    moments = dict(memory.moments)
    approvals = dict(memory.approvals)
    acknowledgements = dict(memory.acknowledgements)
    dates = dict(memory.dates)
    stated = dict(memory.stated)
    shares = dict(memory.shares)
    for release in slate.releases:
        view = View(release, context, neighbours)
        for key, holds in _conditions(release, view):
            if holds:
                moments.setdefault(key, now)
            else:
                moments.pop(key, None)
        for point in view.checkpoints:
            _approve(approvals, point, release, policy, now)
        for handoff in view.handoffs:
            _acknowledge(acknowledgements, handoff, now)
        _date(dates, release, context)
        if seen := statements_seen(release, memory, now):
            stated[release.key] = seen
        elif seen is not None:
            stated.pop(release.key, None)
        for split in release.splits if isinstance(release.splits, tuple) else ():
            if (agreed := remembered(split, shares.get(split.key), now)) is not None:
                shares[split.key] = agreed
    return replace(
        memory,
        moments=moments,
        approvals=approvals,
        acknowledgements=acknowledgements,
        dates=dates,
        joined=_joined(slate.releases, memory),
        stated=stated,
        shares=shares,
        all_read_at=now if all(source.complete for source in slate.sources) else memory.all_read_at,
    )


def _joined(releases: Iterable[Release], memory: Memory) -> Mapping[str, Carried]:
    """Return what is joined now; what was, where a tool was not read and may hold the other half."""
    found: dict[str, Carried] = {}
    for release in releases:
        if not isinstance(release.facts, tuple):
            return memory.joined
        if not release.records:
            continue
        refs = {release.key: release.ref}
        for some in (
            release.deliverables, release.handoffs, release.gates, release.tracks, release.versions, release.splits,
            release.pitches,
        ):  # fmt: skip
            if isinstance(some, tuple):
                refs.update((item.key, item.ref) for item in some)
        found.update((other.key, Carried(other.of, refs[other.of])) for other in release.records if other.of in refs)
    return found


def _conditions(release: Release, view: View) -> Iterator[tuple[str, bool]]:
    """Return (moment key, whether it holds) for everything that this slate shows for certain."""
    for item in release.deliverables:
        yield from _of_work(item)
    for handoff in view.handoffs:
        if handoff.was_sent or certainly_not(handoff.sent_at, handoff.sent):
            yield moment_key(handoff.key, "sent"), handoff.was_sent
        if handoff.was_acknowledged or certainly_not(handoff.acknowledged_at, handoff.acknowledged):
            yield moment_key(handoff.key, "acknowledged"), handoff.was_acknowledged
    for point in view.checkpoints:
        if type(point.requested_at) is not Unknown:
            yield moment_key(point.key, "asked"), point.requested_at is not None
    if type(release.locked_at) is not Unknown:
        yield moment_key(release.key, "locked"), release.locked_at is not None


def _of_work(item: Deliverable) -> Iterator[tuple[str, bool]]:
    state = item.state
    if type(state) is Unknown:
        return
    yield moment_key(item.key, "done"), item.finished
    yield moment_key(item.key, "under way"), item.under_way
    yield moment_key(item.key, "scheduled"), state is State.SCHEDULED
    yield moment_key(item.key, "live"), state is State.LIVE


def _approve(
    approvals: MutableMapping[str, Approved], point: Checkpoint, release: Release, policy: Policy, now: datetime
) -> None:
    """Bind a yes to the work as it is; a yes that is taken back leaves nothing behind."""
    if point.ruling is Ruling.UNKNOWN or point.work is None:
        return
    if point.decision is None or (point.ruling is not Ruling.APPROVED and point.ruling is not Ruling.STALE):
        approvals.pop(point.key, None)
        return
    mark = decision_mark(point.decision)
    known = approvals.get(point.key)
    same = known if known is not None and known.decision == mark else None
    bound = dict(same.material) if same else {}
    if point.ruling is Ruling.APPROVED:
        # Once the work went on, its further fields are those of something else than what was approved.
        stands = material(point.work, release, point.kind, policy)
        bound.update((name, value) for name, value in stands.items() if not bound.get(name))
    changed = {change.field: (same.changed if same else {}).get(change.field, now) for change in point.changes}
    approvals[point.key] = Approved(mark, bound, same.seen_at if same else now, changed)


def _acknowledge(acknowledgements: MutableMapping[str, Acknowledged], handoff: Handoff, now: datetime) -> None:
    receivers = handoff.receivers
    if not handoff.was_acknowledged:
        if certainly_not(handoff.acknowledged_at, handoff.acknowledged):
            acknowledgements.pop(handoff.key, None)
        return
    if type(receivers) is Unknown or not receivers:
        return
    mark = acknowledgement_mark(handoff)
    known = acknowledgements.get(handoff.key)
    if known is None or known.mark != mark:
        acknowledgements[handoff.key] = Acknowledged(marks_of(receivers), now, mark)


def _date(dates: MutableMapping[str, tuple[DateSeen, ...]], release: Release, context: Context) -> None:
    """Add the release date to its history where it differs from the last one seen.

    The first date waits until every tool was read: one of them may have stated another all along.
    """
    day = release.date
    history = dates.get(release.key, ())
    if not isinstance(day, date) or (not history and type(release.facts) is Unknown):
        return
    if history and history[-1].date == day:
        return
    late = late_work(release.deliverables, context) if history else ()
    dates[release.key] = (*history, DateSeen(day, context.now, late))
