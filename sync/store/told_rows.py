"""What receivers were told as JSON text of the store, and back. A field that a later version adds needs a default."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sync.store.texts import to_json

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from sync.notify.told import Told


def told_to_text(told: Told) -> str:
    """Return one receiver's state as text."""
    return to_json(_one(), told)


def told_from_text(text: str) -> Told:
    """Return the state that `told_to_text` wrote."""
    return _one().validate_json(text)


@cache
def _one() -> TypeAdapter[Told]:
    from pydantic import TypeAdapter

    from sync.notify.told import Told

    return TypeAdapter(Told)
