"""`streetdate explain`: what a rule means."""

from __future__ import annotations

import difflib

import click

from rules.catalogue import ALL, RETIRED, by_code
from rules.explain import as_markdown, as_text
from sync.cli.options import format_option
from sync.errors import UsageError


@click.command()
@click.argument("code")
@format_option("text", "markdown")
def command(code: str, format_: str) -> None:
    """Say what the rule CODE means, why it matters, what breaks it, what keeps it, and who should do what."""
    rule = by_code(code)
    if rule is not None:
        click.echo(as_text(rule) if format_ == "text" else as_markdown(rule))
        return
    if (reason := RETIRED.get(code.strip().upper())) is not None:
        click.echo(f"{code.strip().upper()} is retired: {reason}")
        return
    names = [name for rule in ALL for name in (rule.code, rule.name)]
    near = difflib.get_close_matches(code.strip().upper(), names, n=1, cutoff=0.6)
    near = near or difflib.get_close_matches(code.strip().casefold(), names, n=1, cutoff=0.5)
    raise UsageError(
        f'there is no rule "{code}"', hint=f"did you mean {near[0]}?" if near else "see them with: streetdate rules"
    )
