"""A store whose process dies at a chosen write: before it is committed, or right after."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from sync.store.base import Store
from tests.fakes.tool import Killed

_WRITES = frozenset(
    {
        "acquire",
        "save_picture",
        "save_entries",
        "save_receipt",
        "save_memory",
        "save_lives",
        "save_published",
        "save_mirrored",
        "forget_mirror",
        "save_told",
        "save_bulletin",
        "save_run",
        "clear_ledger",
    }
)


class _Dying:
    def __init__(self, store: Store, at: int, *, committed: bool) -> None:
        self._store = store
        self._left = at
        self._committed = committed
        self._dead = False

    def __getattr__(self, name: str) -> Any:
        method: Callable[..., object] = getattr(self._store, name)

        def call(*args: object, **named: object) -> object:
            if self._dead:
                raise Killed
            if name in _WRITES:
                self._left -= 1
                if self._left < 0:
                    self._dead = True
                    if self._committed:
                        method(*args, **named)
                    raise Killed
            return method(*args, **named)

        return call


def dying(store: Store, after: int, *, committed: bool) -> Store:
    """Return a store that lets `after` writes through and dies at the next; dead, it answers nobody."""
    return cast("Store", _Dying(store, after, committed=committed))
