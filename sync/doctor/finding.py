"""One line of the diagnosis."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Area(StrEnum):
    """What a line is about, in the order in which the diagnosis is read."""

    SETTINGS = "settings"
    FILES = "files"
    ACCESS = "access"
    COLUMNS = "columns"
    VALUES = "values"
    POLICY = "policy"
    RECEIVERS = "receivers"
    STORE = "store"
    CLOCK = "clock"
    VERSIONS = "versions"


class Level(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARNING = "warning"
    """Something is left out or will go wrong; the rest works."""
    PROBLEM = "problem"
    """Something does not work until somebody acts."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is so, and, unless it is well, what to do."""

    area: Area
    level: Level
    what: str
    todo: str = ""
    examples: tuple[str, ...] = ()
    unread: bool = False
    """Whether the problem is that something could not be read, and not what the settings say."""


def exit_code(findings: Iterable[Finding]) -> int:
    """Return 2 for a problem in the settings, else 3 where something could not be read, else 0."""
    problems = [finding for finding in findings if finding.level is Level.PROBLEM]
    if not problems:
        return 0
    return 3 if all(problem.unread for problem in problems) else 2
