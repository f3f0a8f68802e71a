"""What a fleet itself says in the log, beside the lines of its runs: who was lost without a last line, and the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TextIO

from sync.fleet.outcome import Outcome, Row
from sync.fleet.summary import counts
from sync.logs import TODO, TODO_FLEET, Event, LogFormat, logger

_SPOKE = frozenset({Outcome.DONE, Outcome.GAPS, Outcome.INCOMPLETE, Outcome.HELD})


class FleetLog:
    """Writes lines, or nothing where no format is given."""

    def __init__(self, out: TextIO, format_: LogFormat | None, run: str, clock: Callable[[], datetime]) -> None:
        """`run` is the id of the whole fleet's pass."""
        self._logger = logger(out, format_, clock).bind(run=run) if format_ is not None else None

    def row(self, row: Row) -> None:
        """Say of a workspace whose run could not say it itself that it is lost."""
        if self._logger is None or row.run or row.outcome in _SPOKE:
            return
        self._logger.error(
            str(Event.LOST),
            **({"workspace": row.workspace} if row.workspace else {}),
            exit=row.exit_code,
            seconds=round(row.seconds, 3),
            todo=TODO[row.exit_code],
        )

    def ended(self, rows: Sequence[Row], code: int, seconds: float) -> None:
        """Say what came of all."""
        if self._logger is None:
            return
        say = self._logger.error if code else self._logger.info
        todo = {} if all(row.well for row in rows) else {"todo": TODO_FLEET}
        say(str(Event.FLEET), **counts(rows), exit=code, seconds=round(seconds, 3), **todo)
