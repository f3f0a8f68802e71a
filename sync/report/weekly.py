"""The agenda of the ops meeting: what was done, what is due, who waits, what to decide, what is new. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from rules.memory import Memory, moment_key
from rules.model import Deliverable, Slate, State, Unknown
from rules.standing import Ruling
from rules.templates.agenda import Agenda as Meeting
from rules.templates.agenda import Figures
from rules.wording import counted, listed
from sync.gap import Gap
from sync.report.page import Approval, HandoffState, OpenGap, PointKind, ReleasePage, ReportPage
from sync.report.week import Remembered, Week
from sync.review.measure import Measure


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the agenda: who (or which kind of thing), what, and where it stands; all other people's text."""

    lead: str
    words: str
    url: str = ""
    pressing: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the meeting. `nothing` is said where it has no items; "" where only people answer."""

    title: str
    items: tuple[Item, ...]
    nothing: str
    minutes: int = 0
    """0 where the meeting has no time set aside for it."""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Agenda:
    """The whole meeting."""

    team: str
    meeting: str
    """What the meeting is called."""
    as_of: datetime
    """In the team's time zone."""
    week: Week
    minutes: int
    """How long it takes."""
    sections: tuple[Section, ...]
    troubles: tuple[str, ...]
    """What could not be read, so that a short list is not taken for a good week."""
    figures: tuple[Measure, ...] = ()
    """How the team's system works, for those who ask at the end."""


def agenda_of(
    page: ReportPage, slate: Slate, memory: Memory, past: Remembered, meeting: Meeting, week: Week | None = None
) -> Agenda:
    """Return the agenda of the meeting at the report's instant; with a `week` of one day, that of the day, for which
    nobody meets."""
    week = week or Week.of(page.as_of)
    watched = [release for release in page.releases if release.watched]

    def on_day(moment: datetime | date) -> date:
        return moment.astimezone(page.as_of.tzinfo).date() if isinstance(moment, datetime) else moment

    usual = {
        Figures.DONE: Section(
            "Done last week" if week.whole else f"Done since {_day(week.first)}",
            tuple(_done(slate, memory, week, on_day, past, page)),
            "Nothing was finished.",
        ),
        Figures.DUE: Section(
            "Due this week" if week.whole else "Due today", tuple(due(watched, week)), "Nothing is due."
        ),
        Figures.WAITING: Section("Who waits for whom", tuple(_waiting(watched, week)), "Nobody waits for anybody."),
        Figures.DECISIONS: Section("Decisions needed", tuple(_decisions(watched, week)), "No decision is needed."),
        Figures.GAPS: Section("Gaps, new or worse", tuple(turned(page, past)), "No gap is new or got worse."),
    }
    sections = tuple(_sections(meeting, usual)) if week.whole else tuple(usual.values())
    return Agenda(page.title, meeting.title, page.as_of, week, meeting.minutes, sections, page.troubles)


def _sections(meeting: Meeting, usual: Mapping[Figures, Section]) -> Iterator[Section]:
    """Yield what the meeting's items ask for, each kind of figures once, and then the figures that none asks for."""
    left = dict(usual)
    for item in meeting.items:
        own = left.pop(item.figures, None) if item.figures else None
        yield replace(own or Section("", (), ""), title=item.ask, minutes=item.minutes, about=item.about)
    yield from left.values()


def _done(
    slate: Slate,
    memory: Memory,
    week: Week,
    on_day: Callable[[datetime | date], date],
    past: Remembered,
    page: ReportPage,
) -> Iterator[Item]:
    for release in slate.releases:
        done = [(day, item) for item in release.deliverables if (day := _done_on(item, memory, on_day)) is not None]
        for day, item in sorted(done, key=lambda pair: (pair[0], pair[1].title)):
            if week.behind(day):
                who = item.owner.name if item.owner else ""
                by = f" ({who})" if who else ""
                yield Item(release.title, f"{item.title}{by}, done {_day(day)}", item.ref.url)
    known: dict[str, Gap] = {gap.fingerprint: gap for gap in (*past.closed, *page.closed)}
    for gap in known.values():
        yield Item(gap.release, f"gap closed: {gap.message}", gap.ref.url)


def _done_on(item: Deliverable, memory: Memory, on_day: Callable[[datetime | date], date]) -> date | None:
    """Return the day on which work was finished: the plan's word, else the first run that saw it."""
    if not item.finished:
        return None
    stated = item.done_at
    if stated is not None and not isinstance(stated, Unknown):
        return on_day(stated)
    seen = memory.moments.get(moment_key(item.key, "done"))
    return on_day(seen) if seen is not None else None


