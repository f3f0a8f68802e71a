"""A value that stands there and cannot be trusted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a value could not be read, in words that end with what to do where something can be done."""

    reason: str
