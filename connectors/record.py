"""What every connector hands over: tables and records with typed cells, before anybody knows what a column means.

A connector decodes its vendor's payload into these and nothing else; `connectors.normalize` gives them meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from rules.model import Budget, Ref, Repair, Unknown, Unreadable


@dataclass(frozen=True, slots=True)
class PersonCell:
    """One member of a people cell: the tool's id for them, and what the tool says of them."""

    id: str
    name: str = ""
    mail: str = ""
    group: bool = False
    """A group of people, a bot, or another account that is nobody in person."""

    @property
    def words(self) -> str:
        """What to call them; of an account whose name and mail the tool keeps to itself, so much that it is one."""
        return self.name or self.mail or f"an account without a name (…{self.id[-6:]})"


@dataclass(frozen=True, slots=True)
class LinkCell:
    """One reference to another record: its id, and its title where the tool gives it."""

    id: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class FileCell:
    """One attached file. `stable_id` survives a fresh signature of the url."""

    name: str
    url: str = ""
    stable_id: str = ""
    size: int | None = None


Cell: TypeAlias = (
    str
    | bool
    | Decimal
    | date
    | datetime
    | tuple[str, ...]
    | tuple[PersonCell, ...]
    | tuple[LinkCell, ...]
    | tuple[FileCell, ...]
    | Unknown
    | None
)
"""One value as its tool types it. `None` and `()` are empty; `Unknown` says why there is no value to trust.

A percentage cell (format "50 %", value 0.5) arrives as the string "50%"; a datetime is aware (a tool without zones is
read in the team's zone); numbers are exact decimals.
"""


class ColumnType(StrEnum):
    """The shape a tool declares for a column, or that its values have in a tool that declares none."""

    TEXT = "text"
    NUMBER = "number"
    CHECKBOX = "checkbox"
    DATE = "date"
    SELECT = "select"
    MULTI_SELECT = "multi-select"
    PEOPLE = "people"
    RELATION = "relation"
    FILES = "files"
    URL = "url"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the tool's id where it has ids (else the name), the name people see, the declared shape.

    `relates_to` is the container that a relation points into; `ours` marks a column that Streetdate made, `computed`
    one that the tool fills in itself.
    """

    id: str
    name: str
    type: ColumnType = ColumnType.TEXT
    options: tuple[str, ...] = ()
    relates_to: str = ""
    ours: bool = False
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One container of records: a sheet, an Airtable table, a Notion data source."""

    id: str
    title: str
    columns: tuple[Column, ...]
    url: str = ""


@dataclass(frozen=True, slots=True)
class OwnComment:
    """A comment of ours as the tool shows it: its id there, and its text."""

    id: str
    body: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What a record shows of ours right now. `comment` is `Unknown.UNSEEN` where reading it would cost a request."""

    flag: str | None = None
    gaps: str | None = None
    comment: OwnComment | Unknown | None = None


NO_MARKS = Marks()


@dataclass(frozen=True, slots=True)
class Record:
    """One row or page, as its tool gave it. `cells` is keyed by column id; a column without a cell is absent here."""

    ref: Ref
    cells: Mapping[str, Cell]
    marks: Marks = NO_MARKS
    edited_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """One account that the tool knows by its id, in a people cell or in its list of members.

    `active` is false for an account that the tool does not know any more; its name may then be "".
    """

    account: PersonCell
    active: bool = True


@dataclass(frozen=True, slots=True)
class Pull:
    """What one pull of one source brought.

    `complete` is true only when every record of every table was read: deletions may be concluded from nothing less.
    `cursor` is what the next pull may pass as `since`; a connector that always reads everything leaves it empty.
    """

    tables: tuple[Table, ...]
    records: tuple[Record, ...]
    read_at: datetime
    complete: bool = True
    cursor: str = ""
    requests: int = 0
    """Requests sent to the tool; for a file, how often it was opened."""
    repairs: tuple[Repair, ...] = ()
    unreadable: tuple[Unreadable, ...] = field(default=())
    error: str = ""
    """Why the read is not complete, in one sentence; empty when it is."""
    delta: bool = False
    """Whether `records` holds only what changed since the cursor, our own writes included; the rest stands as before.

    A connector that cannot trust its cursor reads everything instead.
    """
    whole: frozenset[str] = frozenset()
    """In a delta, the containers that were read completely all the same: what is not in `records` is not there."""
    gone: frozenset[str] = frozenset()
    """In a delta, the records by `Ref.key` that the tool says were deleted; elsewhere a delta tells no deletion."""
    unseen: str = ""
    """What this way of reading changes does not show, in one sentence, and when it is seen; empty for nothing."""
    budget: Budget | None = None
    """Where the tool allows so many requests a month."""
    members: tuple[Member, ...] = ()
    """The accounts of the tool's workspace, in a delta too; empty where the tool does not tell them."""
    tool_time: datetime | None = None
    """The tool's own clock as of its last answer, aware; `None` for a file, which has none."""
