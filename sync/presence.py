"""The name under which a process takes a lease, and the sign by which others see for certain that it is dead.

Neither a host nor a process number tells runs apart: in a cloud every container may be "localhost" with process 1. So a
name ends in a part that no other run has. While a run lasts it holds a lock on a small file of that name, which the
kernel takes from it however it dies; whoever finds the file there and unlocked knows that the run is over. Where the
file cannot be seen (another machine, another container) nothing is known, and the lease has to run out.
"""

from __future__ import annotations

import os
import re
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

_LAST = re.compile(r"[0-9a-f]{32}")


def this_run() -> str:
    """Return a name for one run: where it is, for whoever reads it, and what no other run has."""
    return f"{socket.gethostname()}/{os.getpid()}/{uuid4().hex}"


@contextmanager
def present(holder: str) -> Iterator[None]:
    """Show that the holder lives, as long as it does; where no file can be locked nothing is shown."""
    sign = _sign(holder)
    if sign is None:
        yield
        return
    try:
        held = os.open(sign, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except OSError:
        yield
        return
    try:
        if not _locked(held):
            sign.unlink()  # Unlocked it would tell others that this run is dead.
        yield
    finally:
        with suppress(OSError):
            sign.unlink()
        os.close(held)


def is_gone(holder: str) -> bool:
    """Whether the holder is dead for certain: its sign is here, ours, and held by nobody."""
    sign = _sign(holder)
    if sign is None:
        return False
    try:
        found = os.open(sign, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        dead = os.fstat(found).st_uid == os.getuid() and _locked(found)
        if dead:
            sign.unlink(missing_ok=True)
        return dead
    except OSError:
        return False
    finally:
        os.close(found)


def _sign(holder: str) -> Path | None:
    last = holder.rpartition("/")[2]
    if not _LAST.fullmatch(last):
        return None
    try:
        return Path(tempfile.gettempdir()) / f"streetdate-{last}.alive"
    except FileNotFoundError:  # not one folder can be written
        return None


def _locked(descriptor: int) -> bool:
    """Lock an open file and return whether that could be done; where the system has no such locks, it cannot."""
    try:
        import fcntl
    except ImportError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
