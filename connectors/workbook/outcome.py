"""What writing into the bytes of a file gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from connectors.changes import Change
from connectors.workbook.places import TablePlace


@dataclass(frozen=True, slots=True)
class Outcome:
    """The new bytes, the changes they contain (each with its remote id), and what was left out, in sentences."""

    data: bytes
    accepted: tuple[tuple[Change, str], ...] = ()
    remarks: tuple[str, ...] = ()


Withdraw: TypeAlias = Callable[[bytes, Sequence[TablePlace]], Outcome]
"""Takes our columns and comments out of the bytes of a file; the remarks say what went and what stayed."""
