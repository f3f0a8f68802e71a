"""Where the report stands in a tool as JSON text of the store, and back. A later field needs a default."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sync.store.texts import to_json

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from connectors.bulletin import Posted


def posted_to_text(posted: Posted) -> str:
    """Return the state as text."""
    return to_json(_one(), posted)


def posted_from_text(text: str) -> Posted:
    """Return the state that `posted_to_text` wrote."""
    return _one().validate_json(text)


@cache
def _one() -> TypeAdapter[Posted]:
    from pydantic import TypeAdapter

    from connectors.bulletin import Posted

    return TypeAdapter(Posted)
