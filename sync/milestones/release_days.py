"""The milestones that hang on the release itself, and the deadlines that are counted from its day. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from rules.model import FINISHED, Deliverable, Kind, Release, State, Unknown
from rules.policy import Policy
from sync.milestones.gathering import Gathering, named, names, shifted
from sync.milestones.milestone import Sort

_PITCH_DAYS = 7
"""Editors take no pitch later than this many days before the release."""
_REVIEW_DAYS = 14


def add_release_days(gathering: Gathering, policy: Policy) -> None:
    """Add the milestones of the gathering's release."""
    release = gathering.release
    limits, needed = policy.thresholds, policy.lead_time(release.distributor)
    day = release.date
    manager = _manager(release)
    state = release.state
    out = not isinstance(state, Unknown) and state in FINISHED
    gathering.add(Sort.RELEASE, release, "Release day", day, who=manager, gaps=gathering.all_gaps(), met=out)
    locked = release.locked_at
    if locked is None or locked is Unknown.ABSENT:
        last = shifted(day, -limits.runway_days)
        gathering.add(Sort.LOCK, release, "Last day to lock the plan", last, who=manager, met=out)
    else:
        gathering.add(Sort.LOCK, release, "Plan locked", locked, met=True)
    pitch = _of_kind(release, Kind.EDITORIAL_PITCH)
    _add_deadline(gathering, Sort.PITCH, "Last day for the editorial pitch", _PITCH_DAYS, pitch)
    upload = _of_kind(release, Kind.UPLOAD)
    _add_deadline(gathering, Sort.DISTRIBUTOR, "Last day at the distributor", needed.floor, upload)
    _add_pitches(gathering)
    _add_reviews(gathering)


def _add_deadline(gathering: Gathering, sort: Sort, title: str, days: int, work: Sequence[Deliverable]) -> None:
    """Add the last day for work that must be through before the release; the team that dropped the work needs none."""
    release = gathering.release
    wanted = [item for item in work if not item.cancelled]
    gathering.add(
        sort,
        release,
        title,
        shifted(release.date, -days),
        who=[name for item in wanted for name in names(item.owners)] or _manager(release),
        gaps=gathering.gaps_on(*(item.key for item in wanted)),
        met=bool(wanted) and all(item.finished for item in wanted),
        cancelled=bool(work) and not wanted,
    )


def _add_pitches(gathering: Gathering) -> None:
    pitches = gathering.release.pitches
    for pitch in () if isinstance(pitches, Unknown) else pitches:
        sent = pitch.sent_at is not None and not isinstance(pitch.sent_at, Unknown)
        gathering.add(
            Sort.PITCH,
            pitch,
            f"Pitch due: {named(pitch.title)}",
            pitch.due,
            aspect="due",
            who=names(pitch.by),
            gaps=gathering.gaps_on(pitch.key),
            met=sent or pitch.state in (State.DONE, State.LIVE),
            cancelled=pitch.state is State.CANCELLED,
        )


def _add_reviews(gathering: Gathering) -> None:
    """Add the reviews that are planned; where none is, two weeks after the release."""
    release = gathering.release
    reviews = release.reviews
    planned = bool([item for item in _of_kind(release, Kind.REVIEW) if not item.cancelled])
    for review in () if isinstance(reviews, Unknown) else reviews:
        planned = planned or review.state is not State.CANCELLED
        gathering.add(
            Sort.REVIEW,
            review,
            f"Review: {named(review.title)}",
            review.on,
            who=_manager(release),
            gaps=gathering.gaps_on(review.key),
            met=review.state is State.DONE,
            cancelled=review.state is State.CANCELLED,
        )
    day = None if planned else shifted(release.date, _REVIEW_DAYS)
    if isinstance(reviews, Unknown) and reviews is not Unknown.ABSENT and not planned:
        day = reviews
    gathering.add(Sort.REVIEW, release, "Review of the release", day, who=_manager(release))


def _of_kind(release: Release, kind: Kind) -> list[Deliverable]:
    return [item for item in release.deliverables if item.kind is kind]


def _manager(release: Release) -> list[str]:
    return [release.manager.name] if release.manager else []
