"""A tool in memory: rows, our marks on them, comments with ids. What a vendor keeps when our process dies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TypeAlias

from connectors.record import Cell, Column, ColumnType

NAME, OWNER, GAPS = "Deliverable", "Owner", "Notes"
COLUMNS = (Column(NAME, NAME), Column(OWNER, OWNER), Column(GAPS, GAPS, ColumnType.TEXT))
TABLE = "Plan"
TOOL = "fake"
WHEN = datetime(2026, 8, 3, 10, tzinfo=UTC)


class Killed(BaseException):
    """The process died here."""


@dataclass(frozen=True)
class Comment:
    """A comment of ours as the tool keeps it. `parent` is the comment that a reply answers."""

    record: str
    body: str
    mention: str = ""
    parent: str = ""


Fault: TypeAlias = Callable[[str, int], None]
"""Called with "before" and "after" each write that the tool saves, and its number; raises what goes wrong there."""


def no_fault(_: str, __: int) -> None:
    """Let everything through."""


@dataclass
class FakeTool:
    """The state of the tool, which outlives every run."""

    rows: dict[str, dict[str, Cell]] = field(default_factory=dict)
    columns: tuple[Column, ...] = COLUMNS
    flags: dict[str, str] = field(default_factory=dict)
    gaps: dict[str, str] = field(default_factory=dict)
    comments: dict[str, Comment] = field(default_factory=dict)
    edits: dict[str, int] = field(default_factory=dict)
    """When each row last changed, our own writes included, by the tool's own count."""
    writes: int = 0
    """Writes saved since the beginning."""
    requests: int = 0
    own_columns: bool = False
    fault: Fault = no_fault
    _count: int = 0
    _next_comment: int = 0

    def put(self, record: str, gaps: str = "", owner: str = "Ana", name: str = "") -> None:
        """A person adds or edits a row."""
        self.rows[record] = {NAME: name or f"Work {record}", OWNER: owner, GAPS: gaps or None}
        self._touch(record)

    def remove(self, record: str) -> None:
        """A person deletes a row, and with it everything on it."""
        for kept in (self.rows, self.flags, self.gaps, self.edits):
            kept.pop(record, None)
        self.comments = {key: c for key, c in self.comments.items() if c.record != record}

    def delete_comment(self, record: str) -> None:
        """A person deletes our comment on a row, and the thread under it."""
        self.comments = {key: c for key, c in self.comments.items() if c.record != record}

    def set_flag(self, record: str, flag: str) -> None:
        """A person overwrites our flag."""
        self.flags[record] = flag
        self._touch(record)

    def living(self, record: str) -> list[tuple[str, Comment]]:
        """Return the comments on a row that answer no other."""
        return [(key, c) for key, c in self.comments.items() if c.record == record and not c.parent]

    def replies(self, record: str) -> list[Comment]:
        """Return the replies on a row."""
        return [c for c in self.comments.values() if c.record == record and c.parent]

    def shown(self) -> Mapping[str, tuple[str, str, list[str]]]:
        """Return what everybody sees of ours: flag, gaps text and comments by row, without the tool's ids."""
        return {
            record: (
                self.flags.get(record, ""),
                self.gaps.get(record, ""),
                sorted(c.body for c in self.comments.values() if c.record == record),
            )
            for record in self.rows
        }

    def cursor(self) -> str:
        """Return the cursor that stands for everything so far."""
        return str(self._count)

    def changed_since(self, cursor: str) -> set[str]:
        """Return the rows that changed after a cursor."""
        return {record for record, count in self.edits.items() if count > int(cursor)}

    def save(self, change: Callable[[], None], record: str) -> None:
        """Save one write of ours, with whatever goes wrong around it."""
        self.fault("before", self.writes + 1)
        change()
        self.writes += 1
        self._touch(record)
        self.fault("after", self.writes)

    def new_comment(self, comment: Comment) -> str:
        """Keep a comment and return its id."""
        self._next_comment += 1
        key = f"c{self._next_comment}"
        self.comments[key] = comment
        return key

    def edit_comment(self, key: str, body: str) -> None:
        """Change a comment in place."""
        self.comments[key] = replace(self.comments[key], body=body)

    def drop_thread(self, key: str) -> None:
        """Delete a comment and the replies to it."""
        self.comments = {k: c for k, c in self.comments.items() if k != key and c.parent != key}

    def _touch(self, record: str) -> None:
        self._count += 1
        self.edits[record] = self._count
