"""How much a connection and a workspace may ask: fixed windows, whose end a refusal names in whole seconds."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import NoReturn

from tests.standins.notion.refusals import rate_limited


@dataclass(slots=True)
class Window:
    """A budget of requests per fixed window of seconds, which the first request after its end opens anew.

    `seconds` may be any length; a fraction of a second scales a benchmark down, and Retry-After is then rounded up to
    a second as it always is.
    """

    budget: int
    seconds: float = 60.0
    opened: float = -math.inf
    used: int = 0

    def spend(self, now: float, requests: int = 1) -> int | None:
        """Take requests out of the budget; return None, or the whole seconds to wait where it is spent."""
        if now >= self.opened + self.seconds:
            self.opened, self.used = now, 0
        if self.used + requests > self.budget:
            return max(1, math.ceil(self.opened + self.seconds - now))
        self.used += requests
        return None


@dataclass(slots=True)
class Limits:
    """The limits of one workspace; None where there is none."""

    connection: int | None = 180
    """Requests of one token per window."""
    seconds: float = 60.0
    """The length of a token's window."""
    workspace: Window | None = None
    """What all tokens share; its window may be longer than a minute."""
    endpoints: dict[str, Window] = field(default_factory=dict)
    """Own limits of single endpoints, by the name of the route ("data_sources.query")."""
    blocked: set[str] = field(default_factory=set)
    """Secrets whose every request is refused, and for which waiting is no cure."""
    refused: int = 0
    """How many requests were refused."""
    windows: dict[str, Window] = field(default_factory=dict)

    def admit(self, secret: str, route: str, now: float) -> None:
        """Count a request, or raise the refusal of it."""
        if secret in self.blocked:
            self._refuse("public_api_request_blocked", None)
        if self.connection is not None:
            window = self.windows.setdefault(secret, Window(self.connection, self.seconds))
            window.budget, window.seconds = self.connection, self.seconds
            self._spend(window, "public_api_request_rate_limit", now)
        if self.workspace is not None:
            self._spend(self.workspace, "public_api_space_request_rate_limit", now)
        if route in self.endpoints:
            self._spend(self.endpoints[route], "public_api_endpoint_rate_limit", now)

    def _spend(self, window: Window, reason: str, now: float) -> None:
        wait = window.spend(now)
        if wait is not None:
            self._refuse(reason, wait)

    def _refuse(self, reason: str, retry_after: int | None) -> NoReturn:
        self.refused += 1
        raise rate_limited(reason, retry_after)
