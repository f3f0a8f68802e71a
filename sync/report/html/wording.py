"""The page's own words for days, counts and states."""

from __future__ import annotations

from datetime import date, datetime

from rules.model import Maybe, Unknown
from rules.standing import Ruling
from rules.wording import counted
from sync.report.page import Approval, Counts, ReleasePage, ReportPage

NOTHING = "–"
UNKNOWN = "cannot tell"


def day(value: Maybe[date]) -> str:
    """Return a day as people write it: Fri 4 Dec 2026."""
    if value is None:
        return NOTHING
    if isinstance(value, Unknown):
        return UNKNOWN
    return f"{value:%a} {value.day} {value:%b %Y}"


def day_near(value: Maybe[date], today: date) -> str:
    """Return a day, its year only where that is not this one."""
    if isinstance(value, date) and value.year == today.year:
        return f"{value:%a} {value.day} {value:%b}"
    return day(value)


def short_day(value: date) -> str:
    """Return a day without its year."""
    return f"{value.day} {value:%b}"


def instant(value: datetime) -> str:
    """Return an instant to the minute, with its time zone."""
    return f"{day(value.date())}, {value:%H:%M %Z}".rstrip()


def to_go(days: int | None) -> str:
    """Return how far away release day is."""
    if days is None:
        return "no date to count from"
    if days == 0:
        return "today"
    return f"{counted(days, 'day')} to go" if days > 0 else f"out for {counted(-days, 'day')}"


def counts(found: Counts) -> str:
    """Return "2 blockers, 1 note"; "no gaps" for none."""
    named = ((found.blockers, "blocker"), (found.warnings, "warning"), (found.notes, "note"))
    return ", ".join(counted(number, noun) for number, noun in named if number) or "no gaps"


def headline(page: ReportPage) -> str:
    """Return the report in one sentence. It promises nothing about what could not be read."""
    seen = all(source.complete for source in page.sources)
    if not page.releases:
        return "There is no release in the plan." if seen else "No release could be read."
    everything = counted(len(page.releases), "release")
    if not page.counts.total:
        return f"No gaps in {everything}." if seen else f"No gaps in what could be read of {everything}."
    troubled = sum(1 for release in page.releases if release.counts.total)
    return f"{counts(page.counts)} in {troubled} of {everything}."


def approval(one: Approval) -> str:
    """Return where a gate stands, without the name: the name follows."""
    if one.ruling is Ruling.PENDING:
        return "waits for" if one.asked else "not asked yet:"
    return _RULINGS[one.ruling]


_RULINGS = {
    Ruling.APPROVED: "approved by",
    Ruling.REJECTED: "rejected by",
    Ruling.UNCLEAR: "neither yes nor no from",
    Ruling.STALE: "changed after the yes of",
    Ruling.UNKNOWN: "cannot tell; to decide:",
}


def healthy(release: ReleasePage) -> bool:
    """Whether a release can stay folded: nothing to do but notes."""
    return not release.counts.blockers and not release.counts.warnings
