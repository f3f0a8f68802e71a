"""What a SQL database does for the store: run the named statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any, Protocol

from sync.store.base import Health, StoreError
from sync.store.rows import Row


class Database(Protocol):
    """An open, migrated database. Every method raises `StoreError` for what the database raises."""

    def writing(self) -> AbstractContextManager[None]:
        """Make everything inside one transaction: all of it is stored, or nothing when it ends by raising."""
        ...

    def rows(self, name: str, row: Row) -> Sequence[Mapping[str, Any]]:
        """Run the statement of that name and return what comes back."""
        ...

    def foreign(self, what: str) -> StoreError:
        """Return the error that says that `what` is stored in a shape that this Streetdate cannot read."""
        ...

    def ahead(self) -> timedelta:
        """Return by how much the shared database's clock is ahead of this machine's, in seconds."""
        ...

    def health(self) -> Health: ...

    def close(self) -> None: ...
