"""The digests of one run: the report behind them is made once, and only where one is due."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from sync.notify.digest import digest_message, last_due, week_of
from sync.notify.message import Message
from sync.notify.receiver import Receiver, Rhythm
from sync.report.page import ReportPage
from sync.result import RunResult
from sync.workspace import Workspace


class Overview:
    """What a run's result says, for whoever gets a digest."""

    def __init__(self, workspace: Workspace, result: RunResult) -> None:
        self._workspace = workspace
        self._result = result
        self._calendar = workspace.policy.calendar()

    def due(self, receiver: Receiver, settled: datetime) -> bool:
        """Whether a digest became due after the instant up to which they are settled."""
        due = last_due(receiver, self._result.started, self._calendar)
        return due is not None and due > settled

    def message(self, receiver: Receiver, rhythm: Rhythm | None = None) -> Message | None:
        """Return a receiver's digest, in its own rhythm unless another is asked for; `None` where it is empty."""
        rhythm = rhythm or receiver.digest or Rhythm.WEEKLY
        from sync.report.week import remembered

        week = week_of(rhythm, self._page.as_of, self._calendar)
        past = remembered(self._workspace.store, week)
        memory, meeting = self._workspace.store.memory(), self._workspace.meeting
        return digest_message(receiver, self._page, self._result.slate, memory, past, meeting, week)

    @cached_property
    def _page(self) -> ReportPage:
        from sync.report.overview import report_page

        workspace = self._workspace
        return report_page(self._result, workspace.policy, workspace.store.memory(), workspace.rules)
