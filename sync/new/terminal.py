"""The plan of a new release in a terminal, before it is made and after."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rules.wording import counted, listed
from sync.new.draft import summary
from sync.new.planning import NewRelease
from sync.report.harmless import harmless
from sync.report.layout import hang, line


def print_new(console: Console, new: NewRelease, requests: int) -> None:
    """Print every row with its date, owner, needs and gate, and what is to be said of it."""
    asked, draft = new.asked, new.draft
    out = f"{asked.out:%A} {asked.out}"
    within = f" of “{harmless(asked.within)}”" if asked.within else ""
    hang(console, line((harmless(asked.title), "bold")), line(f", {asked.template.phrase}{within}, out on {out}"))
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="dim")
    table.add_column("due", no_wrap=True)
    table.add_column("deliverable")
    table.add_column("owner")
    table.add_column("needs")
    table.add_column("says yes")
    for row in draft.lines:
        style = "dim" if row.there else ""
        cells = (f"{row.due:%a} {row.due}", row.title, row.owner, ", ".join(row.needs), row.approver)
        table.add_row(*(Text(harmless(cell), style=style) for cell in cells))
    console.print(table)
    for said in (*new.notes, *draft.remarks):
        hang(console, line(("note: ", "dim")), line(harmless(said)))
    if draft.there:
        console.print(line(f"{counted(draft.there, 'row')} of it stand in the plan already and are left alone."))
    if draft.rows:
        made = listed(list(summary(draft.made)))
        console.print(line((f"{made}, into “{harmless(new.into)}”", "bold"), f" in {counted(requests, 'request')}."))
    else:
        console.print(line(("Nothing to make: the whole plan is there.", "bold green")))


def print_made(console: Console, new: NewRelease, made: int) -> None:
    """Print what was made, and what to do next."""
    console.print(line((f"made {counted(made, 'row')} in “{harmless(new.into)}”", "bold green")))
    hang(console, line("See what the rules say of it: "), line(("streetdate check", "bold")))
