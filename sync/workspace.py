"""One team's workspace: everything a run needs, handed in. `sync.bootstrap` builds it; nothing here picks a part."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from rules.templates.agenda import UNPLANNED, Agenda
from sync.assembly.terms import UNSETTLED, Terms
from sync.limits import Limits
from sync.stages import Passed, unheard

if TYPE_CHECKING:
    from connectors.calls.budget import Allowance
    from connectors.changes import Source, Target
    from connectors.filling import Filler
    from connectors.making import Maker
    from connectors.mapping.binding import TableBinding
    from connectors.redating import Redater
    from rules.policy import Policy
    from rules.rule import Rule
    from sync.calendar_file.file import CalendarFile
    from sync.living.living import Living
    from sync.mirror.mirror import Mirror
    from sync.notify.notifications import Notifications
    from sync.store.base import Store


def _silent(_: str) -> None:
    return None


def _never(_: str) -> bool:
    return False


def _unseen(_: str) -> AbstractContextManager[None]:
    return nullcontext()


@dataclass(frozen=True, slots=True)
class Workspace:
    """The parts of one workspace. Targets and bindings are by source name; a source without a target is only read."""

    name: str
    sources: tuple[Source, ...]
    targets: Mapping[str, Target]
    bindings: Mapping[str, tuple[TableBinding, ...]]
    policy: Policy
    rules: tuple[Rule, ...]
    store: Store
    clock: Callable[[], datetime]
    """The real time, aware. `run(as_of=…)` sets the rules' clock and leaves this one alone."""
    new_id: Callable[[], str]
    """A name for a run that no other run has."""
    holder: str = "streetdate"
    """Who takes the lease: this run, told apart from any other anywhere."""
    present: Callable[[str], AbstractContextManager[None]] = _unseen
    """Shows others that the holder lives, while it does (`sync.presence`)."""
    is_gone: Callable[[str], bool] = _never
    """Whether the run that a lease names is dead for certain, so that it can be taken over at once."""
    lease: timedelta = timedelta(minutes=5)
    """How long a run may be silent before another may take over; renewed with every write."""
    meeting: Agenda = UNPLANNED
    """In which order, with which titles and times the week is gone through; without items, in the usual order."""
    terms: Terms = UNSETTLED
    """Which records of the tools are one, and which tool is right for which fact."""
    limits: Limits = field(default_factory=Limits)
    lifted: frozenset[str] = frozenset()
    """Guards that the caller lifts (`sync.guard.Guard`)."""
    makers: Mapping[str, Callable[[], Maker]] = field(default_factory=dict)
    """What makes new rows, by source name, where the settings let us write."""
    redaters: Mapping[str, Callable[[], Redater]] = field(default_factory=dict)
    """Likewise what moves dates."""
    fillers: Mapping[str, Callable[[], Filler]] = field(default_factory=dict)
    """Likewise what fills empty cells."""
    allowances: Mapping[str, Allowance] = field(default_factory=dict)
    """What a month allows, by source name, where the tool or the settings limit it."""
    calendar: CalendarFile | None = None
    """Where the milestones are published; nowhere by default."""
    mirror: Mirror | None = None
    """The calendars that show the milestones as events; none by default."""
    notifications: Notifications | None = None
    """Who is told what a run found; nobody by default."""
    living: Living | None = None
    """Where the report is kept in a tool; nowhere by default."""
    progress: Callable[[str], None] = _silent
    """Told, in a few words, what the run is doing."""
    told: Callable[[Passed], None] = unheard
    """Told each stage that is over, in figures."""
    opened: ExitStack = field(default_factory=ExitStack)
    """Connections to the tools."""

    def close(self) -> None:
        """Close the store and every connection."""
        with self.opened:
            self.store.close()
