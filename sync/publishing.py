"""From what a run knows to its milestones, and from these into the team's calendars."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from connectors.errors import ConnectorError
from rules.wording import listed
from sync.apply import Failure
from sync.calendar_file.file import CalendarNotWritten
from sync.calendar_file.publish import Publication
from sync.judge import Judged
from sync.milestones.derive import milestones_of
from sync.milestones.milestone import Milestones
from sync.mirror.course import COUNTED
from sync.mirror.mirror import Mirroring, left_behind
from sync.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Publishing:
    """What became of the milestones; `publication` is empty where none are wanted, or where it failed."""

    publication: Publication | None = None
    mirrored: tuple[Mirroring, ...] = ()
    """What became of each calendar that shows them."""
    failures: tuple[Failure, ...] = ()

    @property
    def events(self) -> Mapping[str, int]:
        """How many events were added, changed and removed in all calendars; of a plan, how many would be."""
        return {word: sum(each.count(action) for each in self.mirrored) for action, word in COUNTED.items()}


def publish_milestones(
    workspace: Workspace, judged: Judged, now: datetime, alive: Callable[[], None] = lambda: None, *, write: bool
) -> Publishing:
    """Bring file and calendars up to date; without `write`, only say what would be done.

    One that cannot be used is a failure of its own: everything else was written. `alive` is called before each write
    into a calendar, and stops the run by raising.
    """
    if (workspace.calendar or workspace.mirror) and (early := _too_early(judged)):
        return Publishing(failures=(early,))
    milestones = milestones_in(workspace, judged)
    publication, failures = _in_file(workspace, milestones, now, write=write)
    if workspace.mirror is None:
        return Publishing(publication, left_behind(workspace.store), failures)
    workspace.progress("calendars")
    mirrored = workspace.mirror.publish(milestones, workspace.store, alive, write=write)
    # What is wrong with the account is wrong in each of its calendars; it is said once.
    told = {failure.error.message: failure for each in mirrored for failure in each.failures}
    return Publishing(publication, mirrored, (*failures, *told.values()))


def _too_early(judged: Judged) -> Failure | None:
    """Return why nothing can be published before all tools were read together once, as after a store was lost.

    Until then nobody knows which records are one release, nor what the tool that is down says of it: its milestones
    would stand twice, or on another day.
    """
    reads = judged.slate.sources
    if judged.memory.all_read_at is not None or len(reads) < 2:
        return None
    error = ConnectorError(
        f"the calendar waits until {listed(read.name for read in reads)} were read together once: which of their "
        "records are one release, and whether they agree on its date, is not known yet",
        hint=f"see to it that {listed(read.name for read in reads if not read.complete)} can be read, and run again",
    )
    return Failure("calendar", error, 0)


def _in_file(
    workspace: Workspace, milestones: Milestones, now: datetime, *, write: bool
) -> tuple[Publication | None, tuple[Failure, ...]]:
    calendar = workspace.calendar
    if calendar is None:
        return None, ()
    step = calendar.publish if write else calendar.planned
    try:
        return step(milestones, workspace.store, now), ()
    except CalendarNotWritten as error:
        return None, (Failure(calendar.path.name, error, len(milestones.found)),)


def milestones_in(workspace: Workspace, judged: Judged) -> Milestones:
    """Return the milestones of everything that was judged."""
    return milestones_of(
        judged.slate, judged.report, workspace.policy, workspace.name, judged.as_of, judged.turns.kept_gaps
    )
