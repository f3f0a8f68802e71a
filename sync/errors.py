"""What can stop a run besides the tools themselves."""

from __future__ import annotations

from rules.errors import StreetdateError


class UsageError(StreetdateError):
    """The command was called with something that does not exist."""

    exit_code = 2
