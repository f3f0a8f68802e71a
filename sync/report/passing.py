"""Where every handoff and every gate of a release stands, in the words of the report. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from rules.acknowledgement import Acknowledgement, acknowledgement, certainly_not
from rules.model import Actor, Deliverable, Handoff, Unknown
from rules.people import certainly_differ
from rules.rule import Context
from rules.standing import Checkpoint, Ruling
from rules.view import Edge, View, serves
from rules.wording import listed
from sync.report.page import Approval, HandoffState, Passing


def passings_of(view: View, context: Context) -> Iterator[tuple[str, Passing]]:
    """Yield every handoff of the release, recorded or missing, each with the key of the work ("" where unknown)."""
    for record in view.handoffs:
        work = view.work_of(record)
        yield work.key if work else "", _recorded(view, record, work, context)
    blind = isinstance(view.release.handoffs, Unknown) or not context.complete
    for edge in view.edges:
        if edge.handoffs or context.policy.team_of_one or not _changes_hands(view, edge):
            continue
        if not view.release.handoffs and edge.need.handed:
            # The plan has no place for handoffs but the words of the dependency, which says that there is one.
            state = HandoffState.UNKNOWN
        else:
            state = HandoffState.UNKNOWN if blind else HandoffState.MISSING
        before, after = edge.before, edge.after
        yield before.key, Passing(before.title, _name(before), _name(after), state, _ripe(before, after))


def approval_of(point: Checkpoint, context: Context) -> Approval:
    """Return one gate as it stands."""
    decision, work, calendar = point.decision, point.work, context.calendar
    decided = point.ruling not in (Ruling.PENDING, Ruling.UNKNOWN)
    at = decision.at if decided and decision is not None else None
    actor = point.decider if decided else point.asked_of
    asked = point.requested_at
    return Approval(
        title=point.gate.title,
        work=work.title if work else "",
        owner=_name(work) if isinstance(work, Deliverable) else "",
        ruling=point.ruling,
        by=actor.name if actor else "",
        on=None if at is None or isinstance(at, Unknown) else calendar.day(at),
        asked=asked is not None and not isinstance(asked, Unknown),
        url=point.gate.ref.url,
    )


def _recorded(view: View, record: Handoff, work: Deliverable | None, context: Context) -> Passing:
    waiting = view.waiting_work_of(record)
    giver = _named(record.senders) or _name(work)
    receiver = _named(record.receivers) or _name(waiting)
    state = handoff_state(record, context)
    title = work.title if work else record.title
    return Passing(title, giver, receiver, state, work is not None and _ripe(work, waiting), record.ref.url)


def handoff_state(record: Handoff, context: Context) -> HandoffState:
    """Return where a recorded handoff stands."""
    given = acknowledgement(record, context.memory)
    if given is Acknowledgement.GIVEN:
        return HandoffState.RECEIVED
    if given is Acknowledgement.VOID:
        return HandoffState.VOID
    if record.was_sent:
        return HandoffState.SENT if given is Acknowledgement.NONE else HandoffState.UNKNOWN
    return HandoffState.UNSENT if certainly_not(record.sent_at, record.sent) else HandoffState.UNKNOWN


def _changes_hands(view: View, edge: Edge) -> bool:
    giver, receiver = edge.before.owner, edge.after.owner
    if giver is None or receiver is None or giver.doubtful or receiver.doubtful or not edge.after.open:
        return False
    return certainly_differ(giver, receiver) and not any(serves(loose, edge) for loose in view.loose_handoffs)


def _ripe(before: Deliverable, after: Deliverable | None) -> bool:
    return before.finished and (after is None or after.open)


def _named(actors: tuple[Actor, ...] | Unknown) -> str:
    return "" if isinstance(actors, Unknown) else listed(actor.name for actor in actors)


def _name(work: Deliverable | None) -> str:
    return work.owner.name if work is not None and work.owner is not None else ""
