"""What the store knows of the week behind an ops meeting: gaps that opened, got worse or closed in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from sync.gap import Gap
from sync.life import Turn
from sync.store.base import Store

DAYS = 7


@dataclass(frozen=True, slots=True)
class Week:
    """The seven days up to a meeting, and the seven from its day on, in the team's days: 167 or 169 hours where the
    clocks change. `first` to `yesterday` lie behind, `today` to `last` ahead."""

    today: date
    since: datetime
    """Midnight at the start of `first`."""

    @staticmethod
    def of(now: datetime, zone: tzinfo) -> Week:
        """Return the week around an instant."""
        today = now.astimezone(zone).date()
        return Week(today, datetime.combine(today - timedelta(days=DAYS), time(), zone))

    @property
    def first(self) -> date:
        return self.today - timedelta(days=DAYS)

    @property
    def last(self) -> date:
        return self.today + timedelta(days=DAYS - 1)

    def ahead(self, day: date) -> bool:
        """Whether a day is one of the seven from today on."""
        return self.today <= day <= self.last

    def behind(self, day: date) -> bool:
        """Whether a day is one of the seven before today, or today: what is done in the morning is not lost."""
        return self.first <= day <= self.today


@dataclass(frozen=True, slots=True)
class Remembered:
    """What happened to gaps in one week, as the runs in it saw."""

    closed: tuple[Gap, ...] = ()
    opened: frozenset[str] = frozenset()
    """Fingerprints of gaps that opened in it and are open."""
    worse: frozenset[str] = frozenset()


def remembered(store: Store, week: Week) -> Remembered:
    """Return what the store says of the week. Raises `StoreError` when it cannot be read."""
    lives = [life for life in store.lives().values() if life.open]
    return Remembered(
        closed=tuple(life.gap for life in store.closed_since(week.since)),
        opened=frozenset(life.gap.fingerprint for life in lives if life.opened_at >= week.since),
        worse=frozenset(
            life.gap.fingerprint
            for life in lives
            if life.changed_at >= week.since
            and any(
                event.turn is Turn.WORSE and event.at >= week.since for event in store.history(life.gap.fingerprint)
            )
        ),
    )
