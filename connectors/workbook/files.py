"""The few things that saving does to a disk, one at a time, so that each can fail and be tested."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a look at a file tells of its content without reading it."""

    size: int
    modified_ns: int
    inode: int
    mode: int


class Files(Protocol):
    """A disk. Every method may raise `OSError`."""

    def read(self, path: Path) -> bytes: ...

    def stamp(self, path: Path) -> Stamp: ...

    def names(self, folder: Path) -> Iterator[str]:
        """Yield the names in a folder."""
        ...

    def writable(self, path: Path) -> bool:
        """Tell whether a file's owner and permissions allow writing to it."""
        ...

    def write(self, path: Path, data: bytes) -> None:
        """Create a file that is not there yet, for this user only."""
        ...

    def dress(self, path: Path, like: Path) -> None:
        """Give a file the permissions, and where allowed the owner, of another."""
        ...

    def sync(self, path: Path) -> None:
        """Return only when the content of a file or folder is on the disk."""
        ...

    def replace(self, source: Path, target: Path) -> None:
        """Put one file in the place of another, all at once."""
        ...

    def remove(self, path: Path) -> None: ...


class Disk:
    """The real one."""

    def read(self, path: Path) -> bytes:
        return path.read_bytes()

    def stamp(self, path: Path) -> Stamp:
        found = path.stat()
        return Stamp(found.st_size, found.st_mtime_ns, found.st_ino, found.st_mode)

    def names(self, folder: Path) -> Iterator[str]:
        return (each.name for each in folder.iterdir())

    def writable(self, path: Path) -> bool:
        # An administrator may write to everything, so a file that nobody is meant to change shows in its mode only.
        return bool(path.stat().st_mode & 0o222) and os.access(path, os.W_OK)

    def write(self, path: Path, data: bytes) -> None:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)

    def dress(self, path: Path, like: Path) -> None:
        found = like.stat()
        if hasattr(os, "chown"):
            with contextlib.suppress(PermissionError):
                os.chown(path, found.st_uid, found.st_gid)
        path.chmod(found.st_mode & 0o7777)

    def sync(self, path: Path) -> None:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        source.replace(target)

    def remove(self, path: Path) -> None:
        path.unlink()
