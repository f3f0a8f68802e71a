"""A plan, and what a run wrote of it, as documents for machines: `plan --format json`, `run --format json`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from connectors.changes import Change, EditComment, PostComment, RemoveComment, ReplyComment, SetMarks
from sync.mirror.course import Action as EventAction
from sync.mirror.mirror import Mirroring
from sync.report.document import CheckDocument, check_document
from sync.result import RunResult
from sync.step import Step

PLAN_SCHEMA = "https://streetdate.example/schema/plan-1.json"
RUN_SCHEMA = "https://streetdate.example/schema/run-1.json"

Action = Literal["set marks", "post comment", "edit comment", "reply", "remove comment"]


_CALENDAR = "google_calendar"
"""The tool of the calendars that show the milestones."""
_EVENT_ACTIONS: Mapping[EventAction, Literal["add", "change", "remove"]] = {
    EventAction.ADD: "add",
    EventAction.CHANGE: "change",
    EventAction.REMOVE: "remove",
}


class _Entry(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=lambda name: name.rstrip("_"), populate_by_name=True
    )


class ChangeEntry(_Entry):
    """One intended write. `before` and `after` are what the record shows of ours."""

    source: str
    tool: str
    record: str
    url: str
    title: str
    action: Action
    before: str
    after: str
    mention: str
    why: str
    codes: tuple[str, ...]


class HeldEntry(_Entry):
    """A reason not to write, and the option that lifts it."""

    option: str
    reason: str


class MilestonesEntry(_Entry):
    """How many milestones of the calendar are new, changed or cancelled, and how many stay as they are."""

    new: int
    changed: int
    cancelled: int
    unchanged: int


class EventEntry(_Entry):
    """One intended write of an event in a calendar."""

    action: Literal["add", "change", "remove"]
    title: str
    when: str
    why: str


class CalendarEntry(_Entry):
    """One calendar that shows the milestones: what was written there, or would be."""

    calendar: str
    name: str
    added: int
    changed: int
    removed: int
    unchanged: int
    events: tuple[EventEntry, ...]
    requests: int


class LivingEntry(_Entry):
    """The report that is kept in a tool: what became of it, or would."""

    source: str
    fate: Literal["made", "rewritten", "unchanged", "gone", "not written"]
    """`gone`: somebody deleted it, and it stays so."""
    name: str
    url: str
    requests: int


class MessageEntry(_Entry):
    """One message to a receiver, which is named as in the settings: what was told, or would be."""

    receiver: str
    kind: Literal["alarms", "news", "digest"]
    title: str
    taken: bool
    """Whether the receiver's service took it; true in a plan."""


class PlanDocument(_Entry):
    """Every write that a run would make."""

    schema_: str
    as_of: datetime
    digest: str
    changes: tuple[ChangeEntry, ...]
    left_alone: Mapping[str, int]
    requests: Mapping[str, int]
    """Expected number of requests by tool, reads and writes, those to calendars included."""
    requests_by_source: Mapping[str, int]
    """The same by source."""
    held: tuple[HeldEntry, ...]
    notices: tuple[str, ...]
    """What a person would not expect of the writing."""
    milestones: MilestonesEntry | None = None
    """What a run would publish; null where no calendar is wanted or can be used, or where the run would be held."""
    calendars: tuple[CalendarEntry, ...] = ()
    """What a run would write into each calendar; `requests` are those that looking took."""
    living: LivingEntry | None = None
    """What a run would do with the report in a tool; null where none is kept, or where the run would be held."""
    messages: tuple[MessageEntry, ...] = ()
    """What a run would tell its receivers."""


class RunDocument(_Entry):
    """What one run found and wrote."""

    schema_: str
    run: str
    started: datetime
    finished: datetime
    check: CheckDocument
    digest: str
    written: tuple[ChangeEntry, ...]
    not_written: tuple[ChangeEntry, ...]
    held: tuple[HeldEntry, ...]
    failures: tuple[str, ...]
    notices: tuple[str, ...]
    remarks: tuple[str, ...]
    """What was left out or written elsewhere."""
    new: tuple[str, ...]
    still: tuple[str, ...]
    worse: tuple[str, ...]
    closed: tuple[str, ...]
    kept: tuple[str, ...]
    requests: Mapping[str, int]
    milestones: MilestonesEntry | None = None
    """What was published; null where no calendar is wanted or could be used, or where the run was held."""
    calendars: tuple[CalendarEntry, ...] = ()
    """What was written into each calendar."""
    living: LivingEntry | None = None
    """What became of the report in a tool; null where none is kept, or where the run was held."""
    messages: tuple[MessageEntry, ...] = ()
    """What receivers were told."""


