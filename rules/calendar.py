"""Working time: what "two working days later" and "the end of the day" mean for a team."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo

from rules.model import Moment

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """A team's time zone and working days. `weekdays` counts Monday as 0; holidays are days off besides."""

    zone: tzinfo
    weekdays: frozenset[int] = frozenset({0, 1, 2, 3, 4})
    holidays: frozenset[date] = frozenset()
    _later: dict[tuple[Moment, int], datetime] = field(
        default_factory=dict, init=False, repr=False, compare=False, hash=False
    )

    def today(self, now: datetime) -> date:
        """Return the day that `now` falls on where the team works."""
        return now.astimezone(self.zone).date()

    def day(self, moment: Moment) -> date:
        """Return the team's day of an instant; a bare date is that day."""
        return moment.astimezone(self.zone).date() if isinstance(moment, datetime) else moment

    def start(self, moment: Moment) -> datetime:
        """Return the earliest instant that `moment` can mean."""
        if isinstance(moment, datetime):
            return moment
        return datetime.combine(moment, time(), self.zone)

    def end(self, moment: Moment) -> datetime:
        """Return the latest instant that `moment` can mean: for a bare date, the end of that day."""
        if isinstance(moment, datetime):
            return moment
        return datetime.combine(moment + ONE_DAY, time(), self.zone)

    def works(self, day: date) -> bool:
        """Whether the team works on `day`."""
        return day.weekday() in self.weekdays and day not in self.holidays

    def after(self, moment: Moment, days: int) -> datetime:
        """Return the instant `days` working days after `moment`.

        The same clock time that many working days later. An instant on a day off counts from the start of the next
        working day. A bare date counts from its end, so that what was done "on Monday" is not late before Wednesday
        is over when two working days are allowed.
        """
        if (known := self._later.get((moment, days))) is not None:
            return known
        if isinstance(moment, datetime):
            local = moment.astimezone(self.zone)
            day, clock = local.date(), local.time()
            if not self.works(day):
                day, clock = self._next_working(day), time()
            for _ in range(days):
                day = self._next_working(day)
            result = datetime.combine(day, clock, self.zone)
        else:
            day = moment
            for _ in range(days):
                day = self._next_working(day)
            result = datetime.combine(day + ONE_DAY, time(), self.zone)
        self._later[moment, days] = result
        return result

    def _next_working(self, day: date) -> date:
        day += ONE_DAY
        while not self.works(day):
            day += ONE_DAY
        return day

    def surely_before(self, first: Moment, second: Moment) -> bool:
        """Whether `first` was certainly before `second`; two facts of one day without clock times are not ordered."""
        if isinstance(first, datetime) and isinstance(second, datetime):
            return first < second
        return self.day(first) < self.day(second)
