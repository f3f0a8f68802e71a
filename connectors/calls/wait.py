"""How long a tool asks to wait before the next request."""

from __future__ import annotations

from math import isfinite

from connectors.calls.http_date import http_date

LONGEST_WAIT = 3600.0
"""Seconds that a run waits at most because a tool asks for it; beyond that, the next run had better do it."""


def asked_wait(stated: str, date: str) -> float | None:
    """Return the seconds of a `Retry-After`: a number, or a moment on the tool's own clock, which `Date` shows.

    `None` where it states neither.
    """
    try:
        seconds = float(stated)
    except ValueError:
        until, now = http_date(stated), http_date(date)
        seconds = (until - now).total_seconds() if until and now else float("nan")
    return max(seconds, 0.0) if isfinite(seconds) else None
