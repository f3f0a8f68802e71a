"""What worked, what failed, what broke: figures and where they come from, and never an opinion. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from rules.wording import counted, listed
from sync.review.durations import Sort, Step, Wait
from sync.review.lateness import Late
from sync.review.moves import Moved
from sync.review.spans import RuleCount

_NAMED = 8
"""How many things of one kind an answer names; a record is read by people."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The three answers, each as sentences without a full stop; empty where nothing can be said."""

    worked: tuple[str, ...]
    failed: tuple[str, ...]
    broke: tuple[str, ...]


def worked(held: Iterable[str], steps: Iterable[Step], waits: Sequence[Wait]) -> Iterator[str]:
    """Yield what went as planned; `held` are sentences on release dates."""
    yield from held
    told = [step for step in steps if step.most is not None and step.done]
    on_time = [step for step in told if (step.most or 0) <= 0]
    if on_time:
        early = median(-(step.most or 0) for step in on_time)
        how = f", {days_words(early)} early (median)" if early >= 1 else ""
        yield f"On time: {len(on_time)} of {counted(len(told), 'finished step')} whose day is known{how}"
    for sort, what in ((Sort.RECEIPT, "Handoffs acknowledged"), (Sort.DECISION, "Decisions given")):
        timed = [wait for wait in waits if wait.sort is sort and wait.days is not None]
        good = [wait.days or 0 for wait in timed if not wait.over]
        if good:
            yield f"{what} in time: {len(good)} of {len(timed)}, {_after(median(good))} (median)"


def failed(
    moves: Iterable[str], late: Sequence[Late], waits: Iterable[Wait], *, of_release: bool = False
) -> Iterator[str]:
    """Yield what did not; `moves` are sentences on release dates, and `of_release` names the release of each."""
    yield from moves
    for each in late[:_NAMED]:
        where = f" ({each.step.release})" if of_release else ""
        why = listed(each.reasons[:3]) if each.reasons else "nothing in the plan says why"
        yield f"{each.words[0].upper()}{each.words[1:]}: {each.step.title}{where}; {why}"
    if len(late) > _NAMED:
        left = len(late) - _NAMED
        yield f"{left} more {'was' if left == 1 else 'were'} late"
    over = [wait for wait in waits if wait.over]
    for wait in over[:_NAMED]:
        where = f" ({wait.release})" if of_release else ""
        whom = f" by {wait.who}" if wait.who else ""
        yield (
            f"{wait.title}{where} waited {counted(wait.days or 0, 'day')} {wait.sort}{whom}; "
            f"allowed: {counted(wait.allowed, 'working day')}"
        )
    if len(over) > _NAMED:
        yield f"{len(over) - _NAMED} more waited too long"


def broke(rules: Sequence[RuleCount]) -> Iterator[str]:
    """Yield which rules fired, the most frequent first."""
    yield from (rule_words(rule) for rule in rules[:_NAMED])
    if len(rules) > _NAMED:
        yield f"{counted(len(rules) - _NAMED, 'more rule')} fired"


def moved_words(move: Moved) -> str:
    """Return one move of a release date as a sentence."""
    late = f"; open and overdue then: {named(move.late_work)}" if move.late_work else ""
    return f"The date moved from {move.old} to {move.new}, seen on {move.seen}{late}"


def rule_words(rule: RuleCount) -> str:
    """Return how often a rule fired and how long its gaps stood open, as a sentence."""
    times = "once" if rule.times == 1 else f"{rule.times} times"
    still = f"; {rule.still} open now" if rule.still else ""
    return f"{rule.code} {rule.name}: {times}, open for {open_words(rule)}{still}"


def open_words(rule: RuleCount) -> str:
    """Return how long the gaps of a rule stood open."""
    middle = " (median)" if rule.times > 1 else ""
    if rule.before and rule.days < 1:
        return "longer than anybody has looked"
    if rule.at_least and rule.days < 1:
        return f"less than a day so far{middle}"
    return f"{'at least ' if rule.at_least else ''}{days_words(rule.days)}{middle}"


def _after(days: float) -> str:
    return f"after {days_words(days)}" if days >= 1 else "on the same day"


def days_words(days: float) -> str:
    """Return a number of days in words."""
    return "less than a day" if 0 < days < 1 else counted(round(days), "day")


def named(titles: Sequence[str]) -> str:
    """Return titles as a list, cut where it gets long."""
    return listed([*titles[:4], f"{len(titles) - 4} more"] if len(titles) > 4 else titles)
