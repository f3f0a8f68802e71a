"""PLN001: an active release has no date."""

from __future__ import annotations

from collections.abc import Iterator

from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import plan, work
from rules.view import View


@rule(
    code="PLN001",
    name="no-release-date",
    severity=Severity.BLOCKER,
    summary="An active release has no date.",
    why="Every other date is counted back from this one; without it nothing can be late and nothing can be in time.",
    fix="The manager sets the release date, or takes the release off the active plan until there is one.",
    source="The career operating system: planning loop",
    needs=("release.date",),
    flagged=lambda: plan(work("Press photos", "Dee"), date=None, says="Night Bus has no release date"),
    clean=lambda: plan(work("Press photos", "Dee")),
)
def no_release_date(view: View, context: Context) -> Iterator[Finding]:
    if view.release.date is None:
        yield Hit(view.release, f"{view.release.title} has no release date")
