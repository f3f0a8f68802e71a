"""`streetdate rules`: every rule, one line each."""

from __future__ import annotations

import json

import click

from rules.catalogue import ALL
from sync.cli.options import format_option


@click.command()
@format_option("text", "json")
def command(format_: str) -> None:
    """List every rule with its code, default severity and when it fires."""
    if format_ == "json":
        click.echo(
            json.dumps(
                [
                    {
                        "code": r.code,
                        "name": r.name,
                        "severity": r.severity.value,
                        "fires_when": r.summary,
                        "needs": r.needs,
                    }
                    for r in ALL
                ],
                indent=2,
                ensure_ascii=False,
            )
        )
        return
    for rule in ALL:
        click.echo(f"{click.style(rule.code, bold=True)}  {rule.severity.value:<8} {rule.name:<27} {rule.summary}")
