"""Ids as the vendor forms them: a prefix and fourteen letters or digits, the same in every run of a test."""

from __future__ import annotations

import random
import string

_LETTERS = string.ascii_letters + string.digits


class Identifiers:
    """Draws ids that no other draw of the same object returns."""

    def __init__(self, seed: int = 5) -> None:
        self._draw = random.Random(seed)
        self._drawn: set[str] = set()

    def new(self, prefix: str) -> str:
        """Return a fresh id, such as `rec` and fourteen letters."""
        while True:
            drawn = prefix + "".join(self._draw.choices(_LETTERS, k=14))
            if drawn not in self._drawn:
                self._drawn.add(drawn)
                return drawn
