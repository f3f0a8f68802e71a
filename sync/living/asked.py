"""What a run can be asked to do with the living report, once, by an option of its own."""

from __future__ import annotations

from enum import StrEnum


class Asked(StrEnum):
    """The command-line options."""

    RESTORE = "--restore-report"
