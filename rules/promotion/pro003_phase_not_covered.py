"""PRO003: a phase of the campaign has begun, and nothing in the plan belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rules.campaign import campaign, covers
from rules.model import Phase, Unknown
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, Untold, rule
from rules.samples import at, plan, promoted, work
from rules.view import View

_WHAT = {
    Phase.FILM: "filming",
    Phase.TEASE: "teasing",
    Phase.RELEASE: "release week",
    Phase.SUSTAIN: "the weeks after release",
}


@rule(
    code="PRO003",
    name="phase-not-covered",
    severity=Severity.WARNING,
    summary="A phase of the campaign (filming from 21 days before release, teasing from 14, release week from 3, the "
    "four weeks after) has begun, and no deliverable belongs to it.",
    why="Content that nobody planned is made on the day it is needed, by whoever is awake, or not at all.",
    fix="The manager plans at least one deliverable for the phase, with an owner and a day, or switches the rule off.",
    source="The career operating system, promotion: film in one batch, tease, release week, four weeks of sustain",
    needs=("release.date",),
    flagged=lambda: plan(
        work("Launch posts", "Sam", due="2026-09-04"),
        work("Pre-save link", "Sam", due="2026-08-14", state="live"),
        work("Welcome sequence", "Sam", due="2026-08-14", state="live"),
        now=at("2026-08-24 10:00"),
        gates=Unknown.ABSENT,
        says="The plan of Night Bus has nothing for teasing, which began on 2026-08-21",
    ),
    clean=lambda: plan(
        *promoted(),
        now=at("2026-08-24 10:00"),
        gates=Unknown.ABSENT,
    ),
)
def phase_not_covered(view: View, context: Context) -> Iterator[Finding]:
    """Look at a release in its own four weeks after the date, too: that is when its last phase begins."""
    out = view.release.date
    if not isinstance(out, date) or not view.release.deliverables:
        return
    for days in campaign(out, context.limits):
        if not days.first <= context.today <= days.last:
            continue
        told = set[bool | None]()
        for item in view.deliverables:
            told.add(covers(item, days, context))
            if True in told:
                break
        if True in told:
            continue
        what = _WHAT[days.phase]
        if None in told:
            yield Untold(view.release, f"work without phase and date may be meant for {what}")
        elif unseen := context.unseen(view.release):
            yield Untold(view.release, f"work for {what} may stand in {unseen}")
        else:
            yield Hit(
                view.release,
                f"The plan of {view.release.title} has nothing for {what}, which began on {days.first}",
                evidence=(f"{what}: {days.first} to {days.last}",),
                detail=days.phase.value,
            )
