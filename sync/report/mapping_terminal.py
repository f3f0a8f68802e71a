"""What columns were taken for, in a terminal: the meaning, how sure, examples, and why."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from connectors.mapping.proposal import Certainty, ColumnProposal, Proposal, TableProposal
from sync.report.layout import hang, line

_STYLES = {Certainty.SURE: "green", Certainty.DOUBTFUL: "yellow", Certainty.NONE: "dim"}
_WIDEST = 22
_SAMPLE = 40


def print_proposal(console: Console, proposal: Proposal) -> None:
    """Print every table that was recognised, column by column, and name those that were not."""
    for table in proposal.tables:
        console.print()
        subject = table.subject.value if table.subject else "not recognised"
        hang(
            console,
            Text(),
            line((table.table.title, "bold"), ": ", (subject, _STYLES[table.certainty]), (f"  {table.reason}", "dim")),
        )
        if table.subject is not None:
            _print_columns(console, table)


def _print_columns(console: Console, table: TableProposal) -> None:
    names = min(_WIDEST, max((len(column.column.name) for column in table.columns), default=0))
    meanings = min(_WIDEST, max((len(_meaning(column)) for column in table.columns), default=0))
    for column in table.columns:
        score = f"{column.candidates[0].score:.0%}" if column.candidates else ""
        style = _STYLES[column.certainty]
        head = line(
            f"  {_cut(column.column.name, names):<{names}}  ",
            (f"{_cut(_meaning(column), meanings):<{meanings}}  {score:>4}  ", style),
        )
        reason = column.candidates[0].reason if column.candidates else column.reason
        samples = ", ".join(_cut(sample, _SAMPLE) for sample in column.samples)
        hang(console, head, line(samples or "no values", (f"  ({reason})" if reason else "", "dim")))


def _meaning(column: ColumnProposal) -> str:
    if column.certainty is Certainty.DOUBTFUL:
        return " or ".join(candidate.meaning for candidate in column.candidates[:2]) + "?"
    return column.meaning or "–"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
