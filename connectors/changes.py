"""The writes that a target can be asked for, and the proof of one write.

Everything that is ever written is one of these; each touches only what is ours (a column, a comment) on one record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeAlias

from connectors.record import OwnComment, Pull
from rules.model import Actor, Ref


class Flag(StrEnum):
    """The status that the service keeps on a record."""

    CLEAR = "Clear"
    """There was a gap here and it is closed. A record that never had one stays empty."""
    ATTENTION = "Attention"
    BLOCKED = "Blocked"


@dataclass(frozen=True, slots=True)
class SetMarks:
    """Put the flag and the gaps text on a record; `None` empties a cell of ours (undo)."""

    ref: Ref
    title: str
    flag: Flag | None
    gaps: str | None
    was_flag: str | None = None
    was_gaps: str | None = None
    reasons: tuple[str, ...] = ()
    """Codes of the violations behind the write, for the plan."""


@dataclass(frozen=True, slots=True)
class PostComment:
    """Start the one living comment of a record. `body` ends with `mark`, by which it is recognised as ours."""

    ref: Ref
    title: str
    body: str
    mark: str
    mention: Actor | None = None
    """The one person who must act on a new blocker; nobody else is pinged."""
    reasons: tuple[str, ...] = ()
    looked: bool = False
    """Whether it is known that no comment of ours stands there. Else the target looks before it posts."""


@dataclass(frozen=True, slots=True)
class EditComment:
    """Change the living comment in place; pings nobody."""

    ref: Ref
    title: str
    comment_id: str
    body: str
    was: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReplyComment:
    """Answer our own comment because somebody new must act on a blocker."""

    ref: Ref
    title: str
    comment_id: str
    body: str
    mark: str
    mention: Actor | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RemoveComment:
    """Take our comment back: its gap is closed, or everything is undone."""

    ref: Ref
    title: str
    comment_id: str
    was: str = ""
    reasons: tuple[str, ...] = ()


CommentChange: TypeAlias = PostComment | EditComment | ReplyComment | RemoveComment
Change: TypeAlias = SetMarks | CommentChange


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of one accepted write. `remote_id` is the tool's id of what was written (a comment), "" where none."""

    change: Change
    at: datetime
    remote_id: str = ""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a source lets us write; a connector declares what it lacks, and the plan then leaves it out.

    `batch` is how many changes one request carries (0: all at once, as in a file). `why` says why writing is not
    possible at all, for the report.
    """

    flags: bool = True
    comments: bool = True
    replies: bool = True
    mentions: bool = True
    batch: int = 1
    comment_limit: int = 2000
    """Characters in one comment."""
    gaps_limit: int = 2000
    """Characters in the gaps cell."""
    unflagged: frozenset[str] = frozenset()
    """Containers without columns of ours, where `flags` does not hold: nobody agreed to them, or they were deleted."""
    why: str = ""

    def flags_on(self, ref: Ref) -> bool:
        """Whether a record can show a flag and gaps text of ours."""
        return self.flags and ref.container not in self.unflagged


class Source(Protocol):
    """A system we read."""

    @property
    def name(self) -> str:
        """The name of the source in the settings."""
        ...

    @property
    def tool(self) -> str:
        """The connector's name, as in `Ref.tool`."""
        ...

    def pull(self, since: str) -> Pull:
        """Read everything, or what changed since a cursor of an earlier pull.

        Must raise `connectors.errors.ConnectorError` when nothing could be read; must return `complete=False` with
        the reason when only part could. Never raises for one bad row.
        """
        ...


class Target(Protocol):
    """A system we write. Every method may raise `connectors.errors.ConnectorError`."""

    @property
    def name(self) -> str: ...

    @property
    def capabilities(self) -> Capabilities: ...

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the last `apply` or `retract` left out or did elsewhere, in sentences for the person who runs it."""
        ...

    def notice(self) -> str:
        """Say before writing what a person would not expect of it (a copy is written instead); "" for nothing."""
        ...

    @property
    def requests(self) -> int:
        """Requests sent to write so far, those that failed and those that only looked included."""
        ...

    def cost(self, changes: Iterable[Change]) -> int:
        """Return how many requests the changes will take at least, without sending any."""
        ...

    def find_comments(self, refs: Iterable[Ref], mark_of: Mapping[str, str]) -> Mapping[str, OwnComment]:
        """Return our comments on these records by `Ref.key`, recognised by their marks; the store may be lost."""
        ...

    def apply(self, changes: Iterable[Change]) -> Iterator[Receipt]:
        """Write the changes in order and yield a receipt for each as soon as it is accepted.

        A target that writes several records in one request keeps the order of the changes on each record. The caller
        stores each receipt before asking for the next. Applying a change twice must end in the same state as once. May
        raise between receipts; what was yielded is written.
        """
        ...

    def retract(self) -> Iterator[str]:
        """Remove what we made besides marks and comments (our own columns), for undo; yields a line for each."""
        ...
