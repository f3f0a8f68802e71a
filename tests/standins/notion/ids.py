"""Ids as Notion makes them: uuids spelled with or without hyphens, short property ids full of odd characters."""

from __future__ import annotations

import random
import re
import uuid
from urllib.parse import quote

_UUID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[1-8][0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}", re.IGNORECASE)
_ODD = ":;<>?@[]^`{|}~\\_%=+"
_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


class Ids:
    """A source of ids that gives the same ones for the same seed."""

    def __init__(self, seed: int = 0) -> None:
        self._random = random.Random(seed)

    def uuid(self) -> str:
        """Return a new hyphenated uuid."""
        return str(uuid.UUID(int=self._random.getrandbits(128), version=4))

    def property(self, taken: frozenset[str] = frozenset()) -> str:
        """Return a new property id of four characters; most need quoting in a url."""
        while True:
            found = "".join(self._random.choice(_ODD if self._random.random() < 0.3 else _PLAIN) for _ in range(4))
            if found not in taken:
                return found


def normal(text: str) -> str | None:
    """Return an id in its hyphenated lower-case spelling; None where it is no uuid."""
    return str(uuid.UUID(text)) if _UUID.fullmatch(text) else None


def quoted(property_id: str) -> str:
    """Return a property id as answers spell it."""
    return quote(property_id, safe="")


def compact(page_id: str) -> str:
    """Return an id as page addresses spell it."""
    return page_id.replace("-", "")