def due(releases: Iterable[ReleasePage], week: Week) -> Iterator[Item]:
    """Yield what comes out or is to be finished in the days ahead, and what is late, by day."""
    found: list[tuple[date, Item]] = []
    for release in releases:
        if isinstance(release.date, date) and week.ahead(release.date):
            found.append((release.date, Item(release.title, f"comes out {_day(release.date)}", release.url, True)))
        for row in release.rows:
            if (
                not isinstance(row.due, date)
                or row.state in (State.DONE, State.LIVE)
                or row.state is Unknown.UNREADABLE
            ):
                continue
            who = _names(row.owners)
            if row.late:
                found.append(
                    (row.due, Item(release.title, f"{row.title} ({who}), late since {_day(row.due)}", row.url, True))
                )
            elif week.ahead(row.due):
                found.append((row.due, Item(release.title, f"{row.title} ({who}), due {_day(row.due)}", row.url)))
        found += [
            (point.day, Item(release.title, f"{point.kind} {point.title}, due {_day(point.day)}"))
            for point in release.points
            if point.kind in (PointKind.HANDOFF, PointKind.REVIEW) and not point.done and week.ahead(point.day)
        ]
    yield from (item for _, item in sorted(found, key=lambda pair: (pair[0], pair[1].lead, pair[1].words)))


def _waiting(releases: Iterable[ReleasePage], week: Week) -> Iterator[Item]:
    """Yield what is waited for, by the person it is waited for, those with most to answer first."""
    found: dict[str, list[Item]] = {}
    for release in releases:
        for passing in release.passings:
            what = f"{passing.work} ({release.title})"
            if passing.state in (HandoffState.SENT, HandoffState.VOID):
                giver = passing.giver or "the sender"
                words = f"acknowledge {what}, which {giver} sent"
                found.setdefault(passing.receiver, []).append(Item(passing.receiver, words, passing.url))
            elif passing.ripe and passing.state in (HandoffState.UNSENT, HandoffState.MISSING):
                receiver = passing.receiver or "the receiver"
                words = f"hand {what} over to {receiver}"
                found.setdefault(passing.giver, []).append(Item(passing.giver, words, passing.url))
        for approval, _ in _undecided(release, week):
            if approval.owner and approval.by and approval.owner != approval.by:
                words = f"decide on {_what(approval)} ({release.title}), for {approval.owner}"
                found.setdefault(approval.by, []).append(Item(approval.by, words, approval.url))
    for name in sorted(found, key=lambda name: (-len(found[name]), name.casefold())):
        yield from (Item(item.lead or "nobody yet", item.words, item.url) for item in found[name])


def _decisions(releases: Iterable[ReleasePage], week: Week) -> Iterator[Item]:
    found: list[tuple[date, Item]] = []
    for release in releases:
        for approval, by_when in _undecided(release, week):
            until = f"by {_day(by_when)}" if by_when else "no day is set"
            words = f"yes or no to {_what(approval)} ({release.title}), {until}{_how(approval)}"
            pressing = by_when is not None and by_when <= week.today
            item = Item(approval.by or "nobody is named", words, approval.url, pressing)
            found.append((by_when or date.max, item))
    yield from (item for _, item in sorted(found, key=lambda pair: (pair[0], pair[1].lead, pair[1].words)))


def _undecided(release: ReleasePage, week: Week) -> Iterator[tuple[Approval, date | None]]:
    """Yield the gates on which somebody has to say a word by the end of the week, each with its day.

    A gate on work that nobody has asked about yet, and that is not due, is not on this week's table.
    """
    stated: Mapping[str, date] = {p.title: p.day for p in release.points if p.kind is PointKind.GATE and not p.done}
    day = release.date if isinstance(release.date, date) else None
    standing = [(approval, day) for approval in release.approvals]
    for row in release.rows:
        due = row.due if isinstance(row.due, date) else None
        standing += [(approval, due) for approval in row.approvals]
    for approval, due in standing:
        if approval.ruling not in (Ruling.PENDING, Ruling.UNCLEAR, Ruling.STALE):
            continue
        by_when = stated.get(approval.title, due)
        soon = by_when is not None and by_when <= week.last
        if soon or approval.asked or approval.ruling is not Ruling.PENDING:
            yield approval, by_when


def turned(page: ReportPage, past: Remembered) -> Iterator[Item]:
    """Yield the open gaps that are new or got worse in the days behind, worst first."""
    gaps: dict[str, OpenGap] = {gap.violation.fingerprint: gap for release in page.releases for gap in release.gaps}
    new = {gap.violation.fingerprint for gap in page.new} | past.opened
    worse = {gap.violation.fingerprint for gap in page.worse} | past.worse
    chosen = [gap for mark, gap in gaps.items() if mark in new or mark in worse]
    for gap in sorted(chosen, key=lambda gap: (gap.violation.severity.rank, gap.violation.subject.release)):
        found = gap.violation
        how = "new" if found.fingerprint in new else "worse"
        who = f"; {found.who.name} acts" if found.who else "; nobody is named to act"
        words = f"{how} {found.severity.value}: {found.message}{who}"
        yield Item(found.subject.release, words, found.subject.ref.url, found.severity.rank == 0)


def _what(approval: Approval) -> str:
    return approval.work or approval.title


def _how(approval: Approval) -> str:
    if approval.ruling is Ruling.STALE:
        return "; it changed after the yes"
    return "; the answer was neither yes nor no" if approval.ruling is Ruling.UNCLEAR else ""


def _names(owners: tuple[str, ...] | Unknown) -> str:
    return "owner unknown" if isinstance(owners, Unknown) else listed(owners) or "no owner"


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"


def length(agenda: Agenda) -> str:
    """Return how long the meeting takes."""
    return counted(agenda.minutes, "minute")
