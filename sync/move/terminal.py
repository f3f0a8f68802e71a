"""A move in a terminal, before it is made and after."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from rules.wording import counted
from sync.move.moving import Staying
from sync.move.planning import Move
from sync.report.harmless import harmless
from sync.report.layout import hang, line


def print_move(console: Console, move: Move) -> None:
    """Print which dates move, which stay, and what has to be changed by hand."""
    course = f"from {move.old:%A} {move.old} to" if move.old != move.day else "stands on"
    console.print(line((harmless(move.title), "bold"), f": {course} {move.day:%A} {move.day}"))
    for name, moved in move.by_source.items():
        if moved.dates:
            console.print(line((f"{counted(len(moved.dates), 'date')} in “{harmless(name)}” move:", "bold")))
        for each in sorted(moved.dates, key=lambda each: each.day):
            hang(console, line(f"  {each.was} → {each.day}  "), line(harmless(each.title)))
        _print_staying(
            console, "set by hand, and left as they are:", [s for s in moved.staying if s.template_day], move
        )
        others = [stays for stays in moved.staying if not stays.template_day]
        _print_staying(console, "work of which the template knows nothing, left as it is:", others, move)
        for words in moved.by_hand:
            hang(console, line(("  change by hand  ", "yellow")), line(harmless(words)))
    if move.template is None:
        console.print(line("note: the release names no template, so no due date is known to hang on its day"))
    for said in move.notes:
        hang(console, line(("note: ", "dim")), line(harmless(said)))


def _print_staying(console: Console, heading: str, staying: Sequence[Staying], move: Move) -> None:
    if staying:
        console.print(line((heading, "bold")))
    for stays in sorted(staying, key=lambda each: each.day):
        gives = f" (the template gives {stays.template_day})" if stays.template_day else ""
        after = ", after the new release day" if stays.day > move.day >= move.old else ""
        hang(console, line(f"  {stays.day}  "), line(harmless(f"{stays.title}{gives}{after}")))


def print_moved(console: Console, moved: int, left: int) -> None:
    """Print what was moved."""
    console.print(line((f"moved {counted(moved, 'date')}", "bold green")))
    if left:
        hang(
            console,
            line((f"{counted(left, 'date')} could not be set as they stand; run it again to see which", "bold yellow")),
            line(""),
        )
