"""Options that several verbs share, and how their values are read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from sync.errors import UsageError
from sync.settings import FILE_NAME

F = TypeVar("F", bound=Callable[..., Any])


def config_option(function: F) -> F:
    """Add `--config FILE`."""
    return click.option(
        "--config",
        type=click.Path(path_type=Path, dir_okay=False),
        default=Path(FILE_NAME),
        show_default=True,
        help="The settings file.",
    )(function)


def as_of_option(function: F) -> F:
    """Add `--as-of INSTANT`."""
    return click.option(
        "--as-of",
        metavar="INSTANT",
        help="The rules' clock: a day (2026-11-27, its start) or an instant (2026-11-27T09:00). Default: now.",
    )(function)


def format_option(*choices: str) -> Callable[[F], F]:
    """Add `--format`; the first choice is the default."""

    def add(function: F) -> F:
        return click.option(
            "--format",
            "format_",
            type=click.Choice(choices),
            default=choices[0],
            show_default=True,
            help="How to print the result.",
        )(function)

    return add


def summary_option(function: F) -> F:
    """Add `--summary FILE`."""
    return click.option(
        "--summary",
        type=click.Path(path_type=Path, dir_okay=False),
        help='Append a short summary in Markdown to this file; on GitHub: --summary "$GITHUB_STEP_SUMMARY".',
    )(function)


def instant(text: str | None, zone: str, now: datetime) -> datetime:
    """Return the instant that `--as-of` names; a bare day is its start in the team's zone, nothing is `now`.

    Raises `UsageError` when the text is neither a day nor an instant.
    """
    if text is None:
        return now
    try:
        if len(text.strip()) <= 10:
            return datetime.combine(date.fromisoformat(text.strip()), time(), ZoneInfo(zone))
        found = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise UsageError(
            f'--as-of is "{text}", which is neither a day nor an instant',
            hint="write 2026-11-27, 2026-11-27T09:00 or 2026-11-27T09:00+01:00",
        ) from error
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone))
