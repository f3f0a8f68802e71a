"""From what a run knows to its milestones, and from these into the team's calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sync.apply import Failure
from sync.calendar_file.file import CalendarNotWritten
from sync.calendar_file.publish import Publication
from sync.judge import Judged
from sync.milestones.derive import milestones_of
from sync.milestones.milestone import Milestones
from sync.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Publishing:
    """What became of the milestones; `publication` is empty where none are wanted, or where it failed."""

    publication: Publication | None = None
    failures: tuple[Failure, ...] = ()


def publish_milestones(workspace: Workspace, judged: Judged, now: datetime, *, write: bool) -> Publishing:
    """Bring the calendar up to date; without `write`, only say what would be done.

    A calendar that cannot be used is a failure of its own: everything else was written.
    """
    calendar = workspace.calendar
    if calendar is None:
        return Publishing()
    milestones = milestones_in(workspace, judged)
    step = calendar.publish if write else calendar.planned
    try:
        return Publishing(step(milestones, workspace.store, now))
    except CalendarNotWritten as error:
        return Publishing(failures=(Failure(calendar.path.name, error, len(milestones.found)),))


def milestones_in(workspace: Workspace, judged: Judged) -> Milestones:
    """Return the milestones of everything that was judged."""
    return milestones_of(
        judged.slate, judged.report, workspace.policy, workspace.name, judged.as_of, judged.turns.kept_gaps
    )
