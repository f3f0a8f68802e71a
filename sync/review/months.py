"""Calendar months in a team's zone. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One calendar month."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @staticmethod
    def of(day: date) -> Month:
        """Return the month that a day belongs to."""
        return Month(day.year, day.month)

    @property
    def words(self) -> str:
        return f"{self.first:%B %Y}"

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return date.fromordinal(self.next.first.toordinal() - 1)

    @property
    def next(self) -> Month:
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def before(self) -> Month:
        return Month(self.year - (self.number == 1), (self.number - 2) % 12 + 1)

    def holds(self, day: date) -> bool:
        """Whether a day is in it."""
        return Month.of(day) == self

    def bounds(self, zone: tzinfo) -> tuple[datetime, datetime]:
        """Return the instant at which it begins and the one at which the next does, as the team's clocks show them."""
        return datetime.combine(self.first, time(), zone), datetime.combine(self.next.first, time(), zone)

    def back(self, count: int) -> tuple[Month, ...]:
        """Return so many months that end with this one, oldest first."""
        found = [self]
        while len(found) < count:
            found.append(found[-1].before)
        return tuple(reversed(found))
