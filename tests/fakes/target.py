"""Writing the tool in memory, one request a change; every create is read back by its mark before it is repeated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from connectors.changes import (
    Capabilities,
    Change,
    EditComment,
    PostComment,
    Receipt,
    RemoveComment,
    ReplyComment,
    SetMarks,
)
from connectors.record import OwnComment
from rules.model import Actor, Ref
from tests.fakes.tool import WHEN, Comment, FakeTool


@dataclass
class FakeTarget:
    """Writes the tool. `asked` collects the rows that were searched for comments."""

    state: FakeTool
    name: str = "plan"
    capabilities: Capabilities = field(default_factory=Capabilities)
    asked: list[str] = field(default_factory=list)
    warns: str = ""
    """What it says before writing."""
    remarks: tuple[str, ...] = ()
    requests: int = 0

    def notice(self) -> str:
        return self.warns

    def cost(self, changes: Iterable[Change]) -> int:
        return len(list(changes))

    def find_comments(self, refs: Iterable[Ref], mark_of: Mapping[str, str]) -> Mapping[str, OwnComment]:
        found: dict[str, OwnComment] = {}
        for ref in refs:
            self.state.requests += 1
            self.requests += 1
            self.asked.append(ref.record)
            for key, comment in self.state.living(ref.record):
                if mark_of[ref.key] in comment.body:
                    found[ref.key] = OwnComment(key, comment.body)
        return found

    def apply(self, changes: Iterable[Change]) -> Iterator[Receipt]:
        self.remarks = ()
        for change in changes:
            self.state.requests += 1
            self.requests += 1
            if change.ref.record in self.state.rows and (receipt := self._write(change)):
                yield receipt
            else:
                self.remarks = (*self.remarks, f"{change.title}: there was nothing to write on any more")

    def retract(self) -> Iterator[str]:
        if self.state.own_columns and not self.state.flags and not self.state.gaps:
            self.state.own_columns = False
            yield "removed our two columns"

    def _write(self, change: Change) -> Receipt | None:
        state, record = self.state, change.ref.record
        match change:
            case SetMarks(flag=flag, gaps=gaps):
                state.save(lambda: self._set(record, flag, gaps), record)
                return Receipt(change, WHEN)
            case PostComment(body=body, mark=mark, mention=mention):
                return Receipt(change, WHEN, self._create(record, Comment(record, body, _name(mention)), mark))
            case ReplyComment(body=body, mark=mark, mention=mention, comment_id=parent):
                if parent not in state.comments:
                    return None
                return Receipt(change, WHEN, self._create(record, Comment(record, body, _name(mention), parent), mark))
            case EditComment(comment_id=key, body=body):
                if key not in state.comments:
                    return None
                state.save(lambda: state.edit_comment(key, body), record)
                return Receipt(change, WHEN, key)
            case RemoveComment(comment_id=key):
                if key in state.comments:
                    state.save(lambda: state.drop_thread(key), record)
                return Receipt(change, WHEN, key)

    def _set(self, record: str, flag: str | None, gaps: str | None) -> None:
        self.state.own_columns = True
        for cells, value in ((self.state.flags, flag), (self.state.gaps, gaps)):
            if value:
                cells[record] = str(value)
            else:
                cells.pop(record, None)

    def _create(self, record: str, comment: Comment, mark: str) -> str:
        state = self.state
        for key, known in state.comments.items():
            if known.record == record and mark in known.body:
                return key
        created: list[str] = []
        state.save(lambda: created.append(state.new_comment(comment)), record)
        return created[0]


def _name(actor: Actor | None) -> str:
    return actor.name if actor else ""
