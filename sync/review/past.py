"""Everything that a review looks back on, and what earlier runs can tell of when something happened. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rules.calendar import WorkingCalendar
from rules.memory import Memory, moment_key
from rules.model import Maybe, Moment, Release, Slate, Unknown
from rules.neighbours import Neighbours
from rules.policy import Policy
from rules.rule import Context
from rules.view import View
from sync.life import Happening
from sync.review.spans import Span, spans_of
from sync.store.base import RunRecord


@dataclass(frozen=True, slots=True)
class When:
    """The day of something. Where only runs saw it, it lies from `earliest`, when a run saw it undone, to `day`."""

    day: date
    earliest: date
    stated: bool
    """Whether the plan says so."""

    @property
    def exact(self) -> bool:
        return self.day == self.earliest


class Past:
    """One team's past up to now: the plan as it stands, and what the store remembers of it."""

    def __init__(
        self,
        team: str,
        slate: Slate,
        memory: Memory,
        happenings: Sequence[Happening],
        runs: Sequence[RunRecord],
        policy: Policy,
        now: datetime,
    ) -> None:
        """`runs` in any order; `happenings` oldest first."""
        self.team = team
        self.slate = slate
        self.memory = memory
        self.policy = policy
        self.calendar: WorkingCalendar = policy.calendar()
        self.now = now.astimezone(self.calendar.zone)
        self.today = self.calendar.today(now)
        whole = all(source.complete for source in slate.sources)
        self.context = Context(
            self.now, self.today, self.calendar, policy, memory, slate.pulled_at, slate.people_known, whole
        )
        # A run that was held back remembers nothing, and one that failed may not have seen everything.
        self.looks = sorted(run.started for run in runs if run.outcome == "done")
        self.spans: tuple[Span, ...] = spans_of(happenings, self.first_look)
        self._neighbours = Neighbours(slate.releases)
        self._by_release: dict[str, list[Span]] = {}
        for span in self.spans:
            self._by_release.setdefault(span.gap.release_key, []).append(span)
        self._views: dict[str, View] = {}

    def view(self, release: Release) -> View:
        """Return the release as the rules see it."""
        if release.key not in self._views:
            self._views[release.key] = View(release, self.context, self._neighbours)
        return self._views[release.key]

    def spans_on(self, release: Release) -> Sequence[Span]:
        """Return when which gap of a release stood open."""
        return self._by_release.get(release.key, ())

    def first_look(self, release: str) -> datetime | None:
        """Return when a run first saw a release, by its key; what held already then began on some earlier day."""
        dates = self.memory.dates.get(release)
        if dates:
            return dates[0].seen_at
        return self.looks[0] if self.looks else None

    def when(self, release: Release, stated: Maybe[Moment], key: str, what: str) -> When | None:
        """Return when `what` became true of the record `key`: the plan's word, else what runs saw; `None` for
        nobody knows."""
        if stated is not None and not isinstance(stated, Unknown):
            day = self.calendar.day(stated)
            return When(day, day, stated=True)
        return self.seen(release, self.memory.moments.get(moment_key(key, what)))

    def seen(self, release: Release, at: datetime | None) -> When | None:
        """Return when something happened that a run first saw at an instant.

        A first look proves nothing: what it found happened on some earlier day.
        """
        first = self.first_look(release.key)
        if at is None or first is None or at <= first:
            return None
        before = bisect_left(self.looks, at)
        last = max(first, self.looks[before - 1]) if before else first
        return When(self.calendar.day(at), self.calendar.day(last), stated=False)


def out_on(release: Release) -> date | None:
    """Return the release day, where it is known."""
    return release.date if isinstance(release.date, date) else None
