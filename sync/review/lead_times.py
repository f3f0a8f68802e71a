"""What past releases say of a template's lead times: how many days before the release a step would have had to be
planned to be in time. Pure.

A release that planned a step 42 days before its day and saw it done 5 days late says 47. Where three releases or more
say something, the median is proposed where it is longer than the template's; a shorter time only where every one of
them was early by days, and then the longest that any needed. So a proposal that was accepted proposes nothing more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from statistics import median

from rules.model import Deliverable, Kind, Release, State
from rules.templates.parse import MOST_DAYS
from rules.templates.template import Step, Template, template_of
from rules.vocabulary.words import folded
from rules.wording import counted
from sync.review.past import Past, out_on

LEAST = 3
"""Releases without which nothing is proposed."""
_SLACK = 2
"""Days by which everybody has to be early before a lead time is shortened, and between two runs that still count."""
_FAR = 7
"""Days from the median from which on a release is an outlier, at least."""
_OTHERS = frozenset({Kind.UPLOAD, Kind.EDITORIAL_PITCH})
"""Steps whose lead time is a store's and no figure of the team's: never shortened."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one release says of a step: planned so many days before it, late by so many (negative: early)."""

    release: str
    planned: int
    late: int
    outlier: bool = False

    @property
    def needed(self) -> int:
        return self.planned + self.late


@dataclass(frozen=True, slots=True)
class Learned:
    """What is known of one step. `proposed` is empty where it stays as it is; `why` says so in a sentence."""

    step: Step
    said: tuple[Said, ...]
    middle: int | None
    proposed: int | None
    why: str

    @property
    def spread(self) -> tuple[int, int] | None:
        """The least and the most days that a release needed."""
        needed = [each.needed for each in self.said]
        return (min(needed), max(needed)) if needed else None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a template could learn from the releases that followed it and are out."""

    template: Template
    releases: tuple[str, ...]
    steps: tuple[Learned, ...]

    @property
    def changes(self) -> Mapping[str, int]:
        """The days before the release that change, by the id of the step."""
        return {learned.step.id: learned.proposed for learned in self.steps if learned.proposed is not None}

    @property
    def missing(self) -> int:
        """How many past releases are missing before anything could be proposed."""
        return max(0, LEAST - len(self.releases))


def followed(release: Release, templates: Iterable[Template]) -> Template | None:
    """Return the template that a release names, else the one that its type names."""
    for words in (release.template, release.type):
        if isinstance(words, str) and (found := template_of(words, templates)) is not None:
            return found
    return None


def propose(template: Template, past: Past) -> Proposal:
    """Return what the past releases of a template say of its steps."""
    releases = [
        release
        for release in past.slate.releases
        if (out := out_on(release)) is not None
        and out <= past.today
        and release.state is not State.CANCELLED
        and followed(release, past.policy.templates) == template
    ]
    releases.sort(key=lambda release: (str(release.date), release.title))
    learned = [_learned(step, releases, template, past) for step in template.steps]
    return Proposal(template, tuple(release.title for release in releases), tuple(_in_order(learned)))


def _learned(step: Step, releases: Sequence[Release], template: Template, past: Past) -> Learned:
    if step.days <= 0:
        return Learned(step, (), None, None, "it is due on the release day or after it: nothing waits for it")
    said = [heard for release in releases if (heard := _said(step, release, template, past)) is not None]
    needed = [each.needed for each in said]
    if len(said) < LEAST:
        seen = f"{counted(len(said), 'past release')} of {LEAST} tell when it was planned and done"
        return Learned(
            step,
            tuple(said),
            ceil(median(needed)) if needed else None,
            None,
            seen if said else f"never seen done: {seen}",
        )
    middle = ceil(median(needed))
    off = median(abs(each - middle) for each in needed)
    marked = tuple(
        Said(each.release, each.planned, each.late, abs(each.needed - middle) > max(_FAR, 3 * off)) for each in said
    )
    if middle > step.days:
        return Learned(step, marked, middle, min(middle, MOST_DAYS), "it needed longer than the template gives")
    longest = max(needed)
    if longest < step.days - _SLACK and step.kind not in _OTHERS:
        return Learned(step, marked, middle, max(longest, 1), "every release was early by days")
    return Learned(step, marked, middle, None, "the template gives what it needs")


def _said(step: Step, release: Release, template: Template, past: Past) -> Said | None:
    """Return what a release says of a step; of several tracks the one that needed longest, `None` for nothing."""
    found: list[Said] = []
    for item in _works(step, release, template):
        done = past.when(release, item.done_at, item.key, "done") if item.finished else None
        if done is None or not isinstance(item.due, date) or done.day - done.earliest > timedelta(days=_SLACK):
            continue
        out = _planned_for(release, done.day, past)
        planned = (out - item.due).days if out is not None else 0
        if planned > 0:
            found.append(Said(release.title, planned, (done.day - item.due).days))
    return max(found, key=lambda said: said.needed, default=None)


def _works(step: Step, release: Release, template: Template) -> list[Deliverable]:
    """Return the deliverables that are a step: by title, else the only one of its kind where no other step has it."""
    title = folded(step.title)
    items = [item for item in release.deliverables if not item.cancelled]
    named = [item for item in items if _bears(folded(item.title), title)]
    if named or step.kind is Kind.OTHER or sum(other.kind is step.kind for other in template.steps) != 1:
        return named
    alike = [item for item in items if item.kind is step.kind]
    return alike if len(alike) == 1 or step.each_track else []


def _bears(words: str, title: str) -> bool:
    return words == title or words.startswith((f"{title}:", f"{title}, track "))


def _planned_for(release: Release, day: date, past: Past) -> date | None:
    """Return the release day as it was on a day, as far as runs saw it."""
    seen = past.memory.dates.get(release.key, ())
    known = [entry.date for entry in seen if past.calendar.day(entry.seen_at) <= day]
    return known[-1] if known else seen[0].date if seen else out_on(release)


def _in_order(learned: Sequence[Learned]) -> list[Learned]:
    """Let what is needed be due no later than what needs it: move it earlier with that, and nothing later than it."""
    days = {each.step.id: each.proposed or each.step.days for each in learned}
    moved: dict[str, str] = {}
    titles = {each.step.id: each.step.title for each in learned}
    again = True
    while again:
        again = False
        for each in learned:
            for need in each.step.needs:
                if days[need] < days[each.step.id]:
                    days[need], moved[need], again = days[each.step.id], titles[each.step.id], True
    return [
        Learned(
            each.step,
            each.said,
            each.middle,
            days[each.step.id] if days[each.step.id] != each.step.days else None,
            f"“{moved[each.step.id]}” needs it first" if each.step.id in moved else each.why,
        )
        for each in learned
    ]
