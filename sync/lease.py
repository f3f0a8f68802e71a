"""The lease that keeps two runs of one workspace apart, and the name of the process that holds it."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sync.workspace import Workspace


@contextmanager
def leased(workspace: Workspace) -> Iterator[Callable[[], None]]:
    """Hold the workspace's lease; yields what renews it, and stops a run whose lease somebody took over."""
    store, holder = workspace.store, workspace.holder
    other = store.holder()
    dead = other if other and other != holder and workspace.is_gone(other) else ""
    now = workspace.clock()
    store.acquire(holder, now, now + workspace.lease, over=dead)
    renewed = now

    def renew() -> None:
        nonlocal renewed
        now = workspace.clock()
        if now - renewed >= workspace.lease / 4:
            store.acquire(holder, now, now + workspace.lease)
            renewed = now

    try:
        yield renew
    finally:
        store.release(holder)


def this_process() -> str:
    """Return the name under which this process takes a lease."""
    return f"{socket.gethostname()}/{os.getpid()}"


def is_gone(holder: str) -> bool:
    """Whether the holder was a process of this machine that does not exist any more."""
    host, _, number = holder.rpartition("/")
    if host != socket.gethostname() or not number.isdigit():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
