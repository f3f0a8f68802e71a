"""What a run says in the log: a line for each stage, and a last one that says what to do.

A line holds figures, names from the settings, and words of this program. That is so by construction: `_ALLOWED` lists
every key with what its value may be, and everything else is left out of the line, whoever put it there.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, TextIO

from sync.exit_codes import code_of
from sync.result import Mode, RunResult
from sync.stages import Passed
from sync.store.base import StoreBusy, StoreError

if TYPE_CHECKING:
    from structlog.typing import Processor


class LogFormat(StrEnum):
    """How a line is written."""

    TEXT = "text"
    JSON = "json"


class Event(StrEnum):
    """What a line is about."""

    BEGAN = "run began"
    PASSED = "stage passed"
    ENDED = "run ended"
    FAILED = "run failed"
    LIBRARY = "a library warned"
    LOST = "run lost"
    FLEET = "fleet ended"
    OTHER = "something happened"


STAGES = ("pull", "normalize", "check", "plan", "apply", "publish", "report", "notify")
COUNTS = (
    "records", "complete", "releases", "deliverables", "unreadable", "blocker", "warning", "note", "waived", "untold",
    "changes", "written", "refused", "failures", "unwritten", "unread", "new", "worse", "closed",
    "added", "changed", "removed", "messages", "workspaces", "well", "incomplete", "held", "failed", "stopped",
)  # fmt: skip
OUTCOMES = {0: "done", 3: "incomplete", 4: "held"}
TODO: Mapping[int, str] = {
    2: "correct the settings; streetdate doctor says what is wrong with them",
    3: "ask streetdate doctor what could not be read or written; the next run goes on from here",
    4: "look at streetdate plan, and lift the guard that it names or correct the plan",
    70: "report this bug; the next run goes on from here",
    130: "it was told to stop; the next run goes on from here",
}
"""What to do, by exit code."""
TODO_BUSY = "another run of this workspace is going on; the next one takes its turn"
TODO_STORE = "see that the store can be reached and written; nothing is doubled, and the next run goes on from here"
TODO_FLEET = "look at the last line of each workspace that is not well, or at the fleet's summary"

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}")
_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
_CLASS = re.compile(r"[A-Z][A-Za-z]{0,63}")
_MODULE = re.compile(r"[A-Za-z0-9_]{1,64}")

Line = MutableMapping[str, Any]


def _one_of(*words: str) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and value in words


def _like(pattern: re.Pattern[str]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _count(value: object) -> bool:
    return type(value) is int


_ALLOWED: Mapping[str, Callable[[object], bool]] = {
    "event": _one_of(*Event),
    "level": _one_of("info", "warning", "error"),
    "at": lambda value: isinstance(value, datetime),
    "run": _like(_ID),
    "workspace": _like(_NAME),
    "mode": _one_of(*Mode),
    "source": _like(_NAME),
    "stage": _one_of(*STAGES),
    "seconds": lambda value: type(value) is float,
    "requests": _count,
    **dict.fromkeys(COUNTS, _count),
    "outcome": _one_of(*OUTCOMES.values()),
    "exit": _count,
    "error": _like(_CLASS),
    "todo": _one_of(*TODO.values(), TODO_BUSY, TODO_STORE, TODO_FLEET),
    "library": lambda value: _like(_MODULE)(value) and value in sys.modules,
}
"""Every key of a line, and what may stand there."""


def only_allowed(_: object, __: str, line: Line) -> Line:
    """Return the line without anything that is not on the list; how much that was is counted."""
    kept = {key: value for key, value in line.items() if (fits := _ALLOWED.get(key)) is not None and fits(value)}
    kept.setdefault("event", str(Event.OTHER))
    if len(kept) < len(line):
        kept["left_out"] = len(line) - len(kept)
    return kept


class Log(Protocol):
    """Is told what a run does."""

    @property
    def run(self) -> str:
        """The id that is on every line."""
        ...

    def begin(self, workspace: str, mode: Mode) -> None: ...

    def passed(self, stage: Passed) -> None: ...

    def ended(self, result: RunResult) -> None: ...


class _Silent:
    def __init__(self, run: str) -> None:
        self.run = run

    def begin(self, workspace: str, mode: Mode) -> None: ...

    def passed(self, stage: Passed) -> None: ...

    def ended(self, result: RunResult) -> None: ...


class _Written:
    """Writes lines through structlog."""

    def __init__(self, logger: Any, run: str, clock: Callable[[], datetime]) -> None:
        self.run = run
        self._logger = logger.bind(run=run)
        self._clock = clock
        self._began = clock()

    def begin(self, workspace: str, mode: Mode) -> None:
        self._logger = self._logger.bind(workspace=workspace)
        self._logger.info(str(Event.BEGAN), mode=mode.value)

    def passed(self, stage: Passed) -> None:
        figures = stage.figures
        where = {"source": figures.source} if figures.source else {}
        self._logger.info(
            str(Event.PASSED),
            stage=stage.stage,
            **where,
            **figures.counts,
            requests=figures.requests,
            seconds=round(stage.seconds, 3),
        )

    def ended(self, result: RunResult) -> None:
        code = result.exit_code
        say = self._logger.warning if code else self._logger.info
        say(
            str(Event.ENDED),
            outcome=OUTCOMES[code],
            exit=code,
            new=len(result.turns.new),
            worse=len(result.turns.worse),
            closed=len(result.turns.closed),
            written=len(result.receipts),
            unread=len(result.unread),
            failures=len(result.failures),
            requests=sum(result.requests.values()) + result.calendar_requests,
            seconds=round((result.finished - result.started).total_seconds(), 3),
            **_todo(code),
        )

    def failed(self, error: BaseException) -> None:
        code = code_of(error)
        self._logger.error(
            str(Event.FAILED),
            error=type(error).__name__,
            exit=code,
            seconds=round((self._clock() - self._began).total_seconds(), 3),
            **_todo_after(error, code),
        )

    def library(self, name: str) -> None:
        self._logger.warning(str(Event.LIBRARY), library=name)


class _Libraries(logging.Handler):
    """Hears the libraries' own warnings, whose texts hold links and values: only which library warned is passed on."""

    def __init__(self, heard: Callable[[str], None]) -> None:
        super().__init__(logging.WARNING)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        self._heard(record.name.partition(".")[0])


