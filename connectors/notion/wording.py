"""What is said of a page that could not be written, to the person who reads the report."""

from __future__ import annotations

from connectors.changes import Change


def titled(change: Change) -> str:
    """Return the page that a change is about: its title, and its address where it is known."""
    return f"“{change.title}”" + (f" ({change.ref.url})" if change.ref.url else "")


def gone(change: Change) -> str:
    """Say that the page itself cannot be seen any more."""
    return (
        f"{titled(change)} was deleted in Notion or is no longer shared with the connection: nothing was written on it"
    )


def in_trash(change: Change) -> str:
    """Say that the page lies in the trash."""
    return f"{titled(change)} lies in Notion's trash: nothing was written on it"


def moved(change: Change, database: str) -> str:
    """Say that the page left its database."""
    return f"{titled(change)} was moved out of “{database}”: nothing was written on it"


def comment_gone(change: Change) -> str:
    """Say that our comment cannot be found any more."""
    return f"{titled(change)}: our comment was deleted in Notion, and was not brought back"
