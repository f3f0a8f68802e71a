"""PLN002: too few weeks lie between the day the plan was locked and the release."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rules.lifecycle import not_yet_out
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import day, plan, work
from rules.view import View
from rules.wording import counted


@rule(
    code="PLN002",
    name="short-runway",
    severity=Severity.WARNING,
    summary="Fewer than six weeks (42 days) lie between the day the plan was locked and the release.",
    why="Distributors and editors take the time they take: what is short at the start is lost at the end.",
    fix="The manager moves the release date, or says with a waiver which steps of the campaign are given up.",
    source="The career operating system: a locked timeline of six to eight weeks",
    needs=("release.date", "release.locked_at"),
    flagged=lambda: plan(
        work("Press photos", "Dee"),
        locked_at=day("2026-08-03"),
        says="Night Bus was locked on 2026-08-03, 32 days before its release on 2026-09-04; 42 days are the least",
    ),
    clean=lambda: plan(work("Press photos", "Dee"), locked_at=day("2026-07-24")),
)
def short_runway(view: View, context: Context) -> Iterator[Finding]:
    release = view.release
    out, lock = release.date, release.locked_at
    if not isinstance(out, date) or not isinstance(lock, date):
        return
    locked = context.calendar.day(lock)
    runway = (out - locked).days
    least = context.limits.runway_days
    if runway >= least or not not_yet_out(release, context):
        return
    lead = f"{counted(runway, 'day')} before" if runway > 0 else "not before"
    yield Hit(
        release,
        f"{release.title} was locked on {locked}, {lead} its release on {out}; {counted(least, 'day')} are the least",
        since=lock,
    )
