"""The overview that a receiver gets each day or week: when it is due, and what it says. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from rules.calendar import ONE_DAY, WorkingCalendar
from rules.memory import Memory
from rules.model import Slate
from rules.templates.agenda import Agenda
from sync.notify.message import Group, Line, Message
from sync.notify.receiver import Receiver, Rhythm
from sync.report.page import ReportPage
from sync.report.week import Remembered, Week
from sync.report.weekly import Section, agenda_of

_YEAR = 366
_MOST = 10
"""Lines of one section that are written out."""


def last_due(receiver: Receiver, now: datetime, calendar: WorkingCalendar) -> datetime | None:
    """Return the latest instant up to now at which the receiver's digest was due; `None` for none in a year.

    Where the clocks jump over that time of day, it is due as much later as they jump.
    """
    if receiver.digest is None:
        return None
    for day in _days_back(calendar.today(now)):
        works = calendar.works(day) if receiver.digest is Rhythm.DAILY else day.weekday() == receiver.digest_on
        at = datetime.combine(day, receiver.digest_at, calendar.zone).astimezone(UTC)
        if works and at <= now:
            return at
    return None


def week_of(rhythm: Rhythm, now: datetime, calendar: WorkingCalendar) -> Week:
    """Return the days that a digest is about: of a daily one, from the working day before on."""
    local = now.astimezone(calendar.zone)
    if rhythm is Rhythm.WEEKLY:
        return Week.of(local)
    before = next((day for day in _days_back(local.date() - ONE_DAY) if calendar.works(day)), local.date() - ONE_DAY)
    return Week.of_day(local, before)


def digest_message(
    receiver: Receiver,
    page: ReportPage,
    slate: Slate,
    memory: Memory,
    past: Remembered,
    meeting: Agenda,
    week: Week,
) -> Message | None:
    """Return what a receiver's digest says, that of a week in the order of the team's meeting; `None` where that is
    nothing at all."""
    agenda = agenda_of(*_followed(receiver, page, slate), memory, _followed_past(receiver, page, past), meeting, week)
    groups = tuple(_group(section) for section in agenda.sections if section.items)
    if not groups:
        return None
    days = f"the week of {_day(week.today)}" if week.whole else _day(week.today)
    seen = "".join(f" Not everything was seen: {trouble}." for trouble in agenda.troubles[:1])
    return Message(f"{agenda.team}: {days}", groups, f"As of {_day(agenda.as_of)} {agenda.as_of:%H:%M}.{seen}")


def _followed(receiver: Receiver, page: ReportPage, slate: Slate) -> tuple[ReportPage, Slate]:
    releases = tuple(each for each in page.releases if receiver.follows(each.title, each.artist))
    keys = {release.key for release in releases}
    closed = tuple(gap for gap in page.closed if not gap.release_key or gap.release_key in keys)
    narrowed = replace(page, releases=releases, closed=closed)
    return narrowed, replace(slate, releases=tuple(release for release in slate.releases if release.key in keys))


def _followed_past(receiver: Receiver, page: ReportPage, past: Remembered) -> Remembered:
    artists = {release.key: release.artist for release in page.releases}
    followed = (gap for gap in past.closed if receiver.follows(gap.release, artists.get(gap.release_key, "")))
    return replace(past, closed=tuple(followed))


def _group(section: Section) -> Group:
    lines = [Line(item.words, item.lead, item.url) for item in section.items[:_MOST]]
    if (left := len(section.items) - _MOST) > 0:
        lines.append(Line(f"… and {left} more, in the report"))
    return Group(section.title, tuple(lines))


def _days_back(day: date) -> Iterator[date]:
    for number in range(_YEAR):
        yield day - timedelta(days=number)


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"
