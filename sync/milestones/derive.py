"""From the slate and its gaps to milestones. Pure.

A deadline that is counted from the release day needs only that day. A date that is empty yields nothing, and so does
one that is unknown; but then what was published of it earlier is not called gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from rules.memory import NOTHING
from rules.model import Slate
from rules.policy import Policy, Severity
from rules.rule import Context
from rules.view import View
from rules.violation import Report
from sync.gap import Gap
from sync.milestones.gathering import Gathering
from sync.milestones.milestone import Milestones
from sync.milestones.release_days import add_release_days
from sync.milestones.work_days import add_work_days


def milestones_of(
    slate: Slate, report: Report, policy: Policy, workspace: str, as_of: datetime, kept: Iterable[Gap] = ()
) -> Milestones:
    """Return the milestones of every release, by day.

    `kept` are open gaps of earlier runs that this one could not judge; they go on being trouble.
    """
    gaps = _by_release([*(Gap.of(violation) for violation in report.violations), *kept])
    calendar = policy.calendar()
    context = Context(
        as_of, calendar.today(as_of), calendar, policy, NOTHING, slate.pulled_at, slate.people_known
    )  # fmt: skip
    gathering = Gathering(workspace, policy.zone)
    for release in slate.releases:
        gathering.begin(release, gaps.get(release.key, ()))
        add_release_days(gathering, policy)
        add_work_days(gathering, View(release, context))
    return Milestones(
        gathering.in_order(calendar), gathering.untold, all(source.complete for source in slate.sources)
    )  # fmt: skip


def _by_release(gaps: Sequence[Gap]) -> dict[str, list[Gap]]:
    found: dict[str, list[Gap]] = {}
    for gap in gaps:
        if gap.severity is not Severity.NOTE:
            found.setdefault(gap.release_key, []).append(gap)
    return found
