"""Telling every receiver what it has not heard: each message is noted before it is sent and after it was taken.

A message that was not taken is told by the next run, together with whatever came to it. One over which the run died is
said once more, with the remark that it may have been said before, and then counts as told. One receiver's trouble is a
failure of the run, as that of a tool that could not be written, and leaves the others alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from connectors.errors import ConnectorError
from sync.apply import Failure
from sync.life import Happening
from sync.notify.alarms import (
    Alarm,
    alarm_message,
    alarm_of_silence,
    alarms_of_receivers,
    alarms_of_run,
    alarms_of_tokens,
    ringing,
    unjudged_by,
)
from sync.notify.gap_message import gap_message
from sync.notify.message import Message
from sync.notify.news import News, news_of
from sync.notify.notifications import Notifications
from sync.notify.overview import Overview
from sync.notify.receiver import Receiver, Topic
from sync.notify.sent import Sent
from sync.notify.told import TICK, Kind, Stood, Told
from sync.notify.written import news_of_writes
from sync.result import RunResult
from sync.store.base import Store
from sync.workspace import Workspace

_RUNS = 200
"""How far back the last finished run is looked for."""
_AGAIN = "Some of this may have been said before: the message that said it did not get through for certain."


@dataclass(frozen=True, slots=True)
class Telling:
    """What became of all messages of one run; of a plan, what a run would send."""

    messages: tuple[Sent, ...] = ()
    failures: tuple[Failure, ...] = ()


def introduce(workspace: Workspace, notifications: Notifications, now: datetime) -> None:
    """Note for every new receiver that it is told from now on; before a run stores anything that it could miss."""
    known = workspace.store.told()
    for receiver in notifications.receivers:
        if receiver.name not in known:
            workspace.store.save_told(Told(receiver.name, now, now))


def tell_all(
    workspace: Workspace,
    notifications: Notifications,
    result: RunResult,
    alive: Callable[[], None] = lambda: None,
    *,
    write: bool = True,
) -> Telling:
    """Tell every receiver about a run that has come to its end. `alive` is called before each message.

    A run that a guard stopped tells its alarms only: what it judged by is in doubt. Without `write` nothing is sent
    and nothing noted: what comes back is what a run would tell.
    """
    store = workspace.store
    known = store.told()
    alarms = _alarms(workspace, notifications, result, known)
    told = _Sender(notifications.post.send, store, alive) if write else _Sender(_unsent, None, alive)
    events = _Events(store, result)
    overview = Overview(workspace, result)
    artists = {release.key: release.artist for release in result.slate.releases if isinstance(release.artist, str)}
    for receiver in notifications.receivers:
        state = told.settled(known.get(receiver.name) or Told(receiver.name, result.started, result.started))
        if Topic.ALARMS in receiver.topics:
            state = told.alarms(receiver, state, workspace.name, alarms, unjudged_by(result), result.started)
        if result.stopped:
            continue
        state = state.not_after(result.started)
        happened = events.since(state.since)
        news = _news(workspace, notifications, result, happened)
        news = news.only(receiver.topics, partial(receiver.hears_of, artists=artists))
        state = told.news(receiver, state, workspace.name, news, result.started, passed=bool(happened))
        if notifications.remembers:
            told.digest(receiver, state, overview, result.started)
    return told.telling()


def tell_alarm(notifications: Notifications, store: Store | None, team: str, alarm: Alarm, now: datetime) -> Telling:
    """Tell one alarm outside a run to whoever has not heard it; without a store, to everybody."""
    known = store.told() if store is not None else {}
    told = _Sender(notifications.post.send, store, lambda: None)
    for receiver in notifications.receivers:
        if Topic.ALARMS in receiver.topics:
            state = told.settled(known.get(receiver.name) or Told(receiver.name, now, now))
            standing = [Alarm(stood.key, stood.words) for stood in state.alarms]
            told.alarms(receiver, state, team, [*standing, alarm], frozenset(), now)
    return told.telling()


def _unsent(receiver: str, address: str, message: Message) -> None:
    """Send nothing."""


class _Sender:
    """Sends messages one by one, and notes what becomes of each."""

    def __init__(
        self, send: Callable[[str, str, Message], None], store: Store | None, alive: Callable[[], None]
    ) -> None:
        self._send = send
        self._store = store
        self._alive = alive
        self._messages: list[Sent] = []
        self._failures: list[Failure] = []

    def telling(self) -> Telling:
        return Telling(tuple(self._messages), tuple(self._failures))

    def settled(self, state: Told) -> Told:
        settled = state.settled()
        return state if settled == state else self._noted(settled)

    def alarms(
        self,
        receiver: Receiver,
        state: Told,
        team: str,
        alarms: Iterable[Alarm],
        unjudged: frozenset[str],
        now: datetime,
    ) -> Told:
        heard = ringing(alarms, state, unjudged)
        message = alarm_message(team, heard) if heard.any else None
        return self._tell(receiver, state, Kind.ALARMS, message, now, heard.standing)

    def news(self, receiver: Receiver, state: Told, team: str, news: News, now: datetime, *, passed: bool) -> Told:
        message = gap_message(team, news) if news.any else None
        return self._tell(receiver, state, Kind.NEWS, message, now + TICK, passed=passed)

    def digest(self, receiver: Receiver, state: Told, overview: Overview, now: datetime) -> Told:
        if not overview.due(receiver, state.digest):
            return state
        return self._tell(receiver, state, Kind.DIGEST, overview.message(receiver), now, passed=True)

    def _tell(
        self,
        receiver: Receiver,
        state: Told,
        kind: Kind,
        message: Message | None,
        until: datetime,
        alarms: tuple[Stood, ...] = (),
        *,
        passed: bool = False,
    ) -> Told:
        """Send a message; where there is none, note that there is nothing to tell if something passed or was begun."""
        before = state.attempt(kind)
        begun = state.begun(kind, until, alarms)
        attempt = begun.attempt(kind)
        if attempt is None:
            return state
        if message is None:
            return self._noted(begun.arrived(attempt)) if passed or before is not None else state
        self._alive()
        self._noted(begun)
        try:
            self._send(receiver.name, receiver.address, replace(message, lead=_lead(message, again=bool(before))))
        except ConnectorError as error:
            self._messages.append(Sent(receiver.name, kind, message.title, taken=False))
            self._failures.append(Failure(receiver.name, error, 1))
            return self._noted(begun.failed(kind))
        self._messages.append(Sent(receiver.name, kind, message.title))
        return self._noted(begun.arrived(attempt))

    def _noted(self, state: Told) -> Told:
        if self._store is not None:
            self._store.save_told(state)
        return state


class _Events:
    """What happened since an instant, each stretch read once."""

    def __init__(self, store: Store, result: RunResult) -> None:
        self._store = store
        self._found: dict[datetime, tuple[Happening, ...]] = {}
        self._own = () if result.stopped else result.turns.events
        self._lives = result.turns.lives
        self._run = result.id

    def since(self, instant: datetime) -> tuple[Happening, ...]:
        """Return it oldest first, this run's own in any case: its clock may have been set back."""
        if instant not in self._found:
            stored = self._store.happenings(instant)
            seen = {happening.event for happening in stored}
            own = (
                Happening(event, life.gap, life.source, self._run)
                for event in self._own
                if event not in seen and (life := self._lives.get(event.fingerprint)) is not None
            )
            self._found[instant] = (*stored, *own)
        return self._found[instant]


