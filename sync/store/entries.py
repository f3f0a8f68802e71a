"""The ledger's entries as JSON text of the store, and back. A field that a later version adds needs only a default."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from sync.store.texts import to_json

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from sync.ledger import Entry


def entries_to_text(entries: Iterable[Entry]) -> str:
    """Return entries by the keys of their records, as the one JSON object in which a statement takes them."""
    return to_json(_by_key(), {entry.ref.key: entry for entry in entries})


def entries_from_texts(texts: Iterable[str]) -> list[Entry]:
    """Return the entries of these texts, one each."""
    return _listed().validate_json(f"[{','.join(texts)}]")


@cache
def _by_key() -> TypeAdapter[dict[str, Entry]]:
    from pydantic import TypeAdapter

    from sync.ledger import Entry

    return TypeAdapter(dict[str, Entry])


@cache
def _listed() -> TypeAdapter[list[Entry]]:
    from pydantic import TypeAdapter

    from sync.ledger import Entry

    return TypeAdapter(list[Entry])
