"""Whether a store of some version can be used by this Streetdate; the same answer for every database."""

from __future__ import annotations

from collections.abc import Sequence

from sync.store.base import StoreError
from sync.store.queries import Migration


def pending(version: int, known: Sequence[Migration], where: str) -> Sequence[tuple[int, Migration]]:
    """Return the migrations that a store of `version` has not seen, each with its number.

    Raises `StoreError` when the store is from a newer Streetdate.
    """
    if version > len(known):
        raise StoreError(
            f"the store {where} was written by a newer Streetdate: it has version {version}, this one knows "
            f"up to {len(known)}",
            hint="install the newer Streetdate again, or name another store in the settings",
        )
    return list(enumerate(known[version:], version + 1))