def _news(workspace: Workspace, notifications: Notifications, result: RunResult, happened: Iterable[Happening]) -> News:
    """Return what is news. To a store without a past everything is; what stands on its record already was told."""
    found = result.report.violations
    if not notifications.remembers:
        return news_of_writes(result.changes, found)
    if result.held or any(run.id != result.id for run in workspace.store.runs(2)):
        return news_of(happened)
    unwritten = (each for each in happened if not (each.gap.shown and each.source in workspace.targets))
    return news_of(unwritten).beside(news_of_writes(result.plan.changes, found))


def _alarms(
    workspace: Workspace, notifications: Notifications, result: RunResult, known: Mapping[str, Told]
) -> list[Alarm]:
    zone = ZoneInfo(workspace.policy.zone)
    now = result.started.astimezone(zone)
    names = {receiver.name for receiver in notifications.receivers}
    finished = (run.finished for run in workspace.store.runs(_RUNS) if run.finished is not None)
    last = next(finished, None)
    return [
        *alarms_of_run(result),
        *alarms_of_tokens(notifications.expiries, now.date(), notifications.token_days),
        *alarm_of_silence(last.astimezone(zone) if last else None, now, notifications.quiet),
        *alarms_of_receivers(told for name, told in known.items() if name in names),
    ]


def _lead(message: Message, *, again: bool) -> str:
    return " ".join(filter(None, (_AGAIN if again else "", message.lead)))
