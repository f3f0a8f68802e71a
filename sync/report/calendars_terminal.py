"""What is written into calendars, in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from rules.wording import counted
from sync.mirror.course import COUNTED, Action
from sync.mirror.mirror import Mirroring
from sync.report.layout import hang, line

_SIGNS = {Action.ADD: ("+", "green"), Action.CHANGE: ("~", "yellow"), Action.REMOVE: ("-", "red")}
_TOLD = 40
"""Events of one calendar that are listed; the document has them all."""


def print_planned(console: Console, mirrored: Sequence[Mirroring]) -> None:
    """Print every event that a run would write, and why."""
    for told in mirrored:
        if not told.steps:
            continue
        console.print(line((told.name, "bold"), (f"  {counted(len(told.steps), 'request')} to write", "dim")))
        for step in told.steps[:_TOLD]:
            sign, style = _SIGNS[step.action]
            hang(console, line(f"    {sign} "), line((step.title, style), (f"  {step.place}: {step.why}", "dim")))
        if (more := len(told.steps) - _TOLD) > 0:
            console.print(line((f"    … and {counted(more, 'more event')}", "dim")))


def print_written(console: Console, mirrored: Sequence[Mirroring]) -> None:
    """Print how many events were written into each calendar; nothing where all stood as they should."""
    for told in mirrored:
        if told.steps:
            hang(console, line((f"events in {told.name}: ", "dim")), line(said(told)))


def said(told: Mirroring) -> str:
    """Return "2 added, 1 changed"."""
    return ", ".join(f"{count} {word}" for action, word in COUNTED.items() if (count := told.count(action)))
