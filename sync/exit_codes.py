"""What a process, and a fleet of them, ends with."""

from __future__ import annotations

from collections.abc import Iterable

from rules.errors import StreetdateError

STOPPED = 130
BUG = 70
WORST_FIRST = (STOPPED, BUG, 2, 3, 4, 1, 0)
"""Of several ends, the first of these is that of all: what nobody can rely on stands before what somebody can repair,
that before what somebody has to allow, and that before gaps, which are what the job is to find."""


def code_of(error: BaseException) -> int:
    """Return the exit code for an error that ended a run."""
    if isinstance(error, StreetdateError):
        return error.exit_code
    return BUG if isinstance(error, Exception) else STOPPED


def worst(codes: Iterable[int]) -> int:
    """Return the worst of several exit codes; 0 for none. One that is not known is as bad as a bug."""
    known = {code if code in WORST_FIRST else BUG for code in codes}
    return next((code for code in WORST_FIRST if code in known), 0)
