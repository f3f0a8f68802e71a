"""Reading the tool in memory: everything at once, or what changed since a cursor."""

from __future__ import annotations

from dataclasses import dataclass

from connectors.errors import ConnectorError
from connectors.record import Marks, OwnComment, Pull, Record, Table
from rules.model import Ref, Unknown
from tests.fakes.tool import TABLE, TOOL, WHEN, FakeTool


def ref(record: str) -> Ref:
    """Return where a row of the fake stands."""
    return Ref(TOOL, TABLE, record, f"https://tool.example/{record}")


@dataclass
class FakeSource:
    """Reads the tool. `shows_comments` is false for a tool where reading a comment costs a request of its own."""

    state: FakeTool
    name: str = "plan"
    tool: str = TOOL
    deltas: bool = False
    shows_comments: bool = True
    down: str = ""
    """Why nothing can be read; empty when everything can."""
    only: int | None = None
    """How many rows can be read before the tool stops answering."""

    def pull(self, since: str) -> Pull:
        self.state.requests += 1
        if self.down:
            raise ConnectorError(self.down, hint="wait a little")
        delta = self.deltas and bool(since)
        wanted = self.state.changed_since(since) if delta else set(self.state.rows)
        records = [self._record(record) for record in self.state.rows if record in wanted]
        complete = self.only is None
        return Pull(
            tables=(Table(TABLE, TABLE, self.state.columns),),
            records=tuple(records[: self.only]),
            read_at=WHEN,
            complete=complete,
            cursor=self.state.cursor() if self.deltas else "",
            requests=1,
            error="" if complete else "the tool stopped answering",
            delta=delta,
        )

    def _record(self, record: str) -> Record:
        marks = Marks(self.state.flags.get(record), self.state.gaps.get(record), self._comment(record))
        return Record(ref(record), dict(self.state.rows[record]), marks)

    def _comment(self, record: str) -> OwnComment | Unknown | None:
        if not self.shows_comments:
            return Unknown.UNSEEN
        return next((OwnComment(key, comment.body) for key, comment in self.state.living(record)), None)
