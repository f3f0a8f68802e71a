"""The look back at one release: what was late and why, what fired, how long things took, whether its date held. Pure.

`answers` are the three questions of every review, answered with figures alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rules.model import Release
from sync.review.answers import Answers, broke, failed, moved_words, named, worked
from sync.review.durations import Step, Wait, steps_of, waits_of
from sync.review.lateness import Late, late_work
from sync.review.moves import DateKept, date_kept
from sync.review.past import Past, out_on
from sync.review.spans import RuleCount, rules_fired


@dataclass(frozen=True, slots=True)
class ReleaseReview:
    """Everything that can be told of one release."""

    release: Release
    out: date | None
    watched_since: date | None
    """The day of the first look; `None` where no run has seen it."""
    kept: DateKept
    steps: tuple[Step, ...]
    waits: tuple[Wait, ...]
    late: tuple[Late, ...]
    rules: tuple[RuleCount, ...]
    untold: tuple[str, ...]
    """What cannot be told and why, in sentences."""
    answers: Answers


def review_release(release: Release, past: Past) -> ReleaseReview:
    """Return the review of a release as of now."""
    first = past.first_look(release.key)
    steps, waits = steps_of(release, past), waits_of(release, past)
    late, rules = late_work(release, steps, waits, past), rules_fired(past.spans_on(release), past.now)
    kept = date_kept(release, past)
    since = past.calendar.day(first) if first is not None else None
    held = kept.watched and not kept.moves and kept.now is not None and kept.now <= past.today
    answers = Answers(
        worked=tuple(worked([f"The date held: {kept.now}, as first seen on {since}"] if held else [], steps, waits)),
        failed=tuple(failed(map(moved_words, kept.moves), late, waits)),
        broke=tuple(broke(rules)),
    )
    untold = tuple(_untold(release, kept, steps, waits, past))
    return ReleaseReview(release, out_on(release), since, kept, steps, waits, late, rules, untold, answers)


def _untold(
    release: Release, kept: DateKept, steps: tuple[Step, ...], waits: tuple[Wait, ...], past: Past
) -> Iterator[str]:
    unseen = [step.title for step in steps if step.done is None and step.finished]
    if unseen and past.first_look(release.key) is None:
        yield f"when {named(unseen)} {_were(unseen)} done: the plan does not say, and no run has looked before"
    elif unseen:
        so = "it was" if len(unseen) == 1 else "they were"
        yield f"when {named(unseen)} {_were(unseen)} done: the plan does not say, and {so} done when a run first looked"
    hidden = [step.title for step in steps if not step.open and not step.finished]
    if hidden:
        yield f"how far {named(hidden)} {'is' if len(hidden) == 1 else 'are'}: the status cannot be read"
    undated = [step.title for step in steps if step.due is None]
    if undated:
        yield f"whether {named(undated)} {_were(undated)} late: no due date"
    wide = [step.title for step in steps if step.least is not None and step.least <= 0 < (step.most or 0)]
    if wide:
        between = "done on one of the days between two runs, some of them before the due day and some after"
        yield f"whether {named(wide)} {_were(wide)} late: {between}"
    half = [wait.title for wait in waits if wait.days is None]
    if half:
        yield f"how long {named(half)} took: only one end of it is known, or none"
    if kept.first is None:
        yield "whether the date moved: no run has seen it before"
    elif not kept.watched:
        yield "whether the date moved before: a run first saw the release after its day"


def _were(titles: Sequence[str]) -> str:
    return "was" if len(titles) == 1 else "were"
