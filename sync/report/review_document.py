"""A review as a document for machines: `review … --format json`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sync.report.measure_document import MeasureEntry, measure_entry
from sync.review.answers import Answers
from sync.review.durations import Step, Wait
from sync.review.lateness import Late
from sync.review.lead_times import Proposal
from sync.review.measure import Measure
from sync.review.month_review import MonthReview
from sync.review.moves import Moved
from sync.review.past import Past, When
from sync.review.release_review import ReleaseReview
from sync.review.spans import RuleCount

REVIEW_SCHEMA = "https://streetdate.example/schema/review-1.json"


class _Entry(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=lambda name: name.rstrip("_"), populate_by_name=True
    )


class WhenEntry(_Entry):
    """The day of something. `earliest` lies before it where only runs saw that it was over."""

    day: date
    earliest: date
    stated: bool
    """Whether the plan says so."""


class StepEntry(_Entry):
    """One deliverable against the plan."""

    title: str
    release: str
    url: str
    owner: str
    due: date | None
    done: WhenEntry | None
    open: bool
    least_days_late: int | None
    """Negative where it was early; null where nobody can tell. Up to now for what is open."""
    most_days_late: int | None
    days_at_work: int | None


class LateEntry(_Entry):
    """Work that was late for certain, and why."""

    step: StepEntry
    reasons: tuple[str, ...]
    gaps_open_meanwhile: tuple[str, ...]
    """Codes of rules."""


class WaitEntry(_Entry):
    """One handoff or decision."""

    sort: Literal["to be handed over", "to be acknowledged", "for a decision"]
    title: str
    release: str
    url: str
    who: str
    asked: WhenEntry | None
    given: WhenEntry | None
    days: int | None
    allowed_working_days: int
    over: bool | None


class MoveEntry(_Entry):
    """One move of a release date."""

    release: str
    old: date
    new: date
    seen: date
    late_work: tuple[str, ...]


class RuleEntry(_Entry):
    """How often one rule fired."""

    code: str
    name: str
    times: int
    open_now: int
    median_days_open: float
    at_least: bool


class AnswersEntry(_Entry):
    """The three answers, as sentences."""

    worked: tuple[str, ...]
    failed: tuple[str, ...]
    broke: tuple[str, ...]


class LearnedEntry(_Entry):
    """What past releases say of one step of a template, in days before the release."""

    step: str
    title: str
    days: int
    proposed: int | None
    median: int | None
    needed: dict[str, int]
    """By release."""
    outliers: tuple[str, ...]
    why: str


class ProposalEntry(_Entry):
    """What one template could learn."""

    template: str
    releases: tuple[str, ...]
    releases_missing: int
    steps: tuple[LearnedEntry, ...]


class ReviewDocument(_Entry):
    """The review of a release, or of a month."""

    schema_: str
    team: str
    as_of: datetime
    of: Literal["release", "month"]
    title: str
    """The release's, or the month as 2026-10."""
    notes: tuple[str, ...]
    answers: AnswersEntry
    late: tuple[LateEntry, ...]
    moves: tuple[MoveEntry, ...]
    steps: tuple[StepEntry, ...]
    waits: tuple[WaitEntry, ...]
    rules: tuple[RuleEntry, ...]
    untold: tuple[str, ...]
    measures: tuple[MeasureEntry, ...]
    proposals: tuple[ProposalEntry, ...]


def review_document(
    review: ReleaseReview | MonthReview,
    measures: Sequence[Measure],
    proposals: Sequence[Proposal],
    past: Past,
    notes: Sequence[str],
) -> ReviewDocument:
    """Return the review as a document."""
    if isinstance(review, ReleaseReview):
        title = review.release.title
        moves = tuple(_move(title, move) for move in review.kept.moves)
        steps, rules = review.steps, review.rules
    else:
        title = f"{review.month}"
        moves = tuple(_move(release.title, move) for release, move in review.moves)
        steps, rules = review.due, review.opened
    return ReviewDocument(
        schema_=REVIEW_SCHEMA,
        team=past.team,
        as_of=past.now,
        of="release" if isinstance(review, ReleaseReview) else "month",
        title=title,
        notes=tuple(notes),
        answers=_answers(review.answers),
        late=tuple(map(_late, review.late)),
        moves=moves,
        steps=tuple(map(_step, steps)),
        waits=tuple(map(_wait, review.waits)),
        rules=tuple(map(_rule, rules)),
        untold=review.untold,
        measures=tuple(map(measure_entry, measures)),
        proposals=tuple(map(_proposal, proposals)),
    )


def _when(when: When | None) -> WhenEntry | None:
    return None if when is None else WhenEntry(day=when.day, earliest=when.earliest, stated=when.stated)


def _step(step: Step) -> StepEntry:
    return StepEntry(
        title=step.title, release=step.release, url=step.url, owner=step.owner, due=step.due, done=_when(step.done),
        open=step.open, least_days_late=step.least, most_days_late=step.most, days_at_work=step.took,
    )  # fmt: skip


def _late(late: Late) -> LateEntry:
    codes = _unique(gap.code for gap in late.meanwhile)
    return LateEntry(step=_step(late.step), reasons=late.reasons, gaps_open_meanwhile=codes)


def _wait(wait: Wait) -> WaitEntry:
    return WaitEntry(
        sort=wait.sort.value, title=wait.title, release=wait.release, url=wait.url, who=wait.who,
        asked=_when(wait.asked), given=_when(wait.given), days=wait.days, allowed_working_days=wait.allowed,
        over=wait.over,
    )  # fmt: skip


def _move(release: str, move: Moved) -> MoveEntry:
    return MoveEntry(release=release, old=move.old, new=move.new, seen=move.seen, late_work=move.late_work)


def _rule(rule: RuleCount) -> RuleEntry:
    return RuleEntry(
        code=rule.code, name=rule.name, times=rule.times, open_now=rule.still,
        median_days_open=round(rule.days, 2), at_least=rule.at_least,
    )  # fmt: skip


def _answers(answers: Answers) -> AnswersEntry:
    return AnswersEntry(worked=answers.worked, failed=answers.failed, broke=answers.broke)


def _proposal(proposal: Proposal) -> ProposalEntry:
    return ProposalEntry(
        template=proposal.template.name,
        releases=proposal.releases,
        releases_missing=proposal.missing,
        steps=tuple(
            LearnedEntry(
                step=each.step.id, title=each.step.title, days=each.step.days, proposed=each.proposed,
                median=each.middle, needed={said.release: said.needed for said in each.said},
                outliers=tuple(said.release for said in each.said if said.outlier), why=each.why,
            )
            for each in proposal.steps
        ),
    )  # fmt: skip


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
