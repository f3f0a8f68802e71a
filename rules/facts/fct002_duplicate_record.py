"""FCT002: one release or deliverable stands twice in one tool."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from rules.model import Deliverable, Kind, Link, Release, Unknown
from rules.policy import Severity
from rules.rule import Context, Entity, Gathered, Hit, rule
from rules.samples import plan, ref, work
from rules.view import View
from rules.vocabulary.words import spelled, words_of

_REPEATED = frozenset({Kind.POST, Kind.LAUNCH_POST, Kind.RECAP, Kind.EMAIL, Kind.TEASER})
"""Kinds of which a plan has many of one name: on different days they are different work."""
_EDITIONS = 60
"""Days from which on two releases of one title are a release and its reissue."""


def _gather(view: View, _: Context) -> Gathered:
    """Yield the release under its title, and the work whose title and kind stand twice under theirs."""
    release = view.release
    if not release.implied:
        artist = _called(release.artist) if isinstance(release.artist, str) else ""
        form = _called(release.type) if isinstance(release.type, str) else ""
        yield f"{release.ref.tool}|{_called(release.title)}|{artist}|{form}", (release,)
    if len({_called(item.title) for item in view.deliverables}) == len(view.deliverables):
        return
    first: dict[tuple[Kind, str], Deliverable] = {}
    doubled: list[Deliverable] = []
    for item in view.deliverables:
        spot = (item.kind, _called(item.title))
        if (known := first.setdefault(spot, item)) is not item:
            doubled += (known, item)
    for item in {item.key: item for item in doubled}.values():
        about = "|".join((_called(item.title), item.kind, item.ref.tool, *_place(item)))
        yield f"{release.key}|{about}", (item,)


def _place(item: Deliverable) -> tuple[str, str, str]:
    """Return what tells work of one name apart: its track, its parent item, and the day of what is repeated."""
    day = _day(item) if item.kind in _REPEATED else None
    return (_mention(item.track), _mention(item.parent), day.isoformat() if day else "")


def _mention(link: Link | Unknown | None) -> str:
    return (link.key or _called(link.text)) if isinstance(link, Link) else ""


def _day(item: Deliverable) -> date | None:
    for moment in (item.scheduled_for, item.due):
        if isinstance(moment, datetime):
            return moment.date()
        if isinstance(moment, date):
            return moment
    return None


@lru_cache(maxsize=65536)
def _called(title: str) -> str:
    return " ".join(words_of(title)) or spelled(title) or title


@rule(
    code="FCT002",
    name="duplicate-record",
    severity=Severity.WARNING,
    summary="One release, or one deliverable of a release (same title, same kind), stands twice in one tool.",
    why="Each of the two is kept up by somebody else, and half of what is decided stands on the wrong one.",
    fix="The manager keeps one of the records, moves over what only the other says, and deletes that.",
    source="The coordination layer: one place where the facts agree",
    needs=(),
    flagged=lambda: plan(
        work("Cover artwork", "Dee"),
        replace(work("Cover artwork", "Dee", key="second"), ref=ref("second")),
        gates=Unknown.ABSENT,
        says="Cover artwork stands 2 times in its release",
    ),
    clean=lambda: plan(work("Cover artwork", "Dee"), work("Cover artwork sketch", "Dee"), gates=Unknown.ABSENT),
    gather=_gather,
    more_than=lambda _: 1,
)
def duplicate_record(_: str, found: Sequence[Entity], context: Context) -> Iterator[Hit]:
    if len({entity.ref.key for entity in found}) < len(found):
        return
    several = sorted(_of_one_edition(found), key=lambda entity: entity.key)
    if len(several) < 2:
        return
    second = several[1]
    where = "one tool" if isinstance(second, Release) else "its release"
    yield Hit(
        second,
        f"{second.title} stands {len(several)} times in {where}",
        evidence=tuple(f"{entity.title}: {entity.ref.url or entity.ref.record}" for entity in several),
    )


def _of_one_edition(found: Sequence[Entity]) -> Iterator[Entity]:
    """Yield those that have a namesake of about the same day; where a day is not stated, any is."""
    for one in found:
        days = [_apart(one, other) for other in found if other is not one]
        if any(day is None or day <= _EDITIONS for day in days):
            yield one


def _apart(one: Entity, other: Entity) -> int | None:
    if not isinstance(one, Release) or not isinstance(other, Release):
        return None
    first, second = one.date, other.date
    return abs((first - second).days) if isinstance(first, date) and isinstance(second, date) else None
