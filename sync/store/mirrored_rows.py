"""What is remembered of mirrored events as JSON text of the store, and back."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from sync.store.texts import to_json

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from sync.mirror.mirrored import Mirrored


def mirrored_to_text(events: Iterable[Mirrored]) -> str:
    """Return events by key, as the one JSON object in which a statement takes them."""
    return to_json(_by_key(), {event.standing.key: event for event in events})


def mirrored_from_texts(texts: Iterable[str]) -> list[Mirrored]:
    """Return the events of these texts, one each."""
    return _listed().validate_json(f"[{','.join(texts)}]")


@cache
def _by_key() -> TypeAdapter[dict[str, Mirrored]]:
    from pydantic import TypeAdapter

    from sync.mirror.mirrored import Mirrored

    return TypeAdapter(dict[str, Mirrored])


@cache
def _listed() -> TypeAdapter[list[Mirrored]]:
    from pydantic import TypeAdapter

    from sync.mirror.mirrored import Mirrored

    return TypeAdapter(list[Mirrored])
