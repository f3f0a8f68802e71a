"""A SQLite file as it is at one moment, copied into memory without leaving a trace beside it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sync.store import sqlite_file
from sync.store.sqlite_file import explained, in_memory


def copied(path: Path | str) -> sqlite3.Connection:
    """Return a copy of the store in memory. Raises `StoreError` when the file cannot be read, or is no store."""
    file = Path(path).absolute()
    with explained(str(path)):
        return _copy_at_rest(file) or _copy(file, "mode=ro")


def _copy_at_rest(file: Path) -> sqlite3.Connection | None:
    """Copy a file that nobody writes; `None` when somebody may have.

    Read in the ordinary way, SQLite would leave two files beside it. "immutable" asks for no lock and leaves nothing,
    but holds only as long as nobody writes: that is looked at before and after.
    """
    before = _state(file)
    if before is None:
        return None
    try:
        copy = _copy(file, "immutable=1")
    except sqlite3.DatabaseError:
        if _state(file) == before:
            raise
        return None
    if _state(file) == before:
        return copy
    copy.close()
    return None


def _state(file: Path) -> tuple[int, int, int] | None:
    """Return what changes when the file is written; `None` while a writer's own files are beside it."""
    if any(file.with_name(file.name + suffix).exists() for suffix in ("-wal", "-journal")):
        return None
    found = file.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _copy(file: Path, how: str) -> sqlite3.Connection:
    address, patience = f"{file.as_uri()}?{how}", sqlite_file.PATIENCE
    source = sqlite3.connect(address, uri=True, timeout=patience, isolation_level=None)
    try:
        # A lock that cannot be had is waited for here and then said; `backup` would wait for ever.
        source.execute("begin")
        source.execute("select count(*) from sqlite_master").fetchone()
        copy = in_memory()
        try:
            source.backup(copy)
        except BaseException:
            copy.close()
            raise
        return copy
    finally:
        source.close()
