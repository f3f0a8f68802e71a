"""Where milestones are collected, and what all of them have in common. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

from rules.calendar import WorkingCalendar
from rules.model import Actor, Maybe, Moment, Release, State, Unknown
from rules.rule import Entity
from sync.gap import Gap
from sync.milestones.milestone import Milestone, Sort, key_of
from sync.wording import folded

_TITLE = 120
_NAME = 80


class Gathering:
    """The milestones found so far, and the release they are of."""

    def __init__(self, workspace: str, zone: str) -> None:
        self._workspace = workspace
        self._zone = zone
        self._found: dict[str, Milestone] = {}
        self._untold: set[str] = set()
        self._gaps: dict[str, list[Gap]] = {}
        self._title = self._artist = ""
        self.release: Release

    @property
    def untold(self) -> frozenset[str]:
        return frozenset(self._untold - self._found.keys())

    def begin(self, release: Release, gaps: Iterable[Gap]) -> None:
        """Go on with another release and what is wrong with it."""
        self.release = release
        self._title = folded(release.title, _NAME)
        self._artist = folded(release.artist, _NAME) if isinstance(release.artist, str) else ""
        self._gaps = {}
        for gap in gaps:
            self._gaps.setdefault(gap.key, []).append(gap)

    def gaps_on(self, *keys: str) -> list[Gap]:
        """Return what is wrong with these records of the release."""
        return [gap for key in dict.fromkeys(keys) for gap in self._gaps.get(key, ())]

    def all_gaps(self) -> list[Gap]:
        """Return everything that is wrong with the release."""
        return [gap for gaps in self._gaps.values() for gap in gaps]

    def add(
        self,
        sort: Sort,
        about: Entity,
        title: str,
        on: Maybe[Moment],
        *,
        aspect: str = "",
        identity: str = "",
        who: Iterable[str] = (),
        gaps: Iterable[Gap] = (),
        met: bool = False,
        cancelled: bool = False,
    ) -> None:
        """Add what hangs on one record; `aspect` tells apart several of a sort, `identity` stands for the key."""
        key = key_of(self._workspace, identity or about.key, aspect or sort.value)
        if isinstance(on, Unknown):
            if on is not Unknown.ABSENT:
                self._untold.add(key)
            return
        if on is None or not _shows(on):
            return
        cancelled = cancelled or self.release.state is State.CANCELLED
        self._found[key] = Milestone(
            key=key,
            sort=sort,
            title=title,
            on=on,
            zone=self._zone,
            release=self._title,
            ref=about.ref,
            who=() if met or cancelled else tuple(dict.fromkeys(folded(name, _NAME) for name in who)),
            gaps=()
            if cancelled
            else tuple(sorted(gaps, key=lambda gap: (gap.severity.rank, gap.code, gap.fingerprint))),
            met=met,
            cancelled=cancelled,
            artist=self._artist,
        )

    def in_order(self, calendar: WorkingCalendar) -> tuple[Milestone, ...]:
        """Return everything found, by day."""
        return tuple(sorted(self._found.values(), key=lambda m: (calendar.day(m.on), m.release, m.title, m.key)))


def named(title: str) -> str:
    """Return the title of a record as it stands in a milestone's."""
    return folded(title, _TITLE) or "something without a title"


def names(seat: Sequence[Actor] | Unknown) -> list[str]:
    """Return the names of those in a seat of the plan; nobody where it is unknown."""
    return [] if isinstance(seat, Unknown) else [actor.name for actor in seat]


def shifted(day: Maybe[date], days: int) -> Maybe[date]:
    """Return the day so many days later; empty where the calendar ends before."""
    if day is None or isinstance(day, Unknown):
        return day
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _shows(moment: Moment) -> bool:
    """Whether a calendar can show it: the very last day has no end, and some instants cannot be told in UTC."""
    try:
        day = moment.astimezone(UTC).date() if isinstance(moment, datetime) else moment
    except OverflowError:
        return False
    return day < date.max
