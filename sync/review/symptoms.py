"""The five symptoms of a system that is broken, each measured from the team's own records, or not told. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from rules.model import OUT, PUBLIC_KINDS, Handoff, Kind, Link, Release, State, Unknown
from rules.review_answers import unanswered
from rules.templates.template import Template, template_of
from rules.vocabulary.words import folded
from rules.wording import counted
from sync.review.measure import Measure, Point, Sort
from sync.review.months import Month
from sync.review.past import Past, out_on
from sync.review.signs import SHOWN

_UNDATED = frozenset({"PLN001", "PLN003"})
"""No release date, no due date: an idea that was written down, and nothing more."""
_FORGOTTEN = timedelta(days=30)
_WRONG_FILE = frozenset({"AST005", "HND007", "GAT005"})
"""The wrong version used, a file that cannot be reached, a change after the yes: somebody sends it again."""
_KNOWN_STEPS = 0.5
"""Share of a template's usual steps, by title, from which on a plan is taken to be made from it."""


def symptoms(past: Past, releases: Sequence[Release], until: Month) -> tuple[Measure, ...]:
    """Return the five symptoms, over these releases, which are out, and over the months up to one."""
    return (
        _forgotten(past, until),
        Measure(
            "uploads in the last days",
            "How many days before the release was it uploaded?",
            Sort.SYMPTOM,
            more_is_better=True,
            points=tuple(_uploaded(release, past) for release in releases),
        ),
        Measure(
            "wrong or re-sent files",
            "How often was a file wrong, out of reach, changed after a yes or sent again?",
            Sort.SYMPTOM,
            more_is_better=False,
            points=tuple(_wrong(release, past) for release in releases),
        ),
        Measure(
            "started from nothing",
            "Did the release start from a template?",
            Sort.SYMPTOM,
            more_is_better=True,
            points=tuple(_started(release, past.policy.templates) for release in releases),
        ),
        Measure(
            "effect not looked at",
            "How much that went out has nobody looked back on?",
            Sort.SYMPTOM,
            more_is_better=False,
            points=tuple(_unseen(release, past) for release in releases),
        ),
    )


def showing(measures: Sequence[Measure]) -> tuple[Measure, ...]:
    """Return the symptoms whose newest figure is not as it should be."""
    return tuple(each for each in measures if each.sort is Sort.SYMPTOM and each.last and each.last.good is False)


def _forgotten(past: Past, until: Month) -> Measure:
    first = past.looks[0] if past.looks else None
    months = until.back(SHOWN)
    points: list[Point] = []
    for month in months:
        _, end = month.bounds(past.calendar.zone)
        points.append(_forgotten_by(month, min(end, past.now), first, past))
    return Measure(
        "forgotten ideas",
        "How many ideas without a date has nobody looked at for a month?",
        Sort.SYMPTOM,
        more_is_better=False,
        points=tuple(points),
    )


def _forgotten_by(month: Month, at: datetime, first: datetime | None, past: Past) -> Point:
    if past.policy.off >= _UNDATED:
        return Point(f"{month}", None, "the rules PLN001 and PLN003 are off")
    if first is None or at - first < _FORGOTTEN:
        return Point(f"{month}", None, "no run looked a month before")
    if not any(_shows_dates(release) for release in past.slate.releases):
        return Point(f"{month}", None, "the plan shows neither release dates nor due dates")
    old = {
        span.gap.key
        for span in past.spans
        if span.gap.code in _UNDATED and span.opened <= at - _FORGOTTEN and (span.ended is None or span.ended > at)
    }
    return Point(f"{month}", len(old), f"{counted(len(old), 'idea')} without a date for a month", good=not old)


def _shows_dates(release: Release) -> bool:
    """Whether an idea without a date could have been seen at all."""
    dates = (release.date, *(item.due for item in release.deliverables))
    return any(not isinstance(date, Unknown) for date in dates)


