"""What a run can be asked to do in calendars, once, each by an option of its own."""

from __future__ import annotations

from enum import StrEnum


class Asked(StrEnum):
    """The command-line options."""

    RESTORE = "--restore-events"
    REMOVE_MANY = "--allow-many-removals"
