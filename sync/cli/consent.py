"""Asking whether something that was shown may be done."""

from __future__ import annotations

import sys

import click


def agreed(question: str, *, yes: bool) -> bool:
    """Whether to go on, by `--yes` or an answer at the terminal; where nobody can answer, not, and it is said."""
    if yes:
        return True
    if not sys.stdin.isatty():
        click.echo("Nothing was written. To go on without being asked: --yes")
        return False
    if click.confirm(question):
        return True
    click.echo("Nothing was written.")
    return False
