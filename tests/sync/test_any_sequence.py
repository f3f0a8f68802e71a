"""Whatever people and runs do in whatever order: after a run every record shows what it should, once."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from connectors.errors import ConnectorError
from sync.guard import Guard
from sync.result import Mode, RunResult
from sync.run import run
from sync.store.base import Store
from sync.store.sqlite import open_store
from sync.undo import undo
from tests.fakes.source import FakeSource
from tests.fakes.target import FakeTarget
from tests.fakes.tool import WHEN as START
from tests.fakes.tool import FakeTool, Killed, no_fault
from tests.fakes.workspace import workspace

ROWS = st.sampled_from(["a", "b", "c", "d"])
GAPS = st.lists(
    st.sampled_from(["blocker:Kaya", "blocker:Dee", "warning:Ben", "note:Ana"]), unique=True, max_size=3
).map(" ".join)


class Days(RuleBasedStateMachine):
    """People edit rows and delete comments; runs come, die, and lose their store."""

    def __init__(self) -> None:
        super().__init__()
        self.tool = FakeTool()
        self.store: Store = open_store(":memory:", "label")
        self.now = START
        self.deleted: set[str] = set()
        """Rows whose comment a person deleted since something new was said there."""
        self.removed: set[str] = set()

    @initialize(shows_comments=st.booleans(), deltas=st.booleans())
    def choose(self, shows_comments: bool, deltas: bool) -> None:
        self.source = FakeSource(self.tool, shows_comments=shows_comments, deltas=deltas)

    def go(self) -> RunResult:
        self.now += timedelta(hours=1)
        made = workspace(
            self.tool, self.store, source=self.source, target=FakeTarget(self.tool), start=self.now,
            lifted=frozenset(Guard), is_gone=lambda _: True,
        )  # fmt: skip
        return run(made, Mode.RUN)

    @rule(row=ROWS, gaps=GAPS)
    def edit(self, row: str, gaps: str) -> None:
        # Only rows of a file come back under their old key, and a file shows its comments; an id is never used again.
        if self.source.shows_comments or row not in self.removed:
            self.tool.put(row, gaps)

    @rule(row=ROWS)
    def delete_comment(self, row: str) -> None:
        if self.tool.living(row):
            self.tool.delete_comment(row)
            self.deleted.add(row)

    @rule(row=ROWS)
    def delete_row(self, row: str) -> None:
        # A delta cannot say that a row is gone; the source reads everything after that.
        if not self.source.deltas:
            self.tool.remove(row)
            self.removed.add(row)

    @rule()
    def lose_store(self) -> None:
        self.store = open_store(":memory:", "label")

    @rule(number=st.integers(1, 6), moment=st.sampled_from(["before", "after"]), dies=st.booleans())
    def run_disturbed(self, number: int, moment: str, dies: bool) -> None:
        at = self.tool.writes + number

        def fault(now: str, write: int) -> None:
            if (now, write) == (moment, at):
                raise Killed if dies else ConnectorError("no answer")

        self.tool.fault = fault
        try:
            self.go()
        except Killed:
            pass
        finally:
            self.tool.fault = no_fault

    @rule()
    def run_twice(self) -> None:
        first = self.go()
        # A comment that cannot be seen is found deleted only by editing it; then one more run may have to post.
        if first.refused:
            self.go()
        for row, cells in self.tool.rows.items():
            self.shows_what_it_should(row, str(cells["Notes"] or ""))
        assert self.go().plan.steps == ()

    def shows_what_it_should(self, row: str, gaps: str) -> None:
        shown, living = self.tool.flags.get(row), self.tool.living(row)
        if "blocker" in gaps or "warning" in gaps:
            assert shown == ("Blocked" if "blocker" in gaps else "Attention")
            assert self.tool.gaps[row].count(" · ") + 1 == gaps.count("blocker") + gaps.count("warning")
            assert len(living) == 1 or row in self.deleted
            for _, comment in living:
                assert all(gap in comment.body for gap in self.tool.gaps[row].split(" · "))
        else:
            assert shown in (None, "Clear")
            assert (self.tool.gaps.get(row), living, self.tool.replies(row)) == (None, [], [])

    @rule()
    def undo(self) -> None:
        self.now += timedelta(hours=1)
        undo(workspace(self.tool, self.store, source=self.source, start=self.now), write=True)
        assert (self.tool.flags, self.tool.gaps, self.tool.comments) == ({}, {}, {})

    @invariant()
    def no_record_has_two_comments_or_says_one_thing_twice(self) -> None:
        for row in self.tool.rows:
            assert len(self.tool.living(row)) <= 1
            told = [reply.body for reply in self.tool.replies(row)]
            assert len(told) == len(set(told))


TestDays = Days.TestCase
TestDays.settings = settings(max_examples=60, stateful_step_count=14)
