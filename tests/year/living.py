"""Hourly runs over the plan, each held against what people did: how often, how much, how large, how long."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from rules.policy import Policy
from sync.calendar_file.file import CalendarFile
from sync.life import Turn
from sync.notify.notifications import Notifications
from sync.notify.post import ApprisePost
from sync.notify.receiver import Receiver, Rhythm
from sync.result import Mode, RunResult
from sync.run import run
from sync.store.base import Store
from sync.store.sqlite import open_store
from sync.workspace import Workspace
from tests.standins.receiver import Room
from tests.year.plan import PEOPLE, RULES, Gap, Plan, worst
from tests.year.tools import Kept

BEGIN = datetime(2027, 1, 1, tzinfo=UTC)
EVERYBODY = "the room"
LATE = timedelta(hours=25)
"""Notion tells of a deleted row when everything is read again, once a day."""
_WORD = "waits for "


@dataclass(slots=True)
class Lived:
    """What some time of hourly runs came to."""

    runs: int = 0
    seconds: float = 0.0
    """Of the runs alone."""
    changes: int = 0
    """Made by people."""
    opened: Counter[Gap] = field(default_factory=Counter)
    """How often each gap really came up."""
    told_open: Counter[Gap] = field(default_factory=Counter)
    """How often the runs said so."""
    closed: Counter[Gap] = field(default_factory=Counter)
    told_closed: Counter[Gap] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    """What stood in the tool, or in the history, and should not have."""
    waited: int = 0
    """Runs after which some writes were left for later, because the month carried no more."""
    written: Counter[str] = field(default_factory=Counter)
    """Writes by kind."""
    messages: Counter[tuple[str, int]] = field(default_factory=Counter)
    """Messages by receiver and week: a room that hears of everything, and each person of what waits for them."""
    calls: Counter[str] = field(default_factory=Counter)
    """Requests by month."""
    store: int = 0
    """Bytes at the end."""

    @property
    def right(self) -> bool:
        """Whether every gap was opened and closed as often as it came up and went, and nothing else was wrong."""
        return not self.wrong and self.opened == self.told_open and self.closed == self.told_closed


def live(tool: Kept, days: int, folder: Path, seed: int = 1) -> Lived:
    """Let people work and the service run every hour, for so many days."""
    plan, lived = Plan(tool, BEGIN, seed), Lived()
    open_now: set[Gap] = set()
    with ExitStack() as opened:
        store = opened.enter_context(closing(open_store(folder / "streetdate.db", "label")))
        rooms = {name: opened.enter_context(Room()) for name in (EVERYBODY, *PEOPLE)}
        workspace = replace(_workspace(tool, store, folder), notifications=_telling(rooms))
        for hour in range(days * 24):
            now = BEGIN + timedelta(hours=hour)
            tool.clock.advance((now - tool.clock.now()).total_seconds())
            plan.hour(now)
            tool.clock.advance(90)
            before = len(tool.server.journal)
            result = _run(workspace, lived)
            lived.calls[f"{now:%Y-%m}"] += len(tool.server.journal) - before
            for name, room in rooms.items():
                lived.messages[name, (now - BEGIN).days // 7] += len(room.taken())
            tool.server.forget()
            open_now = _judge(result, plan, plan.gaps(now.date()), open_now, lived, now)
            if not result.held and (result.receipts or hour % 24 == 12):
                _look(tool, plan, lived, now)
        lived.changes = plan.changes
        _history(store, lived)
    lived.store = sum(file.stat().st_size for file in folder.glob("streetdate.db*"))
    return lived


def _workspace(tool: Kept, store: Store, folder: Path) -> Workspace:
    numbers = count(1)
    return Workspace(
        name="label",
        sources=(tool.source,),
        targets={"plan": tool.target},
        bindings={"plan": (tool.binding,)},
        policy=Policy(zone="UTC"),
        rules=RULES,
        store=store,
        clock=tool.clock.now,
        new_id=lambda: f"run-{next(numbers)}",
        allowances={} if tool.allowance is None else {"plan": tool.allowance},
        calendar=CalendarFile(folder / "milestones.ics", "label"),
    )


def _telling(rooms: Mapping[str, Room]) -> Notifications:
    """Tell the room everything, with an overview before the meeting on Monday, and each person what waits for them."""
    receivers = [
        Receiver(name, room.address, people=frozenset({name.casefold()}))
        if name in PEOPLE
        else Receiver(name, room.address, digest=Rhythm.WEEKLY)
        for name, room in rooms.items()
    ]
    return Notifications(ApprisePost(), tuple(receivers))


def _run(workspace: Workspace, lived: Lived) -> RunResult:
    began = time.perf_counter()
    result = run(workspace, Mode.RUN)
    lived.seconds += time.perf_counter() - began
    lived.runs += 1
    lived.waited += bool(result.held)
    if result.stopped or result.failures or result.unread:
        lived.wrong.append(f"{result.started}: {result.held or result.failures or result.unread}")
    lived.written.update(type(receipt.change).__name__ for receipt in result.receipts)
    return result


def _judge(
    result: RunResult, plan: Plan, now_open: set[Gap], before: set[Gap], lived: Lived, now: datetime
) -> set[Gap]:
    """Count what came up and what went; return what the service should hold to be open."""
    unseen = {gap for gap in before - now_open if gap[0] in plan.deleted and now - plan.deleted[gap[0]] < LATE}
    told = {mark: life.gap for mark, life in result.turns.lives.items()}
    new, closed = ({_gap(told[mark].ref.record, told[mark].code, told[mark].message) for mark in marks}
                   for marks in (result.turns.new, result.turns.closed))  # fmt: skip
    lived.opened.update(now_open - before)
    lived.told_open.update(new)
    gone = before - now_open - (unseen - closed)
    lived.closed.update(gone)
    lived.told_closed.update(closed)
    for what, expected, found in (("opened", now_open - before, new), ("closed", gone, closed)):
        if expected != found:
            lived.wrong.append(f"{now}: {what} {sorted(found - expected)} and not {sorted(expected - found)}")
    return now_open | (unseen - closed)


def _gap(record: str, code: str, message: str) -> Gap:
    return record, code, message.partition(_WORD)[2]


def _look(tool: Kept, plan: Plan, lived: Lived, now: datetime) -> None:
    """See that every record shows what it should: its flag, and comments only where there is a gap."""
    flags, shown = worst(plan.gaps(now.date())), tool.shown()
    for record in plan.work:
        flag, comments = shown[record]
        wanted = flags.get(record)
        if flag != wanted if wanted else flag not in ("", "Clear"):
            lived.wrong.append(f"{now}: {record} shows “{flag}” and not “{wanted}”")
        if bool(comments) != bool(wanted):
            lived.wrong.append(f"{now}: {record} has {comments} comments and {wanted or 'no flag'}")


def _history(store: Store, lived: Lived) -> None:
    """See that in the store each gap opens and closes in turn, as often as it did."""
    opened: Counter[Gap] = Counter()
    closed: Counter[Gap] = Counter()
    is_open: dict[str, bool] = {}
    for happening in store.happenings(BEGIN - timedelta(days=1)):
        event, gap = happening.event, happening.gap
        key = _gap(gap.ref.record, gap.code, gap.message)
        if event.turn is Turn.OPENED or event.turn is Turn.CLOSED:
            opening = event.turn is Turn.OPENED
            if is_open.get(event.fingerprint, False) is opening:
                lived.wrong.append(f"{event.at}: {key} {event.turn} twice")
            is_open[event.fingerprint] = opening
            (opened if opening else closed)[key] += 1
    if (opened, closed) != (lived.opened, lived.closed):
        lived.wrong.append("the history counts other gaps than there were")


def lines(name: str, days: int, quota: int | None, lived: Lived) -> Iterator[str]:
    """Yield what it came to, in words."""
    gaps = sum(lived.opened.values())
    told = sum(lived.told_open.values())
    yield f"{name}: {lived.runs:,} runs in {days} days, {lived.seconds / lived.runs * 1000:.0f} ms each; "
    yield f"  people made {lived.changes:,} changes; {gaps:,} gaps came up and {sum(lived.closed.values()):,} went; "
    yield f"  told open {told:,} times and closed {sum(lived.told_closed.values()):,} times; {len(lived.wrong)} wrong"
    yield f"  written: {', '.join(f'{number:,} {kind}' for kind, number in lived.written.most_common())}"
    weeks = max(1, days / 7)
    by_person: Counter[str] = Counter()
    for (person, _), number in lived.messages.items():
        by_person[person] += number
    most = max(lived.messages.values(), default=0)
    each = ", ".join(f"{who} {number / weeks:.1f}" for who, number in by_person.most_common())
    yield f"  messages a week: {each}; at most {most} to one receiver in a week"
    allowed = f"of {quota:,} " if quota else ""
    yield f"  requests a month: at most {max(lived.calls.values()):,} {allowed}({sum(lived.calls.values()):,} in all); "
    yield f"  writes waited for the next month after {lived.waited} runs; store {lived.store / 1e6:.1f} MB"
