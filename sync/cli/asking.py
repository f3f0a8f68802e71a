"""Asking the person at the terminal what a table or column means, where the proposal doubts."""

from __future__ import annotations

from collections.abc import Sequence

import click

from connectors.mapping.meanings import Subject
from connectors.mapping.proposal import Certainty, ColumnProposal, Proposal, TableProposal
from sync.report.harmless import harmless


def ask_subjects(proposal: Proposal) -> dict[str, Subject]:
    """Return what was answered about the tables whose rows may be several things, by table id; may be empty."""
    answers: dict[str, Subject] = {}
    for table in proposal.tables:
        if table.certainty is not Certainty.DOUBTFUL or not table.alternatives:
            continue
        click.echo(harmless(f"\n“{table.table.title}”: {table.reason}", "\n"))
        for number, subject in enumerate(table.alternatives, 1):
            click.echo(f"  {number}  {subject.value}")
        click.echo("  0  none of these")
        chosen = _choice("what is one row of it? (empty: leave it out)", [s.value for s in table.alternatives])
        if chosen:
            answers[table.table.id] = Subject(chosen)
    return answers


def ask(table: TableProposal, column: ColumnProposal) -> str | None:
    """Return the meaning that was chosen, "" for none of the proposed ones, `None` to leave the column open."""
    samples = ", ".join(column.samples) or "no values"
    click.echo(harmless(f"\n“{column.column.name}” in “{table.table.title}”, e.g. {samples}", "\n"))
    for number, candidate in enumerate(column.candidates, 1):
        click.echo(harmless(f"  {number}  {candidate.meaning} ({candidate.score:.0%}): {candidate.reason}"))
    click.echo("  0  none of these")
    return _choice("what does it mean? (empty: leave it open)", [candidate.meaning for candidate in column.candidates])


def _choice(question: str, choices: Sequence[str]) -> str | None:
    """Return one of the choices, "" for none of them, `None` where nothing was answered; asks until it understands."""
    while True:
        chosen: str = click.prompt(question, default="", show_default=False).strip()
        if not chosen:
            return None
        if chosen in choices:
            return chosen
        if chosen.isdecimal() and int(chosen) <= len(choices):
            return ["", *choices][int(chosen)]
        click.echo(f"  type a number from 0 to {len(choices)}, or nothing")
