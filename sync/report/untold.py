"""What could not be told, in a terminal: per table what it lacks, and which rules look away for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from rules.model import Unknown
from rules.violation import CannotTell
from rules.wording import counted, listed
from sync.report.layout import hang, line

_REASONS = frozenset(unknown.value for unknown in Unknown)
_MOST = 6
"""Codes that are listed one by one."""


def print_untold(console: Console, untold: Sequence[CannotTell]) -> None:
    """Print one paragraph per table and reason, with the rules concerned."""
    if not untold:
        return
    console.print()
    console.print(Text("Cannot tell", "bold"))
    together: dict[tuple[str, str], list[tuple[str, CannotTell]]] = {}
    for entry in untold:
        field, reason = _parted(entry.why)
        together.setdefault((entry.container, reason), []).append((field, entry))
    for (container, reason), entries in together.items():
        fields = list(dict.fromkeys(field for field, _ in entries if field))
        hang(
            console,
            line("  "),
            line(
                (f"{entries[0][1].table or container}: ", "bold"),
                _sentence(reason, fields),
                (f"  ({_records(entry for _, entry in entries)}; {_rules(entry for _, entry in entries)})", "dim"),
            ),
        )


def _parted(why: str) -> tuple[str, str]:
    """Part "due date: the plan has no column for it" into the field and the reason, where it is made of both."""
    field, _, reason = why.partition(": ")
    return (field, reason) if reason in _REASONS else ("", why)


def _sentence(reason: str, fields: Sequence[str]) -> str:
    """Return "the plan has no column for due date and status"."""
    if not fields:
        return reason
    what = listed(fields)
    said, times = re.subn(r"\b(for|to) it\b", lambda found: f"{found[1]} {what}", reason)
    return said if times else f"{what}: {reason}"


def _records(entries: Iterable[CannotTell]) -> str:
    most = max(entries, key=lambda entry: entry.count)
    return counted(most.count, "record") if most.count > 1 or not most.example else most.example


def _rules(entries: Iterable[CannotTell]) -> str:
    codes = sorted({entry.code for entry in entries})
    return ", ".join(codes) if len(codes) <= _MOST else f"{len(codes)} rules"