def _todo(code: int) -> Mapping[str, str]:
    return {"todo": TODO[code]} if code in TODO else {}


def _todo_after(error: BaseException, code: int) -> Mapping[str, str]:
    if isinstance(error, StoreBusy):
        return {"todo": TODO_BUSY}
    return {"todo": TODO_STORE} if isinstance(error, StoreError) else _todo(code)


@contextmanager
def logging_to(out: TextIO, format_: LogFormat | None, run: str, clock: Callable[[], datetime]) -> Iterator[Log]:
    """Yield what is told of one run and writes it to `out`; without a format nothing is written.

    A run that ends by raising gets its last line here.
    """
    written = _Written(logger(out, format_, clock), run, clock) if format_ is not None else None
    heard = _Libraries(written.library if written is not None else lambda _: None)
    root = logging.getLogger()
    root.addHandler(heard)
    try:
        yield written or _Silent(run)
    except BaseException as error:
        if written is not None:
            written.failed(error)
        raise
    finally:
        root.removeHandler(heard)


def logger(out: TextIO, format_: LogFormat, clock: Callable[[], datetime]) -> Any:
    """Return a logger of structlog's that writes only what is allowed in a line."""
    import structlog

    def stamped(_: object, level: str, line: Line) -> Line:
        return {"at": clock(), "level": level, **line}

    def readable(_: object, __: str, line: Line) -> Line:
        return {**line, "at": line["at"].astimezone(UTC).isoformat(timespec="milliseconds")}

    render: Processor
    if format_ is LogFormat.JSON:
        render = structlog.processors.JSONRenderer(sort_keys=False)
    else:
        render = structlog.dev.ConsoleRenderer(
            colors=out.isatty(), timestamp_key="at", sort_keys=False, pad_event_to=12
        )
    return structlog.wrap_logger(
        structlog.PrintLogger(out),
        processors=[stamped, only_allowed, readable, render],
        wrapper_class=structlog.BoundLogger,
        cache_logger_on_first_use=False,
    )
