"""What columns were taken for, in a terminal: the meaning, how sure, examples, and why."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from connectors.mapping.proposal import Certainty, ColumnProposal, Proposal, TableProposal
from sync.report.layout import line

_STYLES = {Certainty.SURE: "green", Certainty.DOUBTFUL: "yellow", Certainty.NONE: "dim"}


def print_proposal(console: Console, proposal: Proposal) -> None:
    """Print every table that was recognised, column by column, and name those that were not."""
    for table in proposal.tables:
        console.print()
        subject = table.subject.value if table.subject else "not recognised"
        console.print(
            line((table.table.title, "bold"), "  ", (subject, _STYLES[table.certainty]), (f"  {table.reason}", "dim"))
        )
        if table.subject is not None:
            console.print(_columns(table))


def _columns(table: TableProposal) -> Table:
    shown = Table(box=None, padding=(0, 2, 0, 2), show_edge=False)
    for heading in ("column", "means", "sure", "for example", "because"):
        shown.add_column(heading, overflow="fold", header_style="dim")
    for column in table.columns:
        style = _STYLES[column.certainty]
        shown.add_row(
            line(column.column.name),
            line((_meaning(column), style)),
            line((f"{column.candidates[0].score:.0%}" if column.candidates else "", style)),
            line((", ".join(column.samples), "dim")),
            line((column.candidates[0].reason if column.candidates else column.reason, "dim")),
        )
    return shown


def _meaning(column: ColumnProposal) -> str:
    if column.certainty is Certainty.DOUBTFUL:
        return " or ".join(candidate.meaning for candidate in column.candidates[:2]) + "?"
    return column.meaning or "–"
