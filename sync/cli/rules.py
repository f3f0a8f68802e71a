"""`streetdate rules`: every rule, one line each."""

from __future__ import annotations

import click

from rules.catalogue import ALL
from sync.cli.options import format_option


@click.command()
@format_option("text", "json")
def command(format_: str) -> None:
    """List every rule with its code, default severity and when it fires."""
    if format_ == "json":
        from sync.report.rules_document import rules_document

        click.echo(rules_document(ALL).model_dump_json(by_alias=True, indent=2))
        return
    for rule in ALL:
        click.echo(f"{click.style(rule.code, bold=True)}  {rule.severity.value:<8} {rule.name:<27} {rule.summary}")
