"""What a rule is: one value, built next to its function, that explains itself and carries its own examples."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol, TypeAlias, cast

from rules.calendar import WorkingCalendar
from rules.memory import Memory, moment_key
from rules.model import Actor, Maybe, Moment, Ref, Release, Slate, Unknown
from rules.policy import Policy, Severity, Thresholds

if TYPE_CHECKING:
    from rules.view import View


class Entity(Protocol):
    """Anything a violation can stand on."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def ref(self) -> Ref: ...


@dataclass(slots=True)
class Hit:
    """One gap that a rule found, before severity, waivers and precedence.

    `about` names what the gap touches, as tokens ("owner:KEY", "edge:A>B", "gate:KEY" …, see `rules.precedence`), so
    that one cause yields one violation. `detail` tells apart several gaps of one code on one record; it must not
    hold dates or wording. `severity` escalates above the rule's default and yields to the team's own choice.
    """

    on: Entity
    message: str
    who: Actor | None = None
    evidence: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    detail: str = ""
    severity: Severity | None = None
    since: Moment | None = None
    fix: str = ""


@dataclass(slots=True)
class Untold:
    """What a rule could not tell about one record, where its declared needs do not already say so."""

    on: Entity
    why: str


Finding: TypeAlias = Hit | Untold


@dataclass(frozen=True, slots=True)
class Context:
    """What every rule may consult besides the release: the clock, the policy and the memory of earlier runs."""

    now: datetime
    today: date
    calendar: WorkingCalendar
    policy: Policy
    memory: Memory
    pulled_at: datetime
    people_known: bool
    complete: bool = True
    """Whether every source was read completely: what is missing proves nothing where one was not."""
    partly_known: bool = False
    """Whether the slate has people whom one tool knows and another does not."""

    @property
    def limits(self) -> Thresholds:
        return self.policy.thresholds

    def unseen(self, release: Release) -> str:
        """Return where more of the release may stand than was seen, in words; "" where all of it was."""
        if not self.complete:
            return "a source that was not read completely"
        return "" if release.whole else "a row whose release cannot be told"

    def when(self, stated: Maybe[Moment], key: str, what: str) -> tuple[Moment, str]:
        """Return when `what` happened to the record `key`, and a note for the evidence.

        The tool's own word counts; else the first run that saw it, and the note says so; else this pull.
        """
        if stated is not None and type(stated) is not Unknown:
            return stated, ""
        seen = self.memory.moments.get(moment_key(key, what), self.pulled_at)
        return min(seen, self.now), f"the plan does not say when; first seen {what} on {self.calendar.day(seen)}"


@dataclass(frozen=True, slots=True)
class Example:
    """A small real slate on which a rule can be run. `says` is the sentence it must yield (empty: silence)."""

    slate: Slate
    now: datetime
    policy: Policy
    memory: Memory
    says: str = ""


Check: TypeAlias = Callable[["View", Context], Iterable[Finding]]
Gathered: TypeAlias = Iterable[tuple[str, Sequence[Entity]]]
"""Entities under keys; a key may come more than once."""
Gather: TypeAlias = Callable[["View", Context], Gathered]
Survey: TypeAlias = Callable[[Release, Context], Gathered]
Judge: TypeAlias = Callable[[str, Sequence[Entity], Context], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue.

    `needs` are the facts without which it cannot tell, as "entity.field" ("deliverable.due"), alternatives joined
    by "|"; "deliverable.open" means that it must be known whether the work is still open. `source` names where the
    reason comes from. A rule has either `check`, run per release, or `gather` and `judge`: findings that cross
    releases are gathered per release under a key (a person) and judged per key. With `survey` instead of `gather`,
    releases that are over contribute, too.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    """When it fires, in one sentence."""
    why: str
    """Why it matters, for somebody who never read the articles."""
    fix: str
    """Who should do what."""
    source: str
    needs: tuple[str, ...]
    flagged: Callable[[], Example]
    clean: Callable[[], Example]
    check: Check | None = None
    gather: Gather | None = None
    judge: Judge | None = None
    more_than: Callable[[Thresholds], int] | None = None
    """How many a judge never objects to under one key; it is not asked about fewer."""
    escalates: str = ""
    """When the default severity rises, in words; empty when it never does."""
    survey: Survey | None = None


def rule(
    *,
    code: str,
    name: str,
    severity: Severity,
    summary: str,
    why: str,
    fix: str,
    source: str,
    needs: tuple[str, ...],
    flagged: Callable[[], Example],
    clean: Callable[[], Example],
    escalates: str = "",
    gather: Gather | None = None,
    more_than: Callable[[Thresholds], int] | None = None,
    survey: Survey | None = None,
) -> Callable[[Check | Judge], Rule]:
    """Build the `Rule` value from the function below it. Registers nothing: `rules.catalogue` lists rules.

    With `gather` or `survey`, the function below is the judge of what was gathered under one key; else the check.
    """

    def build(function: Check | Judge) -> Rule:
        crosses = gather is not None or survey is not None
        check = None if crosses else cast("Check", function)
        judge = cast("Judge", function) if crosses else None
        return Rule(
            code, name, severity, summary, why, fix, source, needs, flagged, clean, check, gather, judge, more_than,
            escalates, survey,
        )  # fmt: skip

    return build
