"""Requests a second, the penalty after a burst, and the calls that a month's plan allows."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.standins.airtable.refusals import burst, month_spent
from tests.standins.airtable.settings import Settings
from tests.standins.clock import Time

if TYPE_CHECKING:
    from tests.standins.airtable.base import Base, Workspace

_SLACK = 1e-6
"""Seconds; five requests spread exactly over one window are not a burst."""


@dataclass(slots=True)
class _Window:
    sent: deque[float] = field(default_factory=deque)
    blocked_until: float = float("-inf")


class Limits:
    """What every request passes before anything else. The penalty is not made longer by requests during it."""

    def __init__(self, clock: Time, settings: Settings) -> None:
        self._clock = clock
        self._settings = settings
        self._windows: dict[str, _Window] = {}
        self.provoked: Counter[str] = Counter()
        """By base or account id: how often a client ran into the limit and began a penalty."""
        self.refused: Counter[str] = Counter()
        """By base or account id: requests during a penalty, each of them wasted."""

    def pass_account(self, account: str) -> None:
        """Count a request of any token of an account. Raises `Refusal`."""
        self._pass(account, self._settings.token_requests)

    def pass_base(self, base: Base) -> None:
        """Count a request to a base. Raises `Refusal`."""
        self._pass(base.id, self._settings.base_requests)

    def pass_month(self, workspace: Workspace) -> None:
        """Count a call of a workspace's month. Raises `Refusal`."""
        now, plan = self._clock.now(), workspace.plan
        month = f"{now:%Y-%m}"
        calls = workspace.calls.get(month, 0)
        if plan.monthly_calls is not None and calls >= plan.monthly_calls:
            if plan.per_second_beyond is not None:
                self._pass(workspace.id, plan.per_second_beyond)
            elif workspace.grace:
                workspace.grace, workspace.grace_until = False, now + timedelta(days=30)
            elif workspace.grace_until is None or now >= workspace.grace_until:
                raise month_spent()
        workspace.calls[month] = calls + 1

    def penalize(self, key: str) -> None:
        """Begin a penalty on a base or account, as another integration's burst would."""
        self._windows.setdefault(key, _Window()).blocked_until = self._clock.monotonic() + self._settings.penalty

    def _pass(self, key: str, allowed: int) -> None:
        window = self._windows.setdefault(key, _Window())
        now = self._clock.monotonic()
        if now < window.blocked_until - _SLACK:
            self.refused[key] += 1
            raise burst(self._settings.burst_answer)
        while window.sent and window.sent[0] <= now - self._settings.window + _SLACK:
            window.sent.popleft()
        if len(window.sent) >= allowed:
            self.provoked[key] += 1
            self.penalize(key)
            raise burst(self._settings.burst_answer)
        window.sent.append(now)
