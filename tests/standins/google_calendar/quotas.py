"""How much may be asked: sliding minutes for each user and project, and the limits on use of Calendar itself."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field

from tests.standins.google_calendar import refusals


@dataclass(slots=True)
class Quotas:
    """The budgets; any may be changed between calls. Refused calls spend nothing (the vendor does not say)."""

    per_user: int = 600
    """Calls in a minute, for one account in one project."""
    per_project: int = 10_000
    writes_per_calendar: int | None = None
    """Writes in a minute to one calendar, before the operational limit (whose size the vendor does not tell)."""
    writes_left: int | None = None
    """Writes before the general use limit of Calendar answers `quotaExceeded`, until somebody raises it."""
    code: int = 403
    """What over-quota answers: 403 with the budget's own reason, or 429; the vendor sends either."""
    window: float = 60.0
    spent: int = 0
    """Units spent since the start; inner calls of a batch count one each."""
    _recent: defaultdict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def spend(self, app: str, account: str, now: float) -> None:
        """Count one call. Raises the refusal where a budget is empty."""
        if self._over(f"app {app}", self.per_project, now):
            raise refusals.rate_limit(self.code)
        if self._over(f"user {app} {account}", self.per_user, now):
            raise refusals.rate_limit(429) if self.code == 429 else refusals.user_rate_limit()
        self._recent[f"app {app}"].append(now)
        self._recent[f"user {app} {account}"].append(now)
        self.spent += 1

    def write(self, calendar: str, now: float) -> None:
        """Count one write to a calendar. Raises the refusal where a limit is reached."""
        if self.writes_left == 0:
            raise refusals.quota()
        if self.writes_per_calendar is not None:
            if self._over(f"calendar {calendar}", self.writes_per_calendar, now):
                raise refusals.rate_limit(self.code)
            self._recent[f"calendar {calendar}"].append(now)
        if self.writes_left is not None:
            self.writes_left -= 1

    def _over(self, key: str, most: int, now: float) -> bool:
        recent = self._recent[key]
        while recent and recent[0] <= now - self.window:
            recent.popleft()
        return len(recent) >= most
