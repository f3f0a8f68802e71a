"""What is said of what could not be written, to the person who reads the report."""

from __future__ import annotations

from connectors.changes import Change
from connectors.wording import titled

_CONNECTIONS = "https://www.notion.so/profile/integrations"


def tick(*capabilities: str, connection: str = "the connection") -> str:
    """Say which boxes give a connection what it lacks, as Notion's own page names them."""
    boxes = " and ".join(f"“{capability}”" for capability in capabilities)
    return f"tick {boxes} for {connection} at {_CONNECTIONS} → Capabilities"


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
