"""A review in a terminal."""

from __future__ import annotations

from io import StringIO

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from sync.report.harmless import harmless
from sync.report.layout import hang, line
from sync.report.markdown import moment
from sync.review.measure import Measure
from sync.review.sheet import Part, Sheet
from sync.review.spark import bars

_TONES = {True: "green", False: "yellow", None: "dim"}


def print_review(console: Console, sheet: Sheet) -> None:
    """Print the whole review."""
    console.print(line((f"{sheet.team}: {sheet.title}", "bold")))
    console.print(line((f"As of {moment(sheet.as_of)}", "dim")))
    for note in sheet.notes:
        hang(console, line(""), line((note, "dim")))
    for part in sheet.parts:
        _print(console, part)


def _print(console: Console, part: Part) -> None:
    console.print()
    console.print(line((part.title, "bold" if part.below else "bold underline")))
    if part.lead:
        hang(console, line("  "), line((part.lead, "dim")))
    if part.empty and part.nothing:
        console.print(line((f"  {part.nothing}", "dim")))
    for each in part.lines:
        hang(console, line(("  ! ", "yellow") if each.pressing else "  - "), line(each.words))
        for below in each.below:
            hang(console, line("      "), line((below, "dim")))
    if part.table is not None and part.table.rows:
        grid = Grid(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
        grid.add_column("")
        for name in part.table.columns:
            grid.add_column(name)
        for row in part.table.rows:
            grid.add_row("", *(Text(harmless(cell)) for cell in row))
        console.print(grid)
    for measure in part.measures:
        _print_measure(console, measure)
    for changed in part.text.splitlines():
        style = "green" if changed.startswith("+") else "red" if changed.startswith("-") else "dim"
        console.print(line((f"  {changed}", style)), soft_wrap=True)


def _print_measure(console: Console, measure: Measure) -> None:
    last = measure.last
    head = line(f"  {measure.name:<26}", (f"{bars(measure):<7}", _TONES[last.good if last else None]))
    hang(console, head, line((measure.told, "dim" if last is None else "")))


def review_text(sheet: Sheet, colours: bool) -> str:
    """Return the whole review as a terminal of this width shows it."""
    out = StringIO()
    print_review(Console(file=out, force_terminal=colours, width=Console().width), sheet)
    return out.getvalue()
