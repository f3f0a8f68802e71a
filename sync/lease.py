"""The lease that keeps two runs of one workspace apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sync.workspace import Workspace


@contextmanager
def leased(workspace: Workspace) -> Iterator[Callable[[], None]]:
    """Hold the workspace's lease; yields what renews it, and stops a run whose lease somebody took over."""
    with workspace.present(workspace.holder):
        yield from _held(workspace)


def _held(workspace: Workspace) -> Iterator[Callable[[], None]]:
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
