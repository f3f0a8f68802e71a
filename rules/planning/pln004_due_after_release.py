"""PLN004: a deliverable is due after the release that it must be ready for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from rules.model import Deliverable, Kind, Phase, Unknown
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, Untold, rule
from rules.samples import plan, work
from rules.view import View
from rules.wording import counted

_AFTERWARDS = frozenset({Phase.SUSTAIN, Phase.REVIEW})
_EITHER_SIDE = frozenset({Kind.POST, Kind.LAUNCH_POST, Kind.RECAP, Kind.EMAIL})
"""Kinds that go out before as well as after a release: without a phase their date alone does not say which."""


@rule(
    code="PLN004",
    name="due-after-release",
    severity=Severity.BLOCKER,
    summary="Open work is due after the release that it must be ready for; sustain and review work is not meant.",
    why="What is ready after the day is not part of the day: it ships without it, or late.",
    fix="The owner brings the due date forward to before the release, or the manager moves the release.",
    source="The career operating system: planning backward from the date",
    needs=("release.date", "deliverable.open", "deliverable.due"),
    flagged=lambda: plan(
        work("Press photos", "Dee", due="2026-09-07"),
        says="Press photos is due on 2026-09-07, 3 days after the release on 2026-09-04",
    ),
    clean=lambda: plan(work("Press photos", "Dee", due="2026-09-04")),
)
def due_after_release(view: View, context: Context) -> Iterator[Finding]:
    out = view.release.date
    if not isinstance(out, date):
        return
    for item in view.open:
        due = item.due
        if not isinstance(due, date) or due <= out:
            continue
        meant = _meant_for_afterwards(item, due, out + timedelta(days=context.limits.release_week_days))
        if meant is None:
            yield Untold(
                item, "without a phase it is not said whether what is due after the release is late or planned"
            )
        elif not meant:
            late = counted((due - out).days, "day")
            message = f"{item.title} is due on {due}, {late} after the release on {out}"
            yield Hit(item, message, who=item.owner)


def _meant_for_afterwards(item: Deliverable, due: date, week_ends: date) -> bool | None:
    """Whether the work belongs after the release; `None` where that cannot be told."""
    phase = item.phase
    if phase is None or type(phase) is Unknown:
        if item.kind is Kind.REVIEW:
            return True
        hidden = phase is not None and phase is not Unknown.ABSENT
        return None if hidden or item.kind in _EITHER_SIDE else False
    return phase in _AFTERWARDS or (phase is Phase.RELEASE and due <= week_ends)
