"""What every target says in the same words of what it could not write, to the person who reads the report."""

from __future__ import annotations

from collections.abc import Iterable

from connectors.changes import Change, PostComment, RemoveComment, ReplyComment

CLOSED = "Streetdate: this is closed."
"""What stands where our comment began a thread that people answered: it cannot be deleted without their words."""


def titled(change: Change) -> str:
    """Return the record that a change is about: its title, and its address where it is known."""
    return f"“{change.title}”" + (f" ({change.ref.url})" if change.ref.url else "")


def comment_gone(change: Change, tool: str) -> str:
    """Say that our comment cannot be found any more. `tool` is the tool's name as people write it."""
    return f"{titled(change)}: our comment was deleted in {tool}, and was not brought back"


def comments_only(tables: Iterable[str], tool: str) -> str:
    """Say that these tables, by title, have no columns of ours; "" for none. `tool` is the connector's name."""
    titles = [f"“{title}”" for title in tables]
    if not titles:
        return ""
    have = "has no columns of ours and gets" if len(titles) == 1 else "have no columns of ours and get"
    return f"{', '.join(titles)} {have} comments only; `streetdate init {tool}` makes the columns"


def looks_first(change: Change) -> bool:
    """Whether a change takes a look at the comments on its record before it is made."""
    return isinstance(change, ReplyComment | RemoveComment) or (isinstance(change, PostComment) and not change.looked)
