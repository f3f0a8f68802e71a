"""What a workspace holds, in memory. Property values are kept by property id in the forms that `given.py` makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]
Value: TypeAlias = Any
Compute: TypeAlias = Callable[[Any], Any]

COMPUTED = frozenset(
    {"formula", "rollup", "created_time", "created_by", "last_edited_time", "last_edited_by", "unique_id", "button"}
)
"""Property types that no request may write."""


class Capability(StrEnum):
    """What a connection may do, as its settings page names it."""

    READ_CONTENT = "read content"
    UPDATE_CONTENT = "update content"
    INSERT_CONTENT = "insert content"
    READ_COMMENTS = "read comments"
    INSERT_COMMENTS = "insert comments"
    READ_USERS = "read user information"
    READ_MAIL = "read user information with email addresses"


ALL = frozenset(Capability)


@dataclass(slots=True)
class Token:
    """A connection: its secret, its bot, what it may do, and what was taken out of its sight."""

    secret: str
    name: str
    bot_id: str
    capabilities: frozenset[Capability] = ALL
    unshared: set[str] = field(default_factory=set)
    """Ids of databases and pages that it cannot see."""
    revoked: bool = False
    personal: bool = False
    """A personal access token acts as a person and may not list users."""


@dataclass(slots=True)
class User:
    """A member, guest or bot."""

    id: str
    name: str
    mail: str | None = None
    bot: bool = False
    guest: bool = False
    departed: bool = False


@dataclass(slots=True)
class Group:
    """A group of people, which a people property may hold."""

    id: str
    name: str


@dataclass(slots=True)
class Option:
    """One choice of a select, multi-select or status property."""

    id: str
    name: str
    color: str = "default"


@dataclass(slots=True)
class Property:
    """One column of a data source. `id` is plain; answers quote it."""

    id: str
    name: str
    type: str
    description: str | None = None
    options: list[Option] = field(default_factory=list)
    groups: list[Json] = field(default_factory=list)
    related: str = ""
    """The data source that a relation points into."""
    synced: str = ""
    """The property at the other end of a two-way relation."""
    settings: Json = field(default_factory=dict)
    compute: Compute | None = None
    """What a formula shows for a row (`computed.Row`)."""


@dataclass(slots=True)
class DataSource:
    """One table: its schema and, by their `source`, its rows."""

    id: str
    database_id: str
    title: str
    created_at: datetime
    edited_at: datetime
    created_by: str
    edited_by: str
    description: str = ""
    icon: Json | None = None
    properties: dict[str, Property] = field(default_factory=dict)
    in_trash: bool = False
    inside: str = ""
    """The wiki's data source that it is a child of."""
    numbered: int = 0

    def named(self, name_or_id: str) -> Property | None:
        """Return the property of this plain id or this name."""
        by_name = (found for found in self.properties.values() if found.name == name_or_id)
        return self.properties.get(name_or_id) or next(by_name, None)


@dataclass(slots=True)
class Database:
    """A container of data sources."""

    id: str
    title: str
    parent_page: str
    created_at: datetime
    description: str = ""
    data_sources: list[str] = field(default_factory=list)
    in_trash: bool = False


@dataclass(slots=True)
class Page:
    """One row, or a page that stands alone (`source` is then empty)."""

    id: str
    source: str
    created_at: datetime
    edited_at: datetime
    created_by: str
    edited_by: str
    values: dict[str, Value] = field(default_factory=dict)
    number: int = 0
    parent_page: str = ""
    in_trash: bool = False
    is_locked: bool = False
    icon: Json | None = None
    cover: Json | None = None


@dataclass(slots=True)
class Block:
    """One piece of a page's body; what is in it is listed in `Workspace.inside`."""

    id: str
    page: str
    parent: str
    """A page, or another block."""
    type: str
    content: Json
    created_at: datetime
    edited_at: datetime
    created_by: str
    in_trash: bool = False


@dataclass(slots=True)
class Discussion:
    """One thread: on a page, or on a block of it."""

    id: str
    page_id: str
    block_id: str = ""
    resolved: bool = False


@dataclass(slots=True)
class Comment:
    """One remark in a thread."""

    id: str
    discussion_id: str
    author: str
    created_at: datetime
    edited_at: datetime
    rich_text: list[Json]
    display_name: Json
    deleted_at: float | None = None
    """Seconds of the clock; None while it stands."""


@dataclass(slots=True)
class Quirks:
    """Behaviour that no source settles, or that differs between workspaces; the defaults are the harder ones."""

    query_cap: int = 10_000
    """Rows that one query gives out at most."""
    references: int = 25
    """Relations, people and mentions that a page answer shows of one property."""
    comments_edit_pages: bool = False
    """Whether a comment moves the page's edit time."""
    same_value_edits: bool = True
    """Whether writing what stands there already moves the page's edit time."""
    first_comment_takes_thread: bool = True
    """Whether deleting a thread's first comment deletes the whole thread."""
    resolved_by_id: bool = True
    """Whether a comment of a resolved thread can be retrieved, edited and deleted by its id."""
    deleted_lingers: float = 0.0
    """Seconds in which a deleted comment can still be retrieved by its id."""
    trashed_blocks_are_missing: bool = False
    """Whether what lies in the trash is answered 404 when it is to be changed; 400 is reported as well."""
    full: bool = False
    """Whether the workspace is at its block limit, so that nothing can be added or edited (the body is unverified)."""
