"""Launch posts: what goes public in release week and waits for the final go."""

from __future__ import annotations

from datetime import date, timedelta

from rules.model import Deliverable, Kind, Moment, Phase, Release, Unknown
from rules.rule import Context


def is_launch_post(item: Deliverable, release: Release, context: Context) -> bool:
    """Whether the deliverable is a post of release week; one without a day is, where its kind or phase says so."""
    if item.kind is not Kind.LAUNCH_POST and not (item.kind is Kind.POST and item.phase is Phase.RELEASE):
        return False
    goes, out = goes_out(item), release.date
    if goes is None or not isinstance(out, date):
        return True
    week = timedelta(days=context.limits.release_week_days)
    return -week <= context.calendar.day(goes) - out <= week


def goes_out(item: Deliverable) -> Moment | None:
    """Return when the post is planned to go out: its own time, else its due date."""
    planned = item.scheduled_for
    if planned is None or type(planned) is Unknown:
        planned = item.due
    return None if type(planned) is Unknown else planned
