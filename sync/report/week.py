"""What the store knows of the week behind an ops meeting: gaps that opened, got worse or closed in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sync.gap import Gap
from sync.life import Turn
from sync.store.base import Store

DAYS = 7


@dataclass(frozen=True, slots=True)
class Week:
    """The seven days up to a meeting, and the seven from its day on, in the team's days: 167 or 169 hours where the
    clocks change. `first` to `yesterday` lie behind, `today` to `last` ahead. A shorter one is for a day."""

    today: date
    since: datetime
    """Midnight at the start of `first`."""
    days: int = DAYS
    """How many lie ahead, `today` among them."""

    @staticmethod
    def of(now: datetime) -> Week:
        """Return the week around an instant, which must be in the team's time zone."""
        return Week(now.date(), datetime.combine(now.date() - timedelta(days=DAYS), time(), now.tzinfo))

    @staticmethod
    def of_day(now: datetime, before: date) -> Week:
        """Return one day ahead and what lies behind it since the day `before`; `now` as in `of`."""
        return Week(now.date(), datetime.combine(before, time(), now.tzinfo), 1)

    @property
    def whole(self) -> bool:
        """Whether it is a week, and not a day."""
        return self.days == DAYS

    @property
    def first(self) -> date:
        return self.since.date()

    @property
    def last(self) -> date:
        return self.today + timedelta(days=self.days - 1)

    def ahead(self, day: date) -> bool:
        """Whether a day is one of those from today on."""
        return self.today <= day <= self.last

    def behind(self, day: date) -> bool:
        """Whether a day is one of those before today, or today: what is done in the morning is not lost."""
        return self.first <= day <= self.today


@dataclass(frozen=True, slots=True)
class Remembered:
    """What happened to gaps in one week, as the runs in it saw."""

    closed: tuple[Gap, ...] = ()
    """Those that did not come back since."""
    opened: frozenset[str] = frozenset()
    """Fingerprints, also of gaps that are not open any more."""
    worse: frozenset[str] = frozenset()
    """Fingerprints likewise."""


def remembered(store: Store, week: Week) -> Remembered:
    """Return what the store says of the week. Raises `StoreError` when it cannot be read."""
    happenings = store.happenings(week.since)
    return Remembered(
        closed=tuple(life.gap for life in store.closed_since(week.since)),
        opened=frozenset(h.gap.fingerprint for h in happenings if h.event.turn is Turn.OPENED),
        worse=frozenset(h.gap.fingerprint for h in happenings if h.event.turn is Turn.WORSE),
    )
