"""A value that is there and cannot be read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a value cannot be read, for the person who owns the column; `text` is what stands there, where it tells."""

    reason: str
    text: str = ""
