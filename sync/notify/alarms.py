"""What is wrong with the runs themselves: each state is told once, and once more when it is over. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rules.errors import StreetdateError
from rules.wording import counted
from sync.notify.message import Group, Line, Message
from sync.notify.told import Stood, Told
from sync.result import RunResult

QUIET = "quiet"
"""The key of the alarm that no run finishes."""
FAILED = "failed"
"""The key of the alarm that a run ended by raising."""
_EASY = 0.9
"""Share of a month's requests up to which the month is called safe again: what is expected goes up and down."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """One state that is not as it should be. Equal keys are one state, however its words change."""

    key: str
    words: str
    todo: str = ""
    once: bool = False
    """Whether it is over by itself, so that its end is not told."""

    @property
    def stood(self) -> Stood:
        return Stood(self.key, self.words, self.once)


@dataclass(frozen=True, slots=True)
class Ringing:
    """What one receiver is to hear of all alarms, and what stands once it heard it."""

    begun: tuple[Alarm, ...] = ()
    over: tuple[Stood, ...] = ()
    standing: tuple[Stood, ...] = ()

    @property
    def any(self) -> bool:
        return bool(self.begun or self.over)


def alarms_of_run(result: RunResult) -> Iterator[Alarm]:
    """Yield what one run met: sources and targets that failed, guards, months that will not last."""
    unread = {missing.source for missing in result.unread}
    for missing in result.unread:
        yield _of(f"unread:{missing.source}", f"{missing.source} could not be read", missing.error)
    for read in result.sources:
        if not read.complete and read.name not in unread:
            yield Alarm(
                f"partly:{read.name}",
                f"{read.name} was not read completely: {read.error}",
                "what was not seen is neither flagged nor cleared; streetdate doctor says what is in the way",
            )
        if read.budget is not None and read.budget.projected > read.budget.limit:
            yield Alarm(
                f"budget:{read.name}",
                f"the month's requests to {read.name} will not last: {read.budget.used:,} of {read.budget.limit:,} are "
                f"used, {read.budget.projected:,} are expected by its end",
                "let runs start less often, or take a larger plan of the tool",
            )
    for failure in result.failures:
        left = f", {counted(failure.unwritten, 'change')} not" if failure.unwritten else ""
        yield _of(f"unwritten:{failure.source}", f"{failure.source} could not be written{left}", failure.error)
    for held in result.held:
        yield Alarm(f"held:{held.option}:{held.source}", f"a guard held the run back: {held.reason}", held.todo)


def alarm_of_failure(error: Exception) -> Alarm:
    """Return that a run ended by raising. Of a bug only the name is said: its text could be anybody's data."""
    if isinstance(error, StreetdateError):
        return _of(FAILED, "a run ended before its time", error)
    return Alarm(FAILED, f"a run ended in a bug of Streetdate: {type(error).__name__}",
                 "see its log, and report it; what was written is recorded")  # fmt: skip


def _of(key: str, what: str, error: StreetdateError) -> Alarm:
    return Alarm(key, f"{what}: {error.message}", error.hint)


def alarms_of_tokens(expiries: Mapping[str, date], today: date, days: int) -> Iterator[Alarm]:
    """Yield which tokens end within so many days, or have ended; `expiries` are last days by what the token opens."""
    for name, last in expiries.items():
        left = (last - today).days
        if left <= days:
            when = f"ended on {_day(last)}" if left < 0 else f"ends on {_day(last)}"
            yield Alarm(f"token:{name}", f"the token of {name} {when}",
                        "make a new one, put it in its place, and its last day into the settings")  # fmt: skip


def alarm_of_silence(last: datetime | None, now: datetime, quiet: timedelta) -> Iterator[Alarm]:
    """Yield that no run finished for a while before this one; `last` is when one did."""
    if last is not None and now - last > quiet:
        yield Alarm(
            f"silence:{last.isoformat()}",
            f"no run finished between {_minute(last)} and {_minute(now)}; this one did",
            "if that was not meant, see what starts the runs",
            once=True,
        )


def alarms_of_receivers(told: Iterable[Told]) -> Iterator[Alarm]:
    """Yield which receivers did not take their last message."""
    for each in told:
        if each.unreached:
            yield Alarm(f"receiver:{each.receiver}", f"{each.receiver} could not be told what happened",
                        f"see its address; streetdate digest --to {each.receiver} tries it")  # fmt: skip


def ringing(alarms: Iterable[Alarm], told: Told, unjudged: Collection[str] = ()) -> Ringing:
    """Return what a receiver is to hear, given what it heard. Alarms under `unjudged` keys, or of them, go on."""
    now = {alarm.key: alarm for alarm in alarms if alarm.key != f"receiver:{told.receiver}"}
    for attempt in told.attempts:
        for stood in attempt.alarms:
            # What is over by itself is not found again; that it was said is not known.
            if stood.once:
                now.setdefault(stood.key, Alarm(stood.key, stood.words, once=True))
    heard = {stood.key: stood for stood in told.alarms}
    begun = tuple(alarm for key, alarm in now.items() if key not in heard)
    silence = any(alarm.once for alarm in begun)
    gone = [stood for key, stood in heard.items() if key not in now and not _spared(key, unjudged)]
    over = tuple(stood for stood in gone if not (silence and stood.key == QUIET))
    standing = (*(stood for stood in told.alarms if stood not in gone), *(alarm.stood for alarm in begun))
    return Ringing(begun, over, standing)


def alarm_message(team: str, heard: Ringing) -> Message:
    """Return what is said of alarms."""
    counts = [counted(len(heard.begun), "alarm")] if heard.begun else []
    counts += [f"{len(heard.over) if counts else counted(len(heard.over), 'alarm')} over"] if heard.over else []
    groups = []
    if heard.begun:
        groups.append(Group("Something needs a look", tuple(Line(_sentence(alarm)) for alarm in heard.begun)))
    if heard.over:
        groups.append(Group("Over", tuple(Line(stood.words) for stood in heard.over)))
    return Message(f"{team}: {', '.join(counts)}", tuple(groups))


def unjudged_by(result: RunResult) -> frozenset[str]:
    """Return the keys of alarms that a run cannot call over, because it did not get as far or is not sure."""
    unread = {missing.source for missing in result.unread}
    doubtful = {f"budget:{source}" for source in unread} | {f"unwritten:{source}" for source in unread}
    for read in result.sources:
        if read.budget is not None and read.budget.projected > _EASY * read.budget.limit:
            doubtful.add(f"budget:{read.name}")
    return frozenset({*doubtful, "unwritten:"} if result.stopped else doubtful)


def _spared(key: str, unjudged: Collection[str]) -> bool:
    return any(key == spared or (spared.endswith(":") and key.startswith(spared)) for spared in unjudged)


def _sentence(alarm: Alarm) -> str:
    return f"{alarm.words} → {alarm.todo}" if alarm.todo else alarm.words


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"


def _minute(moment: datetime) -> str:
    return f"{_day(moment.date())} {moment:%H:%M}"