def plan_document(result: RunResult) -> PlanDocument:
    """Return the plan of a pass in plan mode."""
    plan = result.plan
    names = sorted({*result.requests, *plan.requests})
    expected = {name: result.requests.get(name, 0) + plan.requests.get(name, 0) for name in names}
    by_tool: Counter[str] = Counter()
    for read in result.sources:
        by_tool[read.tool] += expected.get(read.name, 0)
    if result.mirrored:
        by_tool[_CALENDAR] += sum(told.requests + len(told.steps) for told in result.mirrored)
    return PlanDocument(
        schema_=PLAN_SCHEMA,
        as_of=result.as_of,
        digest=plan.digest,
        changes=tuple(map(change_entry, plan.steps)),
        left_alone={why.value: count for why, count in plan.left_alone.items()},
        requests=dict(sorted(by_tool.items())),
        requests_by_source=expected,
        held=_held(result),
        notices=result.notices,
        milestones=_milestones(result),
        calendars=tuple(map(_calendar, result.mirrored)),
        living=_living(result),
        messages=_messages(result),
    )


def run_document(result: RunResult) -> RunDocument:
    """Return what a run found and wrote."""
    accepted = {id(receipt.change) for receipt in result.receipts}
    done = [step for step in result.plan.steps if id(step.change) in accepted]
    left = [step for step in result.plan.steps if id(step.change) not in accepted]
    turns = result.turns
    return RunDocument(
        schema_=RUN_SCHEMA,
        run=result.id,
        started=result.started,
        finished=result.finished,
        check=check_document(result.report, result.sources, result.as_of),
        digest=result.plan.digest,
        written=tuple(map(change_entry, done)),
        not_written=tuple(map(change_entry, left)),
        held=_held(result),
        failures=tuple(failure.error.message for failure in result.failures),
        notices=result.notices,
        remarks=result.remarks,
        new=turns.new,
        still=turns.still,
        worse=turns.worse,
        closed=turns.closed,
        kept=turns.kept,
        requests=dict(sorted(result.requests.items())),
        milestones=_milestones(result),
        calendars=tuple(map(_calendar, result.mirrored)),
        living=_living(result),
        messages=_messages(result),
    )


def _milestones(result: RunResult) -> MilestonesEntry | None:
    told = result.publication
    if told is None or result.stopped:
        return None
    return MilestonesEntry(new=told.new, changed=told.changed, cancelled=told.cancelled, unchanged=told.unchanged)


def _calendar(told: Mirroring) -> CalendarEntry:
    return CalendarEntry(
        calendar=told.calendar,
        name=told.name,
        added=told.count(EventAction.ADD),
        changed=told.count(EventAction.CHANGE),
        removed=told.count(EventAction.REMOVE),
        unchanged=told.unchanged,
        events=tuple(
            EventEntry(action=_EVENT_ACTIONS[step.action], title=step.title, when=step.place, why=step.why)
            for step in told.steps
        ),
        requests=told.requests,
    )


def _living(result: RunResult) -> LivingEntry | None:
    kept = result.living
    if kept is None:
        return None
    return LivingEntry(
        source=kept.source,
        fate=kept.fate.value if kept.fate else "not written",
        name=kept.name,
        url=kept.url,
        requests=kept.requests,
    )


def _messages(result: RunResult) -> tuple[MessageEntry, ...]:
    return tuple(
        MessageEntry(receiver=each.receiver, kind=each.kind.value, title=each.title, taken=each.taken)
        for each in result.told
    )


def _held(result: RunResult) -> tuple[HeldEntry, ...]:
    return tuple(HeldEntry(option=held.option.value, reason=held.reason) for held in result.held)


def change_entry(step: Step) -> ChangeEntry:
    """Return one intended write as an entry."""
    change = step.change
    action, before, after = shown(change)
    mention = change.mention if isinstance(change, (PostComment, ReplyComment)) else None
    return ChangeEntry(
        source=step.source,
        tool=change.ref.tool,
        record=change.ref.record,
        url=change.ref.url,
        title=change.title,
        action=action,
        before=before,
        after=after,
        mention=mention.name if mention else "",
        why=step.why,
        codes=change.reasons,
    )


def shown(change: Change) -> tuple[Action, str, str]:
    """Return what a change does, what stood there before, and what will stand there."""
    match change:
        case SetMarks():
            return "set marks", _marks(change.was_flag, change.was_gaps), _marks(change.flag, change.gaps)
        case PostComment():
            return "post comment", "", change.body
        case EditComment():
            return "edit comment", change.was, change.body
        case ReplyComment():
            return "reply", "", change.body
        case RemoveComment():
            return "remove comment", change.was, ""


def _marks(flag: str | None, gaps: str | None) -> str:
    return "\n".join(part for part in (flag, gaps) if part)
