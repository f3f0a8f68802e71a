"""How many requests a tool allows in a month, and how far they reach. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from rules.model import Budget

DAYS = 30
"""Of a month, where none in particular is meant."""
_SHARE = 0.05
"""Of a month's requests that reading something again may take."""
_SPARE = 0.01
"""Of a month's requests that is never planned for: a failed request counts, and so does what a person asks between."""


@dataclass(frozen=True, slots=True)
class Left:
    """What a month still allows one source, in requests.

    `kept` is what the runs that are still to come need to look; `whose` and `runs` are for the sentence.
    """

    whose: str
    limit: int
    used: int
    kept: int
    runs: int

    @property
    def for_writing(self) -> int:
        return max(0, self.limit - self.used - self.kept)

    def __str__(self) -> str:
        runs = "1 run" if self.runs == 1 else f"{self.runs:,} runs"
        return (
            f"of the {self.limit:,} requests that {self.whose} allows in a month, {self.used:,} used and {self.kept:,} "
            f"kept for the {runs} until its end to look leave {self.for_writing:,} for writing"
        )


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one source may use. `whose` says who limits it ("Airtable's Free plan").

    `limit` is in requests a month; `None`: as many as it likes. `runs_per_day` is what a schedule starts; 0: none does.
    """

    whose: str
    limit: int | None
    runs_per_day: int
    least: int = 1
    """Requests that a run takes when nothing changed."""

    @property
    def asked(self) -> int:
        """Requests that the schedule takes in a month if nothing ever changes."""
        return self.runs_per_day * self.least * DAYS

    def schedule(self) -> str:
        """Return the sum of what is `asked`; "" where nothing is limited, or nothing scheduled."""
        if self.limit is None or not self.runs_per_day:
            return ""
        runs = "1 run" if self.runs_per_day == 1 else f"{self.runs_per_day:,} runs"
        each = "1 request" if self.least == 1 else f"{self.least:,} requests"
        allowed = f"the {self.limit:,} that {self.whose} allows"
        return f"{runs} a day × at least {each} × {DAYS} days = {self.asked:,} requests a month of {allowed}"

    def shortage(self) -> str:
        """Return the same sum where the month cannot carry it; "" where it can."""
        return "" if self.limit is None or self.asked <= self.limit else self.schedule()

    def rest(self, requests: int) -> timedelta:
        """Return how long to wait between two readings of so many requests, so that they take a small share."""
        if not self.limit:
            return timedelta(0)
        return timedelta(days=DAYS) * requests / (self.limit * _SHARE)

    def budget(self, spent: Sequence[tuple[datetime, int]], now: datetime) -> Budget | None:
        """Return how the month goes; `spent` are the requests of the last runs, this one included, by when they began.

        Until a day's runs have shown an average, the rest of the month is taken to be like runs that find no change.
        """
        if self.limit is None:
            return None
        begin = _begin(now)
        used = sum(requests for at, requests in spent if begin <= at <= now)
        runs = self._runs_left(now)
        each = [requests for _, requests in spent]
        usual = sum(each) / len(each) if len(each) > self.runs_per_day else self.least
        return Budget(used, used + round(runs * usual), self.limit)

    def left(self, used: int, looks: Sequence[int], now: datetime) -> Left | None:
        """Return what the month still allows after `used` requests; `None` where nothing is limited.

        `looks` are the requests that the last runs took to read. Until a day's runs have shown an average, those to
        come are taken to find no change.
        """
        if self.limit is None:
            return None
        runs = self._runs_left(now)
        usual = max(self.least, sum(looks) / len(looks)) if len(looks) > self.runs_per_day else self.least
        return Left(self.whose, self.limit, used, ceil(runs * usual + self.limit * _SPARE), runs)

    def _runs_left(self, now: datetime) -> int:
        begin = _begin(now)
        end = begin + timedelta(days=monthrange(begin.year, begin.month)[1])
        return round((end - now) / timedelta(days=1) * self.runs_per_day)


def _begin(now: datetime) -> datetime:
    return now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
