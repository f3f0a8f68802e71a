"""What the living report says: short enough to be read at the beginning of a meeting. Pure.

Nothing in it changes by itself from one hour to the next: days are dates, and counts are those of gaps. So it is
written anew only when there is something new to read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from connectors.bulletin import Document, Line, Part, Point
from rules.policy import Severity
from rules.wording import counted, listed
from sync.gap import Gap
from sync.report.markdown import day, moment
from sync.report.page import Counts, ReleasePage, ReportPage
from sync.report.week import Remembered, Week
from sync.report.weekly import Item, due, turned
from sync.wording import folded

_WORDS = 300
"""Characters of one line."""
_NAME = 80
_LINES = 15
"""Lines of one part; nobody goes through more in a meeting."""
_RELEASES = 6
_TABLES = 8


def mark_of_report(workspace: str) -> str:
    """Return the mark by which a workspace's living report is known from every other's."""
    return hashlib.blake2b(f"{workspace}\x00report".encode(), digest_size=4).hexdigest()


def document_of(page: ReportPage, past: Remembered) -> Document:
    """Return what the living report says of a run and the week behind it."""
    watched = [release for release in page.releases if release.watched]
    week = Week.of(page.as_of)
    parts = (
        Part("Blocked, by who must act", tuple(_blocked(page)), "Nothing is blocked."),
        Part("New or worse in the last seven days", tuple(_grouped(turned(page, past))), "Nothing."),
        Part("Closed in the last seven days", tuple(_grouped(_closed(page, past))), "Nothing."),
        Part("Due in the next seven days", tuple(_grouped(due(watched, week))), "Nothing is due."),
        Part("Next release days", tuple(_release_days(watched, week.today)), "No release has a date ahead."),
        Part("Cannot tell", tuple(_untold(page)), "Every rule could be judged."),
    )
    return Document(
        mark=mark_of_report(page.title),
        title=f"Release coordination: {folded(page.title, _NAME)}",
        as_of=moment(page.as_of),
        summary=f"{_gaps(page.counts)}. Read: {_sources(page)}.",
        warnings=tuple(f"Not everything was seen. {folded(trouble, _WORDS)}" for trouble in page.troubles),
        parts=parts,
    )


def _blocked(page: ReportPage) -> Iterator[Point]:
    """Yield the blockers by person, whoever has most of them first; those that this run could not judge stay."""
    by_person: dict[str, list[Item]] = {}
    for person in page.people:
        for gap in person.gaps:
            if gap.violation.severity is Severity.BLOCKER:
                by_person.setdefault(person.name, []).append(_item(Gap.of(gap.violation)))
    for kept in page.kept:
        if kept.severity is Severity.BLOCKER:
            by_person.setdefault(kept.who, []).append(_item(kept, "; not judged by the last run"))
    who = sorted(by_person, key=lambda name: (not name, -len(by_person[name]), name.casefold()))
    items = (Item(name or "Nobody is named", item.words, item.url) for name in who for item in by_person[name])
    yield from _grouped(items)


def _item(gap: Gap, more: str = "") -> Item:
    release = f"{folded(gap.release, _NAME)}: " if gap.release else ""
    return Item(gap.who, f"{release}{folded(gap.message, _WORDS)}{more}", gap.ref.url)


def _closed(page: ReportPage, past: Remembered) -> Iterator[Item]:
    open_now = {gap.violation.fingerprint for release in page.releases for gap in release.gaps}
    gaps = {gap.fingerprint: gap for gap in (*past.closed, *page.closed) if gap.fingerprint not in open_now}
    for gap in sorted(gaps.values(), key=lambda gap: (gap.release.casefold(), gap.message, gap.fingerprint)):
        yield Item(gap.release, gap.message, gap.ref.url)


def _grouped(items: Iterable[Item]) -> Iterator[Point]:
    """Yield items with one lead together, and how many more there are than a meeting goes through."""
    found = list(items)
    for lead, group in groupby(found[:_LINES], key=lambda item: item.lead):
        below = tuple(Line(folded(item.words, _WORDS), item.url) for item in group)
        yield Point(Line(folded(lead, _NAME) or "No release is named"), below)
    if len(found) > _LINES:
        yield Point(Line(f"… and {len(found) - _LINES} more, in the report"))


def _release_days(releases: Iterable[ReleasePage], today: date) -> Iterator[Point]:
    ahead = [(release.date, release) for release in releases if isinstance(release.date, date)]
    ahead = sorted(
        ((on, release) for on, release in ahead if on >= today), key=lambda pair: (pair[0], pair[1].title.casefold())
    )
    for on, release in ahead[:_RELEASES]:
        by = f" ({folded(release.artist, _NAME)})" if release.artist else ""
        words = f"{day(on)}: {folded(release.title, _NAME)}{by}, {_gaps(release.counts)}"
        yield Point(Line(words, release.url))
    if len(ahead) > _RELEASES:
        yield Point(Line(f"… and {len(ahead) - _RELEASES} more, in the report"))


def _untold(page: ReportPage) -> Iterator[Point]:
    codes: dict[tuple[str, str], list[str]] = {}
    for entry in page.cannot_tell:
        codes.setdefault((entry.table or entry.container, entry.why), []).append(entry.code)
    told = sorted((table, why, ", ".join(sorted(set(found)))) for (table, why), found in codes.items())
    for table, why, which in told[:_TABLES]:
        yield Point(Line(f"{folded(table, _NAME)}: {folded(why, _WORDS)} ({which})"))
    if len(told) > _TABLES:
        yield Point(Line(f"… and {len(told) - _TABLES} more, in the report"))


def _sources(page: ReportPage) -> str:
    return listed(
        f"{folded(read.title or read.name, _NAME)}{'' if read.complete else ' (not completely)'}"
        for read in page.sources
    )


def _gaps(counts: Counts) -> str:
    parts = ((counts.blockers, "blocker"), (counts.warnings, "warning"), (counts.notes, "note"))
    return ", ".join(counted(number, noun) for number, noun in parts if number) or "no gaps"
