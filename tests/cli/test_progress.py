"""Progress: only where somebody watches, and only once it takes longer than a second."""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import StringIO

import pytest

from sync.cli import progress as module
from sync.cli.progress import progress


class Terminal(StringIO):
    """A standard error that somebody watches."""

    def isatty(self) -> bool:
        return True


Watched = Callable[[StringIO], StringIO]


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    """Put another standard error in place. From within the test: between its phases pytest puts back its own."""

    def put(stream: StringIO) -> StringIO:
        monkeypatch.setattr(sys, "stderr", stream)
        return stream

    monkeypatch.setenv("TERM", "xterm")
    return put


class Timers:
    """Timers whose time comes when the test says so."""

    def __init__(self) -> None:
        self._begin: list[Callable[[], object]] = []

    def __call__(self, _: float, begin: Callable[[], object]) -> Timers:
        self._begin.append(begin)
        return self

    def start(self) -> None:
        return None

    def cancel(self) -> None:
        return None

    def pass_a_second(self) -> None:
        for begin in self._begin:
            begin()


@pytest.fixture
def timers(monkeypatch: pytest.MonkeyPatch) -> Timers:
    made = Timers()
    monkeypatch.setattr(module, "Timer", made)
    return made


def test_a_long_step_is_shown_to_whoever_watches(watched: Watched, timers: Timers) -> None:
    terminal = watched(Terminal())
    with progress() as tell:
        tell("reading plan")
        timers.pass_a_second()
    assert "reading plan" in terminal.getvalue()


def test_a_quick_run_shows_nothing(watched: Watched, timers: Timers) -> None:
    terminal = watched(Terminal())
    with progress() as tell:
        tell("reading plan")
    timers.pass_a_second()
    assert terminal.getvalue() == ""


def test_a_pipe_shows_nothing_however_long_it_takes(watched: Watched, timers: Timers) -> None:
    piped = watched(StringIO())
    with progress() as tell:
        tell("reading plan")
        timers.pass_a_second()
    assert piped.getvalue() == ""


def test_a_failure_ends_the_progress_before_it_is_told(watched: Watched, timers: Timers) -> None:
    terminal = watched(Terminal())
    with pytest.raises(ValueError, match="no"), progress() as tell:
        tell("reading plan")
        timers.pass_a_second()
        raise ValueError("no")
    shown = terminal.getvalue()
    assert "\x1b[?25h" in shown[shown.index("reading plan") :], "the cursor is shown again"