def _uploaded(release: Release, past: Past) -> Point:
    out = out_on(release)
    uploads = [item for item in past.view(release).deliverables if item.kind is Kind.UPLOAD]
    done = [past.when(release, item.done_at, item.key, "done") for item in uploads if item.finished]
    if out is None or not uploads:
        return Point(release.title, None, "the plan has no upload")
    if not done:
        return Point(release.title, None, "it is not marked done")
    days = [when for when in done if when is not None]
    if not days:
        return Point(release.title, None, "nobody wrote down when it was uploaded, and no run saw it")
    needed = past.policy.lead_time(release.distributor)
    least, most = (out - max(when.day for when in days)).days, (out - max(when.earliest for when in days)).days
    if most < needed.floor:
        bound = "at most " if least < most and most > 0 else ""
        words = f"{bound}{counted(most, 'day')} before" if most > 0 else "not before the release"
        return Point(release.title, most, f"{words}; {needed.name} needs {needed.floor}", good=False)
    if len(days) < len(done):
        return Point(release.title, None, "nobody wrote down when all of it was uploaded, and no run saw that")
    if least < needed.floor:
        between = f"on one of the days from {max(when.earliest for when in days)} to {max(when.day for when in days)}"
        return Point(release.title, None, f"it was uploaded {between}, between two runs")
    words = f"{'at least ' if least < most else ''}{counted(least, 'day')} before"
    return Point(release.title, least, f"{words}; {needed.name} needs {needed.floor}", good=True)


def _wrong(release: Release, past: Past) -> Point:
    first, out = past.first_look(release.key), out_on(release)
    if first is None or (out is not None and past.calendar.day(first) >= out):
        return Point(release.title, None, "no run saw the release before its day")
    found = {(span.gap.code, span.gap.key) for span in past.spans_on(release) if span.gap.code in _WRONG_FILE}
    again = _sent_again(release.handoffs) if isinstance(release.handoffs, tuple) else 0
    number = len(found) + again
    if not number and not _shows_files(release, past):
        return Point(release.title, None, "the plan shows neither handoffs nor versions nor files")
    return Point(release.title, number, f"{counted(number, 'time')}", good=not number)


def _shows_files(release: Release, past: Past) -> bool:
    """Whether a wrong file could have been seen at all."""
    if isinstance(release.handoffs, tuple):
        return True
    files = any(not isinstance(item.file, Unknown) for item in release.deliverables)
    return not past.policy.off >= _WRONG_FILE and (files or isinstance(release.versions, tuple))


def _sent_again(handoffs: Sequence[Handoff]) -> int:
    """Return how many handoffs gave the same work to the same people once more."""
    sent = [
        (handoff.work.key, to.key if isinstance(to := handoff.to_work, Link) else "", _keys(handoff))
        for handoff in handoffs
        if not handoff.cancelled and handoff.was_sent and isinstance(handoff.work, Link) and handoff.work.key
    ]
    return len(sent) - len(set(sent))


def _keys(handoff: Handoff) -> frozenset[str]:
    return frozenset() if isinstance(handoff.receivers, Unknown) else frozenset(a.key for a in handoff.receivers)


def _started(release: Release, templates: Sequence[Template]) -> Point:
    if isinstance(release.template, str) and release.template.strip():
        named = template_of(release.template, templates)
        return Point(release.title, 1, f"from {named or release.template}", good=True)
    titles = {folded(item.title).partition(":")[0] for item in release.deliverables}
    best, share = None, 0.0
    for template in (each for each in templates if each.release):
        steps = {folded(step.title) for step in template.steps}
        if (held := len(steps & titles) / len(steps)) > share:
            best, share = template, held
    if best is not None and share >= _KNOWN_STEPS:
        return Point(release.title, 1, f"has the steps of {best}", good=True)
    if not release.deliverables:
        return Point(release.title, None, "the plan has no work for it")
    if isinstance(release.template, Unknown) and release.template is not Unknown.ABSENT:
        return Point(release.title, None, f"template: {release.template.value}")
    return Point(release.title, 0, "names no template, and has few of the steps of any", good=False)


def _unseen(release: Release, past: Past) -> Point:
    public = [
        item
        for item in past.view(release).deliverables
        if item.kind in PUBLIC_KINDS and (item.finished or item.state in OUT)
    ]
    reviews = release.reviews
    out: date | None = out_on(release)
    if isinstance(reviews, Unknown):
        return Point(release.title, None, f"reviews: {reviews.value}")
    if not public:
        return Point(release.title, None, "nothing public is marked done")
    if any(not unanswered(review) for review in reviews if review.state is not State.CANCELLED):
        return Point(release.title, 0, f"{counted(len(public), 'piece')} looked back on", good=True)
    if out is not None and past.today <= (due := out + timedelta(days=past.context.limits.review_days)):
        return Point(release.title, None, f"the review has time until {due}")
    held = any(review.state is not State.CANCELLED for review in reviews)
    missing = "the review is not answered" if held else "no review"
    words = f"{counted(len(public), 'piece')} of public work, {missing}"
    return Point(release.title, len(public), words, good=False)
