"""Asking the person at the terminal what a column means, where the proposal doubts."""

from __future__ import annotations

import click

from connectors.mapping.proposal import ColumnProposal, TableProposal
from sync.report.harmless import harmless


def ask(table: TableProposal, column: ColumnProposal) -> str | None:
    """Return the meaning that was chosen, "" for none of the proposed ones, `None` to leave the column open."""
    samples = ", ".join(column.samples) or "no values"
    click.echo(harmless(f"\n“{column.column.name}” in “{table.table.title}”, e.g. {samples}", "\n"))
    for number, candidate in enumerate(column.candidates, 1):
        click.echo(harmless(f"  {number}  {candidate.meaning} ({candidate.score:.0%}): {candidate.reason}"))
    click.echo("  0  none of these")
    while True:
        chosen: str = click.prompt("what does it mean? (empty: leave it open)", default="", show_default=False).strip()
        if not chosen:
            return None
        meanings = [candidate.meaning for candidate in column.candidates]
        if chosen in meanings:
            return chosen
        if chosen.isdecimal() and int(chosen) <= len(meanings):
            return ["", *meanings][int(chosen)]
        click.echo(f"  type a number from 0 to {len(meanings)}, or nothing")
