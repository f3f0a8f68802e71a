"""Whether one call of the command line keeps a log on standard error, and in which format."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from sync.logs import Log, LogFormat, logging_to

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Logging:
    """What was asked for."""

    verbose: bool = False
    format: str | None = None
    unwatched: bool = False
    """Whether to keep a log unasked where no terminal shows what happens: what a schedule starts leaves a trace."""

    @contextmanager
    def log(self, config: Path) -> Iterator[Log]:
        """Yield what is told of one run; the settings choose the format where the call did not."""
        from uuid import uuid4

        from sync.bootstrap import real_now

        with logging_to(sys.stderr, self.chosen(lambda: _of_settings(config)), uuid4().hex, real_now) as log:
            yield log

    def chosen(self, settled: Callable[[], str] = str) -> LogFormat | None:
        """Return the format, `None` where no log is kept; `settled` says what the settings have, "" for nothing."""
        watched = sys.stderr.isatty()
        if not self.verbose and not self.format and (watched or not self.unwatched):
            return None
        return LogFormat(self.format or settled() or (LogFormat.TEXT if watched else LogFormat.JSON))


NO_LOG = Logging()


def log_options(function: F) -> F:
    """Add `--verbose` and `--log-format`."""
    verbose = click.option("-v", "--verbose", is_flag=True, help="Keep a log on standard error.")
    format_ = click.option(
        "--log-format",
        type=click.Choice([each.value for each in LogFormat]),
        help="Keep a log in this format.  [default: text in a terminal, else json]",
    )
    return verbose(format_(function))


def _of_settings(config: Path) -> str:
    from rules.errors import SettingsError
    from sync.settings.load import load

    try:
        return load(config).logs.format
    except SettingsError:
        return ""  # The command itself says what is wrong with them.
