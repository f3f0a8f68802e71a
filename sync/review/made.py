"""One review made: the sheet, the document, what would be recorded, and what the templates would learn."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rules.model import Release, Review
from rules.templates.agenda import Agenda
from rules.templates.template import Template
from rules.wording import listed
from sync.assembly.facts import title_key
from sync.errors import UsageError
from sync.review.files import name_of_month, names_of
from sync.review.gather import Gathered
from sync.review.lead_times import Proposal, followed, propose
from sync.review.measure import Measure
from sync.review.measures import measures_of
from sync.review.month_review import MonthReview, review_month
from sync.review.months import Month
from sync.review.past import Past, out_on
from sync.review.record import Recording, record_of_month, record_of_release
from sync.review.release_review import ReleaseReview, review_release
from sync.review.sheet import Sheet
from sync.review.sheets import month_sheet, release_sheet
from sync.review.template_file import changed, diff, text_of
from sync.settings.policy import templates_of
from sync.settings.schema import Settings

if TYPE_CHECKING:
    from sync.report.review_document import ReviewDocument

_MONTHLY = "monthly-review"
_NAMED = 12


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one template could learn, and its file as it would be; both texts are "" where nothing changes."""

    proposal: Proposal
    diff: str
    after: str


@dataclass(frozen=True, slots=True)
class Made:
    """One review and everything that could be done with it."""

    review: ReleaseReview | MonthReview
    sheet: Sheet
    recording: Recording
    lessons: tuple[Lesson, ...]
    measures: tuple[Measure, ...]
    past: Past
    notes: tuple[str, ...]
    file: str
    """What its page is called."""

    def document(self) -> ReviewDocument:
        """Return the review for machines."""
        from sync.report.review_document import review_document

        proposals = [lesson.proposal for lesson in self.lessons]
        return review_document(self.review, self.measures, proposals, self.past, self.notes)


def made_of(gathered: Gathered, title: str | None, month: str | None, settings: Settings, folder: Path) -> Made:
    """Return the review of the release with this title, else of the month.

    Raises `UsageError` for a release that is not there and a month that has not begun.
    """
    if title is not None:
        return _of_release(gathered, _release(gathered.past, title), settings, folder)
    return _of_month(gathered, month_of(month or "", gathered.past.today), settings, folder)


def month_of(text: str, today: date) -> Month:
    """Return the month that `--month` names, else today's. Raises `UsageError` for what is no month, or to come."""
    if not text.strip():
        return Month.of(today)
    found = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})", text.strip())
    if not found or not 1 <= int(found[2]) <= 12 or not 2000 <= int(found[1]) <= 2999:
        raise UsageError(f'--month is "{text}", which is no month', hint="write it as 2026-10")
    month = Month(int(found[1]), int(found[2]))
    if month > Month.of(today):
        raise UsageError(f"{month.words} has not begun", hint=f"this month is {Month.of(today)}")
    return month


def _release(past: Past, title: str) -> Release:
    found = [release for release in past.slate.releases if title_key(release.title) == title_key(title)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"there are {len(found)} releases called “{title}”", hint="rename one first")
    known = list(dict.fromkeys(release.title for release in past.slate.releases))
    more = [f"{len(known) - _NAMED} more"] if len(known) > _NAMED else []
    raise UsageError(f"there is no release “{title}”", hint=f"there are: {listed([*known[:_NAMED], *more])}")


def _of_release(gathered: Gathered, release: Release, settings: Settings, folder: Path) -> Made:
    past = gathered.past
    review = review_release(release, past)
    template = followed(release, past.policy.templates)
    lesson = _lesson(template, past, settings, folder) if template else None
    out = out_on(release)
    # Of a release that is to come, the latest that are out.
    measures = measures_of(past, min(out or past.today, past.today))
    sheet = release_sheet(
        review, measures, lesson.proposal if lesson else None, lesson.diff if lesson else "", past, gathered.notes
    )
    days = past.context.limits.review_days
    recording = record_of_release(release, review.answers, _source(past), past.today, gathered.tools, days)
    lessons = (lesson,) if lesson else ()
    file = names_of(each.title for each in past.slate.releases)[title_key(release.title)]
    return Made(review, sheet, recording, lessons, measures, past, gathered.notes, file)


def _of_month(gathered: Gathered, month: Month, settings: Settings, folder: Path) -> Made:
    past = gathered.past
    review = review_month(month, past)
    lessons = [_lesson(template, past, settings, folder) for template in past.policy.templates if template.release]
    lessons = [lesson for lesson in lessons if lesson.proposal.releases]
    agenda = templates_of(settings, folder).get(_MONTHLY)
    measures = measures_of(past, min(month.last, past.today))
    sheet = month_sheet(
        review,
        agenda if isinstance(agenda, Agenda) else Agenda(_MONTHLY, "the monthly review", "once a month", 0, ()),
        measures,
        [(lesson.proposal, lesson.diff) for lesson in lessons],
        past,
        gathered.notes,
    )
    recording = record_of_month(
        month, review.answers, _source(past), past.today, gathered.tools, _reviews(past.slate.releases)
    )
    return Made(review, sheet, recording, tuple(lessons), measures, past, gathered.notes, name_of_month(month))


def _reviews(releases: Iterable[Release]) -> list[Review]:
    return [review for release in releases if isinstance(release.reviews, tuple) for review in release.reviews]


def _lesson(template: Template, past: Past, settings: Settings, folder: Path) -> Lesson:
    proposal = propose(template, past)
    if not proposal.changes:
        return Lesson(proposal, "", "")
    before = text_of(template.name, settings, folder)
    after = changed(before, template.name, proposal.changes)
    return Lesson(proposal, diff(before, after, template.name), after)


def _source(past: Past) -> str:
    """Return where the figures of an answer come from, as its last line."""
    if not past.looks:
        return f"(Streetdate, {past.today}: from the plan alone)"
    since = past.calendar.day(past.looks[0])
    runs = "one run" if len(past.looks) == 1 else f"{len(past.looks)} runs"
    return f"(Streetdate, {past.today}: from the plan and {runs} since {since})"
